"""Items that ask for a number of a note."""

import random

import pytest
from small_grounds import PAPER, SELF_SCORE, cited_note, grounds_of, page

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.makers.numbers import number_drafts
from paperqa.types import Citation

EN = "Training takes 36 hours of the night."
HE = "האימון נמשך כ-36 שעות של לילה."
BESIDE = "At 27 lamps, the older net of 39 lamps is slower."
PAGE = f"{BESIDE} {EN}"
OTHERS = "Others take 30, 32 or 34 hours, 27 or 39, and 38, 41 or 45 at most."


def drafts(grounds: Grounds) -> list[Draft]:
    return list(number_drafts(grounds, random.Random(1)))


def test_a_number_is_asked_as_a_choice_and_as_a_gap_in_both_languages() -> None:
    grounds = grounds_of("numbers", EN, HE, pages=[PAGE, OTHERS])
    start = PAGE.index(EN)
    cited = Citation(1, PAPER, page(PAGE), EN, start, len(PAGE), 1)
    wrong = ("34", "32", "30", "38", "41", "45")
    asked_en = "Lanternet: Training takes ____ hours of the night."
    asked_he = "Lanternet: האימון נמשך כ-____ שעות של לילה."
    choice, gap = drafts(grounds)
    assert choice == Draft(
        kind="choice",
        maker="number",
        wordings=(
            DraftWording("en", asked_en, "36", wrong, EN),
            DraftWording("he", asked_he, "36", wrong, HE),
        ),
        citation=cited,
        key=("36",),
        about="note 2",
        difficulty="medium",
        score=pytest.approx(1.0),  # type: ignore[arg-type]
    )
    assert gap == Draft(
        kind="cloze",
        maker="number gap",
        wordings=(
            DraftWording("en", asked_en, "36", (), EN),
            DraftWording("he", asked_he, "36", (), HE),
        ),
        citation=cited,
        key=("36",),
        about="note 2",
        difficulty="hard",
        score=pytest.approx(0.8),  # type: ignore[arg-type]
    )


def test_without_pages_the_note_is_quoted() -> None:
    choice, gap = drafts(grounds_of("how", EN))
    assert choice.citation == gap.citation == cited_note(EN)
    assert choice.score == pytest.approx(0.5 * SELF_SCORE + 0.35 + 0.1)
    assert [one.lang for one in choice.wordings] == ["en"]


def test_each_number_is_asked_for_and_the_others_stay() -> None:
    text = "Lanternet trains for 36 hours on 48 chips."
    asked = [one.wordings[0].question for one in drafts(grounds_of("how", text))]
    first, second = "for ____ hours on 48 chips.", "for 36 hours on ____ chips."
    assert asked == [f"Lanternet trains {end}" for end in (first, first, second, second)]


def test_the_paper_is_named_where_the_statement_does_not_name_it() -> None:
    (choice, _) = drafts(grounds_of("how", "Lanternet takes 36 hours."))
    assert choice.wordings[0].question == "Lanternet takes ____ hours."


def test_a_comma_may_be_left_out_and_a_scale_stays() -> None:
    (_, gap) = drafts(grounds_of("how", "Lanternet has 2,500 lamps."))
    assert (gap.wordings[0].right, gap.wordings[0].accepted) == ("2,500", ("2500",))
    (_, gap) = drafts(grounds_of("how", "Lanternet has 2,500M lamps."))
    assert (gap.wordings[0].right, gap.wordings[0].accepted) == ("2,500M", ("2500M",))
    assert gap.wordings[0].question == "Lanternet has ____ lamps."


def test_the_whole_of_which_a_part_is_named_is_not_asked_for() -> None:
    for text in ("It wins on 18 of 24 streets.", "It wins on 18 out of the 24 streets."):
        answers = {one.wordings[0].right for one in drafts(grounds_of("how", text))}
        assert answers == {"18"}


def test_small_whole_numbers_are_worth_less() -> None:
    (small, _) = drafts(grounds_of("how", "Lanternet takes 12 hours."))
    (large, _) = drafts(grounds_of("how", "Lanternet takes 13 hours."))
    (decimal, _) = drafts(grounds_of("how", "Lanternet takes 12.5 hours."))
    assert large.score == decimal.score == pytest.approx(small.score + 0.1)


@pytest.mark.parametrize(
    ("en", "he", "pages"),
    [
        ("Training takes a night.", "האימון נמשך לילה.", []),  # no number
        ("Training takes 36 hours.", "האימון נמשך שעות.", []),  # none in Hebrew
        ("Training takes 36 hours.", "האימון נמשך 36 שעות ועוד 36.", []),  # twice there
        (EN, HE, ["Training takes 35 hours of the night."]),  # not in the quote
        (EN, HE, ["The birds of 36 lakes are of no interest to the lamps."]),  # of something else
        (f"{EN[:-1]} (p. 1).", HE, ["The lamps are of no interest to the birds.", EN]),  # elsewhere
    ],
)
def test_what_is_not_in_both_languages_and_in_a_quote_is_not_asked(
    en: str, he: str, pages: list[str]
) -> None:
    assert drafts(grounds_of("how", en, he, pages=pages)) == []


def test_a_statement_on_the_page_that_the_note_names_is_quoted_from_there() -> None:
    grounds = grounds_of("how", f"{EN[:-1]} (p. 2).", pages=[EN, f"{EN} The lamps are of iron."])
    assert [(one.citation.page, one.citation.quote) for one in drafts(grounds)] == [(2, EN)] * 2
