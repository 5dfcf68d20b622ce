"""Asks a model hub which commit a name stands for, and which files it has.

Units:  seconds.
Errors: FetchError: no such repository or commit; NoHubError: no hub answers for now.
Source: https://huggingface.co/docs/hub/api, GET /api/models/{repository}/revision/{commit}.
"""

import re
from typing import TYPE_CHECKING

from paperqa import __version__
from paperqa.errors import FetchError, SettingsError
from paperqa.settings import Settings
from paperqa.transfer.body import CONNECT_SECONDS
from paperqa.transfer.pin import Pin, PinnedFile, stays_inside
from paperqa.transfer.shown_url import NO_URL, shown_url
from paperqa.transfer.try_again import is_transient, reason_of

if TYPE_CHECKING:
    from huggingface_hub.errors import HfHubHTTPError
    from huggingface_hub.hf_api import ModelInfo, RepoSibling

_COMMIT = re.compile(r"[0-9a-f]{40}")


class NoHubError(FetchError):
    """No hub can be asked: the network, the hub, or the user's own setting is in the way."""


def list_files(
    repository: str, settings: Settings, by_hand: str, revision: str | None = None
) -> Pin:
    """Return the commit that ``revision`` stands for (None: the newest), and all its files.

    ``by_hand`` ends the message where no hub answers: how the files get here without one.
    """
    info = _ask(repository, settings, by_hand, revision)
    if not _COMMIT.fullmatch(info.sha or ""):
        raise _no_hub(settings, f"it names the commit {info.sha!r}", by_hand)
    files = [_pinned(sibling) for sibling in info.siblings or ()]
    return Pin(repository, str(info.sha), tuple(file for file in files if stays_inside(file.path)))


def file_url(pin: Pin, path: str, settings: Settings) -> str:
    """Return the address of a file of that commit."""
    from huggingface_hub import hf_hub_url

    url = hf_hub_url(pin.repository, path, revision=pin.revision, endpoint=hub_of(settings))
    return str(url)


def hub_of(settings: Settings) -> str:
    """Return the hub's address without a slash at its end."""
    url = settings.hub_url
    if not re.match(r"https?://[^/]", url) or shown_url(url) == NO_URL:
        shown = url.rpartition("@")[2].partition("?")[0]  # what comes before may be a password
        raise SettingsError(f"hub_url = {shown!r}; expected an address that starts with https://")
    return settings.hub_url.rstrip("/")


def _ask(repository: str, settings: Settings, by_hand: str, revision: str | None) -> "ModelInfo":
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled

    hub = hub_of(settings)
    api = HfApi(endpoint=hub, library_name="paperqa", library_version=__version__)
    try:
        return api.model_info(
            repository, revision=revision, files_metadata=True, timeout=CONNECT_SECONDS
        )
    except HFValidationError as error:
        raise FetchError(
            f"{repository!r} is no repository's name; expected OWNER/NAME, or a name of: "
            "paperqa models"
        ) from error
    except OfflineModeIsEnabled as error:
        raise NoHubError(
            f"{repository} is not pulled, for HF_HUB_OFFLINE is set; unset it, {by_hand}"
        ) from error
    except HfHubHTTPError as error:
        kind = NoHubError if is_transient(error.response.status_code) else FetchError
        raise kind(_refusal(error, shown_url(hub), repository, revision)) from error
    except Exception as error:
        # The network fails in the classes of whichever HTTP library huggingface_hub stands on,
        # a web page that is no hub in those of its parser.
        raise _no_hub(settings, reason_of(error), by_hand) from error


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


def _no_hub(settings: Settings, why: str, by_hand: str) -> NoHubError:
    return NoHubError(
        f"no model hub answers at {shown_url(hub_of(settings))} ({why}); connect to the network "
        f"and pull again, {by_hand}"
    )


def _pinned(sibling: "RepoSibling") -> PinnedFile:
    if sibling.lfs:
        return PinnedFile(sibling.rfilename, sibling.lfs.size, f"sha256:{sibling.lfs.sha256}")
    digest = f"git:{sibling.blob_id}" if sibling.blob_id else ""
    return PinnedFile(sibling.rfilename, sibling.size, digest)
