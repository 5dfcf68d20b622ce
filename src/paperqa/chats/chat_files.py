"""Which conversations lie in a folder, of one owner or of all; what a list shows of each.

Files of other names are nobody's conversations, and are passed over.
Errors: ChatsError where a conversation is not there.
"""

from collections.abc import Iterator
from pathlib import Path

from paperqa.chats.chat import Chat
from paperqa.chats.chat_log import read_chat, summary_in
from paperqa.chats.edits import ChatSummary
from paperqa.chats.keys import checked_chat_id, is_chat_id, is_owner_folder
from paperqa.errors import ChatsError


def chat_files_in(owner_folder: Path) -> list[Path]:
    """Return the files of one owner's conversations, by name."""
    return sorted(file for file in owner_folder.glob("*.jsonl") if is_chat_id(file.stem))


def all_chat_files(folder: Path) -> Iterator[Path]:
    """Yield the files of all owners' conversations."""
    for owner in sorted(folder.glob("*")):
        if is_owner_folder(owner.name):
            yield from chat_files_in(owner)


def all_summaries(folder: Path) -> list[ChatSummary]:
    """Return the conversations of all owners, the newest first."""
    found = [summary for file in all_chat_files(folder) if (summary := summary_in(file))]
    return sorted(found, key=lambda summary: (-summary.at, summary.id))


def find_chat(folder: Path, chat_id: str) -> Chat:
    """Return the conversation, whosever it is."""
    name = f"{checked_chat_id(chat_id)}.jsonl"
    found = [file for file in all_chat_files(folder) if file.name == name]
    if not found:
        raise ChatsError(f"no conversation {chat_id} in {folder}; see: paperqa chats list")
    if len(found) > 1:
        where = ", ".join(map(str, found))
        raise ChatsError(f"several conversations are called {chat_id} ({where}); rename one")
    return read_chat(found[0])


class Summaries:
    """Remembers what stands in files that have not changed, for a list is asked for often."""

    _MOST = 10_000

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int, int], ChatSummary | None]] = {}

    def of(self, file: Path) -> ChatSummary | None:
        """Return the list's line for ``file``; None if it holds no question, or is gone."""
        try:
            state = file.stat()
        except FileNotFoundError:  # deleted in another tab just now
            return None
        stamp = (state.st_ino, state.st_size, state.st_mtime_ns)
        known = self._known.get(file)
        if known is None or known[0] != stamp:
            if len(self._known) >= self._MOST:
                self._known.clear()
            known = self._known[file] = (stamp, summary_in(file))
        return known[1]
