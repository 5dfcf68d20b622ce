"""Hebrew spelling made comparable: marks dropped, quotes unified, prefixes taken off.

Source: Unicode Hebrew block; the letters that join a word as prefixes are ``משה וכלב``.
"""

import re
import unicodedata

_POINTS = re.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_BIDI = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DASHES = re.compile(r"[\u05be\u2010-\u2015]")
_GERESH = re.compile(r"[\u05f3\u2018\u2019\u00b4`]")
_GERSHAYIM = re.compile(r"[\u05f4\u201c\u201d\u201e]|(?<=[א-ת])''(?=[א-ת])")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
# One conjunction, one relative word, one preposition or article: the order that Hebrew allows.
_PREFIX = re.compile(r"^(ו?(?:כש|לכש|מש|ש)?(?:[בלכמ]?ה|[בלכמ])?)(?=[א-ת]{3,}$)")


def normalise_hebrew(text: str) -> str:
    """Return ``text`` without points and direction marks, with plain dashes and quotes."""
    text = unicodedata.normalize("NFKC", text)
    text = _POINTS.sub("", _BIDI.sub("", text))
    text = _DASHES.sub("-", text)
    return _GERSHAYIM.sub('"', _GERESH.sub("'", text))


def fold_word(word: str) -> str:
    """Return one Hebrew word without inner quotes and with ordinary letters for final ones."""
    return word.replace('"', "").replace("'", "").translate(_FINALS)


def without_prefixes(word: str) -> list[str]:
    """Return what is left of ``word`` when 1, 2 … prefix letters are taken off.

    At least three letters stay. Some results are no words (שלום -> לום): callers keep the
    whole word beside them.
    """
    match = _PREFIX.match(word)
    return [word[cut:] for cut in range(1, len(match[1]) + 1)] if match else []
