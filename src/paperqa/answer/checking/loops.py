"""Notices, while an answer streams, that its generation goes in circles.

Two signs, both of which depend on the text alone and not on how it was cut into pieces:

*   The text repeats itself with one period: the last characters stand ``p`` characters before as
    well, for three periods and at least 80 characters (``aaaa``: 48). In fenced code, and where the
    stretch holds no letter (a rule of dashes, a table of zeros), only for 400. A period may be as
    long as 1000 characters. Rows and items that differ in one character each are no period.
*   A sentence or list item of five words and 24 letters stands there four times among the last 24,
    whatever stands between. List numbers and citations do not count, other numbers do; fenced code
    does not repeat itself in this sense.

Cost: the same for each character, some microseconds, whatever came before.
"""

import re
from collections import deque
from typing import Final

import numpy as np

_LONGEST: Final = 1000
_LEAST, _LEAST_OF_ONE, _LEAST_BARE = 80, 48, 400
_TINY: Final = 3
_PERIODS: Final = 3
_SHORT, _PERIODS_OF_SHORT = 40, 4
_SAME_SENTENCE: Final = 4
_WORDS, _LETTERS = 5, 24
_RECENT: Final = 24
_SENTENCE_ENDS: Final = frozenset(".!?\n")
_NOT_SAID: Final = re.compile(
    r"^\s*(?:[-*+•>#]|\(?\d{1,3}[.)])+\s*|[\[【][\d,;\s]+[\]】]|[*_\s.!?]+"
)
_FENCES: Final = ("```", "~~~")

_PERIOD: Final = np.arange(1, _LONGEST + 1)
_NEEDED: Final = (
    np.select(
        [_PERIOD <= _TINY, _PERIOD < _SHORT],
        [_LEAST_OF_ONE, np.maximum(_LEAST, _PERIODS_OF_SHORT * _PERIOD)],
        _PERIODS * _PERIOD,
    )
    - _PERIOD
).astype(np.int32)
"""How many characters must equal those one period before, by period."""


class LoopWatch:
    """Feed it the pieces as they come; from the first loop on, the answer is True."""

    def __init__(self) -> None:
        self.looping = False
        # The last characters, the newest first; written downwards, so that they lie in one slice.
        self._past = np.full(2 * _LONGEST, -1, dtype=np.int32)
        self._top = _LONGEST
        self._equal = np.zeros(_LONGEST, dtype=np.int32)
        self._sentences: deque[str] = deque(maxlen=_RECENT)
        self._sentence = ""
        self._in_code = False

    def feed(self, piece: str) -> bool:
        """Read ``piece``; return whether the text so far goes in circles."""
        for character in piece:
            if self.looping:
                break
            # Both at every character, or the cutting would matter.
            self.looping = self._has_period(ord(character)) or self._says_again(character)
        return self.looping

    def _has_period(self, code: int) -> bool:
        before = self._past[self._top : self._top + _LONGEST]
        self._equal += 1
        self._equal *= before == code
        enough = self._equal >= _NEEDED
        self._remember(code)
        return bool(enough.any()) and self._is_loop(int(enough.argmax()))

    def _is_loop(self, place: int) -> bool:
        period = place + 1
        stretch = self._past[self._top : self._top + period]
        if not self._in_code and any(chr(code).isalpha() for code in stretch.tolist()):
            return True
        return int(self._equal[place]) + period >= max(_LEAST_BARE, _PERIODS * period)

    def _remember(self, code: int) -> None:
        if self._top == 0:
            self._past[_LONGEST:] = self._past[:_LONGEST]
            self._top = _LONGEST
        self._top -= 1
        self._past[self._top] = code

    def _says_again(self, character: str) -> bool:
        self._sentence += character
        if character not in _SENTENCE_ENDS and len(self._sentence) < _LONGEST:
            return False
        sentence, self._sentence = self._sentence, ""
        if sentence.lstrip().startswith(_FENCES):
            self._in_code = not self._in_code
        if self._in_code:
            return False
        said = _NOT_SAID.sub(" ", sentence).strip().casefold()
        self._sentences.append(said)
        if len(said.split()) < _WORDS or sum(map(str.isalpha, said)) < _LETTERS:
            return False
        return self._sentences.count(said) >= _SAME_SENTENCE
