"""``paperqa index``: brings the index up to date with papers and notes."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, TaskID

from paperqa.cli import options as opt
from paperqa.cli.arrivals import Arrivals
from paperqa.cli.console import out, progress, say
from paperqa.settings import Settings
from paperqa.store.build import BuildReport, Step
from paperqa.store.bundle import read_manifest, verify
from paperqa.store.embed import SentenceEmbedder
from paperqa.store.refresh import Watcher, Wish, refresh

PdfDirs = Annotated[
    list[Path] | None, typer.Option("--pdf-dir", help="Import the PDFs of this folder; repeatable.")
]
Only = Annotated[list[str] | None, typer.Option("--only", help="Read this paper anew; repeatable.")]
Rebuild = Annotated[bool, typer.Option("--rebuild", help="Read and embed everything anew.")]
Verify = Annotated[bool, typer.Option("--verify", help="Only check every file of the index.")]


def index(
    pdf_dir: PdfDirs = None,
    only: Only = None,
    rebuild: Rebuild = False,
    offline: opt.Offline = False,
    check: Verify = False,
) -> None:
    """Fetch what is missing, read what is new, and swap in the next index."""
    settings = opt.settings_of(offline=offline)
    if check:
        _verify(settings)
        return
    started = time.perf_counter()
    embedder = SentenceEmbedder(
        settings.embedder, offline=settings.offline, models_dir=settings.models_dir
    )
    wish = Wish(pdf_dir or (), fetch=True, only=None if rebuild else only or ())
    with progress() as bar:
        arrivals = Arrivals(bar)
        steps = _Steps(bar)
        watcher = Watcher(arrivals.imported, arrivals.fetching, arrivals.fetched, steps.step)
        report = refresh(settings, embedder, wish, watcher)
    _show(settings, report, time.perf_counter() - started)


class _Steps:
    """Shows one file after the other being read and embedded."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def step(self, step: Step) -> None:
        if self._task is None:
            self._task = self._bar.add_task("indexing", total=step.total)
        self._bar.update(self._task, completed=step.done, description=f"indexing {step.what}")


def _verify(settings: Settings) -> None:
    manifest = verify(settings.index_dir)
    name, _ = read_manifest(settings.index_dir)
    files, size = len(manifest.files), sum(size for size, _ in manifest.files.values())
    out.print(
        f"{name}: all {files} files match the manifest ({size / 1e6:.1f} MB, "
        f"{manifest.passages} passages of {manifest.documents} documents)"
    )


def _show(settings: Settings, report: BuildReport, seconds: float) -> None:
    if report.because:
        say(report.because)
    for row in report.unread:
        say(f"{row.paper} ({row.file}): {row.error}")
    papers = {row.paper for row in report.documents if not row.error}
    holds = f"{report.passages} passages of {len(papers)} papers"
    if report.changed:
        name, _ = read_manifest(settings.index_dir)
        out.print(f"{name} serves: {holds}; {report.made} files read in {seconds:.1f} s")
    else:
        out.print(f"nothing new; the index holds {holds} ({seconds:.1f} s)")
