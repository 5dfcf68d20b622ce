"""What Hebrew words may be made of: prefix letters, a base, an ending.

Hebrew writes no vowels and joins conjunction, article and prepositions to the word, so that many
words can be read in several ways. Nothing here decides: readings come in the order in which a
glossary should try them, the whole word first.
Source: the regular endings of nouns and adjectives; the letters ``משה וכלב`` that join a word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from paperqa.language.hebrew import fold_word

_SHORTEST = 2
_BEFORE_SH = frozenset("מכ")
"""What is one prefix with a ש after it: מש, כש."""
_PREFIXES = re.compile(r"ו?(?:לכש|כש|מש|ש)?[בלכמ]?ה?")

ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (fold_word(ending), tuple(fold_word(base) for base in bases))
    for ending, bases in (
        # Possessives of the plural.
        ("ויותיהם", ("ות", "ויה", "ויית")),
        ("יותיהם", ("ית", "יה")),
        ("יותיו", ("ית", "יה")),
        ("יותיה", ("ית", "יה")),
        ("ותיהם", ("ה", "ת", "")),
        ("ותיהן", ("ה", "ת", "")),
        ("ותיו", ("ה", "ת", "")),
        ("ותיה", ("ה", "ת", "")),
        ("ותינו", ("ה", "ת", "")),
        ("יהם", ("", "ה", "יים")),
        ("יהן", ("", "ה", "יים")),
        ("ינו", ("", "ה")),
        ("יו", ("", "ה", "י")),
        ("יה", ("", "ה", "י")),
        # Plurals and feminines.
        ("ויות", ("ות", "ויה")),
        ("ויים", ("וי",)),
        ("יות", ("ית", "יה", "י", "ות")),
        ("יים", ("י", "ה", "יה", "")),
        ("ים", ("", "ה", "י")),
        ("ות", ("ה", "", "ת", "ית")),
        ("יית", ("יה", "ייה")),
        ("ית", ("י", "יה", "")),
        # Construct states, feminines, possessives of the singular.
        ("תם", ("ה", "ת")),
        ("תן", ("ה", "ת")),
        ("תו", ("ה", "ת")),
        ("תה", ("ה", "ת")),
        ("תי", ("ה", "ת")),
        ("תנו", ("ה", "ת")),
        ("נו", ("", "ה")),
        ("ת", ("ה", "")),
        ("ה", ("",)),
        ("י", ("", "ה", "ים", "יים")),
        ("ו", ("", "ה")),
        ("ם", ("", "ה")),
        ("ן", ("", "ה")),
        # A base that the glossary gives with an ending.
        ("", ("ה", "ים", "ות")),
    )
)
"""An ending, and what may stand in its place in the base form; final letters are folded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: ``prefix + base``, where ``base`` may have lost an ending."""

    prefix: str
    base: str
    whole: bool
    """Nothing of an ending was changed."""


@lru_cache(maxsize=16_384)
def readings(word: str) -> tuple[Reading, ...]:
    """Return all readings of a folded Hebrew word, the word itself first, without repeats.

    >>> [r.base for r in readings("הרשתות")][:3]
    ['הרשתות', 'רשתות', 'הרשתה']
    """
    seen: dict[tuple[str, str], Reading] = {}
    for reading in _all(word):
        seen.setdefault((reading.prefix, reading.base), reading)
    return tuple(seen.values())


def _all(word: str) -> Iterator[Reading]:
    cuts = [(word[:cut], word[cut:]) for cut in prefix_lengths(word)]
    # משנים is rather "change" than "from years".
    late = [(prefix, rest) for prefix, rest in cuts if prefix[-1:] in _BEFORE_SH and rest[0] == "ש"]
    yield from _of_cuts([cut for cut in cuts if cut not in late])
    yield from _of_cuts(late)


def _of_cuts(cuts: Sequence[tuple[str, str]]) -> Iterator[Reading]:
    for prefix, rest in cuts:
        yield Reading(prefix, rest, whole=True)
    for prefix, rest in cuts:
        for ending, bases in ENDINGS:
            stem = rest.removesuffix(ending) if ending else rest
            if (ending and stem == rest) or len(stem) < _SHORTEST:
                continue
            for base in bases:
                yield Reading(prefix, stem + base, whole=False)


def prefix_lengths(word: str) -> list[int]:
    """Return how many letters may be prefixes: 0, 1 … as long as the letters may stand in a row.

    At least two letters stay, unless nothing is cut. ``משכבה`` may be cut before its ``ש``.
    """
    match = _PREFIXES.match(word)
    longest = min(match.end() if match else 0, len(word) - _SHORTEST)
    return list(range(max(longest, 0) + 1))
