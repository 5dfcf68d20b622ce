"""The queue for the model, without a clock: every wait here ends by an event."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from threading import Event

import pytest

from paperqa.llm.turns import Turns


def test_places_are_counted_in_the_order_of_joining() -> None:
    turns = Turns()
    with turns.join() as first, turns.join() as second, turns.join() as third:
        assert [first.ahead, second.ahead, third.ahead] == [0, 1, 2]
        assert [first.wait(0), second.wait(0), third.wait(0)] == [True, False, False]
    with turns.join() as fourth:
        assert (fourth.ahead, fourth.wait()) == (0, True)


def test_leaving_moves_all_behind_up_whether_the_turn_had_come_or_not() -> None:
    turns, first, second = Turns(), ExitStack(), ExitStack()
    first.enter_context(turns.join())
    second.enter_context(turns.join())
    with turns.join() as third:
        second.close()  # gives up while it waits
        assert (third.ahead, third.wait(0)) == (1, False)
        first.close()
        assert (third.ahead, third.wait(0)) == (0, True)


def test_a_place_is_free_again_after_an_error() -> None:
    turns = Turns()
    with pytest.raises(KeyError), turns.join():
        raise KeyError
    with turns.join() as turn:
        assert turn.ahead == 0


def test_whoever_waits_is_woken_when_the_turn_comes() -> None:
    turns, joined = Turns(), Event()

    def wait() -> bool:
        with turns.join() as turn:
            joined.set()
            return turn.wait(60)

    with ThreadPoolExecutor(1) as pool:
        with turns.join():
            waiting = pool.submit(wait)
            joined.wait()
            assert not waiting.done()
        assert waiting.result() is True


def test_one_at_a_time_is_let_in_in_the_order_of_joining() -> None:
    turns, order = Turns(), SimpleQueue[tuple[int, bool]]()
    inside = False

    def answer(number: int, joined: Event) -> None:
        nonlocal inside
        with turns.join() as turn:
            joined.set()
            turn.wait()
            order.put((number, inside))
            inside = True
            inside = False

    with ThreadPoolExecutor(20) as pool:
        with turns.join():
            for number in range(20):
                joined = Event()
                pool.submit(answer, number, joined)
                joined.wait()
        pool.shutdown()
    assert [order.get() for _ in range(20)] == [(number, False) for number in range(20)]
