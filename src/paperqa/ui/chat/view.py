"""A conversation as the messages of the page: questions, answers, what can be done with them.

Papers that the index holds no more are called by their ids; what was quoted of them is kept.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from paperqa.chats.chat import Chat, Exchange
from paperqa.types import Filters, Lang, Paper
from paperqa.ui import render
from paperqa.ui.chat.acts import key_of
from paperqa.ui.chat.scope import scope_html
from paperqa.ui.chat.toolbar import edit_button, foot_html
from paperqa.ui.chat.update import History


def messages(
    chat: Chat, papers: Mapping[str, Paper], lang: Lang, *, asking_on: bool = True
) -> History:
    """Return the conversation as Gradio shows it; the labels of its buttons are in ``lang``.

    ``asking_on``: what to ask on stands under the last answer, unless it is being asked.
    """
    shown: History = []
    for number, exchange in enumerate(chat.exchanges):
        last = asking_on and number == len(chat.exchanges) - 1
        key = key_of(number, exchange)
        question = question_html(exchange.question, exchange.filters, papers, lang, key)
        foot = foot_html(exchange, key, lang, last=last)
        answer = _answer(exchange, papers, anchor(number), lang, foot)
        shown += [message("user", question), message("assistant", answer)]
    return shown


def question_html(
    question: str, filters: Filters, papers: Mapping[str, Paper], lang: Lang, key: str = ""
) -> Markup:
    """Return a question with where it was asked; one that is kept has a ``key``, and an Edit."""
    edit = edit_button(key, lang) if key else ""
    return Markup('<div class="asked">{}{}{}</div>').format(
        render.question_html(question),
        edit,
        scope_html(filters, papers, lang),
    )


def message(role: str, html: Markup) -> dict[str, Any]:
    """Return a message as Gradio takes it."""
    return {"role": role, "content": str(html)}


def anchor(number: int) -> str:
    """Return the key of the sources of answer ``number``: that of its question's message."""
    return str(2 * number + 1)


def known(papers: Mapping[str, Paper], wanted: Sequence[str]) -> dict[str, Paper]:
    """Return the papers called ``wanted``; one that is gone has its id for a title."""
    return {id_: papers.get(id_, Paper(id_, id_)) for id_ in wanted}


def _answer(
    exchange: Exchange, papers: Mapping[str, Paper], key: str, lang: Lang, foot: Markup
) -> Markup:
    if exchange.answer is not None:
        near = [hit.passage.paper for hit in exchange.answer.nearest]
        return render.answer_html(exchange.answer, known(papers, near), key, foot)
    if exchange.broken:
        return render.error_html(exchange.said, exchange.lang) + foot
    said = render.stream_html(exchange.said, exchange.lang, written=True)
    return said + render.stopped_html(lang) + foot
