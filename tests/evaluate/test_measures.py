"""Every measure against values worked out by hand."""

from math import log2

import pytest

from paperqa.evaluate.measures import (
    NOT_COUNTED,
    Answered,
    Ranks,
    cites_gold_page,
    ndcg,
    page_ranks,
    paper_ranks,
    quotes_exact,
    recall_at,
    reciprocal_rank,
    refusal_precision,
    refusal_recall,
    wrongly_refused,
)
from paperqa.evaluate.questions import Gold

FOUND = (("a", (3,)), ("b", (1, 2)), ("a", (7,)), ("c", ()), ("b", (9,)))
"""Paper and pages of five hits, best first."""


@pytest.mark.parametrize(
    ("gold", "papers", "pages"),
    [
        ((Gold("a", (3,)),), (1,), (1,)),
        ((Gold("a", (7, 8)),), (1,), (3,)),
        ((Gold("b", (2,)),), (2,), (2,)),
        ((Gold("a", (9,)),), (1,), (None,)),
        ((Gold("d", (3,)),), (None,), (None,)),
        ((Gold("b", (9,)), Gold("a", (1,))), (2, 1), (5, None)),
        ((Gold("a", (3,)), Gold("a", (7,))), (1,), (1, 3)),
        ((Gold("c"),), (4,), ()),
        ((Gold("c"), Gold("b", (1,))), (4, 2), (2,)),
        ((), (), ()),
    ],
)
def test_a_rank_is_that_of_the_first_hit_of_a_gold_entry(
    gold: tuple[Gold, ...], papers: Ranks, pages: Ranks
) -> None:
    assert paper_ranks(gold, FOUND) == papers
    assert page_ranks(gold, FOUND) == pages


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ((1,), (1.0, 1.0, 1.0)),
        ((5,), (0.0, 1.0, 1.0)),
        ((6,), (0.0, 0.0, 1.0)),
        ((10,), (0.0, 0.0, 1.0)),
        ((11,), (0.0, 0.0, 0.0)),
        ((None,), (0.0, 0.0, 0.0)),
        ((1, None), (0.5, 0.5, 0.5)),
        ((6, 1, 5), (1 / 3, 2 / 3, 1.0)),
    ],
)
def test_recall_is_the_share_of_gold_entries_among_the_first(
    ranks: Ranks, expected: tuple[float, ...]
) -> None:
    assert [recall_at(ranks, k) for k in (1, 5, 10)] == [(value, 1.0) for value in expected]


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [((1,), 1.0), ((4,), 0.25), ((None,), 0.0), ((11,), 0.0), ((8, 2), 0.5), ((None, 5), 0.2)],
)
def test_the_reciprocal_rank_is_that_of_the_first_right_hit(ranks: Ranks, expected: float) -> None:
    assert reciprocal_rank(ranks) == (expected, 1.0)


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ((1,), 1.0),
        ((3,), 0.5),  # 1 / log2(4)
        ((None,), 0.0),
        ((11,), 0.0),
        ((2, 1), 1.0),
        ((1, None), 1 / (1 + 1 / log2(3))),
        ((1, 3), 1.5 / (1 + 1 / log2(3))),
        ((1, 1), 1.0),  # one hit finds both: no more than all
    ],
)
def test_ndcg_has_a_gain_of_one_for_each_entry_at_its_first_hit(
    ranks: Ranks, expected: float
) -> None:
    value, whole = ndcg(ranks)
    assert value == pytest.approx(expected)
    assert whole == 1.0


def test_a_question_without_gold_of_this_level_is_not_counted() -> None:
    assert [recall_at((), 5), reciprocal_rank(()), ndcg(())] == [NOT_COUNTED] * 3


ANSWERS = (
    Answered("right", answerable=True, refused=False, quotes=3, exact=3, cites_gold=True),
    Answered("wrong page", answerable=True, refused=False, quotes=2, exact=1, cites_gold=False),
    Answered("shy", answerable=True, refused=True),
    Answered("made up", answerable=False, refused=False, quotes=1, exact=1),
    Answered("refused", answerable=False, refused=True),
    Answered("refused too", answerable=False, refused=True),
)


@pytest.mark.parametrize(
    ("measure", "part", "whole"),
    [
        (refusal_precision, 2, 3),  # refused: shy, refused, refused too
        (refusal_recall, 2, 3),  # unanswerable: made up, refused, refused too
        (wrongly_refused, 1, 3),  # answerable: right, wrong page, shy
        (quotes_exact, 5, 6),
        (cites_gold_page, 1, 2),  # answers with a known gold page: right, wrong page
    ],
)
def test_a_share_is_the_sum_of_its_parts_by_the_sum_of_its_wholes(
    measure: object, part: int, whole: int
) -> None:
    assert callable(measure)
    counts = [measure(answer) for answer in ANSWERS]
    assert (sum(one for one, _ in counts), sum(all_ for _, all_ in counts)) == (part, whole)
