"""Tells from the name of a table column, or of a YAML key, what its cells hold.

English and Hebrew names are known; ``url_video`` and ``Paper / Resource`` are read word by word.
"""

import re
from typing import Final, Literal

Column = Literal["topic", "title", "year", "left out", "address"]

# fmt: off
_NAMES: Final[dict[Column, frozenset[str]]] = {
    "left out": frozenset({
        "recording", "recordings", "zoom", "slide", "slides", "presentation", "presentations",
        "הקלטה", "הקלטות", "מצגת", "מצגות", "שקפים",
    }),
    "topic": frozenset({
        "lecture", "lectures", "topic", "topics", "meeting", "subject", "session", "week",
        "theme", "section", "heading", "הרצאה", "הרצאות", "נושא", "מפגש", "שבוע",
    }),
    "title": frozenset({
        "title", "paper", "papers", "name", "resource", "article", "reading",
        "כותרת", "מאמר", "מאמרים", "שם",
    }),
    "year": frozenset({"year", "date", "published", "שנה", "תאריך"}),
    "address": frozenset({
        "url", "urls", "link", "links", "href", "uri", "doi", "arxiv", "id", "website",
        "קישור", "קישורים",
    }),
}
# fmt: on

_WORDS = re.compile(r"[^\W_]+")


def column_kind(name: str) -> Column | None:
    """Return what cells under ``name`` hold; None if the name says nothing known.

    >>> column_kind("Paper / Resource"), column_kind("url_slides"), column_kind("Asignee")
    ('title', 'left out', None)
    """
    words = {word.casefold() for word in _WORDS.findall(name)}
    return next((column for column, names in _NAMES.items() if words & names), None)
