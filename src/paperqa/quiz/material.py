"""What makers draw from: one paper's passages, and the other papers of the meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from paperqa.sources.notes import told_page
from paperqa.store.bundle import Index
from paperqa.store.columns import rows_of
from paperqa.types import Lang, Paper, Passage


@dataclass(frozen=True)  # no slots: what is derived is kept in the instance
class Material:
    """``paper`` is asked about; ``beside`` are the ids of the quiz's other papers."""

    index: Index
    paper: Paper
    beside: tuple[str, ...] = ()

    @cached_property
    def pages(self) -> tuple[Passage, ...]:
        """The passages of the paper itself, in reading order; empty without a PDF."""
        return passages_of(self.index, self.paper.id)["paper"]

    @cached_property
    def notes(self) -> Mapping[Lang, tuple[Passage, ...]]:
        """What the club's notes say of the paper as a whole, by language, in reading order.

        Not what they tell page by page: that leads to the pages, and quizzes draw from these.
        """
        found = passages_of(self.index, self.paper.id)["note"]
        whole = [one for one in found if told_page(one.section) is None]
        langs: tuple[Lang, ...] = ("en", "he")
        return {lang: tuple(one for one in whole if one.lang == lang) for lang in langs}


def passages_of(index: Index, paper: str) -> dict[str, tuple[Passage, ...]]:
    """Return the passages of ``paper`` by kind, each in reading order."""
    own = index.columns.of_papers([paper])
    found: dict[str, tuple[Passage, ...]] = {}
    for kind in ("paper", "note"):
        rows: Sequence[int] = rows_of(own & index.columns.of_kind(kind)).tolist()
        passages = [index.passages[row] for row in rows]
        found[kind] = tuple(sorted(passages, key=lambda one: (one.lang, one.start)))
    return found
