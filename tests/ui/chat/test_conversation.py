"""What the page shows of a question: it streams, it ends in the whole answer, it is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from talking import OTHER, OWNER, Window, conversation, request

from paperqa.answer.desk import Desk
from paperqa.chats.shelf import ChatShelf
from paperqa.errors import IndexMissingError
from paperqa.types import Turn
from paperqa.ui.chat.questions import LONGEST_QUESTION, clean
from paperqa.ui.chat.turns import turns_of
from small_desk import PAPER, QUESTION, QUOTE, ToldModel, small_desk


def _window(tmp_path: Path, model: ToldModel | None = None) -> Window:
    desk = small_desk(tmp_path, model)
    return Window(conversation(tmp_path, lambda: desk))


def _until(window: Window, steps: Iterator[tuple[Any, ...]], words: str) -> None:
    """Let the answer come until ``words`` are there."""
    for step in steps:
        window.see([step])
        if window.messages and words in window.messages[-1]:
            return
    pytest.fail(f"{words!r} never came")


def test_a_quoted_answer_comes_with_its_question_and_the_words_lit(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.ask(QUESTION)
    assert [message["role"] for message in window.now["chat"]] == ["user", "assistant"]
    question, answer = window.messages
    assert f">{QUESTION}</div>" in question
    assert f'<mark id="s-1-1">{QUOTE}</mark>' in answer
    assert window.ready()


def test_a_second_answer_has_anchors_of_its_own(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.ask(QUESTION)
    first = window.messages
    window.ask(QUESTION)
    assert window.messages[:2] == first
    assert 'id="s-3-1"' in window.messages[3]
    assert 'id="s-1-1"' not in window.messages[3]


def test_a_written_answer_grows_piece_by_piece(tmp_path: Path) -> None:
    model = ToldModel("They are ", "scaled by the ", "square root of the key width [1].")
    window = _window(tmp_path, model)
    window.ask(QUESTION)
    shown = [messages[-1] for messages in window.seen]
    assert "Searching the papers…" in shown[0]
    assert any("They are scaled by the</p>" in html for html in shown)
    assert "Written by <bdi>told-1b</bdi>" in shown[-1]
    assert f'<mark id="s-1-1">{QUOTE}</mark>' in shown[-1]


def test_who_waits_for_the_model_sees_the_place_in_the_queue(tmp_path: Path) -> None:
    desk = small_desk(tmp_path, ToldModel("They are scaled by the square root [1]."))
    window = Window(conversation(tmp_path, lambda: desk))
    steps = window.asked(QUESTION)
    with desk.turns.join():
        _until(window, steps, "yours is the next answer")
    window.see(steps)
    assert "Written by <bdi>told-1b</bdi>" in window.messages[-1]


def test_stopping_closes_the_model_and_keeps_what_has_come(tmp_path: Path) -> None:
    model = ToldModel("They are ", "scaled and scaled ", endless=True)
    window = _window(tmp_path, model)
    steps = window.asked(QUESTION)
    _until(window, steps, "They are scaled")
    assert not window.ready()
    assert not model.closed.is_set()
    steps.close()  # type: ignore[attr-defined]  # a generator; Gradio closes it so
    assert model.closed.is_set()
    window.end()
    assert window.ready()
    assert "They are scaled and scaled" in window.messages[-1]
    assert "Stopped.</p>" in window.messages[-1]
    [exchange] = ChatShelf(tmp_path / "chats").load(OWNER, window.now["place"]).exchanges
    assert exchange.answer is None
    assert exchange.said.startswith("They are scaled and scaled")


def test_a_reader_who_leaves_before_a_word_leaves_the_question_to_lean_on(tmp_path: Path) -> None:
    desk = small_desk(tmp_path, ToldModel("They are ", endless=True))
    window = Window(conversation(tmp_path, lambda: desk))
    steps = window.asked(QUESTION)
    window.see([next(steps)])
    steps.close()  # type: ignore[attr-defined]  # a generator; Gradio closes it so
    exchanges = ChatShelf(tmp_path / "chats").load(OWNER, window.now["place"]).exchanges
    assert turns_of(exchanges, desk.index) == (Turn(QUESTION, (), "en"),)


def test_a_missing_index_is_said_in_the_page_and_found_once_it_is_there(tmp_path: Path) -> None:
    built: list[Desk] = []

    def open_() -> Desk:
        if not built:
            raise IndexMissingError("no index at <here>; build one with: paperqa index")
        return built[0]

    window = Window(conversation(tmp_path, open_))
    window.ask(QUESTION)
    assert "no index at &lt;here&gt;; build one with: paperqa index</p>" in window.messages[1]
    assert "Stopped." not in window.messages[1]
    assert window.ready()
    built.append(small_desk(tmp_path))
    window.ask(QUESTION)
    assert QUOTE in window.messages[3]


def test_a_bug_is_one_line_in_the_page_and_a_trace_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def open_() -> Desk:
        raise ZeroDivisionError("a bug")

    window = Window(conversation(tmp_path, open_))
    window.ask("מה זה?")
    assert "משהו השתבש בזמן המענה" in window.messages[1]
    assert "a bug" not in window.messages[1]
    assert "ZeroDivisionError: a bug" in caplog.text


@pytest.mark.parametrize(
    ("papers", "kind", "found"),
    [([PAPER.id], "note", True), (["2106.09685"], "all", False), ([], "paper", False)],
)
def test_the_scope_keeps_other_papers_and_kinds_out_and_is_said(
    tmp_path: Path, papers: list[str], kind: str, found: bool
) -> None:
    window = _window(tmp_path)
    window.now |= {"papers": papers, "kind": kind}
    window.ask(QUESTION)
    assert (QUOTE in window.messages[1]) is found
    assert '<span class="only">only: ' in window.messages[0]


def test_a_scope_from_a_page_that_sends_anything_is_everywhere(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.now |= {"papers": {"no": "list"}, "kind": ["paper"], "editing": 7, "place": -1}
    window.ask(QUESTION)
    assert QUOTE in window.messages[1]
    assert "only:" not in window.messages[0]


def test_a_follow_up_is_searched_whole_and_the_page_says_so(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.ask(QUESTION)
    window.ask("why?")
    whole = f"{QUESTION} Why?"
    said = f'<span class="searched">Searched for: <bdi dir="ltr" lang="en">{whole}</bdi>'
    assert said in window.messages[3]


def test_a_follow_up_to_a_stopped_follow_up_leans_on_the_whole_question(tmp_path: Path) -> None:
    desk = small_desk(tmp_path, ToldModel("They are ", endless=True))
    window = Window(conversation(tmp_path, lambda: desk))
    for question in (QUESTION, "why?"):
        steps = window.asked(question)
        window.see([next(steps)])
        steps.close()  # type: ignore[attr-defined]  # a generator; Gradio closes it so
    exchanges = ChatShelf(tmp_path / "chats").load(OWNER, window.now["place"]).exchanges
    assert turns_of(exchanges, desk.index)[-1].question == f"{QUESTION} Why?"


def test_a_new_chat_has_nothing_to_lean_on(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.ask(QUESTION)
    first = window.now["place"]
    window.click("new")
    assert window.messages == []
    window.ask("why?")
    assert window.now["place"] != first
    assert "Searched for" not in window.messages[1]


def test_an_empty_question_is_not_asked(tmp_path: Path) -> None:
    window = Window(conversation(tmp_path, lambda: pytest.fail("the desk was opened")))
    for typed in (" \n ", None, ["x"]):
        window.ask(typed)
    assert window.seen == []
    assert window.now["place"] == ""


def test_a_question_loses_half_characters_outer_spaces_and_its_tail() -> None:
    assert clean("  wh\ud800y? \n") == "why?"
    assert clean("x" * 9999) == "x" * LONGEST_QUESTION
    assert clean({"text": "why?"}) == ""


def test_a_conversation_is_there_after_a_restart_and_can_be_continued(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    window = Window(conversation(tmp_path, lambda: desk))
    window.ask(QUESTION)
    reopened = Window(conversation(tmp_path, lambda: desk))
    reopened.open(chat=window.now["place"])
    assert reopened.messages == window.messages
    # A page that was never loaded anew sends its id to the new server.
    window.talk = reopened.talk
    window.ask("why?")
    assert f'Searched for: <bdi dir="ltr" lang="en">{QUESTION} Why?' in window.messages[3]


def test_nobody_reads_or_continues_the_chat_of_another(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.ask(QUESTION)
    place = window.now["place"]
    other = Window(window.talk, owner=OTHER)
    other.open(OTHER, chat=place)
    assert other.messages == []
    other.now["place"] = place
    other.ask("why?")
    assert len(other.messages) == 2
    assert other.now["place"] != place
    assert len(ChatShelf(tmp_path / "chats").load(OWNER, place).exchanges) == 1


def test_an_address_asks_its_question_once(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.open(q=QUESTION)
    assert QUOTE in window.messages[1]
    place = window.now["place"]
    window.open(q="another question?", chat=place)
    assert len(window.messages) == 2
    assert window.now["place"] == place


@pytest.mark.parametrize("chat", ["", "0" * 16, "../../etc", "' or 1=1", "0123456789ABCDEF"])
def test_an_address_of_no_chat_shows_an_empty_page(tmp_path: Path, chat: str) -> None:
    window = _window(tmp_path)
    window.open(chat=chat)
    assert window.seen == []
    assert window.now["place"] == ""


def test_a_program_without_a_cookie_gets_answers_and_leaves_no_file(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    window = Window(conversation(tmp_path, lambda: desk), owner="")
    window.ask(QUESTION)
    window.ask("why?")
    assert "Searched for" in window.messages[3]
    assert not (tmp_path / "chats").exists()


def test_where_nothing_is_to_be_kept_a_conversation_lives_as_long_as_the_server(
    tmp_path: Path,
) -> None:
    desk = small_desk(tmp_path)
    window = Window(conversation(tmp_path, lambda: desk, keep=False))
    window.ask(QUESTION)
    window.ask("why?")
    assert "Searched for" in window.messages[3]
    assert not (tmp_path / "chats").exists()
    later = Window(conversation(tmp_path, lambda: desk, keep=False))
    later.open(chat=window.now["place"])
    assert later.messages == []


def test_an_answer_that_cannot_be_kept_is_shown_and_the_page_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = _window(tmp_path)
    (tmp_path / "chats").write_text("a file where the folder should be")
    window.see(window.asked(QUESTION))
    assert QUOTE in window.messages[1]
    assert "This answer could not be kept: " in window.now["note"]
    assert "could not be kept" in caplog.text
    window.end()
    assert window.ready()
    assert QUOTE in window.messages[1]


def test_what_to_ask_on_comes_after_the_answer_and_is_kept(tmp_path: Path) -> None:
    window = _window(tmp_path)
    window.ask(QUESTION)
    before = window.messages
    window.suggest()
    if window.messages == before:
        pytest.fail("the small desk offers nothing to ask on")
    [exchange] = ChatShelf(tmp_path / "chats").load(OWNER, window.now["place"]).exchanges
    first = exchange.suggestions[0]
    assert f'name="ask" value="{first}"' in window.messages[1]
    window.again("ask", first)
    assert f">{first}</div>" in window.messages[2]
    assert 'name="ask"' not in window.messages[1]


def test_a_chip_names_what_is_chosen(tmp_path: Path) -> None:
    desk = small_desk(tmp_path)
    talk = conversation(tmp_path, lambda: desk)
    list(talk.greet(request()))
    assert talk.chip([], "all", request()) == ""
    chip = talk.chip([PAPER.id, "<b>x</b>"], "note", request(lang="he"))
    assert "רק: <bdi>Attention Is All You Need</bdi>, <bdi>&lt;b&gt;x&lt;/b&gt;</bdi>" in chip
    assert "<bdi>סיכומי המועדון</bdi>" in chip
