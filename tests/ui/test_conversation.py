"""What the page does with a question: it streams, it ends in the whole answer, it never breaks."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paperqa.answer.desk import Desk
from paperqa.errors import IndexMissingError
from paperqa.settings import Settings
from paperqa.types import Turn
from paperqa.ui.chat import LONGEST_QUESTION, Conversation, History, clean
from paperqa.ui.loading import DeskLoader
from paperqa.ui.turns import PlacedTurn
from small_desk import PAPER, QUESTION, QUOTE, ToldModel, small_desk


def _conversation(folder: Path, open_: Callable[[], Desk]) -> Conversation:
    return Conversation(DeskLoader(open_), Settings(home=folder))


def _messages(steps: Iterator[tuple[Any, Any, Any]]) -> list[History]:
    """Return the conversation after each step that changed it."""
    return [history for history, _, _ in steps if isinstance(history, list)]


def test_a_quoted_answer_comes_with_its_question_and_the_words_lit(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    talk = _conversation(tmp_path, lambda: desk)
    *_, last = _messages(talk.reply(QUESTION, [], "all", []))
    assert [message["role"] for message in last] == ["user", "assistant"]
    assert QUESTION in last[0]["content"]
    assert f'{QUOTE} <bdi><a class="marker" href="#s-1-1">[1]</a></bdi>' in last[1]["content"]
    assert f'<mark id="s-1-1">{QUOTE}</mark>' in last[1]["content"]


def test_a_second_answer_has_anchors_of_its_own(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    talk = _conversation(tmp_path, lambda: desk)
    *_, first = _messages(talk.reply(QUESTION, [], "all", []))
    *_, second = _messages(talk.reply(QUESTION, [], "all", first))
    assert second[:2] == first
    assert 'id="s-3-1"' in second[3]["content"]
    assert 'id="s-1-1"' not in second[3]["content"]


def test_a_written_answer_grows_piece_by_piece(tmp_path: Path) -> None:
    model = ToldModel("They are ", "scaled by the ", "square root of the key width [1].")
    desk = small_desk(tmp_path, model)
    talk = _conversation(tmp_path, lambda: desk)
    shown = [history[-1]["content"] for history in _messages(talk.reply(QUESTION, [], "all", []))]
    assert "Searching the papers…" in shown[0]
    assert any("They are scaled by the</p>" in html for html in shown)
    assert "Written by <bdi>told-1b</bdi>" in shown[-1]
    assert f'<mark id="s-1-1">{QUOTE}</mark>' in shown[-1]


def test_who_waits_for_the_model_sees_the_place_in_the_queue(tmp_path: Path) -> None:
    desk = small_desk(tmp_path, ToldModel("They are scaled by the square root [1]."))
    talk = _conversation(tmp_path, lambda: desk)
    steps = talk.reply(QUESTION, [], "all", [])
    with desk.turns.join():
        shown = next(_messages(iter([step]))[-1] for step in steps if _is_waiting(step))
        assert "yours is the next answer" in shown[-1]["content"]
    *_, last = _messages(steps)
    assert "Written by <bdi>told-1b</bdi>" in last[-1]["content"]


def _is_waiting(step: tuple[Any, Any, Any]) -> bool:
    return isinstance(step[0], list) and "Waiting for the model" in step[0][-1]["content"]


def test_stopping_closes_the_model(tmp_path: Path) -> None:
    model = ToldModel("They are ", "scaled and scaled ", endless=True)
    desk = small_desk(tmp_path, model)
    steps = _conversation(tmp_path, lambda: desk).reply(QUESTION, [], "all", [])
    for history, _, _ in steps:
        if isinstance(history, list) and "They are scaled" in history[-1]["content"]:
            break
    assert not model.closed.is_set()
    steps.close()  # type: ignore[attr-defined]  # a generator; Gradio closes it so
    assert model.closed.is_set()


def test_a_missing_index_is_said_in_the_page_and_found_once_it_is_there(tmp_path: Path) -> None:
    built: list[Desk] = []

    def open_() -> Desk:
        if not built:
            raise IndexMissingError("no index at <here>; build one with: paperqa index")
        return built[0]

    talk = _conversation(tmp_path, open_)
    *_, refused = _messages(talk.reply(QUESTION, [], "all", []))
    assert "no index at &lt;here&gt;; build one with: paperqa index</p>" in refused[1]["content"]
    built.append(small_desk(tmp_path))
    *_, answered = _messages(talk.reply(QUESTION, [], "all", []))
    assert QUOTE in answered[1]["content"]


def test_a_bug_is_one_line_in_the_page_and_a_trace_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def open_() -> Desk:
        raise ZeroDivisionError("a bug")

    *_, last = _messages(_conversation(tmp_path, open_).reply("מה זה?", [], "all", []))
    assert "משהו השתבש בזמן המענה" in last[1]["content"]
    assert "a bug" not in last[1]["content"]
    assert "ZeroDivisionError: a bug" in caplog.text


def test_the_scope_keeps_other_papers_and_kinds_out(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    talk = _conversation(tmp_path, lambda: desk)
    for papers, kind, found in (
        ([PAPER.id], "note", True),
        (["2106.09685"], "all", False),
        ([], "paper", False),
    ):
        *_, last = _messages(talk.reply(QUESTION, papers, kind, []))
        assert (QUOTE in last[1]["content"]) is found, (papers, kind)


def test_a_follow_up_is_searched_whole_and_the_page_says_so(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    talk = _conversation(tmp_path, lambda: desk)
    steps = list(talk.reply(QUESTION, [], "all", []))
    history, turns = steps[-1][0], steps[-1][2]
    assert turns == (PlacedTurn(1, Turn(QUESTION, (PAPER.id,), "en")),)
    *_, (last, _, after) = talk.reply("why?", [], "all", history, turns)
    whole = f"{QUESTION} Why?"
    assert (
        f'<span class="searched">Searched for: <bdi dir="ltr" lang="en">{whole}</bdi>'
        in (last[3]["content"])
    )
    assert last[:2] == history
    assert after == (*turns, PlacedTurn(3, Turn(whole, (PAPER.id,), "en")))


def test_a_cleared_conversation_leaves_no_turn_to_lean_on(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    talk = _conversation(tmp_path, lambda: desk)
    turns = (PlacedTurn(1, Turn(QUESTION, (PAPER.id,), "en")),)
    *_, (last, _, after) = talk.reply("why?", [], "all", [], turns)
    assert "Searched for" not in last[1]["content"]
    assert after == (PlacedTurn(1, Turn("why?", (), "en")),)


def test_a_question_whose_answer_was_stopped_can_be_leant_on(tmp_path: Path) -> None:
    desk = small_desk(tmp_path, ToldModel("They are ", endless=True))
    steps = _conversation(tmp_path, lambda: desk).reply(QUESTION, [], "all", [])
    _, _, turns = next(steps)
    steps.close()  # type: ignore[attr-defined]  # a generator; Gradio closes it so
    assert turns == (PlacedTurn(1, Turn(QUESTION, (), "en")),)


def test_an_empty_question_is_not_asked(tmp_path: Path) -> None:
    talk = _conversation(tmp_path, lambda: pytest.fail("the desk was opened"))
    steps = list(talk.reply(" \n ", [], "all", []))
    assert [type(part).__name__ for part in steps[0]] == ["dict", "dict", "dict"]
    assert len(steps) == 1


def test_a_question_loses_half_characters_outer_spaces_and_its_tail() -> None:
    assert clean("  wh\ud800y? \n") == "why?"
    assert clean("x" * 9999) == "x" * LONGEST_QUESTION
