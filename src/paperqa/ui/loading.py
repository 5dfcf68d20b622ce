"""The desk, opened in the background: the page is there at once, the first question waits.

Opening takes seconds (the embedder's libraries alone some nine). A desk that could not be opened
is tried again when it is next asked for: the reader has built the index meanwhile.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from paperqa.answer.desk import Desk


class DeskLoader:
    """Opens the desk once, in a thread of its own."""

    def __init__(self, open_: Callable[[], Desk]) -> None:
        self._open = open_
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._lock = Lock()
        self._opening: Future[Desk] | None = None

    def start(self) -> "Future[Desk]":
        """Begin to open, unless that is under way or done."""
        with self._lock:
            if self._opening is None or _failed(self._opening):
                self._opening = self._pool.submit(self._open)
            return self._opening

    def desk(self) -> Desk:
        """Return the desk, waiting for it; raise what kept it from opening."""
        return self.start().result()


def _failed(opening: "Future[Desk]") -> bool:
    return opening.done() and opening.exception() is not None
