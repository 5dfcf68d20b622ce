"""The model files of ``models_dir``, and which of them the chat uses: the one pulled last.

    models/in-use    its file's name, one line

A pull is a choice. Without one, or where the chosen file has gone, the first by name is used.
"""

from pathlib import Path
from typing import Final

from paperqa.durable import write_durably

CHOICE: Final = "in-use"
_PARTS: Final = ("mmproj", "mtp-")
"""In the names of GGUF files that are no language model: eyes and drafters of one."""


def model_files(models_dir: Path) -> list[Path]:
    """Return the language models of a folder, by name."""
    return sorted(path for path in models_dir.glob("*.gguf") if _is_model(path.name))


def choose(file: Path) -> None:
    """Let the chat use ``file`` of its folder from the next start."""
    if chosen(file.parent) != file:
        write_durably(file.parent / CHOICE, f"{file.name}\n".encode())


def chosen(models_dir: Path) -> Path | None:
    """Return the file that was chosen; None where none was, or where it has gone."""
    try:
        name = (models_dir / CHOICE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):  # no choice was made, or nobody can read it
        return None
    # Looked for among the files that are there: what the note says leads to no other folder.
    return next((path for path in model_files(models_dir) if path.name == name), None)


def _is_model(name: str) -> bool:
    return not any(part in name.casefold() for part in _PARTS)
