"""The top bar: the name, the state of things, the language, the colours.

Its words stand there in both languages; style.css shows those of the page's language, so that
the bar needs no event of the server before it can be read.
"""

from collections.abc import Mapping
from typing import Final

import gradio as gr
from markupsafe import Markup

from paperqa.types import Lang
from paperqa.ui.top.texts import LANGUAGES, TOP

_SUN: Final = '<circle cx="12" cy="12" r="4.2"/><path d="{}"/>'.format(
    "M12 2.5v2.6M12 18.9v2.6M2.5 12h2.6M18.9 12h2.6"
    "M5.3 5.3l1.8 1.8M16.9 16.9l1.8 1.8M5.3 18.7l1.8-1.8M16.9 7.1l1.8-1.8"
)
_MOON: Final = '<path d="M20 14.6A8.3 8.3 0 0 1 9.4 4 8.3 8.3 0 1 0 20 14.6z"/>'
_HALF: Final = (
    '<circle cx="12" cy="12" r="8.3"/><path class="half" d="M12 3.7a8.3 8.3 0 0 1 0 16.6z"/>'
)
_ICONS: Final[Mapping[str, str]] = {"system": _HALF, "light": _SUN, "dark": _MOON}


def top_bar() -> gr.HTML:
    """Add the bar to the page that is being built; return its line for the state of things."""
    with gr.Row(elem_id="top"):
        gr.HTML(_title(), elem_id="title", padding=False)
        status = gr.HTML(elem_id="status", padding=False)
        gr.HTML(_switches(), elem_id="switches", padding=False)
    return status


def _title() -> Markup:
    skip = Markup('<a class="skip" href="#question">{}</a>').format(_each("skip"))
    return skip + Markup('<h1 class="title">paperqa</h1>')


def _switches() -> Markup:
    """Return the two switches (switches.js) and the region that is read aloud (announce.js)."""
    names = Markup("").join(_in(lang, name) for lang, name in LANGUAGES.items())
    language = Markup('<button type="button" id="language-switch">{}</button>').format(names)
    themes = Markup("").join(_theme(name) for name in _ICONS)
    theme = Markup('<button type="button" id="theme-switch">{}</button>').format(themes)
    return language + theme + Markup('<div id="announced" class="unseen" role="status"></div>')


def _theme(name: str) -> Markup:
    icon = Markup(_ICONS[name])  # noqa: S704 - our own
    return Markup(
        '<span data-theme="{}"><svg viewBox="0 0 24 24" aria-hidden="true">{}</svg>{}</span>'
    ).format(name, icon, Markup('<span class="unseen">{}</span>').format(_each(name)))


def _each(key: str) -> Markup:
    """Return a text in each language."""
    return Markup('<span class="each-language">{}</span>').format(
        Markup("").join(_in(lang, texts[key]) for lang, texts in TOP.items())
    )


def _in(lang: Lang, text: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(lang, text)
