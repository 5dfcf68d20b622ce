"""Who owns a conversation, and which it is: nothing else of a request becomes part of a path.

Errors: ChatsError for an owner or an id of another shape.
"""

import hashlib
import re
import secrets
from typing import Final

from paperqa.errors import ChatsError

_CHAT_ID: Final = re.compile(r"[0-9a-f]{16}")
_OWNER: Final = re.compile(r"[0-9a-f]{32}")
_OWNER_FOLDER: Final = re.compile(r"[0-9a-f]{32}")


def new_chat_id() -> str:
    """Return 16 hexadecimal digits that nobody guesses."""
    return secrets.token_hex(8)


def is_chat_id(text: str) -> bool:
    """Tell whether ``text`` has the shape of a conversation's id."""
    return bool(_CHAT_ID.fullmatch(text))


def checked_chat_id(chat_id: str) -> str:
    """Return ``chat_id`` if it is one."""
    if not is_chat_id(chat_id):
        raise ChatsError(
            f"{chat_id[:40]!r} is no conversation; expected 16 hexadecimal digits "
            "(see: paperqa chats list)"
        )
    return chat_id


def checked_owner(owner: str) -> str:
    """Return ``owner`` if it is a browser's secret, or empty: nobody's."""
    if owner and not _OWNER.fullmatch(owner):  # not shown: it opens somebody's conversations
        raise ChatsError("the owner of a conversation is no secret of ours; reload the page")
    return owner


def owner_folder(owner: str) -> str:
    """Return the name of an owner's folder, from which the secret cannot be told."""
    return hashlib.sha256(checked_owner(owner).encode("ascii")).hexdigest()[:32]


def is_owner_folder(name: str) -> bool:
    """Tell whether ``name`` may be a folder that ``owner_folder`` named."""
    return bool(_OWNER_FOLDER.fullmatch(name))
