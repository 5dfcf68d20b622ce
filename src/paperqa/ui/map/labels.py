"""What stands at a dot of the map, and about how wide it is drawn.

Widths are estimates: the server has no fonts. They are on the wide side, in CSS pixels.
"""

import unicodedata
from typing import Final

from paperqa.answer.short_name import short_name
from paperqa.store.bundle import Index

FONT_SIZE: Final = 13.0
_LONGEST: Final = 24
"""Letters of a label."""
_WIDTHS: Final = {"narrow": 0.34, "usual": 0.6, "wide": 0.92, "full": 1.05}
"""Of a letter, in parts of the size of the font."""
_NARROW: Final = frozenset("iljtfrI.,:;'’!|()[]- ")
_WIDE: Final = frozenset("mwMWGOQ@%&—")


def label_of(paper: str, index: Index) -> str:
    """Return the short name of ``paper``, cut at a word where it is too long."""
    name = short_name(paper, index).strip("“”").strip() or paper
    if len(name) <= _LONGEST:
        return name
    whole = name[: _LONGEST - 1].rpartition(" ")[0]
    return (whole or name[: _LONGEST - 1]).rstrip(" ,:;-") + "…"


def width_of(label: str) -> float:
    """Return about how wide ``label`` is drawn, at most."""
    return FONT_SIZE * sum(_WIDTHS[_kind(letter)] for letter in label)


def _kind(letter: str) -> str:
    if unicodedata.combining(letter):
        return "narrow"
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return "full"
    if letter in _NARROW:
        return "narrow"
    return "wide" if letter in _WIDE else "usual"
