"""Asks a model hub which commit a name stands for, and which of its files are needed.

Needed is what sentence-transformers reads: configurations, tokenizer, and one form of the
weights. Left are other forms of the same weights (ONNX, OpenVINO, TensorFlow, Flax), pictures
and words.

Units:  seconds.
Errors: EmbedderError: no hub answers, no such repository or commit, no such kind of model.
Source: https://huggingface.co/docs/hub/api, GET /api/models/{repository}/revision/{commit}.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from paperqa import __version__
from paperqa.errors import EmbedderError, SettingsError
from paperqa.settings import Settings
from paperqa.store.pulled import Pin, PinnedFile, folder_of

if TYPE_CHECKING:
    from huggingface_hub.errors import HfHubHTTPError
    from huggingface_hub.hf_api import ModelInfo, RepoSibling

CONNECT_SECONDS = 10.0

_TEXTS = {".json", ".txt", ".model"}
_WEIGHTS = re.compile(r"(adapter_)?model(-\d+-of-\d+)?\.safetensors")
_OLD_WEIGHTS = re.compile(r"pytorch_model(-\d+-of-\d+)?\.bin")
_OTHER_FORMS = {"coreml", "eval", "flax", "gguf", "onnx", "openvino", "original", "runs", "tf"}
_COMMIT = re.compile(r"[0-9a-f]{40}")
_BY_HAND = (
    "modules.json, 1_Pooling/, the other *.json and tokenizer files, and model.safetensors "
    "(or pytorch_model.bin)"
)


def resolve(repository: str, settings: Settings, revision: str | None = None) -> Pin:
    """Return the commit that ``revision`` stands for (None: the newest), and its needed files."""
    info = _ask(repository, settings, revision)
    if not _COMMIT.fullmatch(info.sha or ""):
        raise _no_hub(repository, settings, f"it names the commit {info.sha!r}")
    files = needed_files([_pinned(sibling) for sibling in info.siblings or ()])
    if not any(_is_weights(file.path) for file in files):
        raise EmbedderError(
            f"{repository} has no weights that sentence-transformers can read (model.safetensors "
            "or pytorch_model.bin); see what paperqa knows with: paperqa models"
        )
    return Pin(repository, str(info.sha), tuple(files))


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


def _ask(repository: str, settings: Settings, revision: str | None) -> "ModelInfo":
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled

    hub = hub_of(settings)
    api = HfApi(endpoint=hub, library_name="paperqa", library_version=__version__)
    try:
        return api.model_info(
            repository, revision=revision, files_metadata=True, timeout=CONNECT_SECONDS
        )
    except HFValidationError as error:
        raise EmbedderError(
            f"{repository!r} is no repository's name; expected OWNER/NAME, or a name of: "
            "paperqa models"
        ) from error
    except OfflineModeIsEnabled as error:
        raise EmbedderError(
            f"{repository} is not pulled, for HF_HUB_OFFLINE is set; unset it, "
            f"{by_hand(repository, settings.models_dir)}"
        ) from error
    except HfHubHTTPError as error:
        raise EmbedderError(_refusal(error, hub, repository, revision)) from error
    except Exception as error:
        # The network fails in the classes of whichever HTTP library huggingface_hub stands on,
        # a web page that is no hub in those of its parser.
        raise _no_hub(repository, settings, str(error) or type(error).__name__) from error


def _refusal(error: "HfHubHTTPError", hub: str, repository: str, revision: str | None) -> str:
    from huggingface_hub.errors import (
        GatedRepoError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    status = error.response.status_code
    if isinstance(error, GatedRepoError):
        return (
            f"{repository} is given only to those who accept its terms on {hub}; do that, set "
            "HF_TOKEN, and pull again"
        )
    if isinstance(error, RevisionNotFoundError):
        return (
            f"{repository} has no commit, branch or tag {revision!r}; leave --revision out for "
            "the newest"
        )
    if isinstance(error, RepositoryNotFoundError) or status == 404:
        return (
            f"{hub} has no repository {repository}, or it is private; the models that paperqa "
            "knows: paperqa models"
        )
    return f"{hub} answered {status} for {repository}; try again later"


def hub_of(settings: Settings) -> str:
    """Return the hub's address without a slash at its end."""
    if not re.match(r"https?://[^/]", settings.hub_url):
        raise SettingsError(
            f"hub_url = {settings.hub_url!r}; expected an address that starts with https://"
        )
    return settings.hub_url.rstrip("/")


def _no_hub(repository: str, settings: Settings, why: str) -> EmbedderError:
    reason = " ".join(why.split())[:160]
    return EmbedderError(
        f"no model hub answers at {hub_of(settings)} ({reason}); connect to the network and pull "
        f"again, {by_hand(repository, settings.models_dir)}"
    )


def _pinned(sibling: "RepoSibling") -> PinnedFile:
    if sibling.lfs:
        return PinnedFile(sibling.rfilename, sibling.lfs.size, f"sha256:{sibling.lfs.sha256}")
    digest = f"git:{sibling.blob_id}" if sibling.blob_id else ""
    return PinnedFile(sibling.rfilename, sibling.size, digest)


def _could_be_needed(path: PurePosixPath) -> bool:
    folders: Sequence[str] = path.parts[:-1]
    # A path that leads out of the folder is no file of a model, whoever serves it.
    if path.is_absolute() or ".." in path.parts or "\\" in str(path) or ":" in str(path):
        return False
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
