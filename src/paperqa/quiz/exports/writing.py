"""Writes a quiz into its folder, in many formats; every file is the old one or the new one.

All formats are made before the first is written, so that the files of a folder go together. One
that cannot be made, a PDF where no browser is installed, leaves the others as they are.
Errors: OSError for a disk that takes no more.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from paperqa.durable import write_durably
from paperqa.errors import PaperQAError
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.formats import Export
from paperqa.quiz.item import Quiz

PACK: Final = "pack"
"""The folder within a quiz's folder that holds the meeting pack."""
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one format. ``left_out``: why, and how many items; ``error``: one line."""

    format: str
    files: tuple[Path, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    error: str = ""


def write_exports(quiz: Quiz, exports: Mapping[str, Export], folder: Path) -> tuple[Written, ...]:
    """Write ``quiz`` into ``folder`` by each of ``exports``, format → exporter."""
    made = {name: _exported(quiz, name, export) for name, export in exports.items()}
    return tuple(
        Written(name, error=one)
        if isinstance(one, str)
        else Written(name, write_files(folder, one.files), one.left_out)
        for name, one in made.items()
    )


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files``, by their path within ``folder``, each in one step."""
    paths = []
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, data)
        paths.append(path)
    return tuple(paths)


def older_files(folder: Path, written: Iterable[Written]) -> tuple[Path, ...]:
    """Return files in ``folder`` that an earlier run wrote and this one did not replace."""
    new = {path for one in written for path in one.files}
    there = (*folder.glob("quiz[.-]*"), *(folder / PACK).glob("*"))
    return tuple(sorted(path for path in there if path.is_file() and path not in new))


def _exported(quiz: Quiz, name: str, export: Export) -> Exported | str:
    """Return the files of a format, or in one line why there are none."""
    try:
        return export(quiz)
    except PaperQAError as error:
        return str(error)
    except Exception as error:  # the other formats are none the worse
        _LOG.exception("no quiz as %s", name)
        return f"{type(error).__name__}: {error}"
