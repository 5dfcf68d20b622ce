"""Each paper's state: its PDF, its notes, its passages in the index, its last error."""

from collections import defaultdict
from dataclasses import dataclass

from paperqa.errors import IndexMissingError
from paperqa.settings import Settings
from paperqa.sources.inventory import note_sources
from paperqa.sources.notes import note_files
from paperqa.store.bundle import read_documents
from paperqa.store.refresh import open_shelf
from paperqa.store.rows import DocumentRow
from paperqa.types import Paper


@dataclass(frozen=True, slots=True)
class PaperState:
    """``notes`` holds their languages; ``passages`` counts those of PDF and notes together."""

    paper: Paper
    pdf: bool = False
    notes: tuple[str, ...] = ()
    passages: int = 0
    error: str = ""


def paper_states(settings: Settings) -> list[PaperState]:
    """Return the state of every paper of the catalogue, in its order.

    Raises CatalogError and IndexDamagedError; no index at all is a state like any other.
    """
    shelf = open_shelf(settings)
    notes: dict[str, list[str]] = defaultdict(list)
    for source in note_sources(shelf.papers, note_files(settings.notes_dir)):
        notes[source.paper.id].append(source.path.stem.rpartition(".")[2])
    documents: dict[str, list[DocumentRow]] = defaultdict(list)
    for row in _documents(settings):
        documents[row.paper].append(row)
    errors = {row.paper: row.error for row in shelf.library.unreadable}
    return [
        PaperState(
            paper=paper,
            pdf=shelf.library.path(paper.id) is not None,
            notes=tuple(notes[paper.id]),
            passages=sum(row.passages for row in documents[paper.id]),
            error=next((r.error for r in documents[paper.id] if r.error), errors.get(paper.id, "")),
        )
        for paper in shelf.papers.values()
    ]


def _documents(settings: Settings) -> tuple[DocumentRow, ...]:
    try:
        return read_documents(settings.index_dir)
    except IndexMissingError:
        return ()
