"""The page: a title with the state of things, and a tab for the chat and one for quizzes."""

from typing import Any

import gradio as gr

from paperqa.ui.chat import Conversation, chat_tab
from paperqa.ui.quiz.downloads import KEEP_SECONDS, SWEEP_SECONDS
from paperqa.ui.quiz.making import QuizMaking
from paperqa.ui.quiz.tab import quiz_tab

_TITLE = '<h1 class="title">paperqa</h1>'


def build_page(conversation: Conversation, making: QuizMaking) -> gr.Blocks:
    """Return the page; the caller mounts it."""
    page = gr.Blocks(
        title="paperqa",
        analytics_enabled=False,
        fill_height=True,
        delete_cache=(SWEEP_SECONDS, KEEP_SECONDS),
    )
    with page:
        with gr.Row(elem_id="top"):
            gr.HTML(_TITLE, elem_id="title", padding=False)
            status = gr.HTML(elem_id="status", padding=False)
        with gr.Tabs(elem_id="tabs"):
            papers = chat_tab(conversation)
            quiz_tab(making)
        greeted: dict[str, Any] = {
            "api_visibility": "private",
            "concurrency_limit": None,
            "show_progress": "hidden",
        }
        page.load(conversation.greet, None, [status, papers], **greeted)
    page.queue(max_size=32, api_open=False)
    return page
