"""Gathers the files of a pin in a folder, over as many tries and runs as it takes.

    NAME.part/paperqa.json    the pin, written first
    NAME.part/...             files as they arrive; an unfinished one ends in .part

Units:  bytes; seconds.
Errors: FetchError with one line; what has arrived stays.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tenacity import RetryCallState, Retrying, retry_if_exception_type

from paperqa.errors import FetchError
from paperqa.settings import Settings
from paperqa.transfer.body import length_of
from paperqa.transfer.hub import file_url
from paperqa.transfer.hub_file import connection, fetch_file, part_of
from paperqa.transfer.pin import PIN, Pin, PinnedFile, is_there, read_pin, write_pin
from paperqa.transfer.try_again import TryAgainError

_LONGEST_PAUSE = 30.0
_LONGEST_ASKED = 300.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """Progress: ``file`` is arriving; ``done`` of ``total`` bytes of the model are here."""

    pin: Pin
    file: str
    done: int
    total: int


class OnArrival(Protocol):
    """Told of progress."""

    def __call__(self, arrival: Arrival, /) -> None:
        """Take one piece of news."""


def ignore(arrival: Arrival) -> None:
    """Take the news and do nothing."""


def free_bytes(folder: Path) -> int:
    """Return what the disk of ``folder`` has room for."""
    return shutil.disk_usage(folder).free


def read_staged(folder: Path) -> Pin | None:
    """Return the pin of a folder; None where it has none."""
    return read_pin(folder / PIN, f"remove the folder {folder}")


def begun(staging: Path, repository: str, revision: str | None) -> Pin | None:
    """Return the pin that an earlier pull began with, if it is the one that is wanted."""
    pin = read_staged(staging)
    if pin is None or pin.repository != repository:
        return None
    return pin if pin.is_at(revision) else None


def gather(
    staging: Path,
    pin: Pin,
    settings: Settings,
    on_arrival: OnArrival = ignore,
    free: Callable[[Path], int] = free_bytes,
) -> None:
    """Bring every file of ``pin`` into ``staging``, checked; ``free`` is asked for room first."""
    _begin(staging, pin, free)
    with connection(settings) as client:
        for file in pin.files:
            before = sum(_arrived(staging, other) for other in pin.files if other != file)

            def told(done: int, file: PinnedFile = file, before: int = before) -> None:
                on_arrival(Arrival(pin, file.path, before + done, pin.bytes))

            told(_arrived(staging, file))
            if not is_there(staging, file):
                target, url = staging / file.path, file_url(pin, file.path, settings)
                _stubborn(settings, part_of(target))(fetch_file, client, url, target, file, told)


@contextmanager
def telling_how_to_go_on(command: str) -> Iterator[None]:
    """Add the command that goes on to what broke off."""
    try:
        yield
    except TryAgainError as error:
        raise FetchError(f"{error}; what arrived is kept, go on with: {command}") from error


@contextmanager
def telling_of_the_disk(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into one line."""
    try:
        yield
    except OSError as error:
        raise FetchError(
            f"{path} cannot be written ({error.strerror or error}); make room there, or name "
            "another folder with PAPERQA_MODELS_DIR; what arrived is kept"
        ) from error


def _begin(staging: Path, pin: Pin, free: Callable[[Path], int]) -> None:
    """Note what is about to arrive; what arrived of another commit is dropped."""
    if staging.exists() and read_staged(staging) != pin:
        shutil.rmtree(staging)
    missing = pin.bytes - sum(_arrived(staging, file) for file in pin.files)
    room = free(staging.parent)
    if missing > room:
        raise FetchError(
            f"{pin.repository} needs {missing / 1e9:.2f} GB more, and {staging.parent} has "
            f"{room / 1e9:.2f} GB free; make room there, or name another folder with "
            "PAPERQA_MODELS_DIR"
        )
    staging.mkdir(exist_ok=True)
    write_pin(staging / PIN, pin)


def _stubborn(settings: Settings, part: Path) -> Retrying:
    """Try again for as long as tries bring bytes; ``fetch_retries`` in a row may bring none.

    Gigabytes over a bad line break off many times, and each time they are nearer their end.
    """
    retries, furthest, in_vain = settings.fetch_retries, length_of(part), 0

    def is_enough(state: RetryCallState) -> bool:
        nonlocal furthest, in_vain
        here = length_of(part)
        in_vain = 0 if here > furthest else in_vain + 1
        furthest = max(furthest, here)
        return not retries or in_vain > retries

    def pause(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, TryAgainError) else 0.0
        own: float = min(settings.fetch_delay * 2**in_vain, _LONGEST_PAUSE)
        return max(own, min(asked, _LONGEST_ASKED))

    return Retrying(
        retry=retry_if_exception_type(TryAgainError), stop=is_enough, wait=pause, reraise=True
    )


def _arrived(staging: Path, file: PinnedFile) -> int:
    """Return how many bytes of a file are here, finished or not."""
    target = staging / file.path
    return length_of(target) or length_of(part_of(target))
