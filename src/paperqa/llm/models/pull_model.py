"""Brings a chat model's GGUF file into ``models_dir``, checked and pinned to one commit.

    models/gemma-4-e4b.part/    while it arrives; the next try goes on
    models/NAME.gguf            when size and SHA-256 are those that the hub told
    models/NAME.gguf.json       repository, commit, size and digest

Units:  bytes.
Errors: ModelError and FetchError with one line; what has arrived stays.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from paperqa.durable import sync_folder
from paperqa.errors import ModelError
from paperqa.llm.models.known_models import KNOWN_CHAT_MODELS, find_chat_model, matches
from paperqa.llm.models.model_files import choose, model_files
from paperqa.settings import Settings
from paperqa.transfer.body import digest_of, length_of
from paperqa.transfer.hub import NoHubError, list_files
from paperqa.transfer.only_one import only_one
from paperqa.transfer.pin import Pin, PinnedFile, is_at, read_pin, write_pin
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

_SHOWN_FILES: Final = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model of the hub: ``file`` is the name of its GGUF file, or a pattern."""

    name: str
    repository: str
    file: str


@dataclass(frozen=True, slots=True)
class PulledModel:
    """A model's file; ``commit`` is empty for one that was brought by other means."""

    path: Path
    repository: str
    commit: str


@dataclass(frozen=True, slots=True)
class ChatPullReport:
    """What a pull did; ``bytes`` is the size of the file."""

    state: Literal["pulled", "present"]
    name: str
    path: Path
    commit: str
    bytes: int


def wanted_of(name: str, file: str | None = None) -> Wanted:
    """Return what ``name`` means: a known model, or OWNER/NAME and its ``file``."""
    known = find_chat_model(name)
    if known:
        return Wanted(known.name, known.repository, file or known.file)
    if file is None or "/" not in name:
        names = ", ".join(each.name for each in KNOWN_CHAT_MODELS)
        raise ModelError(
            f"no chat model {name!r}; expected one of {names}, or OWNER/NAME and --file"
        )
    return Wanted(name.rpartition("/")[2], name, file)


def find_pulled_model(models_dir: Path, wanted: Wanted) -> PulledModel | None:
    """Return the whole file of a model in ``models_dir``; None where there is none."""
    for path in model_files(models_dir):
        if not matches(path.name, PurePosixPath(wanted.file).name):
            continue
        pin = read_model_pin(path)
        if pin is None:
            return PulledModel(path, wanted.repository, "")
        if pin.repository == wanted.repository and length_of(path) == pin.bytes:
            return PulledModel(path, pin.repository, pin.revision)
    return None


def read_model_pin(path: Path) -> Pin | None:
    """Return what is noted beside a model's file; None where it was brought by other means."""
    return read_pin(_pin_of(path), "remove it")


def pull_chat_model(
    wanted: Wanted,
    settings: Settings,
    revision: str | None = None,
    on_arrival: OnArrival = ignore,
    free: Callable[[Path], int] = free_bytes,
) -> ChatPullReport:
    """Download a model, if it is not here, and let the chat use it from its next start.

    A file that was brought by other means is compared with the hub's, where a hub answers; else
    it is used as it is. ``free`` tells how many bytes the disk of a folder has room for.
    """
    staging = settings.models_dir / f"{wanted.name}.part"
    lock_file = settings.models_dir / f".{wanted.name}.lock"
    here = find_pulled_model(settings.models_dir, wanted)
    if here and (is_at(here.commit, revision) if here.commit else settings.offline):
        if _is_left_over(staging, here):
            with telling_of_the_disk(settings.models_dir), only_one(lock_file, wanted.name):
                _drop_left_over(staging, here)
        return _present(wanted, here)
    if settings.offline:
        raise ModelError(
            f"{wanted.name} is not pulled, for offline is set; unset PAPERQA_OFFLINE, "
            f"{_by_hand(wanted, settings)}"
        )
    with telling_of_the_disk(settings.models_dir), only_one(lock_file, wanted.name):
        try:
            pin = _begun(staging, wanted, revision) or _resolve(wanted, settings, revision)
        except NoHubError:
            if here is None or here.commit or revision:
                raise
            return _present(wanted, here)  # brought by hand, for there is no network
        target = settings.models_dir / PurePosixPath(pin.files[0].path).name
        if _is_here_already(target, pin, wanted):
            here = PulledModel(target, pin.repository, pin.revision)
            _drop_left_over(staging, here)
            return _present(wanted, here)
        with telling_how_to_go_on(go_on_command(wanted)):
            gather(staging, pin, settings, on_arrival, free)
        _put_in_place(staging, target, pin)
    return ChatPullReport("pulled", wanted.name, target, pin.revision, pin.bytes)


