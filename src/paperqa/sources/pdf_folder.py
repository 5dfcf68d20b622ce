"""Files of a folder of PDFs: find them, take one in, set one aside. Nothing is ever deleted."""

import os
import shutil
from pathlib import Path

from paperqa.durable import replace_durably
from paperqa.errors import PdfError
from paperqa.sources.inventory import sha256_of

SET_ASIDE = "set-aside"


def pdf_files(folder: Path, *, recursive: bool = True) -> list[Path]:
    """Return the PDFs of a folder, in the order of their paths; hidden ones are left out."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if recursive and not name.startswith(".")]
        found += [
            Path(place, name)
            for name in names
            if name.lower().endswith(".pdf") and not name.startswith(".")
        ]
    return sorted(path for path in found if path.is_file())


def copy_in(source: Path, target: Path, sha256: str) -> None:
    """Copy ``source`` to ``target`` in one step; PdfError if its ``sha256`` has changed."""
    beside = target.with_name(f".{target.name}.tmp")
    try:
        shutil.copyfile(source, beside)
        if sha256_of(beside) != sha256:
            raise PdfError("it changed while it was copied; import it again")
        make_way(target)
        replace_durably(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def move_in(source: Path, target: Path) -> None:
    """Give ``source``, which lies in the same folder, the name ``target``."""
    if target.exists() and target.samefile(source):
        return
    make_way(target)
    replace_durably(source, target)


def make_way(path: Path) -> None:
    """Move what stands at ``path``, if anything, to the folder ``set-aside`` beside it."""
    if not path.exists():
        return
    aside = path.parent / SET_ASIDE
    aside.mkdir(exist_ok=True)
    target = aside / path.name
    if target.exists():
        target = aside / f"{path.stem}-{sha256_of(path)[:8]}{path.suffix}"
    path.replace(target)
