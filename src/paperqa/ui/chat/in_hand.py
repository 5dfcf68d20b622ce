"""Which questions are in hand: of a reader, for all share one model, and of a page."""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

MOST_WAITING: Final = 4
"""Questions of one reader at once, whichever windows they come from."""
_MOST_PAGES: Final = 1000
"""Pages that are counted; of those left in the midst of an answer no end is heard."""


class InHand:
    """Counts, by a reader's name of any kind, what is in hand."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def one_more(self, reader: str) -> Iterator[bool]:
        """Hold a question of ``reader``; yields False where that would be too many."""
        with self._lock:
            ours = self._counts[reader] < MOST_WAITING
            if ours:
                self._counts[reader] += 1
        try:
            yield ours
        finally:
            if ours:
                with self._lock:
                    self._counts[reader] -= 1
                    self._counts = +self._counts  # without those who have none


class Begun:
    """Counts a page's questions that have begun, and of which the page has heard no end yet."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def begins(self, page: str | None) -> None:
        """Count one more; a program (no page) is not counted."""
        if page is None:
            return
        with self._lock:
            self._pages[page] = self._pages.pop(page, 0) + 1
            if len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)

    def ended(self, page: str | None) -> bool:
        """Count one less; return whether a newer one has begun already."""
        with self._lock:
            left = self._pages.pop(page, 0) - 1 if page is not None else 0
            if page is not None and left > 0:
                self._pages[page] = left
            return left > 0
