"""Names in a sentence that a model wrote, and whether a source holds them.

A name is spelt with a capital or a digit: BERT, GPT-3, LayerNorm, WMT, ResNet-50. A capital that
begins an English sentence makes no name, nor does one in a term of the field (``Layer
Normalization``): the words of terms are compared, not looked up.

A source holds ``GPT-3`` as ``GPT 3`` or ``gpt3`` and not as ``GPT-3.5``; ``FlashAttention`` as
``flash attention``; ``RNNs`` as ``recurrent neural networks``; ``EN-DE`` if it holds both parts.
"""

import re
from functools import cache, lru_cache
from typing import Final

from paperqa.language.glossary import club_glossary
from paperqa.language.script import language_of
from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens

# From a word's start only: else a long run of letters takes seconds.
_WORD: Final = re.compile(
    r"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]*(?:[-./+#_'’][A-Za-z0-9]+)*[+#]{0,2}"
)
_OPENS: Final = re.compile(r"(?:^|[:–—•]|\s-)[\s\"'“‘(\[*_]*$")
_POSSESSIVE: Final = re.compile(r"['’](?:s|re|ve|ll|t|d|m)?$", re.IGNORECASE)
_PIECES: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+(?:\.\d+)?")
_JOINT: Final = r"[-\s_./–]{0,2}"
_ACRONYM: Final = re.compile(r"([A-Z]{3,6})s?")
_LETTER_WORDS: Final = re.compile(r"[^\W\d_]+")
_NAMES_OF_LANGUAGES: Final = frozenset("English German French Hebrew Arabic Chinese".split())


def names_in(sentence: str) -> tuple[str, ...]:
    """Return the names of ``sentence``, by first use, each once."""
    # In a Hebrew sentence no other word is spelt with a capital.
    english = language_of(sentence) == "en"
    firsts = {start for start, _ in sentence_spans(sentence)}
    found: dict[str, None] = {}
    for word in _WORD.finditer(sentence):
        opens = _OPENS.search(sentence[: word.start()][-8:]) or any(
            not sentence[first : word.start()].strip("\"'“‘([*_ ")
            for first in firsts
            if first <= word.start()
        )
        name = _POSSESSIVE.sub("", word[0])
        if _is_name(name, english and bool(opens)):
            found.setdefault(name)
    return tuple(found)


@lru_cache(maxsize=4096)
def holds_name(text: str, name: str) -> bool:
    """Tell whether ``text`` names ``name``, however it spells it."""
    if _spelling(name).search(text):
        return True
    if (acronym := _ACRONYM.fullmatch(name)) and acronym[1].lower() in _initials(text):
        return True
    parts = [part for part in re.split(r"[-/+]", name) if not part.islower()]
    whole = any(char.isdigit() for char in name) or parts in ([], [name])
    return not whole and all(_spelling(part).search(text) for part in parts if len(part) > 1)


def _is_name(word: str, opens: bool) -> bool:
    if len(word) < 2:
        return False
    if any(char.isdigit() for char in word):
        return True
    parts = [part for part in re.split(r"[-/_.'’+#]", word) if part]
    if any(char.isupper() for part in parts for char in part[1:]):
        return not _is_loud_term(word)
    capitals = [part for part in parts if part[0].isupper()]
    if not capitals or (opens and len(capitals) == 1):
        return False
    return not all(_is_term(part) for part in capitals)


def _is_loud_term(word: str) -> bool:
    """Tell a common word in capitals, NOT or ATTENTION, from an acronym."""
    return word.isupper() and len(word) > 2 and word.isalpha() and _is_term(word)


def _is_term(word: str) -> bool:
    forms = tokens(word)
    return not forms or forms[-1] in _term_words()


@cache
def _term_words() -> frozenset[str]:
    """Return the stems of all words in the glossary that are spelt small there."""
    small = (
        word
        for row in club_glossary().rows
        if row.kind != "name"
        for english in row.english
        for word in english.split()
        if word.islower() or word.istitle()
    )
    return frozenset(form for word in small for form in tokens(word)) - frozenset(
        form for name in _NAMES_OF_LANGUAGES for form in tokens(name)
    )


@lru_cache(maxsize=1024)
def _spelling(name: str) -> re.Pattern[str]:
    bare = re.sub(r"(?<=[A-Z]{2})s$", "", name)
    pieces = [re.escape(piece) for piece in _PIECES.findall(bare)]
    if not pieces:
        pieces = [re.escape(bare)]
    ending = r"(?![\dA-Za-z]|\.\d)" if bare[-1].isdigit() else r"(?:e?s|['’]s)?(?![A-Za-z0-9])"
    return re.compile(rf"(?<![A-Za-z0-9]){_JOINT.join(pieces)}{ending}", re.IGNORECASE)


@lru_cache(maxsize=512)
def _initials(text: str) -> str:
    return "".join(word[0].lower() for word in _LETTER_WORDS.findall(text))
