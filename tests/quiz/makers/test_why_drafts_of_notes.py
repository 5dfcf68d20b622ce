"""Open items: the reason that a note gives."""

import random

import pytest
from small_grounds import PAPER, SELF_SCORE, cited_note, grounds_of, page

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.makers.why import why_drafts
from paperqa.types import Citation

EN = "The lamps are masked because a lamp must not see its own light."
HE = "המנורות כולן ממוסכות כי אסור שמנורה תראה את האור שלה."


def drafts(grounds: Grounds) -> list[Draft]:
    return list(why_drafts(grounds, random.Random(1)))


def asked(en: str, he: str = "") -> list[tuple[str, str]]:
    """Return question and answer in each language."""
    return [
        (one.question, one.right) for d in drafts(grounds_of("how", en, he)) for one in d.wordings
    ]


def test_a_reason_is_asked_for_in_both_languages() -> None:
    assert drafts(grounds_of("how", EN, HE)) == [
        Draft(
            kind="open",
            maker="why",
            wordings=(
                DraftWording(
                    "en",
                    "Lanternet: explain why the lamps are masked.",
                    "Because a lamp must not see its own light.",
                    (),
                    EN,
                ),
                DraftWording(
                    "he",
                    "Lanternet: מדוע המנורות כולן ממוסכות?",
                    "כי אסור שמנורה תראה את האור שלה.",
                    (),
                    HE,
                ),
            ),
            citation=cited_note(EN),
            key=(),
            about="note 1",
            difficulty="hard",
            score=pytest.approx(0.6 * SELF_SCORE + 0.4),  # type: ignore[arg-type]
        )
    ]


def test_the_reason_is_what_the_quote_must_carry() -> None:
    reason = "A lamp must not see its own light, or it grows too bright."
    text = f"The lamps are masked by the net, as are all of the maps. {reason}"
    (draft,) = drafts(grounds_of("how", EN, pages=[text]))
    start = text.index(reason)
    assert draft.citation == Citation(1, PAPER, page(text), reason, start, len(text), 1)


def test_a_reason_that_the_paper_does_not_give_is_not_asked_for() -> None:
    text = "The lamps are masked by the net, as are all of the maps."
    assert drafts(grounds_of("how", EN, pages=[text])) == []


@pytest.mark.parametrize(
    ("en", "question"),
    [
        ("Lanternet masks lamps because light spreads.", "Explain why Lanternet masks lamps."),
        ("GPUs get warm because light spreads.", "Lanternet: explain why GPUs get warm."),
        ("A lamp is masked because light spreads.", "Lanternet: explain why A lamp is masked."),
        ("Masks of Lanternet help because light spreads.", "Explain why masks of Lanternet help."),
    ],
)
def test_a_clause_keeps_its_capital_where_it_begins_with_a_name(en: str, question: str) -> None:
    assert asked(en) == [(question, "Because light spreads.")]


def test_what_follows_a_colon_belongs_to_the_reason() -> None:
    assert asked("Lanternet masks lamps, because light spreads: it is fast.") == [
        ("Explain why Lanternet masks lamps.", "Because light spreads: it is fast.")
    ]


@pytest.mark.parametrize(
    ("he", "answer"),
    [
        ("Lanternet ממסך מנורות כי האור מתפשט.", "כי האור מתפשט."),
        ("Lanternet ממסך מנורות, כי האור מתפשט.", "כי האור מתפשט."),
        ("Lanternet ממסך מנורות משום שהאור מתפשט.", "כי האור מתפשט."),
        ("Lanternet ממסך מנורות מכיוון שהאור מתפשט.", "כי האור מתפשט."),
        ("Lanternet ממסך מנורות כיוון שהאור מתפשט.", "כי האור מתפשט."),
        ("Lanternet ממסך מנורות שכן האור מתפשט.", "כי האור מתפשט."),
        ("Lanternet ממסך מנורות משום ש-Lanternet מתפשט.", "כי Lanternet מתפשט."),
    ],
)
def test_hebrew_says_because_in_many_ways(he: str, answer: str) -> None:
    assert asked("Lanternet masks lamps because light spreads.", he)[1] == (
        "מדוע Lanternet ממסך מנורות?",
        answer,
    )


@pytest.mark.parametrize(
    ("en", "he"),
    [
        ("The lamps are masked by the net.", "המנורות ממוסכות ברשת."),  # no reason
        ("Lamps hide because a lamp must not see light.", ""),  # two words
        ("Note: lamps are masked because light spreads.", ""),  # a colon before
        ("The net masks lamps, which it can because light spreads.", ""),  # an afterthought
        ("The net masks lamps, but not maps because light spreads.", ""),
        (EN, "המנורות ממוסכות לגמרי ברשת הזאת."),  # no reason in Hebrew
        (EN, "המנורות ממוסכות לגמרי כיום ברשת הזאת."),  # "today" begins like "because"
        (EN, "המנורות כבויות, אבל הן ממוסכות כי האור מתפשט."),
    ],
)
def test_a_sentence_that_does_not_say_this_because_that_is_not_asked(en: str, he: str) -> None:
    assert asked(en, he) == []
