"""What a word sounds like, spelt in Latin or in Hebrew letters.

A sound is one character: ``S`` is sh, ``C`` is ch, ``T`` is th, ``Z`` the g of "genre", ``c`` is
ts; ``K`` is what כ stands for, ``x`` is ח, ``A`` is ע. Who writes a foreign word in Hebrew letters
keeps to rules: t is ט and th is ת, k is ק, s is ס; vowels are half written. So a Hebrew word that
comes from elsewhere differs little from what it comes from, and a native one by chance only.
Source: set by hand, on the transliterations that ``glossary.tsv`` has.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_MOST = 8
"""Ways to say a Latin word; "ch" alone has two."""

_SAID: dict[str, tuple[str, ...]] = {
    # What Hebrew takes over through its own endings too: פונקציה, דיפרנציאלי.
    "tion": ("Son", "cion", "ci"),
    "tions": ("Sons", "cions", "ci"),
    "ssion": ("Son", "si"),
    "sion": ("Son", "sion", "si"),
    "tial": ("Sal", "cial"),
    "cial": ("Sal", "cial"),
    "ture": ("Cer", "tora"),
    "tious": ("Sos",),
    "cious": ("Sos",),
    # Consonants of several letters.
    "sch": ("S", "sk"),
    "tch": ("C",),
    "ch": ("C", "K"),
    "sh": ("S",),
    "ph": ("f",),
    "th": ("T",),
    "ck": ("k",),
    "qu": ("kv",),
    "tz": ("c",),
    "ts": ("ts", "c"),
    "dge": ("je",),
    "igh": ("ai",),
    "gh": ("", "g"),
    # Vowels of several letters.
    "ee": ("i",),
    "ea": ("i", "ea"),
    "oo": ("o",),
    "ou": ("o", "ao"),
    "au": ("o",),
    "ow": ("o", "ao", "ov"),
    "ew": ("io",),
    "ai": ("ei",),
    "ay": ("ei",),
    "ie": ("i",),
    "ey": ("i", "ei"),
    "eu": ("io", "oi"),
    # Before e, i and y, c and g are soft; g not always.
    **{
        f"{before}{vowel}": tuple(f"{said}{sound}" for said in ways)
        for before, ways in {"c": ("s",), "sc": ("s", "sk"), "g": ("j", "g")}.items()
        for vowel, sound in {"e": "e", "i": "i", "y": "i"}.items()
    },
    "c": ("k",),
    "q": ("k",),
    "x": ("ks",),
    "w": ("v",),
    "p": ("f",),
    "y": ("i",),
}
_FIRST = {"x": ("z", "ks"), "u": ("io", "a")}
_LATIN = re.compile("|".join(sorted(_SAID, key=len, reverse=True)) + "|.")

_LETTERS = dict(zip("אבגדהוזחטיכלמנסעפצקרשתךםןףץ", "abgdhozxtiKlmnsAfckrSTKmnfc", strict=True))
_LETTERS |= {"וו": "v", "ג'": "j", "ז'": "Z", "צ'": "C", "ץ'": "C", "ת'": "T", "ד'": "T"}
_HEBREW = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))

_CONSONANTS = dict(zip("bvgjdzZsStTkKxcClmnfr", "BBGGDSSSSTTKKKCCLMNFR", strict=True))
"""Consonants that one may be written for the other have one class."""

_INSTEAD = {
    # A Hebrew consonant where the Latin word has another of its class.
    "Tt": 0.5, "tT": 0.1, "Kk": 0.5, "kK": 0.2, "xk": 0.8, "xK": 0.3, "xh": 0.2,
    "Ss": 0.6, "Sz": 0.9, "sS": 0.4, "sz": 0.05, "zs": 0.1, "zS": 0.6, "Zs": 0.3, "ZS": 0.2,
    "Zz": 0.1, "bv": 0.15, "vb": 0.6, "gj": 0.2, "jg": 0.6, "cC": 0.4, "Cc": 0.4,
    # A Hebrew vowel where the Latin word has another.
    "ae": 0.2, "ai": 0.4, "au": 0.05, "ao": 0.3, "ou": 0.0, "oa": 0.4, "oe": 0.5, "oi": 0.8,
    "ie": 0.1, "ia": 0.35, "iu": 0.5, "io": 0.7,
    "Aa": 0.4, "Ae": 0.5, "Ao": 0.7, "Ai": 0.7, "Au": 0.5, "ha": 0.2, "he": 0.3, "xa": 0.8,
}  # fmt: skip
_TOO_MUCH = {"a": 0.5, "i": 0.4, "o": 0.6, "A": 0.9, "h": 0.5}
"""A Hebrew letter for which the Latin word has nothing."""
_LEFT_OUT = {"e": 0.05, "a": 0.1, "h": 0.25, "u": 0.35, "i": 0.45, "o": 0.5}
"""What the Latin word says, and Hebrew does not write."""
_NEVER = 2.0


def latin_sounds(word: str) -> frozenset[str]:
    """Return the ways to say a word of small Latin letters, one at least.

    >>> sorted(latin_sounds("batch"))
    ['baC']
    """
    pieces = _LATIN.findall(word)
    ways: list[Sequence[str]] = [_SAID.get(piece, (piece,)) for piece in pieces]
    ways[0] = _FIRST.get(pieces[0], ways[0])
    if word.endswith("ic"):
        ways[-1] = ("k", "")  # סטוכסטי
    said = [""]
    for way in ways:
        said = [before + sound for before in said for sound in way][:_MOST]
    return frozenset(map(_once, said))


@lru_cache(maxsize=4096)
def hebrew_sounds(word: str) -> str:
    """Return the sounds that are written in a word of Hebrew letters, geresh included.

    >>> hebrew_sounds("באצ'")
    'baC'
    """
    sounds = "".join(_LETTERS[letter] for letter in _HEBREW.findall(word))
    return _once(f"v{sounds[1:]}" if word.startswith("ו") else sounds)


def consonants(sounds: str) -> str:
    """Return the classes of the consonants; words that sound alike have the same.

    >>> consonants(hebrew_sounds("טרנספורמר")) == consonants("transformer")
    True
    """
    return _once("".join(_CONSONANTS.get(sound, "") for sound in sounds))


def difference(hebrew: str, latin: str) -> float:
    """Return how far ``hebrew`` is from being written for ``latin``, both in sounds; 0: not at all.

    An edit distance whose edits cost the more, the less a writer would make them.
    """
    before = [0.0]
    for sound in latin:
        before.append(before[-1] + _LEFT_OUT.get(sound, _NEVER))
    for letter in hebrew:
        too_much = _TOO_MUCH.get(letter, _NEVER)
        row = [before[0] + too_much]
        for at, sound in enumerate(latin):
            instead = 0.0 if letter == sound else _INSTEAD.get(letter + sound, _NEVER)
            left_out = _LEFT_OUT.get(sound, _NEVER)
            row.append(min(before[at] + instead, before[at + 1] + too_much, row[at] + left_out))
        before = row
    return before[-1]


def _once(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds)
