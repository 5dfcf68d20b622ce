"""A pin: one commit of a repository, and which of its files are wanted, with size and digest.

It is written down as JSON before the first byte arrives, so that the next try goes on with the
same files, and stays beside them, so that nothing is exchanged unasked.

Units:  bytes.
Errors: FetchError for a pin that cannot be read.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from paperqa.durable import write_durably
from paperqa.errors import FetchError

PIN = "paperqa.json"
"""The pin's own name in a folder of files: no file of a repository may take its place."""

SHORTEST_COMMIT = 7
"""Digits from which the beginning of a commit's name stands for it."""


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """``path`` inside the repository; ``digest`` is ``sha256:…`` or ``git:…``, empty if unsaid.

    ``git:`` is the SHA-1 that git gives the bytes: all that a hub says of small files.
    """

    path: str
    size: int | None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """One commit of a repository; ``revision`` has 40 hexadecimal digits."""

    repository: str
    revision: str
    files: tuple[PinnedFile, ...]

    @property
    def bytes(self) -> int:
        """Bytes of all files, as far as the hub says."""
        return sum(file.size or 0 for file in self.files)

    def is_at(self, revision: str | None) -> bool:
        """Tell whether ``revision`` is this commit, or its beginning; None: any will do."""
        return is_at(self.revision, revision)


def is_at(commit: str, revision: str | None) -> bool:
    """Tell whether ``revision`` is that commit, or its beginning; None: any will do."""
    if revision is None:
        return True
    return len(revision) >= SHORTEST_COMMIT and commit.startswith(revision.lower())


def stays_inside(path: str) -> bool:
    """Tell whether a file of a repository may be written there, whatever the system.

    Refused is what leads out of the folder, and what would be written over the pin, also where
    a disk takes upper case for lower, leaves out signs that nobody sees, or dots at the end.
    """
    parts = PurePosixPath(path)
    if parts.is_absolute() or not parts.parts or not path.isprintable():
        return False
    if ".." in parts.parts or "\\" in path or ":" in path:
        return False
    return parts.parts[0].casefold().rstrip(". ") != PIN


def read_pin(path: Path, mend: str) -> Pin | None:
    """Return what ``path`` says; None where there is none. ``mend``: what to do with a bad one."""
    if not path.is_file():
        return None
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(PinnedFile(**file) for file in row["files"])
        _check(files)
        return Pin(str(row["repository"]), str(row["revision"]), files)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FetchError(
            f"{path} cannot be read ({' '.join(str(error).split())}); {mend}, then fetch the "
            "model again with: paperqa models pull NAME"
        ) from error


def _check(files: tuple[PinnedFile, ...]) -> None:
    """Trust no pin more than a hub: paths of a pin are written to."""
    if not files:
        raise ValueError("it names no file")
    if not all(stays_inside(file.path) for file in files):
        raise ValueError("it names a file outside its folder")


def write_pin(path: Path, pin: Pin) -> None:
    """Write ``pin`` to ``path``."""
    text = json.dumps(asdict(pin), indent=1, ensure_ascii=False) + "\n"
    write_durably(path, text.encode())


def is_there(folder: Path, file: PinnedFile) -> bool:
    """Tell whether a file is there in its size; bytes were checked before it got its name."""
    path = folder / file.path
    return path.is_file() and file.size in {None, path.stat().st_size}
