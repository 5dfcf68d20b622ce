"""A value that takes a while: fetched when first needed, once for all who wait for it.

The fetching has a daemon thread of its own, so that whoever waits may leave, and so may the app.
Where it failed, those who wait hear why, and who comes later has it tried again.

Units: seconds.
"""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """``fetch`` is called by the first who needs the value; any thread may ask."""

    def __init__(self, fetch: Callable[[], T]) -> None:
        self._fetch = fetch
        self._lock = Lock()
        self._last: Future[T] | None = None

    def begin(self) -> Future[T]:
        """Return the value that is there or on its way; one that failed is fetched anew."""
        with self._lock:
            last = self._last
            if last is None or (last.done() and last.exception() is not None):
                self._last = last = self._started()
            return last

    def glance(self, seconds: float) -> T | None:
        """Return the value if it comes within ``seconds``; None too where the last try failed."""
        last = self._last or self.begin()
        try:
            return last.result(seconds)
        except Exception:  # too slow, or failed: who needs the value hears why
            return None

    def _started(self) -> Future[T]:
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # who leaves does not take it from the others
        Thread(target=self._run, args=(future,), name="paperqa facts", daemon=True).start()
        return future

    def _run(self, future: Future[T]) -> None:
        try:
            value = self._fetch()
        except BaseException as error:  # handed to those who wait
            future.set_exception(error)
        else:
            future.set_result(value)
