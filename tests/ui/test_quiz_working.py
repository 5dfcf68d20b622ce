"""Work in another thread: what it yields comes over, and it ends where nobody watches."""

from collections.abc import Generator
from itertools import dropwhile
from threading import Event, get_ident

import pytest

from paperqa.ui.quiz.working import Places, Turn, watched


def _none_left_out(work: Generator[int | str, None, None]) -> list[int]:
    return [one for one in watched(work) if one is not None]


def test_what_is_yielded_comes_over_in_its_order_and_empty_strings_do_not() -> None:
    threads = set()

    def work() -> Generator[int | str, None, None]:
        for number in range(5):
            threads.add(get_ident())
            yield ""
            yield number

    assert _none_left_out(work()) == [0, 1, 2, 3, 4]
    assert get_ident() not in threads


def test_while_there_is_nothing_new_none_comes() -> None:
    go_on = Event()

    def work() -> Generator[int | str, None, None]:
        yield 1
        go_on.wait()
        yield 2

    watching = watched(work())
    assert [next(watching), next(watching)] == [1, None]
    go_on.set()
    assert [one for one in watching if one] == [2]


def test_what_it_raises_is_raised_here_after_what_it_yielded() -> None:
    def work() -> Generator[int | str, None, None]:
        yield 1
        raise ZeroDivisionError("a bug")

    watching = watched(work())
    assert next(watching) == 1
    with pytest.raises(ZeroDivisionError, match="a bug"):
        next(watching)


def test_who_leaves_ends_the_work_at_the_next_thing_that_it_yields() -> None:
    closed = Event()

    def work() -> Generator[int | str, None, None]:
        try:
            yield 0
            while True:
                closed.wait(0.01)
                yield ""
        finally:
            closed.set()

    watching = watched(work())
    assert [next(watching), next(watching)] == [0, None]
    assert not closed.is_set()
    watching.close()
    assert closed.wait(20)


def test_work_that_was_left_keeps_its_place_until_it_has_ended() -> None:
    places, go_on, begun = Places(1), Event(), Event()

    def stuck() -> Generator[int | str, None, None]:
        begun.set()
        assert go_on.wait(60)
        yield ""

    def work() -> Generator[int | str, None, None]:
        yield 7

    left = watched(places.in_turn(stuck()))
    assert next(left) is None
    assert begun.wait(60)
    left.close()
    assert places.full
    waiting = watched(places.in_turn(work()))
    assert [next(waiting), next(waiting)] == [Turn.WAITING, None]
    go_on.set()
    assert list(dropwhile(lambda one: one is None, waiting)) == [Turn.BEGUN, 7]
    assert not places.full


def test_who_leaves_while_waiting_takes_no_place() -> None:
    places, go_on, begun = Places(1), Event(), Event()

    def stuck() -> Generator[int | str, None, None]:
        assert go_on.wait(60)
        yield 1

    def never() -> Generator[int | str, None, None]:
        begun.set()
        yield 2

    first = watched(places.in_turn(stuck()))
    assert next(first) is None
    second = watched(places.in_turn(never()))
    assert next(second) is Turn.WAITING
    second.close()
    go_on.set()
    assert [one for one in first if one is not None] == [1]
    assert not begun.is_set()
    third = watched(places.in_turn(never()))
    assert [one for one in third if one == 2] == [2]
