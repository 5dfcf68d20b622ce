"""A number that stands in the source, and belongs to something else there."""

import pytest
from carrying import carrier_of
from small_index import passage

from paperqa.answer.checking.number_places import numbers_apart, numbers_moved
from paperqa.answer.checking.numbers import printed_numbers
from paperqa.types import Support


@pytest.mark.parametrize(
    ("claim", "sentence", "differ"),
    [
        ("It has 12 layers.", "It has 18 layers with 12 attention heads.", True),
        ("It has 18 layers.", "It has 18 layers with 12 attention heads.", False),
        ("יש בו 12 שכבות.", "It has 18 layers with 12 attention heads.", True),
        ("BERT gets 80 points.", "BERT gets 70 points and GPT gets 80 points.", True),
        ("GPT gets 80 points.", "BERT gets 70 points and GPT gets 80 points.", False),
        (
            "The base model has 213 million parameters.",
            "The base model has 65 million parameters and the big one 213 million.",
            True,
        ),
        (
            "The big model has 213 million parameters.",
            "The base model has 65 million parameters and the big one 213 million.",
            False,
        ),
        (
            "המודל הגדול כולל 213 מיליון פרמטרים.",
            "The base model has 65 million parameters and the big one 213 million.",
            False,
        ),
        (
            "It goes from 4,096 to 32,768 tokens.",
            "Its length goes from 4,096 to 32,768 tokens.",
            False,
        ),
        ("It has 18 layers.", "It is deep.", False),
    ],
)
def test_a_number_that_belongs_to_something_else_is_noticed(
    claim: str, sentence: str, differ: bool
) -> None:
    assert numbers_moved(claim, sentence) is differ


def apart(claim: str, best: str, *others: str) -> bool:
    return numbers_apart(
        claim,
        {best: printed_numbers(best)},
        {other: printed_numbers(other) for other in (best, *others)},
        [printed_numbers("2019")],
    )


def test_a_number_of_another_sentence_counts_only_where_that_sentence_says_the_clause() -> None:
    best = "The big Heron reached 28.4 points on translation from English."
    other = "The base Heron has 65 million parameters."
    assert not apart("The big Heron reached 28.4 points on translation.", best, other)
    assert apart("The big Heron reached 65 million points on translation.", best, other)
    assert not apart("The base Heron has 65 million parameters.", best, other)
    assert not apart("In 2019 the big Heron reached 28.4 points.", best, other)


def test_a_number_may_count_in_another_sentence_what_the_best_one_does_not_count() -> None:
    best, other = "It trains for 1,000 steps on cards.", "The model uses 8 heads of width 64."
    assert not apart("It trains for 1,000 steps with 8 heads.", best, other)
    assert apart("It trains for 64 steps on cards.", best, other)


TWO = "Heron has 18 layers and was read by 9 people. Heron has 3 decoders, and 40 people wrote it."


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("Heron has 18 layers.", "supported"),
        ("Heron has 3 layers.", "weak"),
        ("Heron has 40 layers.", "weak"),
        ("Heron has 41 layers.", "none"),
        ("ל-Heron יש 18 שכבות.", "supported"),
        ("ל-Heron יש 3 שכבות.", "weak"),
        ("ל-Heron יש 41 שכבות.", "none"),
    ],
)
def test_a_number_of_something_else_is_never_supported(claim: str, support: Support) -> None:
    assert carrier_of(claim, passage(TWO)).support == support
