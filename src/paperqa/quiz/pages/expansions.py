"""Abbreviations that a text explains where it first uses them: "long form (LF)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SMALL_WORDS: Final = frozenset("of and for the in on to a with from by".split())
"""They may stand in the long form without a letter in the short one."""
_PRINTED: Final = re.compile(
    r"(?P<before>(?:[A-Za-z][A-Za-z-]*\s+){1,7}[A-Za-z][A-Za-z-]*)\s+\((?P<short>[A-Z]{2,6})s?\)"
)
KNOWN_TO_ALL: Final = frozenset(
    """
    AI ML NLP CV LLM GPU CPU API USA DL RL LM VLM NN QA DNN CNN RNN LSTM GAN MLP SGD NLU NLG MT NMT
    SOTA PLM LMM IEEE ACM AND OR
    """.split()
)
"""Abbreviations that nobody in the club needs to be asked for."""
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Expansion:
    """``long`` as printed stands for ``short``; ``pieces`` are its words and what joins them."""

    short: str
    long: str
    pieces: tuple[str, ...]


def is_word(piece: str) -> bool:
    """Tell a word from what joins words."""
    return piece.strip(" -\n") != ""


def expansions(text: str) -> Iterator[Expansion]:
    """Yield the abbreviations in brackets whose letters begin the words before, one by one.

    Not those that everybody in the field knows.
    """
    for match in _PRINTED.finditer(text):
        pieces = _spelt(re.split(r"(\s+|-)", match["before"]), match["short"])
        words = [piece for piece in pieces if is_word(piece)]
        long_enough = all(len(word) >= _SHORTEST or word in SMALL_WORDS for word in words)
        if pieces and long_enough and match["short"] not in KNOWN_TO_ALL:
            yield Expansion(match["short"], "".join(pieces), tuple(pieces))


def _spelt(pieces: Sequence[str], short: str) -> Sequence[str]:
    """Return the end of ``pieces`` whose initials are ``short``, small words aside; or nothing."""
    left = short.casefold()
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at].casefold()
        if not is_word(piece) or piece in SMALL_WORDS:
            continue
        if piece[0] != left[-1]:
            return ()
        left = left[:-1]
        if not left:
            return pieces[at:]
    return ()
