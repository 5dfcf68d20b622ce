"""Which files of a repository an embedder needs: those that sentence-transformers reads.

These are configurations, tokenizer, and one form of the weights. Left are other forms of the same
weights (ONNX, OpenVINO, TensorFlow, Flax), pictures and words.

Errors: FetchError: no hub answers, no such repository or commit; EmbedderError: no embedder.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from paperqa.errors import EmbedderError
from paperqa.settings import Settings
from paperqa.store.pulled import folder_of
from paperqa.transfer.hub import list_files
from paperqa.transfer.pin import Pin, PinnedFile

_TEXTS = {".json", ".txt", ".model"}
_WEIGHTS = re.compile(r"(adapter_)?model(-\d+-of-\d+)?\.safetensors")
_OLD_WEIGHTS = re.compile(r"pytorch_model(-\d+-of-\d+)?\.bin")
_OTHER_FORMS = {"coreml", "eval", "flax", "gguf", "onnx", "openvino", "original", "runs", "tf"}
_BY_HAND = (
    "modules.json, 1_Pooling/, the other *.json and tokenizer files, and model.safetensors "
    "(or pytorch_model.bin)"
)


def resolve(repository: str, settings: Settings, revision: str | None = None) -> Pin:
    """Return the commit that ``revision`` stands for (None: the newest), and its needed files."""
    pin = list_files(repository, settings, by_hand(repository, settings.models_dir), revision)
    files = needed_files(pin.files)
    if not any(_is_weights(file.path) for file in files):
        if any(file.path.endswith(".gguf") for file in pin.files):
            raise EmbedderError(
                f"{repository} holds chat models; choose a file: paperqa models pull {repository} "
                "--file '*Q4_K_M.gguf'"
            )
        raise EmbedderError(
            f"{repository} has no weights that sentence-transformers can read (model.safetensors "
            "or pytorch_model.bin); see what paperqa knows with: paperqa models"
        )
    return replace(pin, files=tuple(files))


def needed_files(files: Iterable[PinnedFile]) -> list[PinnedFile]:
    """Return the files that sentence-transformers reads, by path; safetensors before .bin."""
    kept = [file for file in files if _could_be_needed(PurePosixPath(file.path))]
    safe = {_folder(file.path) for file in kept if _WEIGHTS.fullmatch(_name(file.path))}
    return sorted(
        (
            file
            for file in kept
            if not (_name(file.path).startswith("pytorch_model") and _folder(file.path) in safe)
        ),
        # Small files first: what is wrong with a repository shows before the gigabytes.
        key=lambda file: (_is_weights(file.path), file.path),
    )


def by_hand(repository: str, models_dir: Path) -> str:
    """Say how a model gets here without a hub."""
    folder = folder_of(models_dir, repository)
    return f"or bring {_BY_HAND} of {repository} here by other means, into {folder}"


def _could_be_needed(path: PurePosixPath) -> bool:
    folders: Sequence[str] = path.parts[:-1]
    if path.name.startswith(".") or any(
        name.startswith(".") or name.casefold() in _OTHER_FORMS for name in folders
    ):
        return False
    return path.suffix in _TEXTS or _is_weights(str(path))


def _is_weights(path: str) -> bool:
    return bool(_WEIGHTS.fullmatch(_name(path)) or _OLD_WEIGHTS.fullmatch(_name(path)))


def _name(path: str) -> str:
    return PurePosixPath(path).name


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)
