"""The models in ``models_dir``: which are there, and at which commit they are pinned.

    models/bge-m3/paperqa.json    repository, commit, and every file with its size and digest
    models/bge-m3/...             the model's files, as sentence-transformers reads them

A folder that was brought by other means has no ``paperqa.json``; it counts where it looks whole.
Units:  bytes.
Errors: EmbedderError for a ``paperqa.json`` that cannot be read.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from paperqa.durable import write_durably
from paperqa.errors import EmbedderError
from paperqa.store.known_embedders import find_known, short_name

PIN = "paperqa.json"
# Names of a hub: an owner and a name, or a name alone. No path: no leading dot, one slash.
_HUB_NAME = re.compile(r"(?:[A-Za-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """``path`` inside the folder; ``digest`` is ``sha256:…`` or ``git:…``, empty if unsaid.

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
    pin = read_pin(folder)
    if pin is None:
        repository = known.repository if known else name
        return Pulled(folder, repository, "") if looks_whole(folder) else None
    wanted = known.repository if known else name
    if wanted not in {pin.repository, short_name(pin.repository)} or not is_whole(folder, pin):
        return None
    return Pulled(folder, pin.repository, pin.revision)


def all_pulled(models_dir: Path) -> Iterator[Pulled]:
    """Yield every whole model that was pulled, by name."""
    for path in sorted(models_dir.glob(f"*/{PIN}")):
        pin = read_pin(path.parent)
        if pin and path.parent == folder_of(models_dir, pin.repository):
            found = find_pulled(models_dir, pin.repository)
            if found:
                yield found


def read_pin(folder: Path) -> Pin | None:
    """Return what ``paperqa.json`` says; None where there is none."""
    path = folder / PIN
    if not path.is_file():
        return None
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(PinnedFile(**file) for file in row["files"])
        return Pin(str(row["repository"]), str(row["revision"]), files)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise EmbedderError(
            f"{path} cannot be read ({' '.join(str(error).split())}); remove the folder {folder}, "
            "then fetch the model again with: paperqa models pull NAME"
        ) from error


def write_pin(folder: Path, pin: Pin) -> None:
    """Write ``paperqa.json``."""
    text = json.dumps(asdict(pin), indent=1, ensure_ascii=False) + "\n"
    write_durably(folder / PIN, text.encode())


def is_whole(folder: Path, pin: Pin) -> bool:
    """Tell whether every file is there in its size."""
    return all(is_there(folder, file) for file in pin.files)


def is_there(folder: Path, file: PinnedFile) -> bool:
    """Tell whether a file is there in its size; bytes were checked before it got its name."""
    path = folder / file.path
    return path.is_file() and file.size in {None, path.stat().st_size}


def looks_whole(folder: Path) -> bool:
    """Tell whether a folder without a pin has weights and a tokenizer, which come last."""
    files = {path.name for path in folder.rglob("*") if path.is_file()}
    weights = any(name.endswith((".safetensors", ".bin")) for name in files)
    return weights and any(name.startswith(("tokenizer", "vocab")) for name in files)
