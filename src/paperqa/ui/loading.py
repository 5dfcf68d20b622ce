"""The desk: opened in the background, and swapped when another index serves on disk.

Opening takes seconds (the embedder's libraries alone some nine): the page is there at once, the
first question waits. A desk that could not be opened is tried again when it is next asked for: the
reader has built the index meanwhile.

Ask for the desk anew for each question: after a rebuild, here or in a terminal, it is another one.
Answers in flight keep the desk with which they began. A new index that cannot be opened leaves the
old one serving, and ``trouble`` says why.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Final

from paperqa.answer.desk import Desk
from paperqa.errors import PaperQAError
from paperqa.ui.renewing import Renewing

LOOK_SECONDS: Final = 2.0
"""Between two looks whether another index serves on disk."""
AGAIN_SECONDS: Final = 30.0
"""After which an index that could not be opened is tried again, though it is the same."""
_LOG: Final = logging.getLogger(__name__)


class DeskLoader:
    """Opens the desk once, in a thread of its own, and renews it; safe to use from any thread.

    ``patience`` is how many seconds a question waits for a new index before the old one answers.
    """

    def __init__(
        self,
        open_: Callable[[], Desk],
        renewing: Renewing | None = None,
        *,
        patience: float = 5.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open = open_
        self._renewing = renewing
        self._patience = patience
        self._clock = clock
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._lock = Lock()
        self._opening: Future[Desk] | None = None
        self._renewal: Future[None] | None = None
        self._mark = b""
        self._failed_mark = b""
        self._next_look = self._try_again = 0.0
        self._trouble = ""

    def start(self) -> "Future[Desk]":
        """Begin to open, unless that is under way or done."""
        with self._lock:
            if self._opening is None or _failed(self._opening):
                self._opening = self._pool.submit(self._open_first)
            return self._opening

    def desk(self) -> Desk:
        """Return the desk, waiting for it; raise what kept it from opening."""
        opening = self.start()
        opening.result()
        if renewal := self._due_renewal(opening):
            wait([renewal], self._patience)
        return self.start().result()

    def refresh(self) -> Desk:
        """Return the desk with the index that serves on disk now, waiting for it.

        Raises what kept it from opening; the one before serves on then.
        """
        opening = self.start()
        opening.result()
        if self._renewing:
            # Never one that is under way: it may have looked before the index was swapped.
            self._pool.submit(self._renew, self._renewing, opening).result()
        return self.start().result()

    @property
    def trouble(self) -> str:
        """Why the index that serves on disk is not the one that answers; empty where it is."""
        return self._trouble

    def _open_first(self) -> Desk:
        if self._renewing:
            self._mark = self._renewing.mark()  # first: what is swapped meanwhile counts as new
        return self._open()

    def _due_renewal(self, opening: "Future[Desk]") -> "Future[None] | None":
        """Return the renewal that is under way, or begins now because the index has changed."""
        with self._lock:
            if self._renewing is None:
                return None
            if self._renewal and not self._renewal.done():
                return self._renewal
            now = self._clock()
            if now < self._next_look:
                return None
            self._next_look = now + LOOK_SECONDS
            mark = self._renewing.mark()
            self._serves(mark)
            if mark in {self._mark, b""} or (mark == self._failed_mark and now < self._try_again):
                return None
            self._renewal = self._pool.submit(self._renew, self._renewing, opening)
            return self._renewal

    def _serves(self, mark: bytes) -> None:
        """Forget a trouble if ``mark`` is the index that answers: another has been put back."""
        if mark == self._mark:
            self._failed_mark, self._trouble = b"", ""

    def _renew(self, renewing: Renewing, opened: "Future[Desk]") -> None:
        """Swap in the index that serves on disk; runs in the one thread that opens."""
        mark = renewing.mark()
        if mark in {self._mark, b""}:
            self._serves(mark)
            return
        try:
            desk = renewing.renewed(opened.result())
        except Exception as error:
            self._failed_mark, self._try_again = mark, self._clock() + AGAIN_SECONDS
            self._trouble = _line_of(error)
            raise
        swapped: Future[Desk] = Future()
        swapped.set_result(desk)
        with self._lock:
            self._opening, self._mark = swapped, mark
        self._failed_mark, self._trouble = b"", ""


def _line_of(error: Exception) -> str:
    if isinstance(error, PaperQAError):
        return str(error)
    _LOG.error("an index could not be opened", exc_info=error)
    return f"the new index could not be opened ({type(error).__name__}); see the terminal"


def _failed(opening: "Future[Desk]") -> bool:
    return opening.done() and opening.exception() is not None
