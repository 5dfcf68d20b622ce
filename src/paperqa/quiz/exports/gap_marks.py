"""Keeps what is written onto a gap on its own side of it in Hebrew: ``____%`` reads as ``79.9%``.

A gap has no direction. Without a mark a percent sign behind it goes to its left, as a full stop
does, while the number that fills it has the sign on its right.
Source: Unicode Bidirectional Algorithm (UAX #9), rules N1 and N2; U+200E is the mark.
"""

import re
from typing import Final

from paperqa.quiz.item import GAP
from paperqa.types import Lang

_LEFT_TO_RIGHT: Final = "\u200e"
_BEFORE: Final = r"(?:[A-Za-z0-9][A-Za-z0-9./-]*|[$€£])"
_BEHIND: Final = r"(?:[%‰°×]|[-/.]?[A-Za-z0-9]+)+"
_JOINED: Final = re.compile(rf"{_BEFORE}{GAP}(?:{_BEHIND})?|{GAP}{_BEHIND}")


def with_marks(text: str, lang: Lang) -> str:
    """Return ``text`` of a wording in ``lang`` with marks around gaps that something joins."""
    if lang != "he":
        return text
    return _JOINED.sub(rf"{_LEFT_TO_RIGHT}\g<0>{_LEFT_TO_RIGHT}", text)
