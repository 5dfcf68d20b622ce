"""What a draft is worth."""

import pytest
from small_grounds import cited_note

from paperqa.quiz.facts.carriers import Carried
from paperqa.quiz.makers.grounds import worth


@pytest.mark.parametrize(
    ("score", "carried", "expected"),
    [(0.8, 0.56, 0.8), (0.8, 0.55, 0.32), (1.2, 0.9, 1.0), (1.2, 0.1, 0.4)],
)
def test_a_draft_whose_quote_says_too_little_is_worth_little(
    score: float, carried: float, expected: float
) -> None:
    quote = Carried(cited_note("Lanternet has 36 lamps."), carried)
    assert worth(score, quote, 0.56) == pytest.approx(expected)
