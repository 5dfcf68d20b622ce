"""The files that a member takes home, in the one folder whose files the page's server hands out.

Uploads arrive in the same folder, and are taken out of it at any moment. Each file has a folder
of its own whose name cannot be guessed; the server deletes files after ``KEEP_SECONDS``, and all
at its end. The names of files are those of the exports: nobody's words become part of a path.
Errors: QuizError where no format could be made, with the reason of each.
"""

import secrets
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from paperqa.errors import QuizError
from paperqa.quiz.exports.fixed_zip import zipped
from paperqa.quiz.exports.formats import FORMATS
from paperqa.quiz.exports.writing import Written, write_exports
from paperqa.quiz.item import Quiz

KEEP_SECONDS: Final = 3600
SWEEP_SECONDS: Final = 600
ARCHIVE: Final = "paperqa-quiz.zip"


@dataclass(frozen=True, slots=True)
class Saved:
    """``path`` is the one file, or an archive of several; ``formats``: what became of each."""

    path: Path
    formats: tuple[Written, ...]


class DownloadFolder:
    """A folder that only this user can read, made when it is opened and removed at the end."""

    def __init__(self) -> None:
        self.path: Final = (
            Path(tempfile.gettempdir()).resolve() / f"paperqa-{secrets.token_hex(16)}"
        )

    def open(self) -> None:
        """Make the folder."""
        self.path.mkdir(mode=0o700, exist_ok=True)

    def close(self) -> None:
        """Remove the folder with all that lies in it."""
        shutil.rmtree(self.path, ignore_errors=True)

    def save(self, quiz: Quiz, formats: Sequence[str]) -> Saved:
        """Write ``quiz`` in ``formats`` and return the file to be downloaded."""
        with tempfile.TemporaryDirectory(prefix="paperqa-quiz-") as scratch:
            exports = {name: FORMATS[name] for name in formats}
            written = write_exports(quiz, exports, Path(scratch))
            files = {
                path.relative_to(scratch).as_posix(): path.read_bytes()
                for one in written
                for path in one.files
            }
        if not files:
            raise QuizError("; ".join(f"{one.format}: {one.error or 'empty'}" for one in written))
        return Saved(self._put(files), written)

    def _put(self, files: dict[str, bytes]) -> Path:
        self._sweep()
        folder = self.path / secrets.token_urlsafe(16)
        folder.mkdir(mode=0o700)
        [(name, data), *more] = files.items()
        path = folder / (ARCHIVE if more else Path(name).name)
        path.write_bytes(zipped(files) if more else data)
        return path

    def _sweep(self) -> None:
        """Remove folders whose files the server has deleted."""
        for folder in self.path.iterdir():
            with suppress(OSError):  # its file is still there, or it has gone meanwhile
                if time.time() - folder.stat().st_mtime > KEEP_SECONDS:
                    folder.rmdir()
