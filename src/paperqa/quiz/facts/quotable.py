"""Which sentences of a paper can stand alone as a quote."""

import re
from typing import Final

from paperqa.language.orders import orders_the_assistant
from paperqa.language.tokens import ENGLISH_STOP_WORDS

_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_NUMBER: Final = re.compile(r"(?<!\S)(?:[(+−-]?\.?\d[\d.,]*[KMB%×x)]*|[-–—])(?!\S)")
_GRAMMAR: Final = ENGLISH_STOP_WORDS | frozenset("because since while than also when where".split())
_FEWEST_WORDS: Final = 5
_LEAST_GRAMMAR: Final = 0.14
"""Share of words such as "the" and "of": a table's rows have hardly any."""
_MOST_NUMBERS: Final = 0.25
"""Share of numbers, and of the dashes of empty cells, among all words."""
_LEAST_LETTERS: Final = 0.55
"""Share of letters among all that is no space: below it stands a table or a formula."""


def is_quotable(sentence: str) -> bool:
    """Tell whether ``sentence`` is prose that a reader can make sense of."""
    solid = [char for char in sentence if not char.isspace()]
    letters = sum(map(str.isalpha, solid))
    words = [word.casefold() for word in _WORD.findall(sentence)]
    return (
        len(words) >= _FEWEST_WORDS
        and sum(map(_is_grammar, words)) >= _LEAST_GRAMMAR * len(words)
        and len(_NUMBER.findall(sentence)) <= _MOST_NUMBERS * len(sentence.split())
        and letters >= _LEAST_LETTERS * len(solid)
        and not orders_the_assistant(sentence)
    )


def _is_grammar(word: str) -> bool:
    return word in _GRAMMAR
