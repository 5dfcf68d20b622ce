"""The buttons of a conversation, as HTML: under an answer, beside a question.

What is clicked is told by a button's name and value (see ``acts``). Gradio's sanitiser lets no
ARIA attribute through: a button is named by words that chat.css hides, and chat.js says which
ones are pressed.
"""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from paperqa.chats.chat import Exchange, Thumb
from paperqa.chats.markdown import answer_markdown
from paperqa.language.script import question_language
from paperqa.types import Answer, Lang
from paperqa.ui.chat.texts import CHAT, ChatTexts
from paperqa.ui.links import question_link
from paperqa.ui.prose import direction, verbatim

_BUTTON: Final = Markup(
    '<button type="button" class="act{}" name="{}" value="{}" title="{}">'
    '<span class="unseen">{}</span></button>'
)


def foot_html(exchange: Exchange, key: str, lang: Lang, *, last: bool) -> Markup:
    """Return what can be done with an answer; under the ``last`` one, what to ask on."""
    texts, answer, filters = CHAT[lang], exchange.answer, exchange.filters
    whole = (answer.asked if answer else "") or exchange.question  # no link leans on what was above
    tools = (
        *(_about(answer, exchange.thumb, key, texts) if answer else ()),
        button("link", question_link(whole, filters.papers, filters.kind), texts.link),
    )
    again = button("retry", key, texts.retry)
    bar = Markup('<div class="tools" lang="{}">{}{}</div>').format(
        lang, again, Markup("").join(tools)
    )
    return Markup('<div class="foot"{}>{}{}</div>').format(
        direction(exchange.lang), bar, _suggestions(exchange.suggestions, texts) if last else ""
    )


def edit_button(key: str, lang: Lang) -> Markup:
    """Return the button that puts a question into the box."""
    return button("edit", key, CHAT[lang].edit)


def editing_html(lang: Lang) -> Markup:
    """Return the line above the box that says that a question is being edited."""
    return Markup(
        '<p class="editing"{}>{} '
        '<button type="button" class="act" name="cancel" value="">{}</button></p>'
    ).format(direction(lang), CHAT[lang].editing, CHAT[lang].cancel)


def button(name: str, value: str, label: str, pressed: bool = False) -> Markup:
    """Return a button that shows a picture; ``label`` is its name and its tooltip."""
    state = " pressed" if pressed else ""
    return _BUTTON.format(state, name, value, label, label)


def _about(answer: Answer, thumb: Thumb, key: str, texts: ChatTexts) -> tuple[Markup, ...]:
    # It lies in the page, for a browser lets a script copy only at once, within the click.
    copied = Markup('<span class="as-markdown" hidden>{}</span>').format(
        verbatim(answer_markdown(answer))
    )
    return (
        button("copy", key, texts.copy) + copied,
        button("up", key, texts.up, pressed=thumb == "up"),
        button("down", key, texts.down, pressed=thumb == "down"),
    )


def _suggestions(questions: Sequence[str], texts: ChatTexts) -> Markup:
    if not questions:
        return Markup("")
    buttons = Markup("").join(
        Markup('<button type="button" class="act ask" name="ask" value="{}"{}>{}</button>').format(
            question, direction(question_language(question)), verbatim(question)
        )
        for question in questions
    )
    return Markup('<div class="ask-on"><span class="unseen">{}</span>{}</div>').format(
        escape(texts.suggestions), buttons
    )
