"""What can be done to a conversation: ask on, go back, judge. Nothing here is stored.

An edit that changes nothing returns the very conversation that it was given.

Errors: ChatsError for a number that is not there, and for a conversation that is full.
"""

from dataclasses import dataclass, replace
from typing import Final, get_args

from paperqa.chats.chat import Chat, Exchange, Thumb
from paperqa.errors import ChatsError

MOST_EXCHANGES: Final = 200
"""Of one conversation; a longer one is slow to show, and its beginning is long forgotten."""


@dataclass(frozen=True, slots=True)
class ChatSummary:
    """A line of the list of conversations; ``at`` is that of its last question.

    ``damaged`` says why it cannot be read, and is empty for one that can.
    """

    id: str
    title: str
    at: float
    exchanges: int
    damaged: str = ""


def summary_of(chat: Chat) -> ChatSummary:
    """Return the line of a conversation that has a question at least."""
    return ChatSummary(chat.id, chat.title, chat.exchanges[-1].at, len(chat.exchanges))


def appended(chat: Chat, exchange: Exchange, keep: int | None = None) -> Chat:
    """Return ``chat`` with one exchange more, which takes the place of those from ``keep`` on."""
    before = chat if keep is None else cut(chat, keep)
    check_room(before)
    return replace(chat, exchanges=(*before.exchanges, exchange))


def check_room(chat: Chat) -> None:
    """Raise ChatsError if ``chat`` takes no exchange more."""
    if len(chat.exchanges) >= MOST_EXCHANGES:
        raise ChatsError(
            f"this conversation has {MOST_EXCHANGES} questions, the most that one holds; "
            "start a new one"
        )


def cut(chat: Chat, keep: int) -> Chat:
    """Return ``chat`` without the exchanges from number ``keep`` on."""
    if keep < 0:
        raise ChatsError(f"a conversation cannot keep {keep} questions; expected 0 or more")
    if keep >= len(chat.exchanges):
        return chat
    return replace(chat, exchanges=chat.exchanges[:keep])


def rated(chat: Chat, number: int, thumb: Thumb) -> Chat:
    """Return ``chat`` with exchange ``number`` judged; an empty ``thumb`` takes it back."""
    if thumb not in get_args(Thumb):
        raise ChatsError(f"a thumb is {thumb!r}; expected 'up', 'down' or ''")
    return _changed(chat, number, replace(_at(chat, number), thumb=thumb))


def suggested(chat: Chat, number: int, questions: tuple[str, ...]) -> Chat:
    """Return ``chat`` with ``questions`` to ask on offered under exchange ``number``."""
    return _changed(chat, number, replace(_at(chat, number), suggestions=questions))


def _at(chat: Chat, number: int) -> Exchange:
    if not 0 <= number < len(chat.exchanges):
        raise ChatsError(
            f"this conversation has no question number {number} (counted from 0), only "
            f"{len(chat.exchanges)} of them; reload the page"
        )
    return chat.exchanges[number]


def _changed(chat: Chat, number: int, exchange: Exchange) -> Chat:
    if chat.exchanges[number] == exchange:
        return chat
    before, after = chat.exchanges[:number], chat.exchanges[number + 1 :]
    return replace(chat, exchanges=(*before, exchange, *after))
