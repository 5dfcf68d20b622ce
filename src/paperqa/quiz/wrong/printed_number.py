"""Numbers that can be asked for: standing alone, in the same digits in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from paperqa.language.tokens import ENGLISH_STOP_WORDS

# Not of a name (GPT-2, ImageNet-1K), a product (4 × 4), a formula (10^6) or a range (1-2).
_NUMBER: Final = re.compile(
    r"(?<![\w.,/^_+×·*–−-])(?<![×·*x] )(?<![−–/=] )"
    r"\$?(?P<digits>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)"
    r"(?P<scale>[KMBk](?![\w]))?"
    r"(?P<unit>%?+)(?!\w|[.,]\d|[-–−/^_+×·*]\w?| ?[×·*x] ?[\d(]|\()"
)
_HEBREW_PREFIX: Final = re.compile(r"(?<=[א-ת])[-־](?=\$?\d)")
_NAMED: Final = re.compile(r"(?<!\S)[A-Z][\w.-]{0,40}(?: \d[\w.]{0,6}(?: and)?)? $")
"""Before the number of a name: VOC 2007 (and 2012), Mistral 7B, Llama 2 13B, Table 3."""
_ANY: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_PARTS: Final = re.compile(r"\d\s+(?:out )?of\s+(?:the |all |its )?$")
_TOO_FEW: Final = Decimal(2)
"""One and two are guessed, not known."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """``text[start:end]`` are its digits, with its K, M or B; ``decimals`` after the point."""

    start: int
    end: int
    digits: str
    scale: str
    percent: bool

    @property
    def printed(self) -> str:
        """The number as it stands there, without the percent sign."""
        return self.digits + self.scale

    @property
    def value(self) -> Decimal:
        """Its digits as a number, without its scale."""
        return Decimal(self.digits.replace(",", ""))

    @property
    def decimals(self) -> int:
        """Digits after the point."""
        return len(self.digits.partition(".")[2])


def printed_in(text: str) -> tuple[PrintedNumber, ...]:
    """Return the numbers of ``text`` that stand alone, in order."""
    # "ב-24" is Hebrew's "in 24": no minus and no name.
    plain = _HEBREW_PREFIX.sub(" ", text)
    return tuple(
        PrintedNumber(
            found.start("digits"),
            found.end("scale") if found["scale"] else found.end("digits"),
            found["digits"],
            found["scale"] or "",
            bool(found["unit"]),
        )
        for found in _NUMBER.finditer(plain)
        if found["unit"] or "." in found["digits"] or not _is_named(plain, found.start())
    )


def _is_named(text: str, start: int) -> bool:
    """Tell whether the number at ``start`` belongs to a name; "In 2017" it does not."""
    before = _NAMED.search(text[max(start - 50, 0) : start])
    return before is not None and before[0].split()[0].casefold() not in ENGLISH_STOP_WORDS


def is_whole(number: PrintedNumber, text: str) -> bool:
    """Tell whether ``number`` is the 8 of "7 of 8": what it may be, the 7 tells."""
    return _PARTS.search(text[: number.start]) is not None


def askable(en: str, he: str | None) -> tuple[PrintedNumber, ...]:
    """Return the numbers of ``en`` that stand there once, and once in ``he`` in the same digits."""
    return tuple(
        number
        for number in printed_in(en)
        if number.value > _TOO_FEW
        and stands_once(number, en)
        and (he is None or (stands_once(number, he) and in_text(number, he) is not None))
    )


def in_text(number: PrintedNumber, text: str) -> PrintedNumber | None:
    """Return the same number as ``text`` prints it; None where it does not, or not as such."""
    same = [one for one in printed_in(text) if one.printed == number.printed]
    return same[0] if len(same) == 1 else None


def with_numbers(text: str, new: Mapping[PrintedNumber, str]) -> str:
    """Return ``text`` with other words in the places of numbers that it prints once."""
    found = [(own, words) for number, words in new.items() if (own := in_text(number, text))]
    for own, words in sorted(found, key=lambda pair: -pair[0].start):
        text = text[: own.start] + words + text[own.end :]
    return text


def stands_in(printed: str, text: str) -> bool:
    """Tell whether ``text`` prints ``printed`` and no longer number that holds it."""
    return re.search(rf"(?<![\d.,]){re.escape(printed)}(?![\d]|[.,]\d)", text) is not None


def stands_once(number: PrintedNumber, text: str) -> bool:
    """Tell whether ``text`` prints the digits of ``number`` once, names and ranges counted too."""
    return len(re.findall(rf"(?<![\d.]){re.escape(number.digits)}(?!\d|\.\d)", text)) == 1


def values_in(text: str) -> set[Decimal]:
    """Return the value of every number of ``text``, in names, ranges and formulas too."""
    return {Decimal(digits.replace(",", "")) for digits in _ANY.findall(text)}
