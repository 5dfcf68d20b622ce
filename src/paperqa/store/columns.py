"""Paper, kind, language and section of all passages as arrays, so that rows are chosen at once."""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from paperqa.types import Kind, Lang, Passage, Rows

Mask = npt.NDArray[np.bool_]
"""True for the rows that may be found, shape (n,)."""


class Columns:
    """Row i is passage i."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._papers = {paper: code for code, paper in enumerate({p.paper: None for p in passages})}
        self._paper = np.array([self._papers[p.paper] for p in passages], dtype=np.int32)
        self._note = np.array([p.kind == "note" for p in passages], dtype=bool)
        self._hebrew = np.array([p.lang == "he" for p in passages], dtype=bool)
        self.papers_with_pages = frozenset(p.paper for p in passages if p.kind == "paper")
        self.sections = np.array([p.section for p in passages], dtype=object)

    def of_papers(self, papers: Collection[str]) -> Mask:
        """Return where the passages of ``papers`` are."""
        codes = [self._papers[paper] for paper in papers if paper in self._papers]
        return np.isin(self._paper, np.array(codes, dtype=np.int32))

    def of_kind(self, kind: Kind) -> Mask:
        """Return where papers, or notes, are."""
        return self._note if kind == "note" else ~self._note

    def of_lang(self, lang: Lang) -> Mask:
        """Return where passages in ``lang`` are."""
        return self._hebrew if lang == "he" else ~self._hebrew

    def has_note_in(self, lang: Lang) -> Mask:
        """Return where the passages of papers that have a note in ``lang`` are."""
        codes = np.unique(self._paper[self._note & self.of_lang(lang)])
        return np.isin(self._paper, codes)


def rows_of(mask: Mask) -> Rows:
    """Return the numbers of the rows where ``mask`` is True."""
    return np.flatnonzero(mask).astype(np.int64)
