"""Two windows on one chat, and a reader with many questions: nothing is lost, nobody is stuck."""

from contextlib import ExitStack
from pathlib import Path

import gradio as gr
import pytest
from talking import OWNER, Window, conversation

from paperqa.chats import edits
from paperqa.chats.shelf import ChatShelf
from paperqa.ui.chat import answering
from paperqa.ui.chat import conversation as events
from paperqa.ui.chat.acts import key_of
from paperqa.ui.chat.in_hand import MOST_WAITING, Begun
from small_desk import QUESTION, ToldModel, small_desk

BUSY = "This chat is being answered in another window"


@pytest.fixture
def window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(answering, "WAIT", 0.05)
    monkeypatch.setattr(events, "WAIT", 0.05)
    desk = small_desk(tmp_path, ToldModel("They are ", "scaled by the root of the key width [1]."))
    return Window(conversation(tmp_path, lambda: desk))


def _beside(window: Window) -> Window:
    beside = Window(window.talk)
    beside.now["place"] = window.now["place"]
    return beside


def test_a_chat_that_another_window_asks_again_takes_no_question(
    tmp_path: Path, window: Window
) -> None:
    window.ask(QUESTION)
    [first] = ChatShelf(tmp_path / "chats").load(OWNER, window.now["place"]).exchanges
    window.now["editing"] = key_of(0, first)
    steps = window.asked(QUESTION)
    window.see([next(steps)])
    beside = _beside(window)
    beside.ask("What is positional encoding?")
    assert BUSY in beside.now["note"]
    assert beside.seen == []
    assert beside.ready()  # although the other window's answer is still on its way
    window.see(steps)
    assert len(window.messages) == 2
    beside.ask("What is positional encoding?")
    assert len(beside.messages) == 4


def test_two_new_chats_of_one_reader_do_not_wait_for_each_other(window: Window) -> None:
    steps = window.asked(QUESTION)
    window.see([next(steps)])
    beside = Window(window.talk)
    beside.ask(QUESTION)
    assert len(beside.messages) == 2
    window.see(steps)


def test_a_chat_that_is_deleted_while_it_is_answered_stays_deleted(
    tmp_path: Path, window: Window
) -> None:
    window.ask(QUESTION)
    place = window.now["place"]
    steps = window.asked("why?")
    window.see([next(steps)])
    _beside(window).click("delete", place)
    window.see(steps)
    assert ChatShelf(tmp_path / "chats").load(OWNER, place).exchanges == ()
    assert (window.messages, window.now["place"]) == ([], "")
    assert "was deleted in another window" in window.now["note"]


def test_a_full_chat_says_so_before_the_model_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ToldModel("They are scaled by the root of the key width [1].")
    desk = small_desk(tmp_path, model)
    window = Window(conversation(tmp_path, lambda: desk))
    window.ask(QUESTION)
    model.begun.clear()
    monkeypatch.setattr(edits, "MOST_EXCHANGES", 1)
    window.ask("why?")
    assert "this conversation has 1 questions, the most" in window.now["note"]
    assert not model.begun.is_set()


def test_a_reader_has_few_questions_in_hand_and_others_still_ask(window: Window) -> None:
    with ExitStack() as stack:
        for _ in range(MOST_WAITING):
            steps = Window(window.talk).asked(QUESTION)
            stack.callback(steps.close)  # type: ignore[attr-defined]  # a generator
            next(steps)
        window.ask(QUESTION)
        assert "4 of your questions are waiting" in window.now["note"]
        other = Window(window.talk, owner="f" * 32)
        other.ask(QUESTION)
        assert len(other.messages) == 2
    window.ask(QUESTION)
    assert len(window.messages) == 2


def test_the_end_of_an_older_question_leaves_the_box_to_the_newer() -> None:
    begun = Begun()
    begun.begins("page")
    begun.begins("page")
    assert [begun.ended("page"), begun.ended("page"), begun.ended("page")] == [True, False, False]
    begun.begins("other")
    assert not begun.ended("page")
    assert not begun.ended(None)


def test_the_box_of_an_empty_chat_is_made_ready_too(window: Window) -> None:
    window.end()
    assert isinstance(window.now["box"], gr.Textbox)
    assert window.ready()
