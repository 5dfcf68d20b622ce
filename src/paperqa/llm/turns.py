"""A queue of those who wait for the language model: first come, first served, places visible.

A place is taken on entering and free again on leaving, whether the turn had come or not.

Units: seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turn:
    """One place in the queue; safe to look at from any thread, as long as it is held."""

    def __init__(self, queue: list["Turn"], changed: Condition) -> None:
        self._queue = queue
        self._changed = changed

    @property
    def ahead(self) -> int:
        """How many are before this one; 0: it is its turn."""
        with self._changed:
            return self._queue.index(self)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait, at the most ``seconds``, for the turn; return whether it has come."""
        with self._changed:
            return self._changed.wait_for(lambda: self._queue[0] is self, seconds)


class Turns:
    """Lets one in at a time: ``with turns.join() as turn: turn.wait(); ...``."""

    def __init__(self) -> None:
        self._queue: list[Turn] = []
        self._changed = Condition()

    @contextmanager
    def join(self) -> Iterator[Turn]:
        """Hold the last place of the queue, which moves up while others leave."""
        turn = Turn(self._queue, self._changed)
        with self._changed:
            self._queue.append(turn)
        try:
            yield turn
        finally:
            with self._changed:
                self._queue.remove(turn)
                self._changed.notify_all()
