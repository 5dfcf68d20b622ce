"""True statements of notes, and false ones with one thing changed."""

import random

import pytest
from small_grounds import SELF_SCORE, cited_note, grounds_of

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.fact import Role
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.makers.true_false import true_false_drafts


def drafts(grounds: Grounds, seed: int = 1) -> list[Draft]:
    return list(true_false_drafts(grounds, random.Random(seed)))


def said(grounds: Grounds, difficulty: str) -> list[tuple[str, ...]]:
    """Return what false drafts of one difficulty say, in each language."""
    return [
        tuple(one.question for one in draft.wordings)
        for draft in drafts(grounds)
        if draft.wordings[0].right == "false" and draft.difficulty == difficulty
    ]


PLAIN = "Lanternet draws the light of a street."
PLAIN_HE = "Lanternet מצייר את האור של הרחוב."


def test_a_statement_without_anything_to_change_is_true_in_both_languages() -> None:
    assert drafts(grounds_of("how", PLAIN, PLAIN_HE)) == [
        Draft(
            kind="truefalse",
            maker="true or false",
            wordings=(
                DraftWording("en", PLAIN, "true", (), PLAIN),
                DraftWording("he", PLAIN_HE, "true", (), PLAIN_HE),
            ),
            citation=cited_note(PLAIN),
            key=(),
            about="note 1",
            difficulty="easy",
            score=pytest.approx(0.6 * SELF_SCORE + 0.3),  # type: ignore[arg-type]
        )
    ]


def test_the_paper_is_named_where_the_statement_does_not_name_it() -> None:
    (draft,) = drafts(grounds_of("how", "It draws the light of a street."))
    assert draft.wordings[0].question == "Lanternet: It draws the light of a street."


TWO = "Lanternet trains for 36 hours, against 48 of others."
TWO_HE = "Lanternet מתאמן, לעומת 48 שעות של אחרים, כ-36 שעות."


def test_two_numbers_change_places_in_both_languages() -> None:
    (swapped,) = [one for one in drafts(grounds_of("how", TWO, TWO_HE)) if one.difficulty == "hard"]
    assert swapped == Draft(
        kind="truefalse",
        maker="true or false",
        wordings=(
            DraftWording(
                "en", "Lanternet trains for 48 hours, against 36 of others.", "false", (), TWO
            ),
            DraftWording(
                "he", "Lanternet מתאמן, לעומת 36 שעות של אחרים, כ-48 שעות.", "false", (), TWO_HE
            ),
        ),
        citation=cited_note(TWO),
        key=("36", "48"),
        about="note 1",
        difficulty="hard",
        score=pytest.approx(0.6 * SELF_SCORE + 0.42),  # type: ignore[arg-type]
    )


def test_of_three_numbers_each_pair_changes_places() -> None:
    grounds = grounds_of("how", "Lanternet has 12 lamps, while 24 are maps but 36 birds.")
    assert said(grounds, "hard") == [
        ("Lanternet has 24 lamps, while 12 are maps but 36 birds.",),
        ("Lanternet has 36 lamps, while 24 are maps but 12 birds.",),
        ("Lanternet has 12 lamps, while 36 are maps but 24 birds.",),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lanternet wins on 7 of 8 streets.",
        "Between 12 and 36 lamps stand there.",  # no contrast: the order says nothing
        "It was not seen at 12 and 36 lamps.",
        "Lanternet wins on 7 out of 8 streets.",
        "Lanternet wins on 7 of the 8 streets.",
        "Lanternet has 12 lamps against 49 maps.",  # one is more than four times the other
        "Lanternet has 12 lamps against 24.5 maps.",  # of another format
        "Lanternet has 12 lamps against 24M maps.",
        "Lanternet has 12 lamps against 24% of it.",
        "Lanternet has 12 lamps against 12 maps.",
        "Lanternet has 36 lamps.",
    ],
)
def test_numbers_that_are_not_of_one_kind_do_not_change_places(text: str) -> None:
    assert said(grounds_of("how", text), "hard") == []


def test_numbers_four_times_as_large_change_places() -> None:
    assert said(grounds_of("how", "Lanternet has 12 lamps, but 48 maps."), "hard") == [
        ("Lanternet has 48 lamps, but 12 maps.",)
    ]


def test_a_number_is_changed_for_another_of_the_paper_in_both_languages() -> None:
    en, he = "Lanternet trains for 36 hours in all.", "Lanternet מתאמן במשך 36 שעות."
    pages = [
        f"{en} Others have 31 or 43 of them.",
        "Others take 30, 31, 32 or 34 of them, and 38, 41, 43 or 45.",
    ]
    changed = {
        draft.wordings[0].question: draft
        for seed in range(30)
        for draft in drafts(grounds_of("how", en, he, pages=pages), seed)
        if draft.difficulty == "medium"
    }
    # Of the three on either side, the two that are further away; none of the quote's passage.
    assert set(changed) == {f"Lanternet trains for {n} hours in all." for n in (30, 32, 41, 45)}
    one = changed["Lanternet trains for 41 hours in all."]
    assert one.wordings == (
        DraftWording("en", "Lanternet trains for 41 hours in all.", "false", (), en),
        DraftWording("he", "Lanternet מתאמן במשך 41 שעות.", "false", (), he),
    )
    assert (one.key, one.citation.quote, one.citation.page) == (("36",), en, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Lanternet needs at least 36 lamps.",  # so it needs 30
        "Lanternet holds up to 36 lamps.",
        "Lanternet holds more than 36 lamps.",
        "Lanternet lets a street of 36 lamps be mapped.",  # so of 30
        "Between 30 and 36 lamps stand there.",
        "Lanternet wins on 7 of 8 streets.",  # 9 of 8 is nonsense
    ],
)
def test_a_number_that_another_would_not_contradict_is_not_changed(text: str) -> None:
    assert said(grounds_of("how", text), "medium") == []


