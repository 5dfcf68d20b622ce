"""Words looked up in a text as they were copied: spaces, hyphens, quotes may have changed.

Ignored are white space, quotation marks, capitals, and hyphens that stand before no digit; all
dashes are one, square brackets are round ones. A quote may lack its marks of references: ``[12]``,
which models see as ``(12)``, and ``(Vaswani et al., 2017)``. Everything else must be the same.

Units: offsets count characters of the text as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Final

from paperqa.language.sentences import sentence_spans

LONGEST_QUOTE: Final = 600
"""Characters."""
_QUOTES: Final = frozenset("\"'`´“”„‟‘’‚‛«»‹›״׳")
_DASHES: Final = frozenset("-‐‑‒–—―−־")
_BRACKETS: Final = {"[": "(", "]": ")"}
_REFERENCE: Final = re.compile(
    r"[\[(]\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[\])]|\([^()]{1,150}\b(?:19|20)\d\d[a-z]?\)"
)
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

Span = tuple[int, int]


def folded(text: str) -> str:
    """Return what of ``text`` counts when texts are compared."""
    return _folded(text)[0]


def found_words(words: str, text: str) -> Span | None:
    """Return where ``words`` stand in ``text``, whole: ``8`` is in no ``2.8``, ``18`` or ``GPT-8``.

    None where they do not, and for words of which nothing counts.
    """
    for start, end in _places(words, text):
        if _is_whole(text, start, end):
            return start, end
    return None


def found_quote(quote: str, text: str) -> Span | None:
    """Return where ``quote`` stands in ``text``, widened to whole words."""
    bare = _REFERENCE.sub(" ", quote)
    for start, end in chain(_places(quote, text), _places(bare, text, without=_REFERENCE)):
        while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        return start, end
    return None


def whole_sentences(span: Span, text: str) -> Span:
    """Return ``span`` widened to the sentences that it touches."""
    touched = [one for one in sentence_spans(text) if one[0] < span[1] and span[0] < one[1]]
    return min(span[0], touched[0][0]), max(span[1], touched[-1][1])


def _places(words: str, text: str, without: re.Pattern[str] | None = None) -> Iterator[Span]:
    """Yield where the folded ``words`` stand, from left to right, or would ``without`` some."""
    wanted = folded(words)
    blank = without.sub(lambda match: " " * len(match[0]), text) if without else text
    hay, places = _folded(blank)
    at = hay.find(wanted) if wanted else -1
    while at >= 0:
        yield places[at], places[at + len(wanted) - 1] + 1
        at = hay.find(wanted, at + 1)


@lru_cache(maxsize=512)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the characters that count, and where in ``text`` each of them stands."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for one in _counts(char, text[place + 1 : place + 2]):
            chars.append(one)
            places.append(place)
    return "".join(chars), tuple(places)


def _counts(char: str, following: str) -> str:
    if char in _DASHES:
        return "-" if following.isdigit() else ""
    if char.isspace() or char in _QUOTES or unicodedata.category(char) in _INVISIBLE:
        return ""
    plain = unicodedata.normalize("NFKC", char).casefold()
    return "".join(_BRACKETS.get(one, one) for one in plain if not one.isspace())


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if text[start].isalnum() and before[-1:].isalnum():
        return False
    if text[end - 1].isalnum() and after[:1].isalnum():
        return False
    # "8" stands in no "2.8", "1,8", "GPT-8", "8.5".
    part_of_name = before[-1:] in _DASHES and before[:1].isalnum()
    decimal = before[-1:] in {".", ","} and before[:1].isdigit()
    if text[start].isdigit() and (part_of_name or decimal):
        return False
    return not (text[end - 1].isdigit() and after[:1] in {".", ","} and after[1:].isdigit())
