"""Numbers written as words, English and Hebrew: ``twenty-eight``, ``שבעה מיליארד``.

"One" alone says nothing (``one of the``), nor does "two" of things already known (``the two``,
``שני המודלים``). Ordinals, fractions and vague plurals (``hundreds``) are no numbers here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number in words: ``text[start:end]``; of nine billion, ``written`` is the nine."""

    start: int
    end: int
    value: Decimal
    written: Decimal


_UNITS: Final = {
    **{
        word: value
        for value, words in enumerate(
            (
                "",
                "one אחד אחת",
                "two שני שתי שניים שתיים שנים שתים",
                "three שלוש שלושה שלושת",
                "four ארבע ארבעה ארבעת",
                "five חמש חמישה חמשת",
                "six שש שישה ששת",
                "seven שבע שבעה שבעת",
                "eight שמונה שמונת",
                "nine תשע תשעה תשעת",
                "ten עשרה עשר עשרת",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
            )
        )
        for word in words.split()
    },
    **{
        word: 10 * (place + 2)
        for place, words in enumerate(
            (
                "twenty עשרים",
                "thirty שלושים",
                "forty ארבעים",
                "fifty חמישים",
                "sixty שישים",
                "seventy שבעים",
                "eighty שמונים",
                "ninety תשעים",
            )
        )
        for word in words.split()
    },
    "מאה": 100,
    "מאתיים": 200,
    "אלפיים": 2000,
}
_FACTORS: Final = {
    word: factor
    for factor, words in (
        (100, "hundred מאות"),
        (1000, "thousand אלף אלפים"),
        (10**6, "million מיליון"),
        (10**9, "billion מיליארד"),
        (10**12, "trillion טריליון"),
    )
    for word in words.split()
}
_PREFIX: Final = re.compile(r"(ו?(?:כש|ש|לכש)?[בלכמ]?ה?)-?(?=[א-ת]{2})")
_WORD: Final = re.compile(r"(?<![\w'\"])(?:[A-Za-z]+|[א-ת]+)(?![\w'\"])")
_JOINT: Final = re.compile(r"[\s־-]+(?:and[\s-]+)?")
_KNOWN_THINGS: Final = re.compile(r"(?:\b(?:the|these|those|its|other|מצד)\s+)$", re.IGNORECASE)
_ARTICLE_NEXT: Final = re.compile(r"\s+(?:אלה|אלו|ה[א-ת])|-dimensional")


def spelt_numbers(text: str) -> Iterator[Spelt]:
    """Yield the numbers that ``text`` writes in words, in order."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if not _value_of(word[0]):
            continue
        if run and not _continues(text, run[-1], word):
            yield from _read(text, run)
            run = []
        run.append(word)
    yield from _read(text, run)


def factor_of(word: str) -> int:
    """Return what ``word`` (million, אלף) multiplies a number by; 1: it is no such word."""
    return _FACTORS.get(word.casefold(), 1)


def _continues(text: str, last: re.Match[str], word: re.Match[str]) -> bool:
    """Tell whether ``word`` counts on from ``last``: "twenty | eight", not "each one | ten"."""
    if not _JOINT.fullmatch(text, last.end(), word.start()):
        return False
    (before, _), (value, multiplies) = (
        _value_of(last[0]) or (0, False),
        _value_of(word[0]) or (0, False),
    )
    if multiplies or before >= 100:
        return True
    if value == 10:
        # Hebrew's teens agree: שלושה עשר, שלוש עשרה; שמונה goes with both.
        masculine = last[0].endswith(("ה", "ד", "ים")) and not last[0].endswith("תים")
        agrees = word[0] == ("עשר" if masculine else "עשרה") or before == 8
        return before < 10 and agrees
    return before >= 20 and before % 10 == 0 and value < 10


def _value_of(word: str) -> tuple[int, bool] | None:
    """Return the value of one word, and whether it multiplies; None: it is no number."""
    word = word.casefold()
    prefix = _PREFIX.match(word)
    cuts = [0, *range(1, prefix.end() + 1)] if prefix and prefix.end() else [0]
    for cut in cuts:
        rest = word[cut:]
        # "The second" and "the thousands": a number with an article is an ordinal, or known.
        if word[:cut].endswith("ה") and rest in {"שני", "אלפים", "מאות"}:
            return None
        if rest in _UNITS:
            return _UNITS[rest], False
        if rest in _FACTORS:
            return _FACTORS[rest], True
    return None


def _read(text: str, run: Sequence[re.Match[str]]) -> Iterator[Spelt]:
    if not run:
        return
    start, end = run[0].start(), run[-1].end()
    total = part = 0
    for word in run:
        value, multiplies = _value_of(word[0]) or (0, False)
        if not multiplies:
            part += value
        elif value == 100:
            part = max(part, 1) * value
        else:
            total, part = total + max(part, 1) * value, 0
    total += part
    known = _KNOWN_THINGS.search(text[:start]) or _ARTICLE_NEXT.match(text, end)
    plural_alone = len(run) == 1 and run[0][0].endswith(("אלפים", "מאות"))
    if (total > 2 or (total == 2 and not known)) and not plural_alone:
        scale = factor_of(run[-1][0]) if len(run) > 1 else 1
        yield Spelt(start, end, Decimal(total), Decimal(total) / scale)
