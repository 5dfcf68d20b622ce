"""Which words the papers of an index use, and in how many papers each: rare ones tell a subject.

It also knows words with holes: PDFs lose the ligatures fi, ff, fl and ffi ("signicant"), and
hyphens at the ends of lines.
"""

import re
from collections import Counter, defaultdict
from functools import cache
from typing import Final
from weakref import WeakKeyDictionary

from paperqa.store.bundle import Index
from paperqa.store.words import WordIndex

WORD: Final = re.compile(r"[A-Za-z]+")
_WHOLE: Final = re.compile(r"(?<!\w)[A-Za-z][a-z]+(?!\w)")
_LOST: Final = ("fi", "ff", "fl", "ffi", "ffl")
_SURE: Final = re.compile(
    r"\b(?:di(?:er|cult)|signic|ecien|e(?:ect|ort)|suci|specic|denes?\b|denition|rst\b"
    r"|classication|condence|well(?:known|established|suited|studied|defined)\b)",
    re.IGNORECASE,
)
"""Holes that need no other paper to be seen."""
_SELDOM: Final = 2
_OFTEN: Final = 4
_USUAL: Final = 30
_HALF: Final = 5
"""Two usual words of this length in one rare one have lost what joined them: "humanwritten"."""


class Lexicon:
    """``papers`` counts the papers that use a word (casefolded); ``total`` is all of them."""

    def __init__(self, papers: Counter[str], total: int) -> None:
        self.papers = papers
        self.total = total
        self._holed = cache(self._is_holed)

    def rarity(self, word: str) -> float:
        """Return the share of papers, in [0, 1], that do without ``word``."""
        return 1 - self.papers[word.casefold()] / max(self.total, 1)

    def has_holes(self, text: str) -> bool:
        """Tell whether a word of ``text`` has lost a ligature, a space or a hyphen."""
        if _SURE.search(text):
            return True
        return any(self._holed(word.casefold()) for word in _WHOLE.findall(text))

    def _is_holed(self, word: str) -> bool:
        if self.papers[word] > _SELDOM:
            return False
        halves = ((word[:at], word[at:]) for at in range(_HALF, len(word) - _HALF + 1))
        if any(min(self.papers[one], self.papers[other]) >= _USUAL for one, other in halves):
            return True
        places = range(len(word) + 1)
        whole = (word[:at] + lost + word[at:] for at in places for lost in _LOST)
        return any(self.papers[one] >= _OFTEN for one in whole)


_KNOWN: Final[WeakKeyDictionary[WordIndex, Lexicon]] = WeakKeyDictionary()


def lexicon_of(index: Index) -> Lexicon:
    """Return the lexicon of the papers (not the notes) of ``index``; made once for each index."""
    if index.words not in _KNOWN:
        words: defaultdict[str, set[str]] = defaultdict(set)
        for passage in index.passages:
            if passage.kind == "paper":
                words[passage.paper].update(WORD.findall(passage.text.casefold()))
        counts = Counter(word for own in words.values() for word in own)
        _KNOWN[index.words] = Lexicon(counts, len(words))
    return _KNOWN[index.words]
