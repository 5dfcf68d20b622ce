"""Which language a text is in, and which way it runs.

Source: Unicode Bidirectional Algorithm (UAX #9), rule P2: the first strong character decides.
"""

import re
import unicodedata

from paperqa.types import Lang

_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+")
_HEBREW_SHARE = 0.25
HEBREW_FUNCTION_WORDS = frozenset(
    """
    מה זה זו זאת אלה אלו הוא היא הם הן של את עם על אל או גם כי אם לא כן יש אין איך למה מדוע
    כמה איזה איזו אילו מי מתי איפה היכן האם כל רק אבל כמו בין לפי כדי מהו מהי מהם מהן ומה ולמה
    ואיך
    """.split()
)
ENGLISH_FUNCTION_WORDS = frozenset(
    """
    what which who why how when where is are was were does do did can could should the a an of
    in on for to from by with and or not than that this it they their
    """.split()
)


def language_of(text: str) -> Lang:
    """Return ``he`` when at least a quarter of the letters are Hebrew, else ``en``.

    A quarter, because an Israeli's question about ``layer normalization`` is Hebrew with
    long Latin terms in it: its function words decide, and they are short.
    """
    hebrew, latin = len(_HEBREW.findall(text)), len(_LATIN.findall(text))
    return "he" if hebrew and hebrew >= _HEBREW_SHARE * (hebrew + latin) else "en"


def question_language(text: str) -> Lang:
    """Return the language in which a question is put: that of its function words.

    ``מה זה positional encoding?`` is Hebrew, though most of its letters are Latin; where there
    are no function words, or as many of both, the share of letters decides, and with few Hebrew
    ones the first letter (``ו-QLoRA?``).
    """
    words = _WORD.findall(text.casefold())
    hebrew = sum(word in HEBREW_FUNCTION_WORDS for word in words)
    english = sum(word in ENGLISH_FUNCTION_WORDS for word in words)
    if hebrew == english:
        return "he" if _HEBREW.search(text) and is_rtl(text) else language_of(text)
    return "he" if hebrew > english else "en"


def is_rtl(text: str) -> bool:
    """Return True when the first strong character of ``text`` runs right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False
