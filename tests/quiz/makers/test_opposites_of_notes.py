"""Statements with a word turned into its opposite in both languages."""

import pytest

from paperqa.quiz.makers.opposites import opposites_in
from paperqa.quiz.wrong.opposites_table import Opposites, opposites
from paperqa.types import Lang

PAIRS = [pair for pair in opposites() if pair.he[0]]


def turned(en: str, he: str = "") -> list[tuple[str, str, str]]:
    texts: dict[Lang, str] = {"en": en, "he": he} if he else {"en": en}
    return [(word, said["en"], said.get("he", "")) for word, said in opposites_in(texts)]


@pytest.mark.parametrize(
    ("en", "he", "expected"),
    [
        (
            "The cost is linear.",
            "העלות ליניארית.",
            ("linear", "The cost is quadratic.", "העלות ריבועית."),
        ),
        (
            "The cost is quadratic.",
            "העלות היא ריבועית שם.",
            ("quadratic", "The cost is linear.", "העלות היא ליניארית שם."),
        ),
        (
            "Local lamps glow.",
            "מנורות מקומיות זורחות.",
            ("local", "Global lamps glow.", "מנורות גלובליות זורחות."),
        ),
        (
            "The trained lamp glows.",
            "המנורה המאומנת זורחת.",
            ("trained", "The frozen lamp glows.", "המנורה הקפואה זורחת."),
        ),
        (
            "It is so by the frozen lamp.",
            "כך שבקפוא.",
            ("frozen", "It is so by the trained lamp.", "כך שבמאומן."),
        ),
        (
            "It works in a sequential way.",
            "הוא עובד באופן סדרתי.",
            ("sequential", "It works in a parallel way.", "הוא עובד במקביל."),
        ),
        (
            "It uses unlabeled maps.",
            "הוא משתמש במפות לא מתויגות.",
            ("unlabeled", "It uses labeled maps.", "הוא משתמש במפות מתויגות."),
        ),
        (
            "It uses labeled maps.",
            "הוא משתמש במפות מתויגות.",
            ("labeled", "It uses unlabeled maps.", "הוא משתמש במפות לא מתויגות."),
        ),
        (
            "Lamps are cheaper.",
            "מנורה זולה יותר.",
            ("cheaper", "Lamps are more expensive.", "מנורה יקרה יותר."),
        ),
    ],
)
def test_a_word_is_turned_in_both_languages_and_the_rest_stays(
    en: str, he: str, expected: tuple[str, str, str]
) -> None:
    assert turned(en, he) == [expected]


@pytest.mark.parametrize(
    ("en", "he"),
    [
        ("The cost is small.", "העלות קטנה."),  # no such word
        ("The cost is linear, not quadratic.", "העלות ליניארית."),  # both in English
        ("The cost is linear.", "העלות ליניארית ולא ריבועית."),  # both in Hebrew
        ("The linear cost is linear.", "העלות ליניארית."),  # twice
        ("The cost is linear.", "העלות הליניארית היא ליניארית."),  # twice in Hebrew
        ("The cost is linear.", "העלות נמוכה."),  # not in Hebrew
        ("The cost is non-linear.", "העלות ליניארית."),  # a part of a word
        ("The cost is linearly so.", "העלות ליניארית."),
        ("Lamps are cheaper to keep.", "מנורות זולות."),  # other words in Hebrew
        ("It reduces the cost.", "הוא מקטין את העלות."),  # a pair without Hebrew
        ("The cost is linear.", ""),  # no Hebrew to confirm it
        ("It has no labeled maps.", "אין לו מפות לא מתויגות."),  # turned already
        ("The cost is linear.", "העלות ליניארית (linear)."),  # the brackets would contradict
    ],
)
def test_what_is_not_there_exactly_once_in_both_languages_is_not_turned(en: str, he: str) -> None:
    assert turned(en, he) == []


def test_each_word_is_turned_alone() -> None:
    assert turned("The local cost is linear.", "העלות המקומית ליניארית.") == [
        ("linear", "The local cost is quadratic.", "העלות המקומית ריבועית."),
        ("local", "The global cost is linear.", "העלות הגלובלית ליניארית."),
    ]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.en[0] for pair in PAIRS])
def test_every_form_of_every_pair_is_turned_and_back(pair: Opposites) -> None:
    one, other = pair.en
    for left, right in zip(*pair.he, strict=True):
        found = turned(f"Lamps {one} there.", f"מנורות {left} שם.")
        assert (one, f"Lamps {other} there.", f"מנורות {right} שם.") in found
        back = turned(f"Lamps {other} there.", f"מנורות {right} שם.")
        assert [word for word, _, _ in back] == [other]
        assert back[0][1] == f"Lamps {one} there."
