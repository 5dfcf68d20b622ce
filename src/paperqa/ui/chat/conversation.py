"""The events of the Chat tab that end in an answer, and those that show what is kept.

The conversation is on the shelf; the page says which one it shows and of that no more than the
id. Questions of all readers share one queue, for they share one language model.
"""

import logging
from collections.abc import Iterator, Mapping
from concurrent.futures import wait
from contextlib import closing
from dataclasses import replace
from typing import Any, Final, TypeAlias

import gradio as gr

from paperqa.answer.suggesting import suggestions
from paperqa.chats.chat import Chat
from paperqa.chats.shelf import shelf_of
from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.types import Paper
from paperqa.ui.chat.acts import ASKING, act_of
from paperqa.ui.chat.answering import WAIT, Answering, Wish
from paperqa.ui.chat.clicks import Clicks
from paperqa.ui.chat.greeting import greeting, papers_now
from paperqa.ui.chat.in_hand import MOST_WAITING, Begun, InHand
from paperqa.ui.chat.questions import clean
from paperqa.ui.chat.scope import EVERYTHING, chip_html, filters_of, filters_of_address
from paperqa.ui.chat.talks import Talks
from paperqa.ui.chat.texts import CHAT
from paperqa.ui.chat.update import Update, ready_box, trouble
from paperqa.ui.loading import DeskLoader
from paperqa.ui.reader import Reader, reader_of

Steps: TypeAlias = Iterator[tuple[Any, ...]]
"""What Gradio shows one after the other: see ``Update``."""
_NOTHING: Final = Update()
_LOG: Final = logging.getLogger(__name__)


