"""What a button of a conversation may ask for: a name and a value, checked on the server.

The page tells of a click by an event of its own (see chat.js); what comes may be anything. An
exchange is named by its number and the time of its question, so that a click in a window that
shows an old state of the conversation hits nothing else.
Errors: ChatsError for what no button says, or an exchange that is not there any more.
"""

from dataclasses import dataclass
from typing import Any, Final

import gradio as gr

from paperqa.chats.chat import Chat, Exchange
from paperqa.errors import ChatsError

ASKING: Final = frozenset({"ask", "retry"})
"""Acts that end in an answer."""
OTHERS: Final = frozenset(
    {"edit", "cancel", "up", "down", "new", "open", "delete", "chats", "markdown", "bibtex", "all"}
)
LONGEST_VALUE: Final = 4000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Act:
    """``value`` is a question, a key of an exchange or the id of a chat, as ``name`` wants it."""

    name: str
    value: str


def act_of(event: gr.EventData, known: frozenset[str]) -> Act:
    """Return what was clicked, if it is among ``known``."""
    data: Any = event._data  # what the page sent; its attributes may be of any name
    name = data.get("name") if isinstance(data, dict) else None
    value = data.get("value", "") if isinstance(data, dict) else None
    if not (isinstance(name, str) and name in known and isinstance(value, str)):
        raise ChatsError("the page asked for something unknown; reload it")
    return Act(name, value[:LONGEST_VALUE])


def key_of(number: int, exchange: Exchange) -> str:
    """Return the name of an exchange on the page."""
    return f"{number}-{int(exchange.at * 1000):x}"


def number_of(key: str, chat: Chat, gone: str) -> int:
    """Return the number of the exchange that ``key`` names; ``gone`` is said if there is none."""
    for number, exchange in enumerate(chat.exchanges):
        if key == key_of(number, exchange):
            return number
    raise ChatsError(gone)
