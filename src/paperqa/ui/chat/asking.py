"""A question on its way: what stands under it while the answer grows, and what is kept of it."""

import logging
from collections.abc import Generator, Sequence
from concurrent.futures import wait
from contextlib import closing
from dataclasses import dataclass, replace

from markupsafe import Markup

from paperqa.answer.ask import Again, Options, ask
from paperqa.answer.desk import Desk
from paperqa.chats.chat import Exchange
from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.types import Answer
from paperqa.ui import render
from paperqa.ui.chat.growing import GrowingAnswer
from paperqa.ui.chat.turns import turns_of
from paperqa.ui.loading import DeskLoader
from paperqa.ui.texts import LABELS

_NOTHING_NEW = Markup("")
_BEAT = 0.1
"""Seconds between two looks whether the desk is open."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Growing:
    """What there is of an exchange; ``html`` stands under the question, empty if as before."""

    exchange: Exchange
    html: Markup = _NOTHING_NEW


class Asking:
    """Answers questions at the desk that serves when they are put."""

    def __init__(self, loader: DeskLoader, settings: Settings) -> None:
        self._loader = loader
        self._settings = settings

    def answered(
        self, exchange: Exchange, before: Sequence[Exchange], key: str
    ) -> Generator[Growing, None, None]:
        """Yield ``exchange`` as it grows, several times a second even if nothing is new.

        A reader who leaves closes this; what has come of the answer was yielded by then.
        """
        try:
            # Closed here and now when the reader stops: the model must not write on for nobody.
            with closing(self._grown(exchange, before, key)) as growing:
                for grown in growing:
                    exchange = grown.exchange
                    yield grown
        except PaperQAError as error:
            yield _broken(exchange, str(error))
        except Exception:
            _LOG.exception("a question could not be answered")
            yield _broken(exchange, LABELS[exchange.lang].crashed)

    def _grown(
        self, exchange: Exchange, before: Sequence[Exchange], key: str
    ) -> Generator[Growing, None, None]:
        desk = yield from self._desk(exchange)
        options = Options(
            k=self._settings.k,
            filters=exchange.filters,
            max_tokens=self._settings.max_tokens,
            history=turns_of(before, desk.index),
        )
        growing = GrowingAnswer(desk, exchange.question, key)
        with closing(ask(desk, exchange.question, options)) as pieces:
            for piece in pieces:
                exchange = _with(exchange, piece)
                yield Growing(exchange, growing.html(piece))

    def _desk(self, exchange: Exchange) -> Generator[Growing, None, Desk]:
        """Return the desk once it is open; the reader may stop or leave meanwhile."""
        opening = self._loader.start()
        while not wait([opening], _BEAT).done:
            yield Growing(exchange)
        return self._loader.desk()


def _with(exchange: Exchange, piece: object) -> Exchange:
    match piece:
        case Answer():
            return replace(exchange, answer=piece, said="")
        case Again():
            return replace(exchange, said="")
        case str():
            return replace(exchange, said=exchange.said + piece)
    return exchange


def _broken(exchange: Exchange, message: str) -> Growing:
    html = render.error_html(message, exchange.lang)
    return Growing(replace(exchange, answer=None, said=message, broken=True), html)
