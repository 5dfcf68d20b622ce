"""The readers' conversations as they are kept, and which of them is being answered right now.

A reader who stops an answer, or leaves, is not waited for: the page hears of it before the answer
has really ended. Who shows or continues a conversation therefore waits until it is ``quiet``.
Errors: ChatsError where a conversation cannot be read or kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Lock
from weakref import WeakValueDictionary

from paperqa.chats.chat import Chat, Exchange
from paperqa.chats.keys import is_chat_id
from paperqa.chats.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Spot:
    """A conversation and whose it is."""

    owner: str
    chat: str


class Talks:
    """``shelf`` and who is being answered."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._answered: set[Spot] = set()
        self._deleted: set[Spot] = set()
        self._changed = Condition()  # held for a moment, and never while a file is read or written
        self._locks: WeakValueDictionary[Spot, Lock] = WeakValueDictionary()

    def spot(self, owner: str, place: object) -> Spot:
        """Return where ``owner`` is; ``place`` comes from the page and may be anything."""
        return Spot(owner, place if isinstance(place, str) and is_chat_id(place) else "")

    def new_spot(self, owner: str) -> Spot:
        """Return a place for a conversation to come."""
        return Spot(owner, self.shelf.new_id())

    def load(self, spot: Spot) -> Chat:
        """Return the conversation, empty if there is none."""
        return self.shelf.load(spot.owner, spot.chat) if spot.chat else Chat()

    @contextmanager
    def answering(self, spot: Spot, seconds: float) -> Iterator[bool]:
        """Hold the conversation as one that is being answered, once no other holds it.

        Yields False where one still does after ``seconds``. One that has no id yet is nobody's.
        """
        with self._changed:
            ours = self._changed.wait_for(lambda: spot not in self._answered, seconds)
            if ours and spot.chat:
                self._answered.add(spot)
        try:
            yield ours
        finally:
            if ours:
                with self._changed:
                    self._answered.discard(spot)
                    self._deleted.discard(spot)
                    self._changed.notify_all()

    def quiet(self, spot: Spot, seconds: float) -> bool:
        """Wait, at the most ``seconds``, until it is not being answered; return whether so."""
        with self._changed:
            return self._changed.wait_for(lambda: spot not in self._answered, seconds)

    def keep(self, spot: Spot, exchange: Exchange, number: int | None = None) -> Chat | None:
        """Add ``exchange``; with a ``number``, in place of that exchange and all that follow.

        None if the conversation was deleted while it was being answered.
        """
        with self._lock(spot):
            if spot in self._deleted:
                return None
            return self.shelf.append(spot.owner, spot.chat, exchange, number)

    def delete(self, spot: Spot) -> None:
        """Delete the conversation, with the answer that is on its way to it."""
        with self._lock(spot):
            with self._changed:
                if spot in self._answered:
                    self._deleted.add(spot)
            self.shelf.delete(spot.owner, spot.chat)

    def suggest(self, spot: Spot, last: Exchange, suggestions: tuple[str, ...]) -> Chat | None:
        """Add what to ask on to the ``last`` exchange; None if it is not the last any more."""
        with self._lock(spot):
            chat = self.load(spot)
            newest = chat.exchanges[-1] if chat.exchanges else None
            if spot in self._answered or newest is None or newest.at != last.at:
                return None
            number = len(chat.exchanges) - 1
            return self.shelf.suggest(spot.owner, spot.chat, number, suggestions)

    def _lock(self, spot: Spot) -> Lock:
        """Return the lock of one conversation, for those who change it."""
        with self._changed:
            return self._locks.setdefault(spot, Lock())
