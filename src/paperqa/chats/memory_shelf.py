"""Conversations in memory: for readers without a cookie, and where nothing shall be kept."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from paperqa.chats import edits
from paperqa.chats.chat import Chat, Exchange, Thumb
from paperqa.chats.edits import ChatSummary
from paperqa.chats.keys import checked_chat_id, checked_owner, new_chat_id

MOST_HELD: Final = 200
"""Conversations of all readers together; the one that was used least recently goes first."""


class MemoryShelf:
    """Has the methods of ``ChatShelf``; a restart of the server ends all of it.

    Conversations of nobody (owner "") are found by their id, which is a secret of its own, and
    stand in no list.
    """

    def __init__(self, most: int = MOST_HELD) -> None:
        self._most = most
        self._chats: OrderedDict[tuple[str, str], Chat] = OrderedDict()
        self._lock = Lock()

    def new_id(self) -> str:
        """Return the id of a conversation to come."""
        return new_chat_id()

    def load(self, owner: str, chat_id: str) -> Chat:
        """Return the conversation; one that nobody knows is empty."""
        with self._lock:
            return self._held(_key(owner, chat_id))

    def append(self, owner: str, chat_id: str, exchange: Exchange, keep: int | None = None) -> Chat:
        """Add an exchange, in place of those from number ``keep`` on; return the conversation."""
        with self._lock:
            key = _key(owner, chat_id)
            return self._put(key, edits.appended(self._held(key), exchange, keep))

    def cut(self, owner: str, chat_id: str, keep: int) -> Chat:
        """Forget the exchanges from number ``keep`` on; return the conversation."""
        with self._lock:
            key = _key(owner, chat_id)
            return self._put(key, edits.cut(self._held(key), keep))

    def rate(self, owner: str, chat_id: str, number: int, thumb: Thumb) -> Chat:
        """Judge exchange ``number``; return the conversation."""
        with self._lock:
            key = _key(owner, chat_id)
            return self._put(key, edits.rated(self._held(key), number, thumb))

    def suggest(self, owner: str, chat_id: str, number: int, questions: tuple[str, ...]) -> Chat:
        """Offer ``questions`` under exchange ``number``; return the conversation."""
        with self._lock:
            key = _key(owner, chat_id)
            return self._put(key, edits.suggested(self._held(key), number, questions))

    def listed(self, owner: str) -> list[ChatSummary]:
        """Return the owner's conversations that hold a question, the newest first."""
        checked_owner(owner)
        with self._lock:
            chats = [chat for (whose, _), chat in self._chats.items() if owner and whose == owner]
        found = [edits.summary_of(chat) for chat in chats if chat.exchanges]
        return sorted(found, key=lambda summary: (-summary.at, summary.id))

    def delete(self, owner: str, chat_id: str) -> None:
        """Forget the conversation, if there is one."""
        with self._lock:
            self._chats.pop(_key(owner, chat_id), None)

    def _held(self, key: tuple[str, str]) -> Chat:
        if key in self._chats:
            self._chats.move_to_end(key)
        return self._chats.get(key, Chat(key[1]))

    def _put(self, key: tuple[str, str], chat: Chat) -> Chat:
        self._chats[key] = chat
        self._chats.move_to_end(key)
        while len(self._chats) > self._most:
            self._chats.popitem(last=False)
        return chat


def _key(owner: str, chat_id: str) -> tuple[str, str]:
    return checked_owner(owner), checked_chat_id(chat_id)
