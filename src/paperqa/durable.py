"""Writes files so that a reader sees the old one or the new one, also after a power cut.

The order is the whole trick: write beside, sync the bytes, rename, sync the folder.
"""

import os
from pathlib import Path


def write_durably(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` in one step."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_bytes(data)
    replace_durably(beside, path)


def replace_durably(source: Path, target: Path) -> None:
    """Sync ``source`` to disk and make it ``target``; both lie in one folder."""
    with source.open("r+b") as file:
        os.fsync(file.fileno())
    source.replace(target)
    sync_folder(target.parent)


def sync_folder(path: Path) -> None:
    """Make renames in ``path`` last; Windows cannot open a folder, and needs no such step."""
    if os.name == "nt":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
