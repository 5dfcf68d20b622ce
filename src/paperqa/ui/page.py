"""The page: a bar with the state of things, and a tab each for chat, papers, map and quizzes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from paperqa.ui.api.counted import CountedBlocks
from paperqa.ui.chat.conversation import Conversation
from paperqa.ui.chat.tab import chat_tab
from paperqa.ui.map.desk import MapDesk
from paperqa.ui.map.tab import map_tab
from paperqa.ui.papers.adding.adding import Adding
from paperqa.ui.papers.adding.section import adding_section
from paperqa.ui.papers.desk import PapersDesk
from paperqa.ui.papers.tab import papers_tab
from paperqa.ui.quiz.downloads import KEEP_SECONDS, SWEEP_SECONDS
from paperqa.ui.quiz.making import QuizMaking
from paperqa.ui.quiz.tab import quiz_tab
from paperqa.ui.top.bar import top_bar


@dataclass(frozen=True, slots=True)
class Behind:
    """Who answers the page's events, tab by tab."""

    conversation: Conversation
    papers: PapersDesk
    adding: Adding
    map: MapDesk
    making: QuizMaking


def build_page(behind: Behind, add_api: Callable[[], None]) -> gr.Blocks:
    """Return the page; the caller mounts it.

    ``add_api`` comes first: a private event whose function has the same name would take it away.
    """
    page = CountedBlocks(
        title="paperqa",
        analytics_enabled=False,
        fill_height=True,
        delete_cache=(SWEEP_SECONDS, KEEP_SECONDS),
    )
    with page:
        add_api()
        status = top_bar()
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap") as tabs:
            chat = chat_tab(behind.conversation)
            listed = papers_tab(behind.papers, chat.papers, tabs)
            map_tab(behind.map, chat.papers, chat.box, tabs)
            quiz = quiz_tab(behind.making)
        listed.send_to_quiz(quiz.papers, tabs)
        with listed.adding:
            added = adding_section(behind.adding, listed.tab)
        listed.refresh_on(added.changes.change)
        greeted: dict[str, Any] = {
            "api_visibility": "private",
            "concurrency_limit": None,
            "show_progress": "hidden",
        }
        for listen in (page.load, added.changes.change):
            listen(behind.conversation.greet, None, [status, chat.papers], **greeted)
            offered = quiz.offered, quiz.offers
            listen(behind.making.offering.offer, *offered, preprocess=False, **greeted)
    # Of all readers and events together, page loads too; questions have limits of their own.
    page.queue(max_size=512, api_open=False)
    return page
