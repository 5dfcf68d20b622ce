"""Notices an answer that has drifted into another script or language.

Judged is prose only: code, maths, links, quotations and the sentence of refusal may be in any
language. Latin terms in a Hebrew answer are as they should be, Greek letters too.

Found are: a letter that is neither Latin, Hebrew nor Greek; a word that changes to and fro between
Hebrew and Latin letters (``אtטenציה``, but neither ``ב-Transformer``, ``בTransformer``, ``LLMים``
nor a forgotten space, ``קשבattention``); an answer of which a third or more is prose in the wrong
language. A short answer ("BLEU 28.4 [1]") has no language.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

from paperqa.answer.markers import MarkerScanner
from paperqa.language.hebrew import normalise_hebrew
from paperqa.language.script import ENGLISH_FUNCTION_WORDS
from paperqa.language.sentences import sentences
from paperqa.llm.prompt import NOT_IN_PASSAGES
from paperqa.types import Lang

_VERBATIM: Final = re.compile(
    r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`|\$\$.+?\$\$|\$[^$\n]+\$|\\\(.+?\\\)|\\\[.+?\\\]"
    r"|https?://\S+",
    re.DOTALL,
)
_QUOTED: Final = re.compile(
    r"(?<![א-תA-Za-z])\"[^\"\n]{1,300}\"(?![א-תA-Za-z])|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]"
    r"|«[^»\n]{1,300}»|「[^」\n]{1,300}」|‘[^’\n]{1,300}’(?![A-Za-z])"
)
_NAMES_OF_SCRIPTS: Final = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "KATAKANA-HIRAGANA": "Japanese",
    "HANGUL": "Korean",
    "IDEOGRAPHIC": "Chinese",
}
_EXPECTED: Final = frozenset(
    """
    LATIN HEBREW GREEK MATHEMATICAL MODIFIER MICRO OHM KELVIN ANGSTROM SCRIPT BLACK-LETTER
    DOUBLE-STRUCK PLANCK FEMININE MASCULINE SUPERSCRIPT SUBSCRIPT ALEF BET FULLWIDTH TURNED
    INFORMATION EULER
    """.split()
)
_MIXED: Final = re.compile(r"[A-Za-zא-ת]*(?:[א-ת][A-Za-z]|[A-Za-z][א-ת])[A-Za-zא-ת]*")
_RUNS: Final = re.compile(r"[א-ת]+|[A-Za-z]+")
_JOINED: Final = re.compile(r"ו?(?:לכש|כש|מש|ש)?[בלכמ]?ה?")
_ENDINGS: Final = frozenset("ים ות י ית יים יות יה ה ו ת נים ניים יסטים ציה ינג".split())
_MOST_CHANGES: Final = 1
_WRONG_SHARE: Final = 1 / 3
_LEAST_HEBREW_WORDS, _LEAST_FUNCTION_WORDS, _LEAST_FOREIGN_WORDS = 3, 2, 3
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_FOREIGN_FUNCTION_WORDS: Final = frozenset(
    """
    und der das ist nicht mit für ein eine wird werden auf auch von les des est une dans pour avec
    qui que sur par sont el los las una es del por para con se la le com não uma em os il che di
    della sono per gli het een van voor zijn niet och att som är jest nie się
    """.split()
)


def drift_of(text: str, lang: Lang) -> str:
    """Return why ``text`` is no answer in ``lang``, in a few words; empty where it is one."""
    prose = _prose(text)
    if word := _foreign_word(prose):
        return f"{_script_of(word)} letters in the answer ({word!r})"
    if word := _garbled_word(prose):
        return f"a word in two scripts ({word!r})"
    language = "Hebrew" if lang == "he" else "English"
    if _wrong_share(prose, lang) >= _WRONG_SHARE:
        return f"the answer is not in {language}"
    return ""


def _prose(text: str) -> str:
    """Return ``text`` without what may be in any language."""
    scanner = MarkerScanner()
    tokens = [*scanner.read(text), *scanner.read("", final=True)]
    text = "".join(token.space if token.numbers else token.text for token in tokens)
    text = _VERBATIM.sub(" ", text)
    for refusal in NOT_IN_PASSAGES.values():
        text = text.replace(refusal, " ")
    return normalise_hebrew(_QUOTED.sub(" ", text))


def _foreign_word(prose: str) -> str:
    """Return the first word with a letter of a foreign script; empty: none."""
    for word in _WORD.findall(prose):
        if not word.isascii() and any(_is_foreign(char) for char in word):
            return str(word[:20])
    return ""


def _is_foreign(char: str) -> bool:
    return not ("A" <= char <= "z" or "א" <= char <= "ת") and _script(char) not in _EXPECTED


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split()[0]


def _script_of(word: str) -> str:
    script = next(_script(char) for char in word if _is_foreign(char))
    return _NAMES_OF_SCRIPTS.get(script, script.capitalize())


def _garbled_word(prose: str) -> str:
    """Return the first word that no prefix, ending or forgotten space explains; empty: none."""
    for match in _MIXED.finditer(prose):
        runs = _RUNS.findall(match[0])
        if _JOINED.fullmatch(runs[0]):
            runs = runs[1:]
        if len(runs) > 1 and runs[-1] in _ENDINGS:
            runs = runs[:-1]
        if len(runs) - 1 > _MOST_CHANGES:
            return str(match[0])
    return ""


def _wrong_share(prose: str, lang: Lang) -> float:
    """Return the share of the letters that stand in sentences of another language."""
    total = wrong = 0
    for sentence in sentences(prose):
        words = [word.casefold() for word in _WORD.findall(sentence)]
        letters = sum(map(len, words))
        total += letters
        wrong += letters if _is_wrong(words, lang) else 0
    return wrong / max(total, 1)


def _is_wrong(words: Sequence[str], lang: Lang) -> bool:
    """Tell a sentence that is prose in another language than ``lang``."""
    hebrew = sum("א" <= word[0] <= "ת" for word in words)
    english = _count(words, ENGLISH_FUNCTION_WORDS)
    foreign = _count(set(words), _FOREIGN_FUNCTION_WORDS)
    if foreign >= _LEAST_FOREIGN_WORDS and foreign > max(english, hebrew):
        return True
    if lang == "he":
        return english >= _LEAST_FUNCTION_WORDS and english > hebrew
    return hebrew >= _LEAST_HEBREW_WORDS and hebrew > len(words) - hebrew


def _count(words: Collection[str], known: frozenset[str]) -> int:
    return sum(word in known for word in words)
