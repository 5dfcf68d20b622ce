"""Work that says nothing lets go of those who wait for it."""

from threading import Event

import pytest

from paperqa.answer.silent import patiently, result_of


def test_what_was_worked_out_is_returned_and_what_went_wrong_is_raised() -> None:
    assert result_of(patiently(lambda: 6 * 7)) == 42
    with pytest.raises(ZeroDivisionError):
        result_of(patiently(lambda: 1 // 0))


def test_who_leaves_does_not_wait_for_the_work() -> None:
    go_on, ended = Event(), Event()

    def work() -> None:
        go_on.wait()
        ended.set()

    waiting = patiently(work)
    assert [next(waiting), next(waiting)] == ["", ""]
    waiting.close()
    assert not ended.is_set()
    go_on.set()
    assert ended.wait(10)
