"""The buttons of a conversation: retry, edit, thumbs, the list, files; and crafted clicks."""

import json
from pathlib import Path

import pytest
from talking import OTHER, OWNER, Window, conversation

from paperqa.chats.chat import Chat
from paperqa.chats.markdown import chat_bibtex, chat_markdown
from paperqa.chats.shelf import ChatShelf
from paperqa.ui.chat.acts import key_of
from small_desk import PAPER, QUESTION, QUOTE, small_desk

ENCODING = "What tells the network where a token stands, positional encoding?"
UNKNOWN = "the page asked for something unknown; reload it"


@pytest.fixture
def window(tmp_path: Path) -> Window:
    """Return a window on a chat of two questions."""
    desk = small_desk(tmp_path)
    window = Window(conversation(tmp_path, lambda: desk))
    window.ask(QUESTION)
    window.ask(ENCODING)
    return window


def _kept(tmp_path: Path, window: Window) -> Chat:
    return ChatShelf(tmp_path / "chats").load(OWNER, window.now["place"])


def _keys(chat: Chat) -> list[str]:
    return [key_of(number, exchange) for number, exchange in enumerate(chat.exchanges)]


def test_each_answer_has_its_buttons_and_each_question_its_own(
    tmp_path: Path, window: Window
) -> None:
    first, second = _keys(_kept(tmp_path, window))
    assert f'name="edit" value="{first}"' in window.messages[0]
    for name in ("copy", "retry", "up", "down"):
        assert f'name="{name}" value="{second}"' in window.messages[3]
    assert 'name="link" value="/?q=What%20tells%20the%20network' in window.messages[3]
    assert f"&gt; {QUOTE}&#10;</span>" in window.messages[1]  # to be copied


def test_asking_again_drops_what_followed(tmp_path: Path, window: Window) -> None:
    first, _ = _keys(_kept(tmp_path, window))
    window.again("retry", first)
    assert len(window.messages) == 2
    assert f">{QUESTION}</div>" in window.messages[0]
    [exchange] = _kept(tmp_path, window).exchanges
    assert exchange.question == QUESTION
    assert key_of(0, exchange) != first


def test_asking_again_in_vain_leaves_what_was_there(tmp_path: Path, window: Window) -> None:
    before = _kept(tmp_path, window)
    first, _ = _keys(before)
    event_steps = window.talk.reply(QUESTION, window.now["place"], first, [], "all", window.request)
    window.see([next(event_steps)])
    assert len(window.messages) == 2
    event_steps.close()  # type: ignore[attr-defined]  # a generator; Gradio closes it so
    assert _kept(tmp_path, window) == before


def test_an_edited_question_takes_the_place_of_the_old_one(tmp_path: Path, window: Window) -> None:
    first, _ = _keys(_kept(tmp_path, window))
    window.click("edit", first)
    assert window.now["box"].value == QUESTION
    assert window.now["editing"] == first
    assert "You are editing an earlier question." in window.now["note"]
    window.ask(ENCODING)
    assert [exchange.question for exchange in _kept(tmp_path, window).exchanges] == [ENCODING]
    assert (window.now["editing"], window.now["note"]) == ("", "")


def test_editing_can_be_given_up(tmp_path: Path, window: Window) -> None:
    window.click("edit", _keys(_kept(tmp_path, window))[0])
    window.click("cancel")
    assert (window.now["editing"], window.now["note"], window.now["box"].value) == ("", "", "")
    window.ask(QUESTION)
    assert len(window.messages) == 6


def test_a_thumb_is_kept_taken_back_and_turned(tmp_path: Path, window: Window) -> None:
    _, second = _keys(_kept(tmp_path, window))
    for name, kept in (("up", "up"), ("down", "down"), ("down", ""), ("up", "up")):
        window.click(name, second)
        assert ('pressed" name="up"' in window.messages[3]) == (kept == "up")
        assert [one.thumb for one in _kept(tmp_path, window).exchanges] == ["", kept]
    window.open(chat=window.now["place"])
    assert f'class="act pressed" name="up" value="{second}"' in window.messages[3]
    assert 'pressed" name="down"' not in window.messages[3]


