"""One build from beginning to end, as its watchers see it: import, fetch, embed, swap.

It works in the thread that calls ``run``. ``stop`` may be called from any other: the work ends at
the next file, or at the next bytes of a download; what is finished is kept, the old index serves,
and the next build goes on from there.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock
from typing import Final

from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.sources.arxiv import FetchResult
from paperqa.sources.import_pdfs import ImportResult
from paperqa.store.build import BuildReport, Step
from paperqa.store.refresh import (
    Shelf,
    Watcher,
    Wish,
    bring_in,
    open_shelf,
    refresh,
    wanted_papers,
)
from paperqa.types import Paper
from paperqa.ui.loading import DeskLoader
from paperqa.ui.papers.adding.pace import Pace
from paperqa.ui.papers.adding.progress import End, FileEnd, Progress, Stage, Trouble
from paperqa.ui.papers.adding.uploads import Upload
from paperqa.ui.renewing import EmbedderOf

_LOG: Final = logging.getLogger(__name__)
_MOST_TROUBLES: Final = 20


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is to bring in; ``wanted`` names the papers to fetch, None all that lack."""

    uploads: tuple[Upload, ...] = ()
    refused: tuple[FileEnd, ...] = ()
    fetch: bool = False
    wanted: tuple[str, ...] | None = None


class _StoppedError(Exception):
    """Somebody wants the work to end."""


class OneBuild:
    """Does ``order`` once; ``progress`` may be looked at from any thread."""

    def __init__(
        self,
        order: Order,
        settings: Settings,
        loader: DeskLoader,
        embedder_of: EmbedderOf,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._order = order
        self._settings = settings
        self._loader = loader
        self._embedder_of = embedder_of
        self._clock = clock
        self._stop = Event()
        self._lock = Lock()
        self._pace = Pace()
        self._places = {upload.path: at for at, upload in enumerate(order.uploads)}
        self._papers: dict[int, str] = {}
        self._titles: dict[str, str] = {}
        waiting = tuple(FileEnd(upload.name) for upload in order.uploads)
        self._progress = Progress(Stage("starting"), (*waiting, *order.refused))

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self._progress

    def stop(self) -> None:
        """End the work soon."""
        self._stop.set()
        with self._lock:
            if not self._progress.end:
                self._progress = replace(self._progress, stopping=True)

    def run(self) -> None:
        """Work; whatever happens, ``progress`` tells the end."""
        try:
            end = self._run()
        except _StoppedError:
            end = End("cancelled")
        except PaperQAError as error:
            end = End("failed", why=str(error))
        except Exception:
            _LOG.exception("a build from the page broke")
            end = End("crashed")
        files = tuple(
            replace(file, state="stopped") if file.state == "waiting" else file
            for file in self._progress.files
        )
        self._tell(files=files, stopping=False, end=end)

    def _run(self) -> End:
        shelf = open_shelf(self._settings)
        watch = self._watcher()
        if self._order.uploads:
            self._stage(Stage("importing", total=len(self._order.uploads)))
            folders = [upload.path.parent for upload in self._order.uploads]
            bring_in(self._settings, shelf, folders, watch)
            shelf = open_shelf(self._settings)
        self._name_papers(shelf)
        self._check()
        wish = Wish(fetch=self._order.fetch, wanted=self._order.wanted)
        fetching = self._order.fetch and not self._settings.offline
        missing = len(wanted_papers(shelf, wish)) if fetching else 0
        self._stage(Stage("fetching", total=missing) if missing else Stage("embedding"))
        embedder = self._embedder_of(self._settings.embedder)
        report = refresh(self._settings, embedder, wish, watch)
        self._stage(Stage("opening"))
        self._loader.refresh()
        return _end_of(report)

    def _watcher(self) -> Watcher:
        return Watcher(self._imported, self._fetching, self._fetched, self._step, self._pause)

    def _imported(self, result: ImportResult) -> None:
        end = _file_end(result)
        at = self._places.get(result.source)
        files = list(self._progress.files)
        if at is not None:
            self._papers[at] = result.paper
            files[at] = replace(end, name=files[at].name)
        elif result.state in {"imported", "unreadable"}:  # dropped into the folder by somebody
            self._papers[len(files)] = result.paper
            files.append(end)
        done = sum(file.state != "waiting" for file in files[: len(self._places)])
        self._tell(files=tuple(files), stage=replace(self._progress.stage, done=done))
        self._check()

    def _fetching(self, paper: Paper, done: int, size: int | None) -> None:
        stage = self._progress.stage
        self._stage(
            replace(stage, what=paper.title or paper.id, done_bytes=done, size=size),
        )
        self._check()

    def _fetched(self, result: FetchResult) -> None:
        done = self._progress.stage.done + 1
        total = self._progress.stage.total
        if result.path:
            self._tell(fetched=self._progress.fetched + 1)
        else:
            self._trouble(result.paper.title or result.paper.id, result.error)
        last = done >= total
        self._stage(Stage("embedding") if last else Stage("fetching", done, total))
        self._check()

    def _step(self, step: Step) -> None:
        paper, _, kind = step.what.rpartition(" ")
        title = self._titles.get(paper) or paper
        rest = step.total - step.done
        left = self._pace.seconds_left(kind, self._clock(), rest)
        self._stage(Stage("embedding", step.done, step.total, title, seconds_left=left))
        if step.error:
            self._trouble(title, step.error)
        self._check()

    def _pause(self, seconds: float) -> None:
        """Wait between two requests; whoever stops the work need not wait too."""
        self._stop.wait(seconds)
        self._check()

    def _check(self) -> None:
        if self._stop.is_set():
            raise _StoppedError

    def _name_papers(self, shelf: Shelf) -> None:
        """Say of each file which paper it is, now that the titles are known."""
        self._titles = {paper.id: paper.title for paper in shelf.papers.values()}
        files = tuple(
            file
            if file.state == "refused" or at not in self._papers
            else replace(file, title=self._titles.get(self._papers[at], ""))
            for at, file in enumerate(self._progress.files)
        )
        self._tell(files=files)

    def _trouble(self, what: str, why: str) -> None:
        """Tell a trouble; a reason that many papers share is told once."""
        known = self._progress.troubles
        if len(known) < _MOST_TROUBLES and why not in {one.why for one in known}:
            self._tell(troubles=(*known, Trouble(what, why)))

    def _stage(self, stage: Stage) -> None:
        self._tell(stage=stage)

    def _tell(self, **changed: object) -> None:
        with self._lock:  # only ``stop`` writes from another thread
            self._progress = replace(self._progress, **changed)  # type: ignore[arg-type]


def _file_end(result: ImportResult) -> FileEnd:
    name = Path(result.source).name
    if result.state == "unreadable" or (result.state == "present" and result.note):
        return FileEnd(name, "refused", why=result.note)
    if result.state == "imported":
        return FileEnd(name, "added")
    if result.state == "other edition":
        return FileEnd(name, "other edition")
    return FileEnd(name, "present")


def _end_of(report: BuildReport) -> End:
    papers = {row.paper for row in report.documents if not row.error}
    return End("built" if report.changed else "unchanged", len(papers), report.passages)
