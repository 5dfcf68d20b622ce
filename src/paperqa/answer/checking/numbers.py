r"""The numbers of a text, comparable however they are written.

``28.4`` and ``28,4``; ``1,000`` and ``1000``; ``65M``, ``65 million`` and ``65 מיליון``; ``12%``,
``12 אחוז`` and ``0.12``; ``3.3·10^18``, ``3.3 \times 10^{18}`` and ``3.3e18``; ``eight`` and
``שמונה``. The digits of a name (GPT-3) are no number: see ``names``.

A source is read more generously than a claim: PDFs glue exponents to the ten (``3.3 · 1018``),
put a space after a thousands comma, and print a table's ``65`` under a heading "in millions".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from paperqa.answer.checking.number_words import factor_of, spelt_numbers

_LETTERS_BEFORE: Final = r"(?<![A-Za-z_\d])(?<![A-Za-z]-)(?<!\d[,.])"
_DIGITS: Final = r"(?:\d{1,3}(?:[,\u00a0\u202f’]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
_EXPONENT: Final = r"(?P<raises>(?:\^|\*\*)\s*[{(]?\s*(?P<power>[-−–]?\s?\d{1,3})[})]?)"
_RAISED: Final = r"(?P<raised>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
_TIMES: Final = r"\s?(?:[·×⋅∙*x]|\\times|\\cdot)\s?10"
_NUMBER: Final = re.compile(
    rf"(?:{_LETTERS_BEFORE}|(?<=\d[x×]))(?P<digits>{_DIGITS})"
    rf"(?:(?P<times>{_TIMES})?(?:{_EXPONENT}|{_RAISED})|[eE](?P<e>[-+−]?\d{{1,2}})(?!\w))?"
    r"(?:(?P<letter>[KkMBT])(?![A-Za-z])|[\s\u00a0־-]?(?P<factor>[A-Za-zא-ת]+))?"
    r"(?P<percent>\s?\\?%|[\s-]?(?:percent|per cent|אחוזי?ם?)(?!\w))?"
)
_LETTERS: Final = {"K": 10**3, "k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_RAISED_DIGITS: Final = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_PERCENT_WORDS: Final = frozenset({"percent", "אחוז", "אחוזים", "אחוזי"})
_REFERENCE: Final = re.compile(
    r"\b(?:Fig(?:ure|s|\.)?|Tab(?:le|\.)|Sec(?:tion|\.)|§|Eq(?:uation|n|\.)?|Appendix|Chapter|"
    r"Algorithm|Theorem|Lemma|טבלה|איור|סעיף|נספח|פרק|נוסחה)s?\.?\s*\(?$",
    re.IGNORECASE,
)
_CITED_IN_SOURCE: Final = re.compile(r"\[[1-9]\d{0,2}(?:\s*[,;–-]\s*[1-9]\d{0,2})*\]")
_GLUED_POWER: Final = re.compile(r"(\d+(?:\.\d+)?)\s?[·×⋅∙*x]\s?10 ?([-−–]? ?\d{1,2})(?![\d.])")
_GLUED_TEN: Final = re.compile(r"(?<![\d.])10 ?[-−–] ?(\d{1,2})(?![\d.])")
_SPACED_THOUSANDS: Final = re.compile(r"(?<=\d), ?(?=\d{3}(?!\d))")
_SAYS_TWO: Final = re.compile(r"\b(?:both|pairs?|twice|doubl\w+|dual|זוג|פעמיים|כפול\w?)\b", re.I)
_SAYS_ONE: Final = re.compile(r"\b(?:one|single|אחד|אחת|יחיד\w*|בודד\w*)\b", re.I)
_RATES: Final = re.compile(
    r"%|percent|accura|error|rate\b|score|mAP|top-\d|אחוז|דיוק|שגיא|שיעור", re.IGNORECASE
)
_SCALES: Final = (
    (Decimal(10**3), re.compile(r"thousand|\([Kk]\)|אלף|אלפי", re.IGNORECASE)),
    (Decimal(10**6), re.compile(r"million|mio\b|\(M\)|10 ?\^?6\b|מיליונ|מיליון", re.IGNORECASE)),
    (Decimal(10**9), re.compile(r"billion|\(B\)|10 ?\^?9\b|מיליארד", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Number:
    """``text[start:end]`` was read as ``value``; ``written`` is the bare number before its scale.

    ``reference``: it numbers a table, a figure or a section.
    """

    start: int
    end: int
    value: Decimal
    written: Decimal
    percent: bool = False
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """The numbers of a source, generously read; ``rates``: it speaks of rates or percents."""

    numbers: tuple[Number, ...]
    scales: tuple[Decimal, ...]
    rates: bool

    def holds(self, number: Number, rates: bool) -> bool:
        """Tell whether ``number`` of a claim, which speaks of ``rates`` or not, stands here."""
        return any(self._same(number, own, rates) for own in self.numbers)

    def within(self, whole: "Printed") -> "Printed":
        """Return the numbers of a sentence, read with what its whole page says of their scale."""
        return replace(self, scales=whole.scales, rates=whole.rates)

    def _same(self, claimed: Number, own: Number, rates: bool) -> bool:
        if own.reference and not claimed.reference:
            return False
        if claimed.percent == own.percent:
            return claimed.value == own.value or self._scaled(claimed, own)
        percent, bare = (claimed, own) if claimed.percent else (own, claimed)
        if bare.value == percent.written / 100:
            return True
        # "12 layers" are no 12 %, but an accuracy of 12 may be.
        told = bare.value % 1 != 0 or (self.rates if claimed.percent else rates)
        return told and bare.value == percent.written

    def _scaled(self, claimed: Number, own: Number) -> bool:
        """Tell a table's 65, under a heading that says "million", from 65 layers."""
        scale = claimed.value / claimed.written if claimed.written else Decimal(1)
        return scale in self.scales and own.value == own.written == claimed.written


