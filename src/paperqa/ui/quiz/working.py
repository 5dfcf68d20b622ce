"""Slow work in a thread of its own, watched from here and ended where the watcher leaves.

Whoever stops need not wait for the thread, which works on until the next thing that it yields. It
keeps its place so long: else those who stop and begin again would pile up threads.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue
from threading import Condition, Event, Thread
from typing import Final, TypeVar

T = TypeVar("T")

TICK: Final = 0.3
"""Seconds between two looks whether the watcher has left."""


class Turn(Enum):
    """What work that has no place yet says: that it waits, and that it has begun."""

    WAITING = "waiting"
    BEGUN = "begun"


class Places:
    """So many places for work; each is held until the work itself has ended."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._held = 0
        self._freed = Condition()

    @property
    def full(self) -> bool:
        """Whether work that came now would have to wait."""
        return self._held >= self._number

    def in_turn(
        self, work: Generator[T | str, None, None]
    ) -> Generator[T | Turn | str, None, None]:
        """Yield what ``work`` yields, once there is a place for it; until then, empty strings."""
        waits = not self._taken(0)
        if waits:
            yield Turn.WAITING
            while not self._taken(TICK):
                yield ""
        try:
            if waits:
                yield Turn.BEGUN
            yield from work
        finally:
            with self._freed:
                self._held -= 1
                self._freed.notify()

    def _taken(self, patience: float) -> bool:
        """Take a place if one is free within ``patience`` seconds."""
        with self._freed:
            taken = self._freed.wait_for(lambda: not self.full, patience)
            self._held += taken
            return taken


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


def watched(work: Generator[T | str, None, None]) -> Generator[T | None, None, None]:
    """Yield what ``work`` yields, but for its strings, and None while there is nothing new.

    Whoever closes this ends ``work`` at the next thing that it yields, be it an empty string. What
    it raises is raised here.
    """
    told: SimpleQueue[T | _End] = SimpleQueue()
    left = Event()

    def run() -> None:
        try:
            with closing(work):
                for one in work:
                    if left.is_set():
                        return
                    if not isinstance(one, str):
                        told.put(one)
            told.put(_End())
        except BaseException as error:  # handed to the one who watches
            told.put(_End(error))

    Thread(target=run, daemon=True, name="quiz").start()
    try:
        yield from _until_end(told)
    finally:
        left.set()


def _until_end(told: "SimpleQueue[T | _End]") -> Generator[T | None, None, None]:
    while True:
        try:
            one = told.get(timeout=TICK)
        except Empty:
            yield None
            continue
        if isinstance(one, _End):
            if one.error:
                raise one.error
            return
        yield one
