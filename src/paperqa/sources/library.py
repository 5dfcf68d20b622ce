"""The folder of PDFs, and its ledger.

``pdfs.jsonl`` holds a row for each file that was ever seen: kept, set aside, or not readable and
why. ``papers.jsonl`` holds catalogue rows for PDFs that no reading list names. Both are written
in one step; whatever they do not know of is found again in the folder itself.

Errors: SourceError for a damaged ledger, or a folder that another process writes to.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from filelock import FileLock, Timeout

from paperqa.durable import write_durably
from paperqa.errors import SourceError
from paperqa.sources.catalog import load_catalog, save_catalog
from paperqa.sources.pdf_folder import pdf_files
from paperqa.types import Paper

LEDGER = "pdfs.jsonl"
PAPERS = "papers.jsonl"
LOCK = ".lock"

Origin = Literal["fetched", "imported", "dropped"]
RowState = Literal["kept", "other edition", "unreadable", "replaced"]


@dataclass(frozen=True, slots=True)
class PdfRow:
    """One file. ``file`` is its name in the folder, empty where only its row is kept.

    ``sha256`` is empty for a file that was too large to be read; ``origin`` says how it came,
    ``source`` from which path or address; ``edition`` is ``1706.03762v7`` where it is known;
    ``error`` says why it is unreadable.
    """

    paper: str
    state: RowState
    file: str
    sha256: str
    bytes: int
    origin: Origin
    source: str = ""
    etag: str = ""
    edition: str = ""
    error: str = ""


class PdfLibrary:
    """Reads the ledger when opened; ``save`` writes what was recorded since."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: dict[tuple[str, str], PdfRow] = {}
        self._kept: dict[str, PdfRow] = {}
        self._seen: dict[str, PdfRow] = {}
        self._unread: dict[str, set[tuple[str, str]]] = {}
        for row in _read_ledger(folder / LEDGER):
            self.record(row)
        papers = folder / PAPERS
        self._papers: dict[str, Paper] = dict(load_catalog(papers)) if papers.exists() else {}

    @property
    def rows(self) -> tuple[PdfRow, ...]:
        """Every file, in the order in which they came."""
        return tuple(self._rows.values())

    @property
    def papers(self) -> Mapping[str, Paper]:
        """Papers that no reading list names, by id."""
        return MappingProxyType(self._papers)

    @property
    def unreadable(self) -> tuple[PdfRow, ...]:
        """Files that could not be read and that nothing better has replaced."""
        return tuple(row for row in self.rows if row.state == "unreadable")

    def kept(self, paper: str) -> PdfRow | None:
        """Return the row of the paper's PDF, if the file is there."""
        row = self._kept.get(paper)
        return row if row and (self.folder / row.file).is_file() else None

    def path(self, paper: str) -> Path | None:
        """Return where the paper's PDF is; None if there is none."""
        row = self.kept(paper)
        return self.folder / row.file if row else None

    def seen(self, fingerprint: str) -> PdfRow | None:
        """Return the row of a file by its sha256, or by its path if it was too large to read.

        None also where what was kept then is lost since.
        """
        row = self._seen.get(fingerprint)
        lost = row is not None and row.state != "unreadable" and self.kept(row.paper) is None
        return None if lost else row

    def new_files(self) -> list[Path]:
        """Return the PDFs of the folder that the ledger does not know, by name and size."""
        known = {(row.file, row.bytes) for row in self.rows if row.file}
        return [
            path
            for path in pdf_files(self.folder, recursive=False)
            if (path.name, path.stat().st_size) not in known
        ]

    def record(self, row: PdfRow) -> None:
        """Add or renew a row; a kept file replaces what could not be read of its paper."""
        key = (row.paper, row.sha256 or row.source)
        self._rows[key] = row
        self._seen[row.sha256 or row.source] = row
        if row.state == "kept":
            self._keep(row)
        elif row.state == "unreadable":
            self._unread.setdefault(row.paper, set()).add(key)
        elif self._kept.get(row.paper, row).sha256 == row.sha256:
            self._kept.pop(row.paper, None)

    def _keep(self, row: PdfRow) -> None:
        before = self._kept.get(row.paper, row)
        if before.sha256 != row.sha256:
            # Its file was lost or overwritten, else it would have been made another edition.
            del self._rows[before.paper, before.sha256]
            self._seen.pop(before.sha256, None)
        self._kept[row.paper] = row
        for key in self._unread.pop(row.paper, ()):
            if self._rows[key].state == "unreadable":
                # It is still known, so that it is not reported again.
                self._rows[key] = replace(self._rows[key], state="replaced")

    def add_paper(self, paper: Paper) -> None:
        """Add a catalogue row of our own."""
        self._papers[paper.id] = paper

    def save(self) -> None:
        """Write both files, each in one step."""
        rows = (json.dumps(asdict(row)) + "\n" for row in self.rows)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_durably(self.folder / LEDGER, "".join(rows).encode())
        if self._papers:
            save_catalog(self.folder / PAPERS, self._papers)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for oneself; the kernel frees it should the process die."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / LOCK, timeout=0):
                yield
        except Timeout as error:
            raise SourceError(
                f"another paperqa writes to {self.folder}; wait until it has finished"
            ) from error


def _read_ledger(path: Path) -> list[PdfRow]:
    rows = []
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            row = PdfRow(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise SourceError(
                f"{path}, line {number} is damaged ({error}); "
                "delete that file, and the next run reads the folder again"
            ) from error
        if row.file and Path(row.file).name != row.file:
            raise SourceError(f"{path}, line {number}: {row.file!r} is not a plain file name")
        rows.append(row)
    return rows
