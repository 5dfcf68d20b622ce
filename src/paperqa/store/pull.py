"""Brings a model into ``models_dir``, whole and pinned to one commit.

    models/bge-m3.part/   while it arrives: paperqa.json first, so that the next try goes on
    models/bge-m3/        when it is whole: every size and digest checked

The commit is asked for once. A folder is swapped in one step, so that a model is whole or not
there; a pull of another commit leaves the old one serving until then.

Units:  bytes.
Errors: EmbedderError with one line; what has arrived stays.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential

from paperqa.durable import sync_folder
from paperqa.errors import EmbedderError
from paperqa.settings import Settings
from paperqa.store import pulled
from paperqa.store.hub import by_hand, hub_of, resolve
from paperqa.store.hub_file import BrokeOffError, connection, fetch_file
from paperqa.store.known_embedders import KNOWN_EMBEDDERS, find_known, short_name
from paperqa.store.pulled import Pin, PinnedFile, Pulled

_LONGEST_PAUSE = 30.0
_SHORTEST_COMMIT = 7


@dataclass(frozen=True, slots=True)
class Arrival:
    """Progress: ``file`` is arriving; ``done`` of ``total`` bytes of the model are here."""

    pin: Pin
    file: str
    done: int
    total: int


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
    on_arrival: Callable[[Arrival], None] = lambda arrival: None,
) -> PullReport:
    """Download the model that ``name`` means (short name or repository), if it is not here."""
    known = find_known(name)
    if known and known.bundled:
        return PullReport("bundled", known.name, settings.models_dir)
    here = pulled.find_pulled(settings.models_dir, name)
    if here and (revision is None or _names(revision, here.commit)):
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
    with _telling_of_the_disk(folder), _only_one(folder):
        return _pull(repository, folder, settings, revision, on_arrival)


def _pull(
    repository: str,
    folder: Path,
    settings: Settings,
    revision: str | None,
    on_arrival: Callable[[Arrival], None],
) -> PullReport:
    staging = folder.with_name(f"{folder.name}.part")
    pin = _begun(staging, repository, revision) or resolve(repository, settings, revision)
    here = pulled.find_pulled(settings.models_dir, repository)
    if here and here.commit == pin.revision:
        return _present(here)
    _begin(staging, pin)
    _fetch_all(staging, pin, settings, on_arrival)
    _swap(staging, folder)
    return PullReport("pulled", repository, folder, pin.revision, pin.bytes)


def _begun(staging: Path, repository: str, revision: str | None) -> Pin | None:
    """Return the commit that an earlier pull began with, if it is the one that is wanted."""
    pin = pulled.read_pin(staging)
    if pin is None or pin.repository != repository:
        return None
    return pin if revision is None or _names(revision, pin.revision) else None


def _begin(staging: Path, pin: Pin) -> None:
    """Note what is about to arrive; what arrived of another commit is dropped."""
    if staging.exists() and pulled.read_pin(staging) != pin:
        shutil.rmtree(staging)
    staging.mkdir(exist_ok=True)
    pulled.write_pin(staging, pin)
    missing = pin.bytes - sum(_arrived(staging, file) for file in pin.files)
    free = shutil.disk_usage(staging).free
    if missing > free:
        raise EmbedderError(
            f"{pin.repository} needs {missing / 1e9:.2f} GB more, and {staging.parent} has "
            f"{free / 1e9:.2f} GB free; make room there, or name another folder with "
            "PAPERQA_MODELS_DIR"
        )


def _fetch_all(
    staging: Path, pin: Pin, settings: Settings, on_arrival: Callable[[Arrival], None]
) -> None:
    from huggingface_hub import hf_hub_url

    with connection(settings) as client:
        for file in pin.files:
            before = sum(_arrived(staging, other) for other in pin.files if other != file)

            def told(done: int, file: PinnedFile = file, before: int = before) -> None:
                on_arrival(Arrival(pin, file.path, before + done, pin.bytes))

            told(_arrived(staging, file))
            if pulled.is_there(staging, file):
                continue
            url = hf_hub_url(
                pin.repository, file.path, revision=pin.revision, endpoint=hub_of(settings)
            )
            with _telling_how_to_go_on(pin):
                _retrying(settings)(fetch_file, client, url, staging / file.path, file, told)


def _retrying(settings: Settings) -> Retrying:
    return Retrying(
        retry=retry_if_exception_type(BrokeOffError),
        stop=stop_after_attempt(1 + settings.fetch_retries),
        wait=wait_exponential(multiplier=settings.fetch_delay, max=_LONGEST_PAUSE),
        reraise=True,
    )


def _arrived(staging: Path, file: PinnedFile) -> int:
    """Return how many bytes of a file are here, finished or not."""
    target = staging / file.path
    for path in (target, target.with_name(f"{target.name}.part")):
        if path.is_file():
            return path.stat().st_size
    return 0


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
    pin = pulled.read_pin(folder)
    if pin is None or pin.repository != repository:
        what = pin.repository if pin else "files that paperqa did not pull"
        raise EmbedderError(f"{folder} holds {what}; move it away, then pull {repository} again")


def _names(revision: str, commit: str) -> bool:
    """Tell whether ``revision`` is this commit, or its beginning."""
    return len(revision) >= _SHORTEST_COMMIT and commit.startswith(revision.lower())


def _present(here: Pulled) -> PullReport:
    return PullReport("present", here.repository, here.folder, here.commit)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of one model; the kernel frees it when the process dies."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.with_name(f".{folder.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise EmbedderError(
            f"another process is pulling {folder.name}; wait for it, or stop it"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _telling_how_to_go_on(pin: Pin) -> Iterator[None]:
    try:
        yield
    except BrokeOffError as error:
        raise EmbedderError(
            f"{error}; what arrived is kept, go on with: paperqa models pull "
            f"{_shown(pin.repository)}"
        ) from error


def _shown(repository: str) -> str:
    return short_name(repository) if find_known(repository) else repository


@contextmanager
def _telling_of_the_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EmbedderError(
            f"{folder} cannot be written ({error.strerror or error}); make room there, or name "
            "another folder with PAPERQA_MODELS_DIR; what arrived is kept"
        ) from error
