"""A coroutine is overheard from a thread, and ends when nobody listens."""

import asyncio
import gc
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from paperqa.errors import CutOffError
from paperqa.llm.endpoint.background import Tell, overhear


def workers() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name == "paperqa endpoint"]


def test_all_pieces_come_in_order_and_the_thread_is_gone() -> None:
    async def count(tell: Tell) -> None:
        for number in range(1000):
            tell(str(number))
            if number % 100 == 0:
                await asyncio.sleep(0)

    assert [piece for piece in overhear(count) if piece] == [str(n) for n in range(1000)]
    assert workers() == []


def test_an_error_comes_after_the_pieces_that_were_told_before_it() -> None:
    async def fail(tell: Tell) -> None:
        tell("a")
        tell("b")
        raise CutOffError("enough")

    heard: list[str] = []
    with pytest.raises(CutOffError, match=r"^enough$"):
        heard.extend(overhear(fail))
    assert [piece for piece in heard if piece] == ["a", "b"]
    assert workers() == []


def test_a_fault_of_the_program_is_not_swallowed() -> None:
    async def stumble(tell: Tell) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(overhear(stumble))


def test_silence_is_heard_as_empty_pieces() -> None:
    async def sleep(tell: Tell) -> None:
        await asyncio.sleep(3600)

    with closing(overhear(sleep)) as pieces:
        assert [next(pieces) for _ in range(3)] == ["", "", ""]


def test_closing_cancels_the_work_wherever_it_waits_and_waits_for_its_end() -> None:
    ends: list[str] = []

    async def wait(tell: Tell) -> None:
        tell("begun")
        try:
            await asyncio.sleep(3600)
        finally:
            ends.append("cleaned up")

    pieces = overhear(wait)
    assert next(pieces) == "begun"
    pieces.close()
    assert ends == ["cleaned up"]
    assert workers() == []


def test_an_iterator_that_is_dropped_ends_its_work() -> None:
    async def wait(tell: Tell) -> None:
        tell("begun")
        await asyncio.sleep(3600)

    pieces = overhear(wait)
    assert next(pieces) == "begun"
    del pieces
    assert workers() == []


def test_an_error_that_nobody_waits_for_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    failed = threading.Event()

    async def fail(tell: Tell) -> None:
        tell("begun")
        failed.set()
        raise CutOffError("enough")

    pieces = overhear(fail)
    assert next(pieces) == "begun"
    failed.wait(10)
    del pieces
    gc.collect()  # at which asyncio complains of errors that nobody asked for
    assert caplog.records == []


def test_nothing_is_begun_before_the_first_piece_is_wanted() -> None:
    async def fail(tell: Tell) -> None:
        raise ZeroDivisionError

    overhear(fail)
    assert workers() == []


def test_it_works_inside_a_running_event_loop() -> None:
    async def hello(tell: Tell) -> None:
        tell("hello")

    async def main() -> list[str]:
        return [piece for piece in overhear(hello) if piece]

    # In a thread of its own: a browser's driver may have a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(main())).result() == ["hello"]
