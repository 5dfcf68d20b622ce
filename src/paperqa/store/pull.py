"""Brings an embedder into ``models_dir``, whole and pinned to one commit.

    models/bge-m3.part/   while it arrives: paperqa.json first, so that the next try goes on
    models/bge-m3/        when it is whole: every size and digest checked

The commit is asked for once. A folder is swapped in one step, so that a model is whole or not
there; a pull of another commit leaves the old one serving until then.

Units:  bytes.
Errors: EmbedderError and FetchError with one line; what has arrived stays.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from paperqa.durable import sync_folder
from paperqa.errors import EmbedderError
from paperqa.settings import Settings
from paperqa.store import pulled
from paperqa.store.known_embedders import KNOWN_EMBEDDERS, find_known, short_name
from paperqa.store.needed_files import by_hand, resolve
from paperqa.store.pulled import Pulled
from paperqa.transfer.only_one import only_one
from paperqa.transfer.pin import is_at
from paperqa.transfer.staging import (
    OnArrival,
    begun,
    free_bytes,
    gather,
    ignore,
    read_staged,
    telling_how_to_go_on,
    telling_of_the_disk,
)


@dataclass(frozen=True, slots=True)
class PullReport:
    """Where the model lies; ``commit`` is empty for one that was brought by other means."""

    state: Literal["pulled", "present", "bundled"]
    name: str
    folder: Path
    commit: str = ""
    bytes: int = 0


def pull(
    name: str,
    settings: Settings,
    revision: str | None = None,
    on_arrival: OnArrival = ignore,
    free: Callable[[Path], int] = free_bytes,
) -> PullReport:
    """Download the model that ``name`` means (short name or repository), if it is not here.

    ``free`` tells how many bytes the disk of a folder has room for.
    """
    known = find_known(name)
    if known and known.bundled:
        return PullReport("bundled", known.name, settings.models_dir)
    here = pulled.find_pulled(settings.models_dir, name)
    if here and is_at(here.commit, revision):
        _drop_left_over(here)
        return _present(here)
    repository = known.repository if known else here.repository if here else name
    if "/" not in repository:
        names = ", ".join(each.short_name for each in KNOWN_EMBEDDERS)
        raise EmbedderError(
            f"no model {name!r}; expected OWNER/NAME of the hub, or one of: {names}"
        )
    if settings.offline:
        raise EmbedderError(
            f"{repository} is not pulled, for offline is set; unset PAPERQA_OFFLINE, "
            f"{by_hand(repository, settings.models_dir)}"
        )
    folder = pulled.folder_of(settings.models_dir, repository)
    _check_folder(folder, repository)
    with telling_of_the_disk(folder), only_one(_lock_of(folder), folder.name):
        return _pull(repository, folder, settings, revision, on_arrival, free)


def _pull(
    repository: str,
    folder: Path,
    settings: Settings,
    revision: str | None,
    on_arrival: OnArrival,
    free: Callable[[Path], int],
) -> PullReport:
    staging = _staging_of(folder)
    pin = begun(staging, repository, revision) or resolve(repository, settings, revision)
    here = pulled.find_pulled(settings.models_dir, repository)
    if here and here.commit == pin.revision:
        return _present(here)
    shown = short_name(repository) if find_known(repository) else repository
    with telling_how_to_go_on(f"paperqa models pull {shown}"):
        gather(staging, pin, settings, on_arrival, free)
    _swap(staging, folder)
    return PullReport("pulled", repository, folder, pin.revision, pin.bytes)


def _swap(staging: Path, folder: Path) -> None:
    """Let the finished folder take its name; the commit before it goes last."""
    old = folder.with_name(f"{folder.name}.old")
    if old.exists():
        shutil.rmtree(old)
    if folder.exists():
        folder.rename(old)
    staging.rename(folder)
    sync_folder(folder.parent)
    if old.exists():
        shutil.rmtree(old)


def _check_folder(folder: Path, repository: str) -> None:
    """Refuse to write over what somebody else put there."""
    if not folder.exists():
        return
    pin = read_staged(folder)
    if pin is None or pin.repository != repository:
        what = pin.repository if pin else "files that paperqa did not pull"
        raise EmbedderError(f"{folder} holds {what}; move it away, then pull {repository} again")


def _drop_left_over(here: Pulled) -> None:
    """Remove what a pull that broke off left of the model that is ``here`` by now.

    Another commit of it may still be gone on with.
    """
    staging = _staging_of(here.folder)
    pin = read_staged(staging)
    if pin and pin.repository == here.repository and here.commit in {"", pin.revision}:
        with telling_of_the_disk(here.folder), only_one(_lock_of(here.folder), here.folder.name):
            shutil.rmtree(staging)


def _staging_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.part")


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.lock")


def _present(here: Pulled) -> PullReport:
    return PullReport("present", here.repository, here.folder, here.commit)
