"""How many questions one client may have in hand: the model answers few at a time."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from paperqa.errors import PaperQAError

MOST_EACH: Final = 12
"""Fewer than the calls in hand at once, and enough for a club behind one address."""


class TooManyError(PaperQAError):
    """A client has as many questions in hand as it may."""


class Turns:
    """The questions in hand, by client."""

    def __init__(self, most: int = MOST_EACH) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def taken(self, client: str) -> Generator[None, None, None]:
        """Count a question of ``client`` while this is entered; raise TooManyError beyond."""
        with self._lock:
            if self._taken[client] >= self._most:
                raise TooManyError(
                    f"{self._most} questions of yours are being answered; wait for one of them"
                )
            self._taken[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken[client] -= 1
                if not self._taken[client]:
                    del self._taken[client]
