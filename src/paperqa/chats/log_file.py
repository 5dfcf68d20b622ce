"""Writes a conversation's log: at its end, to the disk, and for this account's eyes only.

Errors: ChatsError where the disk takes no more, or another process holds the lock for long.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from paperqa.chats.chat_log import ChatLog, compacted, read_log
from paperqa.durable import replace_durably, sync_folder
from paperqa.errors import ChatsError

_LOCK: Final = ".lock"
_SECONDS: Final = 20.0
"""To wait for the lock; a write takes milliseconds."""
_MOST_DEAD_LINES: Final = 100
"""Lines that say nothing any more (asked anew, judged twice), before a log is written afresh."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make ``folder`` if need be, and hold its lock: one writer for all that it holds.

    The lock's file stays, for whoever waits on a removed one would hold nothing.
    """
    lock = FileLock(folder / _LOCK, mode=0o600, poll_interval=0.01)
    try:
        for one in (folder.parent, folder):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire(timeout=_SECONDS)
    except Timeout as error:
        raise ChatsError(
            f"another process has held {folder / _LOCK} for {_SECONDS:.0f} s; stop it, or try again"
        ) from error
    except OSError as error:
        raise _unwritten(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def open_log(file: Path) -> ChatLog:
    """Return what ``file`` holds, which is written afresh if most of it says nothing any more.

    The caller holds the lock.
    """
    log = read_log(file)
    if log.lines - len(log.live) - 2 * len(log.retired) < _MOST_DEAD_LINES:
        return log
    beside = file.with_name(f".{file.name}.tmp")
    try:
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
            new.write(compacted(log))
        replace_durably(beside, file)
    except OSError as error:
        raise _unwritten(file, error) from error
    return read_log(file)


def write_line(file: Path, log: ChatLog, line: bytes) -> None:
    """Add ``line`` to ``file``, which was read as ``log``, in place of a torn one.

    The caller holds the lock.
    """
    new = not file.exists()
    try:
        with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as opened:
            opened.truncate(log.whole)
            opened.seek(log.whole)
            opened.write(line if log.ended else b"\n" + line)
            opened.flush()
            os.fsync(opened.fileno())
        if new:
            sync_folder(file.parent)
    except OSError as error:  # what was written of the line is a torn one
        raise _unwritten(file, error) from error


def remove(file: Path) -> None:
    """Remove ``file``, if it is there, for good; the lock is held."""
    try:
        file.unlink(missing_ok=True)
        sync_folder(file.parent)
    except OSError as error:
        raise ChatsError(
            f"{file} cannot be removed ({error.strerror}); remove it by hand"
        ) from error


def _unwritten(path: Path, error: OSError) -> ChatsError:
    return ChatsError(
        f"{path} cannot be written ({error.strerror}); make room or mend its permissions, or set "
        "PAPERQA_KEEP_CHATS=false to keep nothing"
    )
