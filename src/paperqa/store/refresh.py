"""From what lies in the folders to an index that serves: import, fetch, build.

The order in which a club's member would do it by hand; each part is a function of its own room.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from paperqa.errors import CatalogError
from paperqa.protocols import Embedder
from paperqa.settings import Settings
from paperqa.sources.arxiv import FetchResult, OnProgress, fetch_pdfs
from paperqa.sources.catalog import load_catalog
from paperqa.sources.import_pdfs import ImportResult, import_pdfs
from paperqa.sources.inventory import note_sources, pdf_sources
from paperqa.sources.library import PdfLibrary
from paperqa.sources.notes import note_files
from paperqa.sources.pdf import PdfLimits
from paperqa.sources.pdf_folder import pdf_files
from paperqa.sources.pdf_head import heads_of
from paperqa.store.build import BuildReport, Plan, Step, build
from paperqa.types import Paper


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who wants to see the work go on; called from the thread that works.

    What one of them raises ends the work there and then, its locks and children with it.
    ``pause`` waits some seconds between two requests.
    """

    imported: Callable[[ImportResult], None] = lambda result: None
    fetching: OnProgress = lambda paper, done, size: None
    fetched: Callable[[FetchResult], None] = lambda result: None
    step: Callable[[Step], None] = lambda step: None
    pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Wish:
    """What a refresh is asked for. ``only`` names papers to read anew; None: every paper.

    ``wanted`` names the papers to fetch where they are missing; None: every one, or ``only``.
    """

    pdf_dirs: Sequence[Path] = ()
    fetch: bool = True
    only: Collection[str] | None = ()
    wanted: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All papers that are known, of the lists and of the PDFs that came by themselves."""

    papers: Mapping[str, Paper]
    library: PdfLibrary = field(repr=False)

    @property
    def missing(self) -> list[Paper]:
        """Papers without a PDF."""
        return [paper for paper in self.papers.values() if self.library.path(paper.id) is None]


def open_shelf(settings: Settings) -> Shelf:
    """Read the catalogue and the ledger of the PDF folder."""
    library = PdfLibrary(settings.pdf_dir)
    listed = load_catalog(settings.catalog) if settings.catalog.exists() else {}
    own = {id_: paper for id_, paper in library.papers.items() if id_ not in listed}
    return Shelf({**listed, **own}, library)


def refresh(settings: Settings, embedder: Embedder, wish: Wish, watch: Watcher) -> BuildReport:
    """Import and fetch what is wished for, then bring the index up to date."""
    shelf = open_shelf(settings)
    for paper_id in wish.only or ():
        if paper_id not in shelf.papers:
            raise CatalogError(f"no paper {paper_id!r} in the catalogue; see: paperqa papers")
    bring_in(settings, shelf, wish.pdf_dirs, watch)
    shelf = open_shelf(settings)
    if wish.fetch and not settings.offline:
        _fetch(settings, shelf, wish, watch)
    return build(settings.index_dir, plan_of(settings, shelf, wish.only), embedder, watch.step)


def wanted_papers(shelf: Shelf, wish: Wish) -> list[Paper]:
    """Return the papers that ``wish`` would have fetched."""
    named = wish.only if wish.wanted is None else wish.wanted
    everything = wish.wanted is None and not wish.only
    return [paper for paper in shelf.missing if everything or paper.id in (named or ())]


def _fetch(settings: Settings, shelf: Shelf, wish: Wish, watch: Watcher) -> None:
    results = fetch_pdfs(
        wanted_papers(shelf, wish),
        shelf.library,
        settings,
        on_progress=watch.fetching,
        sleep=watch.pause,
    )
    with closing(results):
        for result in results:
            watch.fetched(result)


def bring_in(settings: Settings, shelf: Shelf, folders: Sequence[Path], watch: Watcher) -> None:
    """Import the PDFs of ``folders``, and those dropped into the PDF folder itself."""
    files = [*shelf.library.new_files(), *(f for folder in folders for f in pdf_files(folder))]
    if not files and not folders:
        return
    with (
        heads_of(files, limits_of(settings), settings.pdf_workers) as read_head,
        closing(
            import_pdfs(folders, shelf.library, shelf.papers, read_head, max_mb=settings.max_pdf_mb)
        ) as results,
    ):
        for result in results:
            watch.imported(result)


def plan_of(settings: Settings, shelf: Shelf, anew: Collection[str] | None) -> Plan:
    """Return what is to be indexed: the notes, and the PDF of each paper that has one."""
    pdfs = {id_: path for id_ in shelf.papers if (path := shelf.library.path(id_)) is not None}
    notes = note_files(settings.notes_dir)
    return Plan(
        papers=list(shelf.papers.values()),
        sources=[*note_sources(shelf.papers, notes), *pdf_sources(shelf.papers, pdfs)],
        anew=anew,
        limits=limits_of(settings),
        workers=settings.pdf_workers,
    )


def limits_of(settings: Settings) -> PdfLimits:
    """Return what one PDF may use."""
    return PdfLimits(settings.pdf_memory_mb, settings.pdf_seconds, settings.pdf_pages)
