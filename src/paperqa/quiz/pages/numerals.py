"""Numbers of a printed sentence that can be asked for.

Fewer than ``printed_number`` finds, for nobody has checked the sentence: no years, no places in
the paper; and more, for what is measured may follow at once: "2.3×", "12-layer".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from paperqa.quiz.wrong.printed_number import PrintedNumber

_NUMBER: Final = re.compile(
    r"(?<![\w.,:/‐–−+×^~-])(?P<sign>[$€])?"
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,6})?|\d{1,9}(?:\.\d{1,6})?)"
    r"(?P<suffix>\s?%|[×x](?![\w×])|[KMBTk](?!\w))?+(?![\w/:^×–−+~‐]|[.,]\d|-\d|\s?[×x]\s?\d|\s?[±–−])"
)
_SCALES: Final = ("K", "M", "B", "k")
_UNIT: Final = re.compile(r"\s?[-‐]?\s?(?P<unit>[A-Za-z]+)")
_TIMES: Final = re.compile(r"\d\s?[×x]\s?$")
_SIDES: Final = range(112, 1025, 16)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_NAMED: Final = re.compile(r"(?:^|[\s(])(?P<word>[^\s(]*[A-Z][^\s(]*)\s+$")
_COUNTED_BEFORE: Final = re.compile(
    r"\b(?:figure|fig\.?|table|section|equation|eq\.?|step|level|phase|stage|version|chapter|grade"
    r"|level|type|task|model|layer|footnote|appendix|top|page|rank|case|experiment|top|day|number"
    r"|in|since|year|of year|VOC|WMT|ILSVRC|COCO)\s+$",
    re.IGNORECASE,
)
_FIRST_WORDS: Final = frozenset("With Using Over About For Around Only At On In To From".split())
_NO_UNITS: Final = frozenset(
    "and or on in for of with at to the is are was were as by from when while which that than"
    " over across after before using respectively but we compared if per during under".split()
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """``number`` with what says what it counts: ``unit`` is the word after it, or empty.

    ``marked``: a sign stands with it (%, ×, $, K, M, B, T).
    """

    number: PrintedNumber
    unit: str
    marked: bool


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers of ``text`` that count or measure: no years, names, ranges, powers."""
    for match in _NUMBER.finditer(text):
        if not _names_something(text[: match.start()], match) and not _is_raised(match["digits"]):
            unit = _UNIT.match(text, match.end())
            word = unit["unit"] if unit and unit["unit"] not in _NO_UNITS else ""
            yield Numeral(_printed(match), word, bool(match["sign"] or match["suffix"]))


def _is_raised(digits: str) -> bool:
    """Tell whether ``digits`` look like the square of an image's side, 224² printed as 2242."""
    side = digits[:-1]
    return digits.endswith("2") and side.isdigit() and int(side) in _SIDES


def _printed(match: re.Match[str]) -> PrintedNumber:
    suffix = (match["suffix"] or "").strip()
    scale = suffix if suffix in _SCALES else ""
    return PrintedNumber(
        start=match.start("digits"),
        end=match.end("digits") + len(scale),
        digits=match["digits"],
        scale=scale,
        percent=suffix == "%",
    )


def _names_something(before: str, match: re.Match[str]) -> bool:
    """Tell whether the number is a part of a name, a year or a place in the paper."""
    if match["suffix"] or match["sign"]:
        return False
    if _YEAR.fullmatch(match["digits"]) or _TIMES.search(before) or _COUNTED_BEFORE.search(before):
        return True
    named = _NAMED.search(before)
    return named is not None and named["word"] not in _FIRST_WORDS
