"""Which GGUF file holds the language model.

Errors: ModelError for a file that is named but missing, or is no GGUF file.
Source: the first four bytes of a GGUF file are ``GGUF`` (ggml, docs/gguf.md).
"""

from pathlib import Path
from typing import Final

from paperqa.errors import ModelError
from paperqa.settings import Settings

_MAGIC: Final = b"GGUF"
_VISION_PART: Final = "mmproj"


def find_model(settings: Settings) -> Path | None:
    """Return ``settings.model``, else the first ``*.gguf`` of ``models_dir``; None: no model.

    A relative ``settings.model`` counts from ``home``. A multimodal model's image part
    (``mmproj-*.gguf``) is no language model.
    """
    if settings.no_model:
        return None
    if settings.model:
        return check_gguf(settings.home / Path(settings.model).expanduser())
    files = sorted(p for p in settings.models_dir.glob("*.gguf") if _VISION_PART not in p.name)
    return check_gguf(files[0]) if files else None


def check_gguf(path: Path) -> Path:
    """Return ``path`` if it starts as a GGUF file does."""
    if not path.is_file():
        raise ModelError(
            f"no language model at {path}; set PAPERQA_MODEL to a GGUF file, "
            "or PAPERQA_NO_MODEL=1 to go without"
        )
    with path.open("rb") as file:
        start = file.read(len(_MAGIC))
    if start != _MAGIC:
        raise ModelError(
            f"{path} is not a GGUF file: it starts with {start!r}, not {_MAGIC!r}; "
            "download it again"
        )
    return path
