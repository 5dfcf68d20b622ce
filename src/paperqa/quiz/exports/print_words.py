r"""Text of an item as HTML: escaped, set in its own direction, with gaps and formulas as such.

A formula, ``\( \)`` or ``\[ \]``, stays the LaTeX that it is, isolated from the text around it:
in a Hebrew line its brackets and letters would change places.
"""

import re
from typing import Final

from markupsafe import Markup

from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.exports.sheet_items import BLANK, runs_as
from paperqa.quiz.item import GAP
from paperqa.types import Lang

_BLANK: Final = Markup('<span class="gap">{}</span>').format(BLANK)
_FORMULA: Final = Markup('<bdi class="formula" dir="ltr">{}</bdi>')
_WHOLE: Final = Markup('<span class="whole">{}</span>')
_LINE: Final = Markup('<span class="line-of"{}>{}</span>')
_IN_LATIN: Final = re.compile(r"(?P<formula>\\\(.+?\\\)|\\\[.+?\\\])")
_IN_HEBREW: Final = re.compile(
    rf"{_IN_LATIN.pattern}|(?P<whole>(?<!\S)(?=\S{{1,28}}(?:\s|$))[^\s\\]*\w-\w[^\s\\]*)"
)
"""In Hebrew a line must not end inside ``ה-softmax``: its hyphen joins, it does not divide."""


def way(lang: Lang) -> Markup:
    """Return the attributes of an element whose text is in ``lang``."""
    return Markup(' dir="rtl" lang="he"') if lang == "he" else Markup(' dir="ltr" lang="en"')


def words(text: str, lang: Lang) -> Markup:
    """Return ``text`` for an element in ``lang``; of several lines each has its own direction."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return Markup("").join(_line(line, lang) for line in lines)
    return Markup("").join(
        _LINE.format(way(own), _line(line, own)) for line in lines for own in [runs_as(line, lang)]
    )


def isolated(text: str, lang: Lang) -> Markup:
    """Return ``text``, a part of a line in ``lang``, in its own direction."""
    own = runs_as(text, lang)
    return Markup("<bdi{}>{}</bdi>").format(way(own), words(text, own))


def css_string(text: str) -> str:
    """Return ``text`` as a quoted CSS string that can end neither itself nor the style sheet.

    Source: CSS Syntax 3, section 4.3.7 (a backslash, up to six hex digits, a space).
    """
    kept = "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
    return f'"{kept}"'


def _line(line: str, lang: Lang) -> Markup:
    shown, at = Markup(""), 0
    for found in (_IN_HEBREW if lang == "he" else _IN_LATIN).finditer(line):
        whole = _FORMULA.format(_gapped(found[0], "en"))
        if not found["formula"]:
            whole = _WHOLE.format(_gapped(found[0], lang))
        shown += _gapped(line[at : found.start()], lang) + whole
        at = found.end()
    return shown + _gapped(line[at:], lang)


def _gapped(text: str, lang: Lang) -> Markup:
    return _BLANK.join(with_marks(text, lang).split(GAP))
