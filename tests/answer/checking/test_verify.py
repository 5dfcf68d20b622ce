"""Whether a passage carries a sentence, and with which words."""

import numpy as np
import pytest
from carrying import carrier_of
from small_index import passage

from fakes import WordEmbedder
from paperqa.answer.checking.verify import (
    Carrier,
    Source,
    candidates,
    cosines_of,
    missing_names,
    missing_numbers,
)
from paperqa.types import Paper, Support

TEXT = "The model uses 8 heads of width 64. It trains for 1,000 steps on GPUs."
HEADS, STEPS = (0, 35), (36, 70)
HERON = Paper(
    "heron", "Heron: Reading Both Ways", year=2019, aliases=("HeronNet",), authors=("A. Stork",)
)


def test_the_carrier_is_the_sentence_that_shares_most_words() -> None:
    assert carrier_of("Training takes steps on GPUs.", passage(TEXT)) == Carrier(
        *STEPS, support="supported"
    )
    assert carrier_of("The model has heads.", passage(TEXT)) == Carrier(*HEADS, support="supported")
    assert TEXT[slice(*STEPS)] == "It trains for 1,000 steps on GPUs."


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("The model uses 8 heads.", "supported"),
        ("The model uses eight heads.", "supported"),
        ("The model uses 16 heads.", "none"),
        ("The model uses sixteen heads.", "none"),
        ("The model uses 64 heads.", "weak"),
        ("The model does not use 8 heads.", "weak"),
        ("The BERT model uses 8 heads.", "weak"),
        ("It trains for 1000 steps.", "supported"),
        ("It trains for 100 steps.", "none"),
        ("It trains for 1,000 steps with 8 heads.", "supported"),
        ("The model uses 8 heads and a slow decay of its rate.", "weak"),
        ("Bananas are yellow.", "none"),
        ("", "none"),
        ("?!", "none"),
    ],
)
def test_a_claim_needs_most_of_its_words_and_all_of_its_numbers_and_names(
    claim: str, support: Support
) -> None:
    assert carrier_of(claim, passage(TEXT)).support == support


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("המודל מאומן על GPUs במשך 1,000 צעדים.", "supported"),
        ("המודל מאומן במשך אלף צעדים.", "supported"),
        ("המודל מאומן על TPUs עם Adam ועם SGD.", "none"),
        ("המודל מאומן במשך 500 צעדים.", "none"),
        ("המודל אינו מאומן במשך 1,000 צעדים.", "weak"),
        ("הבננות צהובות מאוד השנה.", "none"),
    ],
)
def test_a_hebrew_claim_is_compared_with_an_english_passage(claim: str, support: Support) -> None:
    assert carrier_of(claim, passage(TEXT)).support == support


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("המודל מאומן במשך שבוע.", "supported"),
        ("The model is trained for a week on cards.", "supported"),
        ("המודל מאומן במשך 3 שבועות.", "none"),
        ("הבננות צהובות מאוד השנה.", "none"),
    ],
)
def test_a_hebrew_passage_carries_claims_in_both_languages(claim: str, support: Support) -> None:
    note = passage("המודל מאומן על כרטיסים במשך שבוע.", kind="note")
    assert carrier_of(claim, note).support == support


def test_names_and_numbers_of_the_paper_itself_need_not_stand_in_the_passage() -> None:
    source = Source(passage(TEXT, HERON, pages=[(0, 3)]), HERON)
    assert missing_names("HeronNet by Stork beats Egret.", [source]) == ("Egret",)
    claim = "Heron (2019, p. 3) uses 8 heads and 9 layers."
    assert [claim[n.start : n.end] for n in missing_numbers(claim, [source])] == ["9"]


def test_numbers_may_stand_in_any_of_several_passages() -> None:
    one, other = (Source(passage(text)) for text in (TEXT, "It has 12 layers."))
    claim = "It has 8 heads and 12 layers."
    assert missing_numbers(claim, [one, other]) == ()
    assert [n.value for n in missing_numbers(claim, [one])] == [12]


def test_the_carrier_stands_on_one_page() -> None:
    cut = passage(TEXT, pages=[(0, 3), (50, 4)])
    found = carrier_of("It trains for 1,000 steps on GPUs.", cut)
    assert (found.start, found.end) == HEADS


def test_where_no_sentence_stands_on_one_page_a_pages_part_of_it_is_taken() -> None:
    cut = passage("We train all models as usual on GPUs for a week  ", pages=[(0, 3), (29, 4)])
    found = carrier_of("Training on GPUs for a week.", cut)
    assert cut.text[found.start : found.end] == "on GPUs for a week"
    assert cut.page_at(found.start) == cut.page_at(found.end - 1) == 4


def test_cosines_are_those_of_the_embedder_and_hebrew_is_put_into_english_for_it() -> None:
    embedder = WordEmbedder(languages=("en",))
    pairs = [("קשב עצמי", "The attention of itself."), ("Heads", "Eight heads.")]
    cosines = cosines_of(pairs, embedder)
    rows = WordEmbedder().embed_passages(
        ["self-attention", "The attention of itself.", "Heads", "Eight heads."]
    )
    assert list(cosines) == pairs
    np.testing.assert_allclose(
        list(cosines.values()), [rows[0] @ rows[1], rows[2] @ rows[3]], rtol=1e-6
    )
    assert embedder.embedded == [
        "self-attention", "The attention of itself.", "Heads", "Eight heads.",
    ]  # fmt: skip


def test_without_an_embedder_that_reads_english_nothing_is_embedded() -> None:
    embedder = WordEmbedder(languages=("he",))
    assert cosines_of([("a claim", "a sentence")], None) == {}
    assert cosines_of([("a claim", "a sentence")], embedder) == {}
    assert cosines_of([], WordEmbedder()) == {}
    assert embedder.embedded == []


def test_candidates_are_the_three_sentences_that_share_most() -> None:
    text = "Cats sleep. Dogs bark loudly. Dogs bark. Dogs bark loudly at night. Birds sing."
    found = candidates("Dogs bark loudly at night.", Source(passage(text)))
    assert [one.sentence for one in found] == [
        "Dogs bark loudly at night.", "Dogs bark loudly.", "Dogs bark.",
    ]  # fmt: skip
