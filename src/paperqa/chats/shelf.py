"""Conversations on disk, each with its owner alone, so that they outlive the server.

    <folder>/<sha256 of the owner's secret, 32 digits>/<conversation's id>.jsonl    see ``chat_log``

Folders are for this account only (0700), and so are files (0600). Each method reads the log,
changes it under the lock of the owner's folder, and syncs it to the disk: several tabs, threads
and processes lose nothing of each other.

Limits: ``edits.MOST_EXCHANGES`` questions a conversation, then ChatsError; ``MOST_CHATS``
conversations an owner: a new one beyond them drops the one that was changed longest ago.
Errors: ChatsError for an id or owner of another shape, a number that is not there, a damaged log,
a disk that cannot be written.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from paperqa.chats import edits
from paperqa.chats.chat import Chat, Exchange, Thumb
from paperqa.chats.chat_files import Summaries, chat_files_in
from paperqa.chats.chat_log import (
    asked_line,
    cut_line,
    exchanges_of,
    rated_line,
    read_chat,
    suggested_line,
)
from paperqa.chats.edits import ChatSummary
from paperqa.chats.keys import checked_chat_id, new_chat_id, owner_folder
from paperqa.chats.log_file import locked, open_log, remove, write_line
from paperqa.chats.memory_shelf import MemoryShelf
from paperqa.settings import Settings

MOST_CHATS: Final = 200
"""Conversations of one owner; oldest first, they are dropped beyond it."""


class Shelf(Protocol):
    """Where the readers' conversations are kept: ``ChatShelf`` on disk, or ``MemoryShelf``."""

    def new_id(self) -> str:
        """Return the id of a conversation to come: 16 hexadecimal digits."""
        ...

    def load(self, owner: str, chat_id: str) -> Chat:
        """Return the conversation, empty if there is none; raise ChatsError if it is damaged."""
        ...

    def append(self, owner: str, chat_id: str, exchange: Exchange, keep: int | None = None) -> Chat:
        """Add ``exchange``, behind the first ``keep`` where given, and return the whole.

        Raises ChatsError where it cannot be kept.
        """
        ...

    def cut(self, owner: str, chat_id: str, keep: int) -> Chat:
        """Forget all but the first ``keep`` exchanges and return what is left."""
        ...

    def rate(self, owner: str, chat_id: str, number: int, thumb: Thumb) -> Chat:
        """Keep the ``thumb`` of exchange ``number`` and return the whole."""
        ...

    def suggest(self, owner: str, chat_id: str, number: int, questions: tuple[str, ...]) -> Chat:
        """Keep what exchange ``number`` is to offer next and return the whole."""
        ...

    def listed(self, owner: str) -> list[ChatSummary]:
        """Return the conversations of ``owner``, newest first."""
        ...

    def delete(self, owner: str, chat_id: str) -> None:
        """Delete a conversation, also one that is damaged; none at all is no error."""
        ...


class ChatShelf:
    """Conversations in ``folder``, which is made by the first of them.

    Those of nobody (owner "": a reader without our cookie) are held in memory for a while.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nobodys = MemoryShelf()
        self._summaries = Summaries()

    def new_id(self) -> str:
        """Return the id of a conversation to come; the first ``append`` makes it."""
        return new_chat_id()

    def load(self, owner: str, chat_id: str) -> Chat:
        """Return the conversation; one that this owner does not have is empty."""
        if not owner:
            return self._nobodys.load(owner, chat_id)
        return read_chat(self._file(owner, chat_id))

    def append(self, owner: str, chat_id: str, exchange: Exchange, keep: int | None = None) -> Chat:
        """Add an exchange; return the conversation as it stands then, other tabs' included.

        With ``keep``, it takes the place of the exchanges from that number on, in one step.
        """
        if not owner:
            return self._nobodys.append(owner, chat_id, exchange, keep)
        line = asked_line(exchange, keep)
        chat = self._change(owner, chat_id, lambda old: edits.appended(old, exchange, keep), line)
        if len(chat.exchanges) == 1:
            self._drop_oldest(owner, but=chat_id)
        return chat

    def cut(self, owner: str, chat_id: str, keep: int) -> Chat:
        """Forget the exchanges from number ``keep`` on; return the conversation.

        For editing and asking again. What was judged of them still counts as feedback.
        """
        if not owner:
            return self._nobodys.cut(owner, chat_id, keep)
        return self._change(owner, chat_id, lambda old: edits.cut(old, keep), cut_line(keep))

    def rate(self, owner: str, chat_id: str, number: int, thumb: Thumb) -> Chat:
        """Judge exchange ``number``, "" takes it back; return the conversation."""
        if not owner:
            return self._nobodys.rate(owner, chat_id, number, thumb)
        line = rated_line(number, thumb)
        return self._change(owner, chat_id, lambda old: edits.rated(old, number, thumb), line)

    def suggest(self, owner: str, chat_id: str, number: int, questions: tuple[str, ...]) -> Chat:
        """Offer ``questions`` under exchange ``number``; return the conversation."""
        if not owner:
            return self._nobodys.suggest(owner, chat_id, number, questions)
        line = suggested_line(number, questions)
        return self._change(
            owner, chat_id, lambda old: edits.suggested(old, number, questions), line
        )

    def listed(self, owner: str) -> list[ChatSummary]:
        """Return the owner's conversations that hold a question, the newest first."""
        if not owner:
            return self._nobodys.listed(owner)
        files = chat_files_in(self._folder / owner_folder(owner))
        found = [summary for file in files if (summary := self._summaries.of(file))]
        return sorted(found, key=lambda summary: (-summary.at, summary.id))

    def delete(self, owner: str, chat_id: str) -> None:
        """Remove the conversation, if there is one, with its feedback."""
        if not owner:
            self._nobodys.delete(owner, chat_id)
            return
        file = self._file(owner, chat_id)
        if file.parent.is_dir():
            with locked(file.parent):
                remove(file)

    def _file(self, owner: str, chat_id: str) -> Path:
        return self._folder / owner_folder(owner) / f"{checked_chat_id(chat_id)}.jsonl"

    def _change(self, owner: str, chat_id: str, edit: Callable[[Chat], Chat], line: bytes) -> Chat:
        file = self._file(owner, chat_id)
        with locked(file.parent):
            log = open_log(file)
            before = Chat(chat_id, exchanges_of(log.live, file))
            after = edit(before)
            if after is not before:
                write_line(file, log, line)
        return after

    def _drop_oldest(self, owner: str, but: str) -> None:
        folder = self._folder / owner_folder(owner)
        with locked(folder):
            files = [file for file in chat_files_in(folder) if file.stem != but]
            files.sort(key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
            for file in files[MOST_CHATS - 1 :]:
                remove(file)


def shelf_of(settings: Settings) -> Shelf:
    """Return the shelf that ``settings`` ask for."""
    return ChatShelf(settings.chats_dir) if settings.keep_chats else MemoryShelf()
