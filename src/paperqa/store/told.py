"""What the club's notes tell of single pages, and the passages of those pages.

A note says in other words, plainer ones and Hebrew ones, what a page says: whoever asks in such
words is led to the page.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from paperqa.sources.notes import told_page
from paperqa.types import Passage, Rows

Scores = npt.NDArray[np.float32]


class ToldPages:
    """``rows`` (m,) are those of the n passages that tell of a page.

    ``of`` (n,) says of which passages something is told.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        told = _told_by_page(passages)
        own = _passages_by_page(passages, told)
        self._n = len(passages)
        self._count = len(told)
        self.rows = _joined(told.values())
        self._pages = _numbered(told.values())
        groups = [own.get(page, []) for page in told]
        self._own_rows, self._own_pages = _joined(groups), _numbered(groups)
        self.of = np.zeros(self._n, dtype=np.bool_)
        self.of[self._own_rows] = True

    def best(self, scores: Scores) -> Scores:
        """Return for each passage (n,) the greatest of the ``scores`` (m,) of its pages, or 0."""
        by_page = np.zeros(self._count, dtype=np.float32)
        np.maximum.at(by_page, self._pages, scores)
        found = np.zeros(self._n, dtype=np.float32)
        np.maximum.at(found, self._own_rows, by_page[self._own_pages])
        return found


def told_rows(passages: Sequence[Passage]) -> list[int]:
    """Return the rows of all notes that tell of a page, in both languages."""
    return [
        row
        for row, passage in enumerate(passages)
        if passage.kind == "note" and told_page(passage.section) is not None
    ]


def _told_by_page(passages: Sequence[Passage]) -> dict[tuple[str, int], list[int]]:
    """Return rows by paper and page; where a note is in two languages, those in English."""
    told: dict[tuple[str, int], list[int]] = defaultdict(list)
    english = {p.paper for p in passages if p.kind == "note" and p.lang == "en"}
    for row in told_rows(passages):
        passage = passages[row]
        page = told_page(passage.section)
        if page is not None and (passage.lang == "en" or passage.paper not in english):
            told[passage.paper, page].append(row)
    return told


def _passages_by_page(
    passages: Sequence[Passage], told: Mapping[tuple[str, int], list[int]]
) -> dict[tuple[str, int], list[int]]:
    papers = {paper for paper, _ in told}
    own: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row, passage in enumerate(passages):
        if passage.kind == "paper" and passage.paper in papers:
            for page in passage.pages:
                own[passage.paper, page].append(row)
    return own


def _joined(groups: Iterable[list[int]]) -> Rows:
    return np.array([row for rows in groups for row in rows], dtype=np.int64)


def _numbered(groups: Iterable[list[int]]) -> Rows:
    """Return for each row of ``groups`` the number of its group."""
    return np.array([at for at, rows in enumerate(groups) for _ in rows], dtype=np.int64)
