"""Shows PDFs arriving: downloads and imports, problems as one line each."""

from rich.progress import Progress

from paperqa.cli.console import say
from paperqa.sources.arxiv import FetchResult
from paperqa.sources.import_pdfs import ImportResult
from paperqa.types import Paper


class Arrivals:
    """Counts what comes; a reason that many papers share is said once."""

    def __init__(self, bar: Progress, wanted: int = 0) -> None:
        self.arrived = 0
        self.missing = 0
        self._bar = bar
        self._task = bar.add_task("fetching", total=wanted, visible=wanted > 0)
        self._said: set[str] = set()

    def fetching(self, paper: Paper, done: int, size: int | None) -> None:
        """Show how far a download is; sizes in bytes."""
        of = f"/{size / 1e6:.1f}" if size else ""
        self._bar.update(
            self._task, visible=True, description=f"{paper.id} {done / 1e6:.1f}{of} MB"
        )

    def fetched(self, result: FetchResult) -> None:
        """Count a paper, and say why it did not come."""
        self._bar.advance(self._task)
        if result.path:
            self.arrived += 1
            return
        self.missing += 1
        if result.error not in self._said:
            self._said.add(result.error)
            say(f"{result.paper.id}: {result.error}")

    def imported(self, result: ImportResult) -> None:
        """Count a file, and say what became of one that was not kept."""
        if result.state == "imported":
            self.arrived += 1
        elif result.state != "present":
            say(f"{result.source.name}: {result.note or result.state}")

    def summary(self) -> str:
        """Return one line about all of them."""
        missing = f", {self.missing} not to be had now" if self.missing else ""
        return f"{self.arrived} PDFs at hand{missing}"
