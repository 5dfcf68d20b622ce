"""Measures of retrieval, refusal and citation, each a part and a whole for one question.

A figure over many questions is the sum of the parts by the sum of the wholes: of ones, a mean;
of refusals, precision. A whole of 0 leaves the question out. So one bootstrap serves all of them.

Ranks count from 1: ``ranks[i]`` is where the first hit that finds gold entry i stands, None where
none does.
Source: Manning, Raghavan, Schütze 2008, "Introduction to Information Retrieval", chapter 8.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from paperqa.evaluate.questions import Gold

Count = tuple[float, float]
"""Part and whole."""
Ranks = Sequence[int | None]
DEPTH = 10
"""Hits that are looked at."""
NOT_COUNTED: Count = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one question; ``answerable`` is what its gold says.

    Of ``quotes``, ``exact`` stand verbatim where the citation says. ``cites_gold`` None: there is
    no answer, or no gold page.
    """

    id: str
    answerable: bool
    refused: bool
    quotes: int = 0
    exact: int = 0
    cites_gold: bool | None = None


def paper_ranks(gold: Sequence[Gold], found: Sequence[tuple[str, Collection[int]]]) -> Ranks:
    """Return the rank of each gold paper, in gold's order, each paper once.

    ``found`` holds paper and pages of the hits, best first.
    """
    papers = [paper for paper, _ in found]
    wanted = dict.fromkeys(entry.paper for entry in gold)
    return tuple(papers.index(paper) + 1 if paper in papers else None for paper in wanted)


def page_ranks(gold: Sequence[Gold], found: Sequence[tuple[str, Collection[int]]]) -> Ranks:
    """Return the rank of each gold entry that names pages: its paper, and any of its pages."""
    return tuple(_page_rank(entry, found) for entry in gold if entry.pages)


def _page_rank(entry: Gold, found: Sequence[tuple[str, Collection[int]]]) -> int | None:
    for rank, (paper, pages) in enumerate(found, start=1):
        if paper == entry.paper and not set(entry.pages).isdisjoint(pages):
            return rank
    return None


def recall_at(ranks: Ranks, k: int) -> Count:
    """Count the gold entries that the first ``k`` hits find, as a share of one question."""
    if not ranks:
        return NOT_COUNTED
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks), 1.0


def reciprocal_rank(ranks: Ranks) -> Count:
    """Return 1 / rank of the first right hit, 0 where there is none."""
    if not ranks:
        return NOT_COUNTED
    found = [rank for rank in ranks if rank is not None and rank <= DEPTH]
    return (1 / min(found) if found else 0.0), 1.0


def ndcg(ranks: Ranks) -> Count:
    """Return nDCG@10 with a gain of 1 for each gold entry, at its first hit.

    One hit may find two entries at once, which no ideal order foresees: the value is 1 at the most.
    """
    if not ranks:
        return NOT_COUNTED
    gain = sum(_discount(rank) for rank in ranks if rank is not None and rank <= DEPTH)
    ideal = sum(_discount(rank) for rank in range(1, min(len(ranks), DEPTH) + 1))
    return min(gain / ideal, 1.0), 1.0


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)


def refusal_precision(answer: Answered) -> Count:
    """Of the questions that were refused, the share that the papers do not answer."""
    return float(answer.refused and not answer.answerable), float(answer.refused)


def refusal_recall(answer: Answered) -> Count:
    """Of the questions that the papers do not answer, the share that was refused."""
    return float(answer.refused and not answer.answerable), float(not answer.answerable)


def wrongly_refused(answer: Answered) -> Count:
    """Of the questions that the papers answer, the share that was refused."""
    return float(answer.refused and answer.answerable), float(answer.answerable)


def quotes_exact(answer: Answered) -> Count:
    """Of all quotes, the share that stands verbatim where the citation says."""
    return float(answer.exact), float(answer.quotes)


def cites_gold_page(answer: Answered) -> Count:
    """Of the answers whose gold page is known, the share that cites one."""
    return float(bool(answer.cites_gold)), float(answer.cites_gold is not None)


RANKED: Mapping[str, Callable[[Ranks], Count]] = {
    "R@1": lambda ranks: recall_at(ranks, 1),
    "R@5": lambda ranks: recall_at(ranks, 5),
    "R@10": lambda ranks: recall_at(ranks, 10),
    "MRR": reciprocal_rank,
    "nDCG@10": ndcg,
}
"""Measures of retrieval, by the name that tables give them."""

ANSWERED: Mapping[str, Callable[[Answered], Count]] = {
    "refusal precision": refusal_precision,
    "refusal recall": refusal_recall,
    "wrongly refused": wrongly_refused,
    "quotes verbatim": quotes_exact,
    "cites a gold page": cites_gold_page,
}
"""Measures of answers."""
