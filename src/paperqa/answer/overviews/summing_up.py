"""Summaries and comparisons: whether a question asks for one, of which papers, and from what.

The words of such a question find nothing; its papers do. One way in: ``overview_of``.
"""

from dataclasses import dataclass
from typing import Final, Literal

from paperqa.answer.overviews.overview import overview_hits
from paperqa.answer.overviews.overview_question import is_comparison, is_frame, is_overview
from paperqa.answer.overviews.overview_quotes import excerpts_of, overview_text
from paperqa.answer.retrieval.query import Query
from paperqa.answer.retrieval.unknown import unknown_names
from paperqa.store.bundle import Index
from paperqa.types import Evidence, Filters, Hit, Lang

MOST_PAPERS: Final = 4
HITS: Final = 8
"""Passages of a summary; a prompt that has less room cuts the last ones."""


@dataclass(frozen=True, slots=True)
class Overview:
    """``hits`` for a model, the most telling first; ``text`` and its ``sources`` without one.

    ``[n]`` in ``text`` quotes ``sources[n - 1]``.
    """

    kind: Literal["summary", "comparison"]
    hits: tuple[Hit, ...]
    text: str
    sources: tuple[Evidence, ...]


def overview_of(query: Query, index: Index, filters: Filters, lang: Lang) -> Overview | None:
    """Return what answers a question about whole papers, None where ``query`` is none.

    The papers are those that the question names among the filtered ones; the filtered ones where
    it names none. A question that names another paper, or one that nobody knows, is none of theirs.
    """
    papers = _papers(query, index, filters)
    names = [one.text for one in query.named]
    compares = is_comparison(query.question, papers, names)
    if not 0 < len(papers) <= MOST_PAPERS or not (compares or is_overview(query.question)):
        return None
    hits = overview_hits(index, papers, max(HITS, 3 * len(papers)), lang, filters.kind)
    text, sources = overview_text(excerpts_of(index, papers, lang, filters.kind), index, lang)
    if not hits or not sources:
        return None
    kind: Literal["summary", "comparison"] = "comparison" if len(papers) > 1 else "summary"
    return Overview(kind, tuple(hits), text, tuple(sources))


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
