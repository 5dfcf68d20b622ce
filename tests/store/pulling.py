"""A repository that needs no model to be pulled, and what became of it."""

from pathlib import Path

import pytest

from paperqa.errors import EmbedderError, FetchError
from paperqa.settings import Settings
from paperqa.store.pull import pull

WEIGHTS = bytes(range(256)) * 40
FILES = {
    "README.md": b"words",
    ".gitattributes": b"*.bin filter=lfs",
    "1_Pooling/config.json": b'{"pooling_mode_mean_tokens": true}',
    "config.json": b'{"hidden_size": 8}',
    "model.safetensors": WEIGHTS,
    "modules.json": b"[]",
    "onnx/config.json": b"{}",
    "onnx/model.onnx": b"another form",
    "pytorch_model.bin": b"another form",
    "tokenizer.json": b'{"model": {}}',
}
NEEDED = ["1_Pooling/config.json", "config.json", "model.safetensors", "modules.json",
          "tokenizer.json"]  # fmt: skip
LARGE = "model.safetensors"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a model, without its pin."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in files.items() if name != "paperqa.json"}


def refused(name: str, settings: Settings, revision: str | None = None) -> str:
    """Return the one line that a pull ends in."""
    with pytest.raises((EmbedderError, FetchError)) as caught:
        pull(name, settings, revision)
    assert "\n" not in str(caught.value)
    return str(caught.value)
