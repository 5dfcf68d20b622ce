"""The desk is opened once, in the background, and again only after a failure."""

from pathlib import Path
from threading import Event, get_ident

import pytest

from paperqa.answer.desk import Desk
from paperqa.errors import IndexMissingError
from paperqa.ui.loading import DeskLoader
from small_desk import small_desk


def test_the_desk_is_opened_once_and_in_another_thread(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    threads: list[int] = []
    go_on = Event()

    def open_slowly() -> Desk:
        go_on.wait()
        threads.append(get_ident())
        return desk

    loader = DeskLoader(open_slowly)
    opening = loader.start()
    assert not opening.done()
    go_on.set()
    assert loader.desk() is desk
    assert loader.desk() is desk
    assert len(threads) == 1
    assert threads[0] != get_ident()


def test_a_desk_that_could_not_be_opened_is_tried_again(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    results: list[Desk | IndexMissingError] = [IndexMissingError("no index yet"), desk]

    def open_next() -> Desk:
        result = results.pop(0)
        if isinstance(result, IndexMissingError):
            raise result
        return result

    loader = DeskLoader(open_next)
    with pytest.raises(IndexMissingError, match="no index yet"):
        loader.desk()
    assert loader.desk() is desk
