"""Finds the passages that can answer a question.

The best passages by ``scoring``, with neighbours joined; a note gives way to its paper's own pages,
and every paper that the question names is heard.
"""

from collections.abc import Iterable, Iterator

from paperqa.answer.retrieval.joining import joined
from paperqa.answer.retrieval.query import Query, understand
from paperqa.answer.retrieval.recipe import RECIPE, Recipe
from paperqa.answer.retrieval.scoring import Searcher
from paperqa.protocols import Embedder
from paperqa.store.bundle import Index
from paperqa.store.columns import Mask
from paperqa.types import Filters, Hit

MOST_NOTES = 1
"""Hits that may be notes of papers whose own pages are in the index."""


def retrieve(
    question: str | Query,
    index: Index,
    embedder: Embedder,
    k: int,
    filters: Filters | None = None,
    recipe: Recipe = RECIPE,
) -> list[Hit]:
    """Return at most ``k`` hits, best first."""
    query = understand(question, index) if isinstance(question, str) else question
    return best_hits(Searcher(query, index, embedder, recipe), k, filters)


def best_hits(searcher: Searcher, k: int, filters: Filters | None = None) -> list[Hit]:
    """Return at most ``k`` hits of a searcher, best first."""
    index, filters = searcher.index, filters or Filters()
    allowed = _allowed(index, filters)
    if not allowed.any():
        return []
    hits = searcher.hits(allowed)
    if searcher.recipe.named:
        hits = _heard(hits, searcher.query.papers, k)
    return joined(_few_notes(hits, index, filters), k)


def _few_notes(hits: Iterable[Hit], index: Index, filters: Filters) -> Iterator[Hit]:
    """Leave out notes, but the first, of papers that can speak for themselves."""
    # Who asks for notes alone gets all of them.
    with_pages = index.columns.papers_with_pages if filters.kind is None else frozenset()
    notes = 0
    for hit in hits:
        if hit.passage.kind == "note" and hit.passage.paper in with_pages:
            notes += 1
            if notes > MOST_NOTES:
                continue
        yield hit


def _heard(hits: list[Hit], papers: tuple[str, ...], k: int) -> list[Hit]:
    """Return ``hits`` with the best of each of several named papers first, in turns."""
    if len(papers) < 2:
        return hits
    turns = max(k // len(papers), 1)
    first: list[Hit] = []
    for paper in papers[:k]:
        first += [hit for hit in hits if hit.passage.paper == paper][:turns]
    first.sort(key=lambda hit: (-hit.score, hit.row))
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