@pytest.mark.parametrize(
    "key", ["", "7-0", "-1-0", "0-0", "0", "0-zz", "<script>", "../x", "9" * 99]
)
@pytest.mark.parametrize("name", ["up", "edit"])
def test_a_click_on_what_is_not_there_says_so_and_changes_nothing(
    tmp_path: Path, window: Window, name: str, key: str
) -> None:
    before = _kept(tmp_path, window)
    window.click(name, key)
    assert "has changed in another window" in window.now["note"]
    window.again("retry", key or "x")
    assert _kept(tmp_path, window) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("rm", ""), ("ask", QUESTION), ("", ""), (None, ""), (["up"], ""), ("up", 3), ("up", None)],
)
def test_a_crafted_act_is_refused(window: Window, name: object, value: object) -> None:
    seen = len(window.seen)
    window.click(name, value)
    assert UNKNOWN in window.now["note"]
    assert len(window.seen) == seen


@pytest.mark.parametrize(("name", "value"), [("up", "0-0"), ("ask", 5), ("ask", ["x"])])
def test_a_crafted_question_is_refused(
    tmp_path: Path, window: Window, name: str, value: object
) -> None:
    before = _kept(tmp_path, window)
    window.again(name, value)
    assert UNKNOWN in window.now["note"]
    assert _kept(tmp_path, window) == before


def test_the_list_holds_the_readers_chats_with_the_first_question_as_title(
    tmp_path: Path, window: Window
) -> None:
    window.click("new")
    window.ask("מה זה positional encoding?")
    window.click("chats")
    panel = window.now["panel"]
    assert panel.index("positional encoding?</span>") < panel.index(f"{QUESTION}</span>")
    assert '<span class="title" dir="rtl" lang="he">מה זה' in panel
    assert "2 questions" in panel
    assert "1 question<" in panel
    other = Window(window.talk, owner=OTHER)
    other.click("chats")
    assert "None yet." in other.now["panel"]


def test_an_earlier_chat_can_be_opened_and_deleted(tmp_path: Path, window: Window) -> None:
    first, shown = window.now["place"], window.messages
    window.click("new")
    window.ask(QUESTION)
    window.click("open", first)
    assert (window.now["place"], window.messages) == (first, shown)
    window.click("delete", first)
    assert (window.now["place"], window.messages) == ("", [])
    assert "2 questions" not in window.now["panel"]
    assert ChatShelf(tmp_path / "chats").load(OWNER, first).exchanges == ()


@pytest.mark.parametrize("value", ["", "0" * 16, "../../x", "0123456789abcdef/.."])
def test_a_chat_that_is_not_there_can_be_neither_opened_nor_deleted(
    tmp_path: Path, window: Window, value: str
) -> None:
    before = _kept(tmp_path, window)
    window.click("delete", value)
    assert _kept(tmp_path, window) == before
    window.click("open", value)
    assert window.messages == []


def test_the_chat_of_another_can_be_neither_opened_nor_deleted_nor_judged(
    tmp_path: Path, window: Window
) -> None:
    before = _kept(tmp_path, window)
    place, key = window.now["place"], _keys(before)[0]
    other = Window(window.talk, owner=OTHER)
    other.now["place"] = place
    for name, value in (("open", place), ("delete", place), ("up", key), ("edit", key)):
        other.click(name, value)
    other.click("markdown")
    assert QUOTE not in json.loads(other.now["saved"])["text"]
    assert other.messages == []
    assert _kept(tmp_path, window) == before


def test_a_chat_is_taken_home_as_markdown_and_its_references_as_bibtex(
    tmp_path: Path, window: Window
) -> None:
    chat = _kept(tmp_path, window)
    window.click("markdown")
    file = json.loads(window.now["saved"])
    assert (file["name"], file["text"]) == ("paperqa-chat.md", chat_markdown(chat))
    window.click("bibtex")
    file = json.loads(window.now["saved"])
    assert (file["name"], file["text"]) == ("paperqa-chat.bib", chat_bibtex(chat))
    assert PAPER.title.split()[0] in file["text"]


def test_a_file_holds_no_tag_for_a_reader_of_html(window: Window) -> None:
    window.ask("What is <script>alert(1)</script>?")
    window.click("markdown")
    assert "<" not in window.now["saved"]
    assert "script" in json.loads(window.now["saved"])["text"]


def test_a_click_lifts_the_scope(window: Window) -> None:
    window.now |= {"papers": [PAPER.id], "kind": "note"}
    window.click("all")
    assert (window.now["papers"], window.now["kind"]) == ([], "all")
