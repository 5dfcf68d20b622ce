"""Takes uploaded files out of the folder that the server hands out, and sorts them.

What is taken lies in a folder of this process that nobody is served from, each file in a folder of
its own, and is deleted when it has been read. What cannot be a PDF or a reading list is refused at
the door; the reader of PDFs looks at the rest.
"""

import logging
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final
from weakref import finalize

from paperqa.settings import Settings
from paperqa.sources.import_pdfs import MEGABYTE
from paperqa.ui.papers.adding.file_names import shown_name, stored_name
from paperqa.ui.papers.adding.progress import FileEnd

MOST_FILES: Final = 20
"""Files that are taken at a time."""
MOST_NAMED: Final = 1000
"""Files that are looked for at a time; the server deletes what is left later."""
LIST_ENDINGS: Final = frozenset({".md", ".markdown", ".txt", ".yaml", ".yml", ".html", ".htm"})
LIST_BYTES: Final = 4_000_000
_HEADER_WITHIN: Final = 1024
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """A PDF that was taken; ``name`` is for people."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class ListDraft:
    """A reading list that is not kept yet."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in one go."""

    pdfs: tuple[Upload, ...] = ()
    lists: tuple[ListDraft, ...] = ()
    refused: tuple[FileEnd, ...] = ()


class NotTakenError(Exception):
    """A file is refused at the door; the text is the reason, a key of the texts."""


class Uploads:
    """Takes files from ``inbox``, where the server puts what browsers send."""

    def __init__(self, inbox: Path, settings: Settings) -> None:
        self._inbox = inbox
        self._most_bytes = settings.max_pdf_mb * MEGABYTE
        self._folder = Path(tempfile.mkdtemp(prefix="paperqa-uploads-"))
        self._delete = finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._numbers = count(1)

    def take(self, files: Sequence[str]) -> Taken:
        """Take ``files`` out of the inbox; none of them is left there."""
        pdfs: list[Upload] = []
        lists: list[ListDraft] = []
        refused: list[FileEnd] = []
        for file in files[:MOST_FILES]:
            name = shown_name(file)
            try:
                path = self._inside(Path(file))
                try:
                    match self._sorted(path, name):
                        case Upload() as pdf:
                            pdfs.append(pdf)
                        case ListDraft() as draft:
                            lists.append(draft)
                finally:
                    self._remove(path)
            except NotTakenError as error:
                refused.append(FileEnd(name, "refused", why=str(error)))
        if (more := len(files) - MOST_FILES) > 0:
            self._discard(files[MOST_FILES:MOST_NAMED])
            refused.append(FileEnd(f"+{more}", "refused", why="too many"))
        return Taken(tuple(pdfs), tuple(lists), tuple(refused))

    def _discard(self, files: Sequence[str]) -> None:
        for file in files:
            with suppress(NotTakenError):
                self._remove(self._inside(Path(file)))

    def drop(self, uploads: Iterable[Upload]) -> None:
        """Delete what was taken."""
        for upload in uploads:
            shutil.rmtree(upload.path.parent, ignore_errors=True)

    def close(self) -> None:
        """Delete all."""
        self._delete()

    def _inside(self, path: Path) -> Path:
        """Return ``path`` if it is a file of the inbox: it will be deleted."""
        real = path.resolve()
        if not real.is_relative_to(self._inbox.resolve()):
            _LOG.warning("an upload that names %r was refused", str(real))
            raise NotTakenError("gone")
        if not real.is_file():
            raise NotTakenError("gone")
        return real

    def _sorted(self, path: Path, name: str) -> Upload | ListDraft:
        size = path.stat().st_size
        if not size:
            raise NotTakenError("empty")
        with path.open("rb") as file:
            head = file.read(_HEADER_WITHIN)
        if b"%PDF-" in head:
            return self._pdf(path, name, size)
        if Path(name).suffix.lower() not in LIST_ENDINGS:
            raise NotTakenError("not a pdf")
        if size > LIST_BYTES:
            raise NotTakenError("long list")
        return ListDraft(name, path.read_bytes())

    def _pdf(self, path: Path, name: str, size: int) -> Upload:
        if size > self._most_bytes:
            raise NotTakenError("too big")
        place = self._folder / f"{next(self._numbers):06d}"
        place.mkdir()
        target = place / stored_name(name)
        shutil.move(path, target)
        return Upload(name, target)

    def _remove(self, path: Path) -> None:
        """Delete an uploaded file, and the folder that the server made for it."""
        path.unlink(missing_ok=True)
        if path.parent != self._inbox.resolve():
            with suppress(OSError):  # another upload of the same bytes is in it
                path.parent.rmdir()
