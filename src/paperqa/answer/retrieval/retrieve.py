"""Finds the passages that can answer a question.

The best passages by ``scoring``, neighbours joined, each from a page of its own; notes lead to
their paper's own pages where these are in the index; every paper that the question names is heard.
"""

import numpy as np

from paperqa.answer.retrieval.joining import joined, new_pages_first
from paperqa.answer.retrieval.query import Query, understand
from paperqa.answer.retrieval.recipe import RECIPE, Recipe
from paperqa.answer.retrieval.scoring import Searcher
from paperqa.answer.retrieval.twins import whole_sections
from paperqa.protocols import Embedder
from paperqa.store.bundle import Index
from paperqa.store.columns import Mask
from paperqa.types import Filters, Hit

MOST_NOTES = 2
"""Notes beside the hits, of papers whose own pages are in the index."""


def retrieve(
    question: str | Query,
    index: Index,
    embedder: Embedder,
    k: int,
    filters: Filters | None = None,
    recipe: Recipe = RECIPE,
) -> list[Hit]:
    """Return at most ``k`` hits, best first as far as turns and new pages let them be."""
    query = understand(question, index) if isinstance(question, str) else question
    return best_hits(Searcher(query, index, embedder, recipe), k, filters)


def best_hits(searcher: Searcher, k: int, filters: Filters | None = None) -> list[Hit]:
    """Return at most ``k`` hits of a searcher, in the order of ``retrieve``."""
    index, filters = searcher.index, filters or Filters()
    allowed = _allowed(index, filters) & ~_gives_way(index, filters)
    if not allowed.any():
        return []
    hits = searcher.hits(allowed)
    if searcher.recipe.named:
        hits = _heard(hits, searcher.query.papers, k)
    return joined(whole_sections(hits, index), k)


def notes_beside(searcher: Searcher, filters: Filters | None = None) -> list[Hit]:
    """Return the best notes of papers whose own pages are in the index, best first.

    They take no place among the hits; what they say is what a Hebrew reader reads.
    """
    index, filters = searcher.index, filters or Filters()
    beside = searcher.hits(_allowed(index, filters) & _gives_way(index, filters))
    return joined(whole_sections(beside, index), MOST_NOTES)


def _gives_way(index: Index, filters: Filters) -> Mask:
    """Return where notes of papers are that speak for themselves; who asks for notes gets them."""
    columns = index.columns
    if filters.kind is not None:
        return np.zeros(len(index.passages), dtype=bool)
    return columns.of_kind("note") & columns.of_papers(columns.papers_with_pages)


def _heard(hits: list[Hit], papers: tuple[str, ...], k: int) -> list[Hit]:
    """Return ``hits`` with the best of each of several named papers first, in turns."""
    if len(papers) < 2:
        return hits
    own = [new_pages_first(h for h in hits if h.passage.paper == paper) for paper in papers[:k]]
    first: list[Hit] = []
    for turn in range(max(k // len(papers), 1)):
        best = [hits_of[turn] for hits_of in own if turn < len(hits_of)]
        first += sorted(best, key=lambda hit: (-hit.score, hit.row))
    chosen = {hit.row for hit in first}
    return first + [hit for hit in hits if hit.row not in chosen]


def _allowed(index: Index, filters: Filters) -> Mask:
    columns = index.columns
    notes = columns.of_kind("note")
    # Of twins the English one is searched, whatever the question's language; see ``twins``.
    allowed = ~notes | columns.of_lang("en") | ~columns.has_note_in("en")
    if filters.papers:
        allowed &= columns.of_papers(filters.papers)
    if filters.lists:
        wanted = set(filters.lists)
        listed = [p.id for p in index.papers.values() if wanted.intersection(p.lists)]
        allowed &= columns.of_papers(listed)
    if filters.kind:
        allowed &= columns.of_kind(filters.kind)
    return allowed
