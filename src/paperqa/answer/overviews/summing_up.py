"""Summaries, comparisons, introductions: whether a question asks for one, and from what.

The words of such a question find nothing; its papers do. One way in: ``overview_of``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from paperqa.answer.overviews.aspects import ASPECTS, Aspect
from paperqa.answer.overviews.overview import overview_hits
from paperqa.answer.overviews.overview_question import (
    asks_how_it_works,
    is_comparison,
    is_frame,
    is_introduction,
    is_overview,
)
from paperqa.answer.overviews.overview_quotes import (
    Most,
    excerpts_of,
    overview_text,
)
from paperqa.answer.retrieval.query import Query
from paperqa.answer.retrieval.unknown import unknown_names
from paperqa.language.hebrew import normalise_hebrew
from paperqa.store.bundle import Index
from paperqa.types import Evidence, Filters, Hit, Lang

MOST_PAPERS: Final = 4
Scope = Literal["summary", "comparison", "introduction", "method"]
_INTRODUCE: Final[tuple[Aspect, ...]] = ("what", "how")
_MOST: Final[Mapping[Scope, Most]] = {
    "introduction": {"what": 2, "how": 2, "results": 0, "limits": 0},
    "method": {"what": 0, "how": 5, "results": 0, "limits": 0},
}
HITS: Final = 8
"""Passages of a summary; a prompt that has less room cuts the last ones."""


@dataclass(frozen=True, slots=True)
class Overview:
    """``hits`` for a model, the most telling first; ``text`` and its ``sources`` without one.

    ``[n]`` in ``text`` quotes ``sources[n - 1]``.
    """

    kind: Scope
    hits: tuple[Hit, ...]
    text: str
    sources: tuple[Evidence, ...]


def overview_of(query: Query, index: Index, filters: Filters, lang: Lang) -> Overview | None:
    """Return what answers a question about whole papers, None where ``query`` is none.

    The papers are those that the question names among the filtered ones; the filtered ones where
    it names none. A question that names another paper, or one that nobody knows, is none of theirs.
    """
    papers = _papers(query, index, filters)
    # A Hebrew name may stand there once more, in Latin letters.
    asked = normalise_hebrew(query.question)
    names = [one.text for one in query.named if one.text in asked]
    kind = _kind(query.question, papers, names)
    if not 0 < len(papers) <= MOST_PAPERS or kind is None:
        return None
    aspects = _INTRODUCE if kind in _MOST else ASPECTS
    most = max(HITS, 3 * len(papers))
    hits = overview_hits(index, papers, most, lang, filters.kind, aspects)
    excerpts = excerpts_of(index, papers, lang, filters.kind, _MOST.get(kind))
    text, sources = overview_text(excerpts, index, lang)
    if not hits or not sources:
        return None
    return Overview(kind, tuple(hits), text, tuple(sources))


def _kind(question: str, papers: Sequence[str], names: Sequence[str]) -> Scope | None:
    if is_comparison(question, papers, names):
        return "comparison"
    if is_overview(question):
        return "comparison" if len(papers) > 1 else "summary"
    # "LoRA" stands in every sentence of its paper, and of others on it.
    if len(papers) == 1 and asks_how_it_works(question, names):
        return "method"
    return "introduction" if len(papers) == 1 and is_introduction(question, names) else None


def _papers(query: Query, index: Index, filters: Filters) -> tuple[str, ...]:
    within = [
        paper
        for paper in dict.fromkeys(filters.papers or index.papers)
        if paper in index.papers
        and (not filters.lists or {*filters.lists}.intersection(index.papers[paper].lists))
    ]
    if query.named:
        allowed = frozenset(within)
        first = [paper for one in query.named for paper in _first(one.papers, allowed)]
        return tuple(dict.fromkeys(first))
    if not filters.papers or _strangers(query.question, index):
        return ()
    return tuple(within)


def _first(papers: tuple[str, ...], allowed: frozenset[str]) -> tuple[str, ...]:
    """Return the first of the ``papers`` that share a name."""
    return tuple(paper for paper in papers if paper in allowed)[:1]


def _strangers(question: str, index: Index) -> list[str]:
    """Return the names that nothing in the index goes by, but for words that ask for a summary."""
    return [name for name in unknown_names(question, index) if not is_frame(name)]
