"""Work that says nothing, done without keeping the caller: empty pieces come meanwhile.

Who listens to ``ask`` can then stop it at any time, while a model is loaded or writes for itself.
"""

from collections.abc import Callable, Generator
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

Silent = Generator[str, None, T]
"""Yields empty pieces, and returns a T."""

_BEAT = 0.05
"""Seconds between two empty pieces."""


def result_of(silent: Silent[T]) -> T:
    """Run to the end, for those who do not listen."""
    while True:
        try:
            next(silent)
        except StopIteration as end:
            result: T = end.value
            return result


def patiently(work: Callable[[], T]) -> Silent[T]:
    """Return what ``work`` returns, or raise what it raises; who leaves does not wait for it."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # handed to the one who waits
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    while not wait([done], _BEAT).done:
        yield ""
    return done.result()