class Conversation:
    """Answers the page's events; see ``Talks`` for what is kept."""

    def __init__(self, loader: DeskLoader, settings: Settings) -> None:
        self._loader = loader
        self._talks = Talks(shelf_of(settings))
        self._answering = Answering(loader, settings, self._talks)
        self._clicks = Clicks(self._talks, self._answering)
        self._in_hand = InHand()
        self._begun = Begun()

    def reply(
        self,
        typed: object,
        place: object,
        editing: object,
        papers: object,
        kind: object,
        request: gr.Request,
    ) -> Steps:
        """Answer what was typed; with ``editing``, in place of the question of that key."""
        self._begun.begins(request.session_hash)
        reader, question = reader_of(request), clean(typed)
        spot = self._talks.spot(reader.owner, place)
        wish = Wish(question, filters_of(papers, kind), spot, key=clean(editing))
        if question:
            yield from self._steps(wish, reader, request)
        else:
            yield _NOTHING.outputs()

    def reply_to_example(
        self,
        place: object,
        papers: object,
        kind: object,
        example: gr.SelectData,
        request: gr.Request,
    ) -> Steps:
        """Answer the example that was clicked."""
        text = example.value.get("text") if isinstance(example.value, dict) else ""
        yield from self.reply(text, place, "", papers, kind, request)

    def reply_to_click(
        self, place: object, papers: object, kind: object, event: gr.EventData, request: gr.Request
    ) -> Steps:
        """Answer a suggestion that was clicked, or a question of the conversation once more."""
        self._begun.begins(request.session_hash)
        reader = reader_of(request)
        spot = self._talks.spot(reader.owner, place)
        filters = filters_of(papers, kind)
        try:
            act = act_of(event, ASKING)
        except PaperQAError as error:
            yield trouble(str(error)).outputs()
            return
        if act.name == "retry":
            wish = Wish("", filters, spot, key=act.value)
        else:
            wish = Wish(clean(act.value), filters, spot)
        yield from self._steps(wish, reader, request)

    def open_by_address(self, request: gr.Request) -> Steps:
        """Show the conversation that the page's address names, if there is one."""
        reader = reader_of(request)
        spot = self._talks.spot(reader.owner, request.query_params.get("chat"))
        try:
            # A page that is loaded anew leaves an answer behind that ends only now.
            self._talks.quiet(spot, WAIT)
            chat = self._talks.load(spot)
            update = self._answering.shown(chat, reader) if chat.exchanges else _NOTHING
        except PaperQAError as error:
            update = trouble(str(error))
        yield update.outputs()

    def ask_by_address(self, request: gr.Request) -> Steps:
        """Ask what the page's address asks, unless it names a conversation that is kept."""
        reader, query = reader_of(request), request.query_params
        question, spot = clean(query.get("q")), self._talks.spot(reader.owner, query.get("chat"))
        self._begun.begins(request.session_hash)
        try:
            if not question or self._talks.load(spot).exchanges:
                yield _NOTHING.outputs()
                return
        except PaperQAError as error:
            yield trouble(str(error)).outputs()
            return
        filters, unknown = filters_of_address(query.get("only"), query.get("kind"), self._papers())
        note = CHAT[reader.lang].not_here.format(", ".join(unknown))
        said = (trouble(note).note or "") if unknown else ""
        wish = Wish(question, filters, self._talks.spot(reader.owner, ""), note=said)
        if filters.papers or filters.kind:
            scope = Update(papers=list(filters.papers), kind=filters.kind or EVERYTHING)
            yield scope.outputs()
        yield from self._steps(wish, reader, request)

    def end(self, place: object, request: gr.Request) -> tuple[Any, ...]:
        """Make the box ready; say so where the reader stopped the answer."""
        reader = reader_of(request)
        spot = self._talks.spot(reader.owner, place)
        if self._begun.ended(request.session_hash):
            return _NOTHING.outputs()  # the next question is on its way; its own end follows
        update = _NOTHING
        try:
            chat = self._talks.load(spot) if self._talks.quiet(spot, WAIT) else Chat()
            if chat.exchanges and chat.exchanges[-1].answer is None:
                update = self._answering.shown(chat, reader)
        except PaperQAError as error:
            update = trouble(str(error))
        return replace(update, box=ready_box()).outputs()

    def suggest(self, place: object, request: gr.Request) -> tuple[Any, ...]:
        """Offer what to ask on under the last answer, which the reader has begun to read."""
        reader = reader_of(request)
        try:
            chat = self._suggested(reader, place)
        except Exception:  # of no importance to the reader, who has the answer
            _LOG.exception("no suggestions could be made")
            chat = None
        shown = self._answering.shown(chat, reader).chat if chat else None
        return Update(shown).outputs()

    def click(self, place: object, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Do what any other button of the tab asks for."""
        return self._clicks.update(place, event, reader_of(request)).outputs()

    def chip(self, papers: object, kind: object, request: gr.Request) -> str:
        """Return the line that says where the next question looks."""
        lang = reader_of(request).lang
        return str(chip_html(filters_of(papers, kind), papers_now(self._loader), lang))

    def greet(self, request: gr.Request) -> Iterator[tuple[str, Any]]:
        """Yield the line under the title, and the papers that can be chosen."""
        yield from greeting(self._loader, request)

    def _papers(self) -> Mapping[str, Paper]:
        """Return the papers of the desk, which is waited for; none if it cannot be opened."""
        wait([self._loader.start()])
        return papers_now(self._loader)

    def _steps(self, wish: Wish, reader: Reader, request: gr.Request) -> Steps:
        """Answer, unless the reader has too many questions in hand."""
        client = getattr(request, "client", None)
        whose = reader.owner or (client.host if client else "")
        with self._in_hand.one_more(whose) as ours:
            if ours:
                with closing(self._answering.steps(wish, reader)) as updates:
                    for update in updates:
                        yield update.outputs()
            else:
                yield trouble(CHAT[reader.lang].too_many.format(MOST_WAITING)).outputs()

    def _suggested(self, reader: Reader, place: object) -> Chat | None:
        """Return the conversation with what to ask on, if there is any."""
        spot = self._talks.spot(reader.owner, place)
        exchanges = self._talks.load(spot).exchanges
        if not exchanges or exchanges[-1].answer is None or exchanges[-1].suggestions:
            return None
        asked = [exchange.question for exchange in exchanges]
        found = suggestions(self._loader.desk(), exchanges[-1].answer, asked=asked)
        return self._talks.suggest(spot, exchanges[-1], found) if found else None
