"""One process at a time does a thing; the kernel frees the lock of one that dies.

The lock's file goes before the lock does. Whoever opened it meanwhile then holds the lock of a
file without a name, which lets a third one in: ``filelock`` sees that and opens it anew.

Errors: FetchError where another process has the lock.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from paperqa.errors import FetchError

_SECONDS = 0.5
"""Long enough to open a file anew that was just removed, and no wait for a download."""


@contextmanager
def only_one(lock_file: Path, what: str) -> Iterator[None]:
    """Hold the lock and remove ``lock_file`` at the end, however it comes."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(lock_file, poll_interval=_SECONDS / 10)
    try:
        lock.acquire(timeout=_SECONDS)
    except Timeout as error:
        raise FetchError(f"another process is pulling {what}; wait for it, or stop it") from error
    try:
        yield
    finally:
        if os.name != "nt":  # there filelock removes the file, and an open one cannot be
            lock_file.unlink(missing_ok=True)
        lock.release()
