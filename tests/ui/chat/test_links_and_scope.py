"""A link to a question holds where it looks and all it asks; a new chat begins with nothing."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from talking import Window, conversation

from paperqa.ui.links import question_link
from small_desk import PAPER, QUESTION, QUOTE, small_desk


@pytest.fixture
def window(tmp_path: Path) -> Window:
    desk = small_desk(tmp_path)
    return Window(conversation(tmp_path, lambda: desk))


def _linked(message: str) -> dict[str, str]:
    found = re.search(r'name="link" value="([^"]+)"', message)
    assert found
    return dict(parse_qsl(urlsplit(html.unescape(found[1])).query))


def test_a_link_holds_the_papers_and_the_kind() -> None:
    assert question_link("why?") == "/?q=why%3F"
    assert question_link("a", ("1706.03762", "x,y"), "note") == (
        "/?q=a&only=1706.03762%2Cx%252Cy&kind=note"
    )


def test_a_link_to_a_limited_question_asks_it_within_its_limits(window: Window) -> None:
    window.now |= {"papers": [PAPER.id], "kind": "note"}
    window.ask(QUESTION)
    link = _linked(window.messages[1])
    assert link == {"q": QUESTION, "only": PAPER.id, "kind": "note"}
    other = Window(window.talk)
    other.open(**link)
    assert (other.now["papers"], other.now["kind"]) == ([PAPER.id], "note")
    assert '<span class="only">only: ' in other.messages[0]
    assert QUOTE in other.messages[1]


def test_a_paper_of_a_link_that_is_not_here_is_left_out_and_said(window: Window) -> None:
    window.open(q=QUESTION, only=f"{PAPER.id},<b>gone", kind="none")
    assert window.now["papers"] == [PAPER.id]
    assert "looks without them: &lt;b&gt;gone" in window.now["note"]
    assert QUOTE in window.messages[1]


def test_a_link_to_a_follow_up_holds_the_whole_question(window: Window) -> None:
    window.ask(QUESTION)
    window.ask("why?")
    assert _linked(window.messages[3]) == {"q": f"{QUESTION} Why?"}


def test_a_new_chat_has_no_limit_and_no_draft(window: Window) -> None:
    window.now |= {"papers": [PAPER.id], "kind": "note"}
    window.ask(QUESTION)
    window.click("new")
    assert (window.now["papers"], window.now["kind"], window.now["box"].value) == ([], "all", "")


def test_the_toolbar_follows_the_direction_of_the_answer(window: Window) -> None:
    window.ask("מה זה positional encoding?")
    assert (
        '<div class="foot" dir="rtl" lang="he"><div class="tools" lang="en">'
        in (window.messages[1])
    )
