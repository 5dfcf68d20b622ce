"""From a question to a kept exchange, and what the page shows on the way.

The conversation above stays as it is; what has come of the answer is kept in any case, also where
the reader stops it or leaves.
"""

import logging
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final

from paperqa.chats.chat import Chat, Exchange
from paperqa.chats.edits import check_room
from paperqa.errors import PaperQAError
from paperqa.language.script import question_language
from paperqa.settings import Settings
from paperqa.types import Filters
from paperqa.ui import render
from paperqa.ui.chat import view
from paperqa.ui.chat.acts import number_of
from paperqa.ui.chat.asking import Asking
from paperqa.ui.chat.greeting import papers_now
from paperqa.ui.chat.talks import Spot, Talks
from paperqa.ui.chat.texts import CHAT
from paperqa.ui.chat.update import Update, busy_box, trouble
from paperqa.ui.loading import DeskLoader
from paperqa.ui.reader import Reader

WAIT: Final = 10.0
"""Seconds for an answer that was stopped to end."""
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be asked at ``spot``; ``key`` names an exchange that it replaces, if any.

    An empty question is then that exchange's own, once more. ``note`` is said above the box.
    """

    question: str
    filters: Filters
    spot: Spot
    key: str = ""
    note: str = ""


class Answering:
    """Asks and keeps; yields what changes on the page."""

    def __init__(self, loader: DeskLoader, settings: Settings, talks: Talks) -> None:
        self._loader = loader
        self._asking = Asking(loader, settings)
        self._talks = talks

    def steps(self, wish: Wish, reader: Reader) -> Generator[Update, None, None]:
        """Yield the conversation as the answer grows."""
        # What was stopped a moment ago may still be ending.
        with self._talks.answering(wish.spot, WAIT) as ours:
            last: Update | None = trouble(CHAT[reader.lang].busy)
            if ours:
                last = yield from self._answered(wish, reader)
        if last:
            yield last

    def shown(self, chat: Chat, reader: Reader) -> Update:
        """Return the whole conversation, as it is kept."""
        messages = view.messages(chat, papers_now(self._loader), reader.lang)
        return Update(messages, place=chat.id)

    def _answered(self, wish: Wish, reader: Reader) -> Generator[Update, None, Update | None]:
        """Return what is shown in the end; its conversation is held."""
        number = None
        try:
            chat = self._talks.load(wish.spot)
            if wish.key:
                number = number_of(wish.key, chat, CHAT[reader.lang].gone)
                wish = replace(wish, question=wish.question or chat.exchanges[number].question)
            before = replace(chat, exchanges=chat.exchanges[:number])
            check_room(before)
        except PaperQAError as error:
            return trouble(str(error))
        if not wish.question:
            return None
        if chat.exchanges:
            return (yield from self._asked(wish, before, number, reader))
        wish = replace(wish, spot=self._talks.new_spot(reader.owner))
        with self._talks.answering(wish.spot, WAIT):
            return (yield from self._asked(wish, before, number, reader))

    def _asked(
        self, wish: Wish, before: Chat, number: int | None, reader: Reader
    ) -> Generator[Update, None, Update]:
        papers, lang = papers_now(self._loader), question_language(wish.question)
        exchange = Exchange(wish.question, lang, time.time(), filters=wish.filters)
        above = view.messages(before, papers, reader.lang, asking_on=False)
        question = view.question_html(wish.question, wish.filters, papers, reader.lang)
        above.append(view.message("user", question))
        try:
            first = [*above, view.message("assistant", render.searching_html(lang))]
            yield Update(first, busy_box(), wish.spot.chat, editing="", note=wish.note)
            key = view.anchor(len(before.exchanges))
            with closing(self._asking.answered(exchange, before.exchanges, key)) as growing:
                for grown in growing:
                    exchange, html = grown.exchange, grown.html
                    # Something is yielded even if nothing is new: the reader may have left.
                    yield Update([*above, view.message("assistant", html)] if html else None)
        finally:  # the reader may have stopped it, or left
            last = self._kept(wish, exchange, number, reader)
        return last

    def _kept(self, wish: Wish, exchange: Exchange, number: int | None, reader: Reader) -> Update:
        """Return the conversation with ``exchange``, or what kept it from being kept.

        Where nothing came of asking again, what was there before stays.
        """
        try:
            if number is None or exchange.answer or (exchange.said and not exchange.broken):
                chat = self._talks.keep(wish.spot, exchange, number)
                return self.shown(chat, reader) if chat else self._dropped(reader)
            before = self.shown(self._talks.load(wish.spot), reader)
            return replace(before, note=trouble(exchange.said).note if exchange.said else None)
        except PaperQAError as error:
            _LOG.exception("an answer could not be kept")
            return trouble(CHAT[reader.lang].unkept.format(error))

    def _dropped(self, reader: Reader) -> Update:
        return replace(trouble(CHAT[reader.lang].deleted), chat=[], place="", editing="")
