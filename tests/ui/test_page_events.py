"""The page's events: what comes of a dropdown is ours to check, and no visitor's things stay."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from gradio.state_holder import StateHolder

from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.settings import Settings
from paperqa.ui.chat.conversation import Conversation
from paperqa.ui.loading import DeskLoader
from paperqa.ui.map.desk import MapDesk
from paperqa.ui.page import Behind, build_page
from paperqa.ui.papers.adding.adding import Adding
from paperqa.ui.papers.desk import PapersDesk
from paperqa.ui.quiz.downloads import DownloadFolder
from paperqa.ui.quiz.making import QuizMaking
from small_desk import small_desk


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[gr.Blocks]:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "served"))
    desk, settings = small_desk(tmp_path), Settings(home=tmp_path)
    loader = DeskLoader(lambda: desk)
    adding = Adding(settings, loader, tmp_path / "served")
    behind = Behind(
        Conversation(loader, settings),
        PapersDesk(loader, settings),
        adding,
        MapDesk(loader, settings),
        QuizMaking(loader, make_paper_quiz, DownloadFolder()),
    )

    async def built() -> gr.Blocks:
        return build_page(behind, lambda: None)

    yield asyncio.run(built())  # in a loop: Gradio would leave one of its own open
    adding.close()


def test_papers_that_gradio_does_not_remember_as_choices_are_no_error(page: gr.Blocks) -> None:
    taking = [
        event
        for event in page.fns.values()
        if any(isinstance(one, gr.Dropdown) for one in event.inputs) and event.fn
    ]
    names = {event.name for event in taking}
    assert {"reply", "offer", "fill", "make"} <= names
    assert [event.name for event in taking if event.preprocess] == []


def test_a_draft_and_a_quiz_are_forgotten_although_the_visitor_never_said_goodbye(
    page: gr.Blocks,
) -> None:
    holder: Any = StateHolder()  # type: ignore[no-untyped-call]
    holder.set_blocks(page)
    session = holder["a program"]
    kept: list[Any] = [one for one in page.blocks.values() if _holds_nothing_yet(one)]
    assert len(kept) == 3  # a draft, a quiz, a game
    for state in kept:
        session[state._id] = "much"
    holder.delete_all_expired_state()
    assert [session[state._id] for state in kept] == ["much"] * 3
    for state in kept:
        kept_for, since = session._state_ttl[state._id]
        session._state_ttl[state._id] = kept_for, since - timedelta(days=1)
    holder.delete_all_expired_state()
    assert session.state_data == {}


def _holds_nothing_yet(block: object) -> bool:
    return isinstance(block, gr.State) and block.value is None
