"""The page's own labels, as Gradio takes them: each topic's own dict, in one."""

from collections.abc import Mapping
from typing import Final

import gradio as gr

from paperqa.types import Lang
from paperqa.ui.chat.texts import CHAT_PAGE
from paperqa.ui.map.texts import MAP_PAGE
from paperqa.ui.papers.adding.texts import ADDING_PAGE
from paperqa.ui.papers.texts import PAPERS_PAGE
from paperqa.ui.quiz.texts import QUIZ_PAGE
from paperqa.ui.texts import PAGE

TOPICS: Final[tuple[Mapping[Lang, Mapping[str, str]], ...]] = (
    PAGE,
    CHAT_PAGE,
    PAPERS_PAGE,
    ADDING_PAGE,
    MAP_PAGE,
    QUIZ_PAGE,
)

I18N: Final = gr.I18n(
    **{
        lang: {key: label for topic in TOPICS for key, label in topic[lang].items()}
        for lang in PAGE
    }
)
"""The page's language (``top/first_paint.py``) chooses among them, in the browser."""
