"""A fingerprint of the code that makes items: parts made by other code are not gone on with.

A number to be changed by hand would be forgotten with some change of a maker, a check or a word
list, and a member would then read items that were mended long ago.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import paperqa

_SHOWS_ONLY: Final = ("cli", "ui", "evaluate", "quiz/exports", "quiz/pack")
"""Rooms that show items and make none."""
_ENDINGS: Final = (".py", ".tsv")


@cache
def code_version() -> str:
    """Return the sha256 of all code that items can depend on."""
    room = Path(paperqa.__file__).parent
    shown = tuple(room / name for name in _SHOWS_ONLY)
    digest = hashlib.sha256()
    for path in sorted(room.rglob("*")):
        if path.suffix in _ENDINGS and not any(path.is_relative_to(one) for one in shown):
            digest.update(path.relative_to(room).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
