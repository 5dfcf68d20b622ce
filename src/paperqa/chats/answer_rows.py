"""Answers and exchanges as JSON has them, and back: with passages, boxes, claims and timings.

A row tells all: the conversation is shown as it was, whatever the index holds by then.
Errors: ChatsError for a row of another format, or one that does not hold what it should.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from paperqa.chats.chat import Exchange
from paperqa.chats.typed_rows import RowError, from_row, to_row
from paperqa.errors import ChatsError
from paperqa.types import Answer

FORMAT: Final = 1
"""Goes up when rows change so that an older paperqa would misread them."""
_END_OF_TIME: Final = 253_402_300_800.0
"""The first second of the year 10000, which no calendar of ours can write."""

_Noun = TypeVar("_Noun", Answer, Exchange)


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return the row of ``answer``."""
    return {"format": FORMAT, **to_row(answer)}


def answer_from_json(row: Mapping[str, Any]) -> Answer:
    """Return what ``answer_to_json`` wrote."""
    return _read(Answer, row)


def exchange_to_json(exchange: Exchange) -> dict[str, Any]:
    """Return the row of ``exchange``."""
    return {"format": FORMAT, **to_row(exchange)}


def is_time(at: float) -> bool:
    """Tell whether ``at``, seconds since 1970, has a date."""
    return 0 <= at < _END_OF_TIME


def exchange_from_json(row: Mapping[str, Any]) -> Exchange:
    """Return what ``exchange_to_json`` wrote."""
    exchange = _read(Exchange, row)
    if not is_time(exchange.at):
        raise ChatsError(f"an exchange was at {exchange.at!r}, expected seconds since 1970")
    return exchange


def _read(noun: type[_Noun], row: Mapping[str, Any]) -> _Noun:
    if (written := row.get("format")) != FORMAT:
        raise ChatsError(
            f"the row has format {written!r}, this paperqa reads {FORMAT}; install the newest one"
        )
    try:
        return from_row(noun, {name: value for name, value in row.items() if name != "format"})
    except RowError as error:
        raise ChatsError(f"the row does not hold what it should: {error}") from error