def numbers_in(text: str) -> tuple[Number, ...]:
    """Return the numbers of ``text``, in order: digits first, then words."""
    digits = tuple(_digits(text))
    # "65 million": the word belongs to the digits.
    taken = {at for number in digits for at in range(number.start, number.end)}
    spelt = (Number(n.start, n.end, n.value, n.written) for n in spelt_numbers(text))
    return (*digits, *(number for number in spelt if number.start not in taken))


def speaks_of_rates(text: str) -> bool:
    """Tell whether a bare number of ``text`` may be a percentage."""
    return _RATES.search(text) is not None


@lru_cache(maxsize=512)
def printed_numbers(text: str) -> Printed:
    """Return the numbers of a source; its own marks of citations, ``[12]``, are none."""
    text = _CITED_IN_SOURCE.sub(" ", text)
    # Both readings: "1, 000" is a list of two numbers as well.
    closed = _SPACED_THOUSANDS.sub("", text)
    numbers = {(n.value, n.percent, n.reference): n for n in numbers_in(text)}
    more = (numbers_in(closed), _guesses(text), _lists(text))
    for number in (number for some in more for number in some):
        numbers.setdefault((number.value, number.percent, number.reference), number)
    scales = tuple(scale for scale, says in _SCALES if says.search(text))
    return Printed(tuple(numbers.values()), scales, speaks_of_rates(text))


def lacking(claim: str, sources: Iterable[Printed]) -> tuple[Number, ...]:
    """Return the numbers of ``claim`` that none of ``sources`` holds."""
    rates, sources = speaks_of_rates(claim), tuple(sources)
    return tuple(
        number
        for number in numbers_in(claim)
        if not any(source.holds(number, rates) for source in sources)
    )


def without_numbers(text: str) -> str:
    """Return ``text`` with a space for each of its numbers."""
    for number in sorted(numbers_in(text), key=lambda one: -one.start):
        text = f"{text[: number.start]} {text[number.end :]}"
    return text


def plain(value: Decimal | int) -> Number:
    """Return a number that stands in no text: a year, a page."""
    return Number(0, 0, Decimal(value), Decimal(value))


def _digits(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        written = _decimal(match["digits"])
        value, end = written, match.end("digits")
        power = match["power"] or match["e"] or (match["raised"] or "").translate(_RAISED_DIGITS)
        if power:
            exponent = int(re.sub(r"\s", "", power).replace("−", "-").replace("–", "-"))
            base = written if match["e"] or match["times"] else Decimal(1)
            tens = Decimal(10) if match["e"] or match["times"] else written
            value = base * _power(tens, exponent)
            written = value
            end = max(match.end(name) for name in ("raises", "e", "raised"))
        factor = match["factor"] or ""
        scale = _LETTERS.get(match["letter"] or "", 1) * factor_of(factor)
        percent = bool(match["percent"]) or factor in _PERCENT_WORDS
        if scale > 1 or percent:
            end = match.end()
        # "2D", "3D" are names of their own.
        if factor.startswith("D") and match.end("digits") == match.start("factor"):
            continue
        is_reference = _REFERENCE.search(text[max(match.start() - 16, 0) : match.start()])
        yield Number(match.start(), end, value * scale, written, percent, bool(is_reference))


def _power(base: Decimal, exponent: int) -> Decimal:
    return Decimal(base) ** exponent if abs(exponent) < 400 else Decimal(0)


def _decimal(digits: str) -> Decimal:
    """Read ``1,000`` as a thousand and ``28,4`` as a decimal fraction."""
    if re.fullmatch(r"\d{1,3}(?:[,\u00a0\u202f’]\d{3})+(?:\.\d+)?", digits):
        digits = re.sub(r"[,\u00a0\u202f’]", "", digits)
    return Decimal(digits.replace(",", "."))


def _guesses(text: str) -> Iterator[Number]:
    for match in _GLUED_POWER.finditer(text):
        yield plain(Decimal(match[1]) * _power(Decimal(10), _integer(match[2])))
    for match in _GLUED_TEN.finditer(text):
        yield plain(_power(Decimal(10), -int(match[1])))
    if _SAYS_TWO.search(text):
        yield plain(2)
    if _SAYS_ONE.search(text):
        yield plain(1)


def _lists(text: str) -> Iterator[Number]:
    """Yield both numbers of ``8,16``, which may also be a decimal fraction."""
    for first, second in re.findall(r"(?<![\d.])(\d+),(\d+)(?![\d.])", text):
        yield from (plain(Decimal(first)), plain(Decimal(second)))


def _integer(digits: str) -> int:
    return int(digits.replace(" ", "").replace("−", "-").replace("–", "-"))
