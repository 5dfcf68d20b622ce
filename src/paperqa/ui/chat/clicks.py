"""What the buttons of the tab do that ask nothing: judge, edit, open, delete, take home."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import gradio as gr

from paperqa.chats.chat import Thumb
from paperqa.chats.markdown import chat_bibtex, chat_markdown
from paperqa.errors import PaperQAError
from paperqa.ui.chat.acts import OTHERS, Act, act_of, number_of
from paperqa.ui.chat.answering import WAIT, Answering
from paperqa.ui.chat.chats_panel import panel_html
from paperqa.ui.chat.scope import EVERYTHING
from paperqa.ui.chat.talks import Spot, Talks
from paperqa.ui.chat.texts import CHAT
from paperqa.ui.chat.toolbar import editing_html
from paperqa.ui.chat.update import Update, trouble
from paperqa.ui.reader import Reader


class Clicks:
    """Does what was clicked; each act is one of ``OTHERS``."""

    def __init__(self, talks: Talks, answering: Answering) -> None:
        self._talks = talks
        self._answering = answering
        self._acts: Final[Mapping[str, Callable[[Act, Spot, Reader], Update]]] = {
            "up": self._judge,
            "down": self._judge,
            "edit": self._edit,
            "cancel": lambda act, spot, reader: Update(
                box=gr.Textbox(value=""), editing="", note=""
            ),
            "new": lambda act, spot, reader: _empty(),
            "open": self._open,
            "delete": self._delete,
            "chats": lambda act, spot, reader: Update(panel=self._panel(spot, reader)),
            "markdown": self._take_home,
            "bibtex": self._take_home,
            "all": lambda act, spot, reader: Update(papers=[], kind=EVERYTHING),
        }

    def update(self, place: object, event: gr.EventData, reader: Reader) -> Update:
        """Do what ``event`` tells of; trouble is one line above the box."""
        spot = self._talks.spot(reader.owner, place)
        try:
            act = act_of(event, OTHERS)
            return self._acts[act.name](act, spot, reader)
        except PaperQAError as error:
            return trouble(str(error))

    def _judge(self, act: Act, spot: Spot, reader: Reader) -> Update:
        """Keep a thumb, or take it back.

        The page has shown it already, but suggestions that were on their way may have drawn the
        answer without it since: it is drawn once more, unless a further answer is growing.
        """
        chat = self._talks.load(spot)
        number = number_of(act.value, chat, CHAT[reader.lang].gone)
        thumb: Thumb = "up" if act.name == "up" else "down"
        judged = "" if chat.exchanges[number].thumb == thumb else thumb
        chat = self._talks.shelf.rate(spot.owner, spot.chat, number, judged)
        quiet = self._talks.quiet(spot, 0)
        return Update(self._answering.shown(chat, reader).chat) if quiet else Update()

    def _edit(self, act: Act, spot: Spot, reader: Reader) -> Update:
        chat = self._talks.load(spot)
        number = number_of(act.value, chat, CHAT[reader.lang].gone)
        question = gr.Textbox(value=chat.exchanges[number].question)
        return Update(box=question, editing=act.value, note=str(editing_html(reader.lang)))

    def _open(self, act: Act, spot: Spot, reader: Reader) -> Update:
        wanted = self._talks.spot(reader.owner, act.value)
        self._talks.quiet(wanted, WAIT)
        chat = self._talks.load(wanted)
        shown = self._answering.shown(chat, reader)
        return Update(shown.chat, place=chat.id, editing="", note="")

    def _delete(self, act: Act, spot: Spot, reader: Reader) -> Update:
        gone = self._talks.spot(reader.owner, act.value)
        if gone.chat:
            self._talks.delete(gone)
        if gone != spot:
            return Update(panel=self._panel(spot, reader))
        return replace(_empty(), panel=self._panel(spot, reader))

    def _panel(self, spot: Spot, reader: Reader) -> str:
        listed = self._talks.shelf.listed(reader.owner)
        return str(panel_html(listed, self._talks.load(spot), reader.lang))

    def _take_home(self, act: Act, spot: Spot, reader: Reader) -> Update:
        """Return a file of the conversation, as chat.js takes it."""
        chat = self._talks.load(spot)
        if act.name == "bibtex":
            name, kind, text = "paperqa-chat.bib", "application/x-bibtex", chat_bibtex(chat)
        else:
            name, kind, text = "paperqa-chat.md", "text/markdown", chat_markdown(chat)
        file = {"name": name, "type": kind, "text": text, "at": time.time()}  # twice is twice
        return Update(saved=json.dumps(file).replace("<", "\\u003c"))  # no tag for an HTML reader


def _empty() -> Update:
    """Return a page as it is before the first question: nothing chosen, nothing typed."""
    box = gr.Textbox(value="")
    return Update([], box, place="", editing="", note="", papers=[], kind=EVERYTHING)
