"""The embedders in ``models_dir``: which are there, and at which commit they are pinned.

    models/bge-m3/paperqa.json    repository, commit, and every file with its size and digest
    models/bge-m3/...             the model's files, as sentence-transformers reads them

A folder that was brought by other means has no ``paperqa.json``; it counts where it looks whole.
Errors: FetchError for a ``paperqa.json`` that cannot be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from paperqa.store.known_embedders import find_known, short_name
from paperqa.transfer.pin import PIN, is_there
from paperqa.transfer.staging import read_staged

# Names of a hub: an owner and a name, or a name alone. No path: no leading dot, one slash.
_HUB_NAME = re.compile(r"(?:[A-Za-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class Pulled:
    """A whole model; ``commit`` is empty where it was brought by other means."""

    folder: Path
    repository: str
    commit: str


def folder_of(models_dir: Path, name: str) -> Path:
    """Return where the model of that name lies, or would lie."""
    known = find_known(name)
    return models_dir / (known.short_name if known else short_name(name))


def find_pulled(models_dir: Path, name: str) -> Pulled | None:
    """Return the model that ``name`` means, its repository or its short name; None if not whole."""
    known = find_known(name)
    if not (known or _HUB_NAME.fullmatch(name)):
        return None
    folder = folder_of(models_dir, name)
    pin = read_staged(folder)
    if pin is None:
        repository = known.repository if known else name
        return Pulled(folder, repository, "") if looks_whole(folder) else None
    wanted = known.repository if known else name
    if wanted not in {pin.repository, short_name(pin.repository)}:
        return None
    whole = all(is_there(folder, file) for file in pin.files)
    return Pulled(folder, pin.repository, pin.revision) if whole else None


def all_pulled(models_dir: Path) -> Iterator[Pulled]:
    """Yield every whole model that was pulled, by name."""
    for path in sorted(models_dir.glob(f"*/{PIN}")):
        pin = read_staged(path.parent)
        if pin and path.parent == folder_of(models_dir, pin.repository):
            found = find_pulled(models_dir, pin.repository)
            if found:
                yield found


def looks_whole(folder: Path) -> bool:
    """Tell whether a folder without a pin has weights and a tokenizer, which come last."""
    files = {path.name for path in folder.rglob("*") if path.is_file()}
    weights = any(name.endswith((".safetensors", ".bin")) for name in files)
    return weights and any(name.startswith(("tokenizer", "vocab")) for name in files)