def test_what_can_be_is_not_denied_by_an_opposite() -> None:
    en, he = "Lanternet can be linear here.", "Lanternet יכול להיות כאן ליניארי."
    assert said(grounds_of("how", en, he), "medium") == []
    plain = grounds_of("how", "Lanternet is linear here.", "Lanternet כאן ליניארי.")
    assert said(plain, "medium") == [("Lanternet is quadratic here.", "Lanternet כאן ריבועי.")]


def test_a_word_is_turned_into_its_opposite_in_both_languages() -> None:
    en, he = "The cost of Lanternet is linear.", "העלות של Lanternet ליניארית."
    (draft,) = [
        one for one in drafts(grounds_of("how", en, he)) if one.wordings[0].right == "false"
    ]
    assert draft.wordings == (
        DraftWording("en", "The cost of Lanternet is quadratic.", "false", (), en),
        DraftWording("he", "העלות של Lanternet ריבועית.", "false", (), he),
    )
    assert (draft.key, draft.difficulty, draft.citation) == (("linear",), "medium", cited_note(en))
    assert draft.score == pytest.approx(0.6 * SELF_SCORE + 0.4)


def test_a_turned_word_is_cited_as_the_quote_prints_it() -> None:
    en, he = "Local lamps of Lanternet glow by night.", "מנורות מקומיות של Lanternet זורחות בלילה."
    found = drafts(grounds_of("how", en, he))
    (draft,) = [one for one in found if one.wordings[0].right == "false"]
    assert (draft.wordings[0].question, draft.key) == (
        "Global lamps of Lanternet glow by night.",
        ("Local",),
    )


@pytest.mark.parametrize(
    "page",
    [
        "The cost of Lanternet is small, as is that of a nonlinear net.",  # a part of a word
        "The cost of Lanternet is small by any measure of it.",
        "The birds of a linear street are of no interest to the lamps.",  # of something else
        "It is linear in the number of all of the lamps.",  # says it in part
    ],
)
def test_a_word_that_no_fitting_quote_prints_is_not_turned(page: str) -> None:
    en, he = "The cost of Lanternet is linear.", "העלות של Lanternet ליניארית."
    assert said(grounds_of("how", en, he, pages=[page]), "medium") == []
    assert len(said(grounds_of("how", en, he, pages=[en]), "medium")) == 1


def test_without_hebrew_no_word_is_turned() -> None:
    assert said(grounds_of("how", "The cost of Lanternet is linear."), "medium") == []


@pytest.mark.parametrize(
    "page",
    [
        "Lanternet trains for 37 hours on 48 chips of the older kind.",  # not all numbers
        "The birds of 36 streets sleep on 48 trees by the river.",  # of something else
    ],
)
def test_what_the_quote_does_not_wholly_say_is_not_said_to_be_true(page: str) -> None:
    truths = [one.wordings[0].right for one in drafts(grounds_of("how", TWO, pages=[page]))]
    assert "true" not in truths


def test_what_the_quote_says_in_part_is_not_said_to_be_true() -> None:
    text = "Lanternet draws the light of a street for the whole town in one step."
    grounds = grounds_of("how", text, pages=["The net draws the light of a street."])
    quote = grounds.quote(grounds.statements[0])
    assert quote is not None
    assert quote.score < 0.55
    assert drafts(grounds) == []


def test_what_the_quote_wholly_says_is_said_to_be_true() -> None:
    first = drafts(grounds_of("how", TWO, pages=[f"{TWO} The lamps are of iron, as before."]))[0]
    assert (first.wordings[0].question, first.wordings[0].right, first.key) == (
        TWO,
        "true",
        ("36", "48"),
    )
    assert (first.citation.quote, first.citation.page) == (TWO, 1)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (  # another name
            "Lanternet beats Brookbase on dark streets by far.",
            "The net beats all others on dark streets by far.",
        ),
        (  # the opposite
            "The cost of Lanternet grows with the lamps of a street.",
            "The cost of Lanternet does not grow with the lamps of a street.",
        ),
    ],
)
def test_what_the_quote_says_of_another_or_denies_is_not_said_to_be_true(
    text: str, quote: str
) -> None:
    grounds = grounds_of("how", text, pages=[quote])
    carried = grounds.quote(grounds.statements[0])
    assert carried is not None
    assert carried.score > 0.7
    assert drafts(grounds) == []
    assert [one.wordings[0].right for one in drafts(grounds_of("how", text, pages=[text]))] == [
        "true"
    ]


@pytest.mark.parametrize("role", ["what", "how", "numbers", "club"])
def test_terms_alone_are_not_asked(role: Role) -> None:
    assert [one.wordings[0].right for one in drafts(grounds_of(role, PLAIN))] == ["true"]
    assert drafts(grounds_of("term", f"Street: {PLAIN}")) == []
