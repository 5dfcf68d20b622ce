"""Words for BM25, from English, Hebrew and the mixture that Israelis write.

English is stemmed (Porter 2) and loses its stop words. A Hebrew word yields itself and its
forms without prefix letters; ``ב-Transformer`` yields ``transform``.
Source: snowballstem.org (English stemmer).
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

from paperqa.language.hebrew import fold_word, normalise_hebrew, without_prefixes

_TOKEN = re.compile(
    r"""[א-ת]+(?:["'][א-ת]+)*'?"""
    r"|[^\W\d_א-ת]+(?:[-.+/#][^\W_א-ת]+|\d+)*[+#]{0,2}"
    r"|\d+(?:[.,]\d+)*(?:[^\W_א-ת]+)?"
)
_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")
_HUMPS = re.compile(r"(?<=[a-z]{4})(?=[A-Z][a-z]{3})")
_STEMMER = Stemmer.Stemmer("english")
ENGLISH_STOP_WORDS = frozenset(
    """
    a an and are as at be been being but by can could did do does doing for from had has have
    having he her his how i if in into is it its itself just me my no nor not of on once only
    or our ours out over own she should so some such than that the their them then there these
    they this those through to too under until up very was we were what when where which while
    who whom why will with would you your s t re ve ll
    """.split()
)
HEBREW_STOP_WORDS = frozenset(
    fold_word(word)
    for word in """
    מה זה זו זאת אלה אלו הוא היא הם הן של את עם על אל או גם כי אם לא כן יש אין אני אתה אנחנו
    איך למה מדוע כמה איזה איזו אילו מי מתי איפה היכן האם כל רק עוד אבל כמו בין לפי אז כדי היה
    היתה היו להיות אפשר אותו אותה אותם שלו שלה שלהם לי לו לה להם ב ל מ ה ו ש כ
    """.split()
)


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as BM25 stores and asks them, in order."""
    return [form for forms in word_forms(text) for form in forms]


def word_forms(text: str) -> list[tuple[str, ...]]:
    """Return, for each word of ``text`` that is no stop word, the forms that ``tokens`` yields.

    >>> word_forms("the GPT-3 models")
    [('gpt', '3', 'gpt3'), ('model',)]
    >>> word_forms("FlashAttention")
    [('flash', 'attent', 'flashattent')]
    """
    words = _TOKEN.findall(normalise_hebrew(text))
    forms = (_hebrew(word) if "א" <= word[0] <= "ת" else _english(word) for word in words)
    return [form for form in forms if form]


def _hebrew(word: str) -> tuple[str, ...]:
    word = fold_word(word)
    if word in HEBREW_STOP_WORDS:
        return ()
    return word, *(rest for rest in without_prefixes(word) if rest not in HEBREW_STOP_WORDS)


def _english(word: str) -> tuple[str, ...]:
    # "FlashAttention" is asked as "flash attention".
    word = unicodedata.normalize("NFKD", _HUMPS.sub("-", word)).casefold()
    word = "".join(char for char in word if not unicodedata.combining(char))
    if word in ENGLISH_STOP_WORDS:
        return ()
    parts = _PARTS.findall(word)
    if len(parts) < 2:
        return (_stem(word.rstrip("+#") or word),)
    # "GPT-3" is asked as "gpt3", "gpt 3" and "gpt-3"; "fine-tuning" as "fine tuning".
    kept = (_stem(part) for part in parts if part not in ENGLISH_STOP_WORDS)
    return *kept, _stem("".join(parts))


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))
