"""One vector for each paper: where, on the whole, its passages point.

A paper is its PDF's passages. Where there is no PDF, its English notes stand in, and other notes
where there is none of those: beside 32 PDFs, notes in both languages made 98 of 100 nearest
neighbours of the same kind (PDF or note) instead of telling what they are about; English notes 68,
where 57 is what the subjects alone give (``benchmarks/LOG.md``). What notes tell page by page is
left out where a note says anything else: not every note tells it, and nobody has measured what
it does to the neighbours of those that do.

Shapes: vectors (n, d) float32, rows of length 1; row i is the paper ``ids[i]``.
"""

from collections.abc import Mapping

import numpy as np

from paperqa.sources.notes import told_page
from paperqa.store.bundle import Index
from paperqa.store.vectors import unit_rows
from paperqa.types import Matrix, Passage


def paper_vectors(index: Index) -> tuple[tuple[str, ...], Matrix]:
    """Return the papers that have a passage, in the order of the catalogue, and their vectors."""
    best: dict[str, int] = {}
    for passage in index.passages:
        rank = _rank(passage)
        best[passage.paper] = min(rank, best.get(passage.paper, rank))
    rows: dict[str, list[int]] = {paper: [] for paper in _in_order(index, best)}
    for row, passage in enumerate(index.passages):
        if _rank(passage) == best[passage.paper]:
            rows[passage.paper].append(row)
    if not rows:
        return (), np.zeros((0, index.vectors.dim), dtype=np.float32)
    means = [
        index.vectors.vectors(np.array(own, dtype=np.int64)).mean(axis=0) for own in rows.values()
    ]
    return tuple(rows), unit_rows(np.stack(means))


def _rank(passage: Passage) -> int:
    """Return 0 for what speaks best for its paper."""
    if passage.kind == "paper":
        return 0
    if told_page(passage.section) is not None:
        return 3
    return 1 if passage.lang == "en" else 2


def _in_order(index: Index, held: Mapping[str, int]) -> list[str]:
    listed = [paper for paper in index.papers if paper in held]
    return listed + [paper for paper in held if paper not in index.papers]
