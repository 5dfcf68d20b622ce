"""Whether a passage carries a sentence, and with which words."""

import pytest
from small_index import passage

from paperqa.answer.verify import Carrier, carrier_of, support_of
from paperqa.types import Support

TEXT = "The model uses 8 heads of width 64. It trains for 1,000 steps on GPUs."
HEADS, STEPS = (0, 35), (36, 70)


def test_the_carrier_is_the_sentence_that_shares_most_words() -> None:
    assert carrier_of("Training takes steps on GPUs.", passage(TEXT)) == Carrier(
        *STEPS, support="supported"
    )
    assert carrier_of("There are heads.", passage(TEXT)) == Carrier(*HEADS, support="supported")
    assert TEXT[slice(*STEPS)] == "It trains for 1,000 steps on GPUs."


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("The model uses 8 heads.", "supported"),
        ("The model uses 16 heads.", "none"),
        ("It trains for 1000 steps.", "supported"),
        ("It trains for 100 steps.", "none"),
        ("It trains for 1,000 steps with 8 heads.", "supported"),
        ("It uses a wide optimizer, Adam, whose heads decay slowly.", "weak"),
        ("Bananas are yellow.", "none"),
        ("", "none"),
        ("?!", "none"),
    ],
)
def test_a_claim_is_supported_by_half_of_its_words_and_all_of_its_numbers(
    claim: str, support: Support
) -> None:
    assert carrier_of(claim, passage(TEXT)).support == support


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("המודל מאומן על GPUs במשך 1,000 צעדים.", "supported"),
        ("המודל מאומן על TPUs עם Adam ועם SGD.", "none"),
        ("המודל מאומן במשך 500 צעדים.", "none"),
        ("המודל מאומן היטב.", "weak"),
    ],
)
def test_across_languages_terms_and_numbers_are_compared(claim: str, support: Support) -> None:
    assert support_of(claim, "It trains for 1,000 steps on GPUs.", TEXT) == support


def test_hebrew_words_are_compared_with_a_hebrew_passage() -> None:
    note = "המודל מאומן על כרטיסים במשך שבוע."
    assert support_of("המודל מאומן במשך שבוע.", note, note) == "supported"
    assert support_of("הבננות צהובות מאוד השנה.", note, note) == "none"


def test_the_carrier_stands_on_one_page() -> None:
    cut = passage(TEXT, pages=[(0, 3), (50, 4)])
    assert carrier_of("It trains for 1,000 steps on GPUs.", cut) == Carrier(*HEADS, support="none")


def test_where_no_sentence_stands_on_one_page_a_pages_part_of_it_is_taken() -> None:
    cut = passage("We train all models as usual on GPUs for a week  ", pages=[(0, 3), (29, 4)])
    found = carrier_of("Training on GPUs for a week.", cut)
    assert cut.text[found.start : found.end] == "on GPUs for a week"
    assert cut.page_at(found.start) == cut.page_at(found.end - 1) == 4
