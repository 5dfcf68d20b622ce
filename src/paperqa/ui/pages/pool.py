"""Two threads for the work of the page routes, and a short queue before them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Final, TypeVar

from paperqa.errors import PaperQAError

AT_ONCE: Final = 2
MOST_WAITING: Final = 16
_T = TypeVar("_T")


class BusyError(PaperQAError):
    """As much work waits as may."""


class BoundedPool:
    """Runs ``AT_ONCE`` pieces of work; beyond ``MOST_WAITING`` that wait, it refuses more."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pages")
        self._room = BoundedSemaphore(AT_ONCE + MOST_WAITING)

    async def run(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns; if the caller is cancelled, it leaves the queue."""
        if not self._room.acquire(blocking=False):
            raise BusyError("many pages are being opened at the moment; try again in a while")
        try:
            future = self._pool.submit(work)
        except RuntimeError:  # closed
            self._room.release()
            raise BusyError("the server is ending") from None
        future.add_done_callback(self._done)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Drop what waits; what runs comes to its end by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _done(self, future: "Future[_T]") -> None:
        self._room.release()
