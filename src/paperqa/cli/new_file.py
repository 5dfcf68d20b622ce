"""Writes files that a person named, and writes over none of theirs unasked."""

from collections.abc import Mapping
from pathlib import Path

from paperqa.durable import write_durably
from paperqa.errors import PaperQAError


class NewFileError(PaperQAError):
    """A file is there already, or cannot be written."""


def write_new(files: Mapping[Path, str], *, force: bool) -> None:
    """Write all of ``files`` as UTF-8, or none if one is there and ``force`` is False."""
    for file in files:
        if file.is_dir():
            raise NewFileError(f"{file} is a folder; name a file in it")
        if file.exists() and not force:
            raise NewFileError(f"{file} is there already; name another, or add --force")
        if not file.parent.is_dir():
            raise NewFileError(f"{file.parent} is no folder; make it first: mkdir -p {file.parent}")
    for file, text in files.items():
        try:
            write_durably(file, text.encode())
        except OSError as error:
            raise NewFileError(
                f"{file} cannot be written ({error.strerror}); name another"
            ) from error
