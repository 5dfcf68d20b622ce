"""A coroutine in a thread of its own, heard from an ordinary iterator.

A blocking read of a socket cannot be ended from outside; a coroutine can be cancelled wherever it
waits, and closes its connection as it goes.
"""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final, TypeAlias

Tell: TypeAlias = Callable[[str], None]
Work: TypeAlias = Callable[[Tell], Coroutine[Any, Any, None]]

_PATIENCE: Final = 0.05
"""Seconds without a piece until an empty one is yielded; half of what ``ChatModel`` promises."""


def overhear(work: Work) -> Generator[str, None, None]:
    """Yield what ``work`` tells, in order, and "" while it is silent; then raise its error, if any.

    ``work`` begins with the first ``next``. Closing the iterator cancels it, and returns when it
    has ended.
    """
    thread = _WorkThread(work)
    try:
        while (piece := thread.hear()) is not None:
            yield piece
        thread.check()
    finally:
        thread.stop()


class _WorkThread:
    def __init__(self, work: Work) -> None:
        self._told: SimpleQueue[str | None] = SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(work(self._told.put))
        self._thread = Thread(target=self._run, name="paperqa endpoint", daemon=True)
        self._thread.start()

    def hear(self) -> str | None:
        """Return the next piece, "" if there is none yet, None if there will be none."""
        try:
            return self._told.get(timeout=_PATIENCE)
        except Empty:
            return ""

    def check(self) -> None:
        """Raise what the work raised."""
        self._task.result()

    def stop(self) -> None:
        with suppress(RuntimeError):  # the loop is closed: the work has ended by itself
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join()
        if not self._task.cancelled():
            self._task.exception()  # asked for, or asyncio logs that nobody did

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(asyncio.wait([self._task]))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()
            self._told.put(None)
