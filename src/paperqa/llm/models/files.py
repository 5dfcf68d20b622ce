"""Which GGUF file holds the language model.

Errors: ModelError for a file that is named but missing, cannot be read, or is no GGUF file.
Source: the first four bytes of a GGUF file are ``GGUF`` (ggml, docs/gguf.md).
"""

from pathlib import Path
from typing import Final

from paperqa.errors import ModelError
from paperqa.llm.models.model_files import chosen, model_files
from paperqa.settings import Settings

_MAGIC: Final = b"GGUF"
_SCHEMES: Final = ("http://", "https://")


def is_address(model: str) -> bool:
    """Whether the setting ``model`` names a server, not a file."""
    return model.lower().startswith(_SCHEMES)


def find_model(settings: Settings) -> Path | None:
    """Return ``settings.model``, else a file of ``models_dir``; None: no file.

    Of several files the one that was pulled last is taken, else the first by name.
    The address of an endpoint is no file. A relative ``settings.model`` counts from ``home``.
    """
    if settings.no_model or is_address(settings.model):
        return None
    if settings.model:
        return check_gguf(settings.home / Path(settings.model).expanduser())
    files = [chosen(settings.models_dir), *model_files(settings.models_dir)]
    return next((check_gguf(file) for file in files if file), None)


def check_gguf(path: Path) -> Path:
    """Return ``path`` if it starts as a GGUF file does."""
    try:
        start = _start(path)
    except OSError as error:
        forbidden = isinstance(error, PermissionError)
        advice = "give yourself the right to" if forbidden else "set PAPERQA_MODEL to another"
        raise ModelError(
            f"{path} cannot be read ({error.strerror}); {advice}, "
            "or PAPERQA_NO_MODEL=1 to go without"
        ) from error
    if start is None:
        raise ModelError(
            f"no language model at {path}; set PAPERQA_MODEL to a GGUF file, "
            "or PAPERQA_NO_MODEL=1 to go without"
        )
    if start != _MAGIC:
        raise ModelError(
            f"{path} is not a GGUF file: it starts with {start!r}, not {_MAGIC!r}; "
            "download it again"
        )
    return path


def _start(path: Path) -> bytes | None:
    """Return the first bytes of a file; None where there is no file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(len(_MAGIC))
