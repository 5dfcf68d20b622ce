"""Which glyphs of a printed line a stretch of its cleaned text stands for.

Cleaning changes a line: it unfolds ligatures, drops what no reader reads, turns Hebrew spelt from
its end, joins what a hyphen had cut. Line and text are therefore aligned letter by letter, in
Unicode NFKD (UAX #15), white space aside; a letter that cleaning made up has no glyph.
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import TypeAlias

from paperqa.sources.page_text import LIGATURES
from paperqa.sources.pdf import Glyph

_HYPHENS = frozenset("\x02\ufffe\u00ad-")
_BRACKETS = str.maketrans("()[]", "((((")
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea]{2,}")

Letters: TypeAlias = list[tuple[str, int]]
"""Letters of a line, and the places of the characters that they come from."""


def glyphs_under(row: Sequence[Glyph], text: str, start: int, end: int) -> list[int]:
    """Return the places in ``row`` of the glyphs that print ``text[start:end]``, in order.

    ``text`` is what cleaning left of ``row``. An ``end`` beyond it says that the stretch goes on
    in the next line: the hyphen that cuts its last word belongs to it then.
    """
    pairs = _aligned(row, text)
    under = {place for place, offset in pairs if start <= offset < end}
    if under and end > len(text):
        pairs.append((len(row), len(text)))
        under.add(len(row))
    matched = sorted({place for place, _ in pairs})
    for before, after in pairwise(matched):
        if before in under and after in under:
            # Nothing is left of a hyphen at a line's end, but it is printed.
            between = range(before + 1, after)
            under.update(place for place in between if row[place].char in _HYPHENS)
    return sorted(under - {len(row)})


def _aligned(row: Sequence[Glyph], text: str) -> list[tuple[int, int]]:
    """Return (place in ``row``, offset in ``text``) of every letter that both hold, in order."""
    wanted = _solid(_letters(text))
    printed = _letters([glyph.char for glyph in row])
    pairs = _pairs(_solid(printed), wanted)
    if len(pairs) < len(wanted) and _HEBREW_WORD.search(text):
        # Spelt from its end in the file.
        pairs = max(pairs, _pairs(_solid(_with_words_turned(printed)), wanted), key=len)
    return pairs


def _letters(characters: Sequence[str]) -> Letters:
    """Return the letters of each character; one space for white space."""
    return [
        (letter, place)
        for place, character in enumerate(characters)
        for letter in _spelt(character)
        if letter == " " or unicodedata.category(letter)[0] != "C"
    ]


def _spelt(character: str) -> str:
    if character in _HYPHENS:
        return "-"
    character = LIGATURES.get(character, character)
    # Brackets may be mirrored, and their names say only how they are drawn.
    spelt = unicodedata.normalize("NFKD", character).translate(_BRACKETS)
    return " " if spelt.isspace() else spelt


def _solid(letters: Letters) -> Letters:
    return [(letter, place) for letter, place in letters if not letter.isspace()]


def _with_words_turned(letters: Letters) -> Letters:
    turned = list(letters)
    for word in _HEBREW_WORD.finditer("".join(letter for letter, _ in letters)):
        turned[word.start() : word.end()] = reversed(letters[word.start() : word.end()])
    return turned


def _pairs(printed: Letters, wanted: Letters) -> list[tuple[int, int]]:
    one = "".join(letter for letter, _ in printed)
    other = "".join(letter for letter, _ in wanted)
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    middle = SequenceMatcher(
        None, one[head : len(one) - tail], other[head : len(other) - tail], autojunk=False
    )
    blocks = [
        (0, 0, head),
        *((head + a, head + b, size) for a, b, size in middle.get_matching_blocks()),
        (len(one) - tail, len(other) - tail, tail),
    ]
    return [(printed[a + i][1], wanted[b + i][1]) for a, b, size in blocks for i in range(size)]


def _common(one: str, other: str) -> int:
    """Return how many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
