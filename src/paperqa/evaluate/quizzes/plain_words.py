"""Questions and answers as words that can be compared."""

import re
import unicodedata
from collections import Counter
from typing import Final

from paperqa.language.script import ENGLISH_FUNCTION_WORDS, HEBREW_FUNCTION_WORDS
from paperqa.language.tokens import tokens
from paperqa.quiz.item import GAP

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_MORE_FUNCTION_WORDS: Final = frozenset("it its at as be been has have had into over".split())
_FUNCTION_WORDS: Final = ENGLISH_FUNCTION_WORDS | HEBREW_FUNCTION_WORDS | _MORE_FUNCTION_WORDS


def words_of(text: str) -> list[str]:
    """Return words and numbers in order, whatever their case, script form or punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text.replace(GAP, " ")).casefold())


def content_of(text: str) -> set[str]:
    """Return the words that say something; all of them where none does."""
    words = set(words_of(text))
    return words - _FUNCTION_WORDS or words


def likeness(first: str, second: str) -> float:
    """Return in [0, 1] how many words two texts share (Dice, words counted as often as said)."""
    one, other = Counter(words_of(first)), Counter(words_of(second))
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0


def stands_in(phrase: str, text: str) -> bool:
    """Tell whether the words of ``phrase`` stand in ``text`` one after the other."""
    wanted, words = words_of(phrase), words_of(text)
    size = len(wanted)
    return size > 0 and any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


def stems_stand_in(phrase: str, text: str) -> bool:
    """Tell whether the words of ``phrase`` stand in ``text`` in a row, each in any form."""
    wanted, said = ([_forms(word) for word in words_of(one)] for one in (phrase, text))
    size = len(wanted)
    return size > 0 and any(
        all(one & other for one, other in zip(wanted, said[at : at + size], strict=True))
        for at in range(len(said) - size + 1)
    )


def _forms(word: str) -> frozenset[str]:
    """Return the stem of a word, and in Hebrew what it is without prefixes; itself for "the"."""
    return frozenset(tokens(word)) or frozenset({word})
