"""What is known of each paper: what lies on disk, what of it is in the index, what went wrong.

Read anew each time from the catalogue, the ledger of PDFs and the index's table of documents; the
desk need not be open for it.
Errors: CatalogError, IndexDamagedError.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from paperqa.errors import IndexMissingError
from paperqa.settings import Settings
from paperqa.store.bundle import read_documents
from paperqa.store.rows import DocumentRow
from paperqa.store.states import PaperState, paper_states
from paperqa.types import Lang, Paper

Condition = Literal["full", "note", "waiting", "unread", "absent"]
"""The text is searched; only a note is; here but not indexed; not readable; not fetched."""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A paper as the tab shows it. ``passages`` are those of PDF and notes together.

    ``notes`` are the languages of its notes; ``reason`` says why a file of it was not read.
    """

    paper: Paper
    condition: Condition
    pages: int = 0
    passages: int = 0
    notes: tuple[Lang, ...] = ()
    reason: str = ""

    @property
    def searched(self) -> bool:
        """Tell whether a question can be put to it."""
        return self.passages > 0


def shelf_rows(settings: Settings, indexed: Mapping[str, Paper]) -> tuple[ShelfRow, ...]:
    """Return all papers of the catalogue, in its order, then those that only the index knows.

    ``indexed`` are the papers of the index, none where it is not open.
    """
    documents: dict[str, list[DocumentRow]] = defaultdict(list)
    for row in _documents(settings):
        documents[row.paper].append(row)
    states = paper_states(settings)
    listed = {state.paper.id for state in states}
    own = [PaperState(paper) for id_, paper in indexed.items() if id_ not in listed]
    return tuple(_row(state, documents[state.paper.id]) for state in [*states, *own])


def _row(state: PaperState, documents: Sequence[DocumentRow]) -> ShelfRow:
    notes = dict.fromkeys(row.lang for row in documents if row.kind == "note" and row.passages)
    return ShelfRow(
        paper=state.paper,
        condition=_condition(state, documents),
        pages=max((row.pages for row in documents), default=0),
        passages=sum(row.passages for row in documents),
        notes=tuple(notes),
        reason=state.error or next((row.error for row in documents if row.error), ""),
    )


def _condition(state: PaperState, documents: Sequence[DocumentRow]) -> Condition:
    searched = {row.kind for row in documents if row.passages}
    if "paper" in searched:
        return "full"
    if state.error or any(row.error for row in documents):
        return "unread"
    if state.pdf or (state.notes and not searched):
        return "waiting"
    return "note" if searched else "absent"


def _documents(settings: Settings) -> tuple[DocumentRow, ...]:
    try:
        return read_documents(settings.index_dir)
    except IndexMissingError:
        return ()