def go_on_command(wanted: Wanted) -> str:
    """Return the command that goes on with a pull."""
    known = find_chat_model(wanted.repository)
    if known and known.file == wanted.file:
        return f"paperqa models pull {known.name}"
    name = known.name if known else wanted.repository
    return f"paperqa models pull {name} --file '{wanted.file}'"


def _begun(staging: Path, wanted: Wanted, revision: str | None) -> Pin | None:
    """Return the pin that an earlier pull of the very file began with."""
    pin = begun(staging, wanted.repository, revision)
    return pin if pin and matches(pin.files[0].path, wanted.file) else None


def _resolve(wanted: Wanted, settings: Settings, revision: str | None) -> Pin:
    """Ask the hub which file is meant; its size and SHA-256 must be told."""
    listed = list_files(wanted.repository, settings, _by_hand(wanted, settings), revision)
    there = [file for file in listed.files if file.path.endswith(".gguf")]
    fitting = [file for file in there if matches(file.path, wanted.file)]
    if len(fitting) != 1:
        raise ModelError(_not_one(wanted, fitting, there))
    file = fitting[0]
    if file.size is None or not file.digest.startswith("sha256:"):
        raise ModelError(
            f"the hub does not tell size and SHA-256 of {wanted.repository}/{file.path}; refused, "
            f"{_by_hand(wanted, settings)}"
        )
    return replace(listed, files=(file,))


def _not_one(wanted: Wanted, fitting: list[PinnedFile], there: list[PinnedFile]) -> str:
    names = [file.path for file in fitting or there]
    some = ", ".join(names[:_SHOWN_FILES]) + (", …" if len(names) > _SHOWN_FILES else "")
    if fitting:
        said = f"has {len(fitting)} files that fit {wanted.file!r}: {some}"
    else:
        said = f"has no file that fits {wanted.file!r}; its GGUF files: {some or 'none'}"
    name = wanted.name if find_chat_model(wanted.name) else wanted.repository
    return f"{wanted.repository} {said}; choose one: paperqa models pull {name} --file FILE"


def _is_here_already(target: Path, pin: Pin, wanted: Wanted) -> bool:
    """Tell whether ``target`` is the very file of ``pin``; refuse to write over another's."""
    if not target.exists():
        return False
    noted = read_model_pin(target)
    if noted and noted.repository == pin.repository:
        return noted == pin and length_of(target) == pin.bytes
    _, _, digest = pin.files[0].digest.partition(":")
    if length_of(target) != pin.bytes or digest_of(target) != digest:
        what = f"the file of {noted.repository}" if noted else "other bytes than the hub has"
        raise ModelError(f"{target} holds {what}; move it away, then pull {wanted.name} again")
    write_pin(_pin_of(target), pin)
    return True


def _put_in_place(staging: Path, target: Path, pin: Pin) -> None:
    """Give the finished file its name. The pin comes second: without it, bytes are compared."""
    _pin_of(target).unlink(missing_ok=True)
    (staging / pin.files[0].path).replace(target)
    sync_folder(target.parent)
    write_pin(_pin_of(target), pin)
    choose(target)
    shutil.rmtree(staging)


def _present(wanted: Wanted, here: PulledModel) -> ChatPullReport:
    choose(here.path)
    return ChatPullReport("present", wanted.name, here.path, here.commit, length_of(here.path))


def _is_left_over(staging: Path, here: PulledModel) -> bool:
    """Tell whether a pull that broke off began with the file that is ``here``, whole.

    Another file, or another commit of it, may still be gone on with.
    """
    pin = read_staged(staging)
    if pin is None or here.commit not in {"", pin.revision}:
        return False
    name = PurePosixPath(pin.files[0].path).name
    return (here.path.name, length_of(here.path)) == (name, pin.bytes)


def _drop_left_over(staging: Path, here: PulledModel) -> None:
    if _is_left_over(staging, here):
        shutil.rmtree(staging)


def _pin_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _by_hand(wanted: Wanted, settings: Settings) -> str:
    return (
        f"or bring {wanted.file} of {wanted.repository} here by other means, into "
        f"{settings.models_dir}"
    )
