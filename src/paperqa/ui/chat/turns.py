"""What a follow-up may lean on: the last questions of a conversation, made whole, and their papers.

A question whose answer was stopped or broke can be leant on too: it is made whole once more.
"""

from collections.abc import Sequence
from typing import Final

from paperqa.answer.followups.followup import turn_of, whole_question
from paperqa.chats.chat import Exchange
from paperqa.store.bundle import Index
from paperqa.types import Turn

MOST: Final = 4


def turns_of(exchanges: Sequence[Exchange], index: Index) -> tuple[Turn, ...]:
    """Return the last turns of a conversation, the last one last."""
    turns: list[Turn] = []
    for exchange in exchanges[-MOST:]:
        turns.append(_turn(exchange, turns, index))
    return tuple(turns)


def _turn(exchange: Exchange, before: Sequence[Turn], index: Index) -> Turn:
    if exchange.answer is not None:
        return turn_of(exchange.answer)
    whole = whole_question(exchange.question, before, index, exchange.filters.papers)
    return Turn(whole.question, (), whole.lang)
