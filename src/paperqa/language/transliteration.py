"""Finds the English word that a Hebrew one was written for: סנדבגינג is sandbagging.

No glossary has all the names and terms that people write in Hebrew letters, nor all the ways in
which they write them (רזונינג). The papers have the words; those that sound alike are compared.
Source: thresholds from the glossary's own transliterations, see benchmarks/LOG.md.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from paperqa.language.inflection import prefix_lengths
from paperqa.language.sounds import consonants, difference, hebrew_sounds, latin_sounds

_LATIN = re.compile(r"[A-Za-z]{3,}")
_MARKS = dict.fromkeys(range(0x300, 0x370))
_ENDINGS = ("", "ים", "יים", "ות", "יות", "ית")
_SHORTEST = 3
_CUT = 0.25
_ENDED = 0.35
"""What a letter in front, or an ending, that is none of the English word's adds to a difference."""
_LIMITS = {3: 0.05, 4: 0.13}
_LIMIT = 0.28
"""Difference for each consonant, by their number: of three, many native words have the same."""
_COMMON = 0.015
_NEAR = 0.05
_MOST = 3


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    sounds: str
    common: float


class Transliterations:
    """English words by their sound; never changed after it is made.

    ``words`` are of small Latin letters, each with how often it stands somewhere.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._alike: dict[str, list[_Word]] = defaultdict(list)
        for text, count in words.items():
            for sounds in latin_sounds(text):
                key = consonants(sounds)
                if len(key) >= _SHORTEST:
                    word = _Word(text, sounds, _COMMON * math.log(count))
                    self._alike[key].append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """Return the words that ``word`` may have been written for, the likeliest first.

        None where it is rather a Hebrew word.
        """
        found: dict[str, float] = {}
        for text, worth in self._near(word):
            found[text] = min(worth, found.get(text, worth))
        best = min(found.values(), default=0.0)
        near = (text for text in found if found[text] <= best + _NEAR)
        return tuple(sorted(near, key=lambda text: (found[text], text))[:_MOST])

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        for hebrew, extra in _readings(word):
            sounds = hebrew_sounds(hebrew)
            key = consonants(sounds)
            for other in self._alike.get(key, ()):
                far = (difference(sounds, other.sounds) + extra) / len(key)
                if far <= _LIMITS.get(len(key), _LIMIT):
                    yield other.text, far - other.common


def latin_words(texts: Iterable[str]) -> Counter[str]:
    """Return the words of Latin letters, small, each with the number of texts that hold it."""
    spelt = Counter(piece for text in texts for piece in set(text.split()))
    words: Counter[str] = Counter()
    for piece, count in spelt.items():
        plain = unicodedata.normalize("NFKD", piece).translate(_MARKS)  # Poincaré
        for word in _LATIN.findall(plain):
            words[word.lower()] += count
    return words


def _readings(word: str) -> Iterator[tuple[str, float]]:
    """Yield ``word`` with and without letters in front and endings, and what that adds."""
    for cut in prefix_lengths(word):
        for ending in _ENDINGS:
            rest = word[cut:].removesuffix(ending)
            if word.endswith(ending) and len(rest) >= _SHORTEST:
                yield rest, _CUT * bool(cut) + _ENDED * bool(ending)
