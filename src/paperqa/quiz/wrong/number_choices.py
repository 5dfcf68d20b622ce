"""Wrong numbers that a reader could take for the right one.

First those of the paper, the nearest passages first: in the same format, of the same size, not in
the statement and not in the passage that is cited, where they could be right for all a reader
knows. Where the paper has too few, numbers of that size and format are made up. No choice stands
out: a power of two goes with powers of two, a round number with round ones. Each list holds up to
three, so that the right number may take any place in the order.
"""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from paperqa.quiz.wrong.printed_number import PrintedNumber, printed_in, values_in
from paperqa.types import Citation, Passage

_NEAR: Final = (Decimal("0.7"), Decimal("1.43"))
"""What is measured, in decimals or percent: further off, and nobody would take it for right."""
_FAR: Final = (Decimal("0.55"), Decimal("1.8"))
"""What is counted."""
_APART: Final = Decimal("0.012")
"""Share by which two choices differ at least; nearer ones ask for the last digit."""
_POWER_NEAR: Final = (Decimal("0.125"), Decimal(8))
"""A power of two."""
EACH_SIDE: Final = 3
_MADE_UP: Final = (
    Decimal("0.6"), Decimal("0.73"), Decimal("0.82"), Decimal("0.89"), Decimal("0.94"),
    Decimal("1.07"), Decimal("1.15"), Decimal("1.26"), Decimal("1.37"), Decimal("1.6"),
)  # fmt: skip
_FACTORS: Final = tuple(map(Decimal, ("0.125", "0.25", "0.5", "2", "4", "8")))
_TENS: Final = tuple(range(-40, 50, 10))
_SMALLEST_POWER: Final = 16
_STRIKING: Final = 40
"""From here on 2,655 would stand out among round numbers."""
_ARTICLE: Final = re.compile(r"\b(?P<article>[Aa]n?) \$?$")


@dataclass(frozen=True, slots=True)
class Wrong:
    """Wrong numbers as they are printed: the nearest first on each side."""

    smaller: tuple[str, ...]
    larger: tuple[str, ...]


def wrong_numbers(
    number: PrintedNumber,
    statement: str,
    citation: Citation,
    pages: Sequence[Passage],
    rng: random.Random,
) -> Wrong:
    """Return up to ``EACH_SIDE`` wrong numbers on each side of ``number``, one of ``statement``."""
    taken = values_in(statement) | values_in(citation.passage.text)
    article = _ARTICLE.search(statement[: number.start])
    far = [one for one in pages if one is not citation.passage]
    far.sort(key=lambda one: abs(one.start - citation.passage.start))
    chosen: list[Decimal] = []
    for value in (*_alike(number, far), *_made_up(number, rng)):
        if value in taken or not _fits(value, number, chosen):
            continue
        if article and _takes_an(value) != (len(article["article"]) == 2):
            continue  # "an 8B model" must not tell 8B from 7B
        chosen.append(value)
    smaller = sorted((one for one in chosen if one < number.value), reverse=True)
    larger = sorted(one for one in chosen if one > number.value)
    return Wrong(_printed(smaller, number), _printed(larger, number))


def _alike(number: PrintedNumber, passages: Iterable[Passage]) -> list[Decimal]:
    """Return the values of ``passages`` that are printed as ``number`` is."""
    return [
        one.value
        for passage in passages
        for one in printed_in(passage.text)
        if (one.decimals, one.scale, one.percent) == (number.decimals, number.scale, number.percent)
    ]


def _made_up(number: PrintedNumber, rng: random.Random) -> list[Decimal]:
    if _is_power_of_two(number):
        return [number.value * factor for factor in rng.sample(_FACTORS, len(_FACTORS))]
    step = Decimal(1).scaleb(-number.decimals)
    factors = rng.sample(_MADE_UP, len(_MADE_UP))
    values = [(number.value * factor).quantize(step) for factor in factors]
    if number.value < 20 and not number.decimals:
        near = [number.value + change for change in (-3, -2, -1, 1, 2, 3, 4)]
        values = [*rng.sample(near, len(near)), *values]
    if 20 <= number.value < 100 and not number.value % 10 and not number.decimals:
        values = [*(number.value + change for change in rng.sample(_TENS, len(_TENS))), *values]
    if number.value >= 100 and not number.decimals:
        values = [_as_round(value, number.value) for value in values]
    return values


def _as_round(value: Decimal, like: Decimal) -> Decimal:
    """Return ``value`` with as many noughts at its end as ``like`` has."""
    digits = str(like).rstrip("0")
    noughts = Decimal(10) ** min(len(str(like)) - len(digits), len(str(value)) - 2)
    return (value / noughts).quantize(Decimal(1)) * noughts


def _fits(value: Decimal, number: PrintedNumber, chosen: Sequence[Decimal]) -> bool:
    right = number.value
    least, most = _bounds(number)
    if not least * right <= value <= most * right or value <= 0 or _stands_out(value, number):
        return False
    if (number.percent and value > 100) or (_is_year(right) and abs(value - right) > 12):
        return False
    side = [one for one in chosen if (one < right) == (value < right)]
    nearest = 1 if _is_year(right) else _APART * right
    apart = all(abs(one - value) >= nearest for one in (right, *chosen))
    return apart and len(side) < EACH_SIDE


def _bounds(number: PrintedNumber) -> tuple[Decimal, Decimal]:
    if _is_power_of_two(number):
        return _POWER_NEAR
    return _NEAR if number.decimals or number.percent else _FAR


def _stands_out(value: Decimal, number: PrintedNumber) -> bool:
    """Tell whether one of the two is round, or a power of two, and the other is not."""
    right = number.value
    if _is_power_of_two(number):
        return not _is_power(value)
    if number.decimals or number.percent or _is_year(right) or right < _STRIKING:
        return False
    return (value % 10 == 0) != (right % 10 == 0)


def _is_power_of_two(number: PrintedNumber) -> bool:
    plain = not (number.decimals or number.percent)
    return plain and number.value >= _SMALLEST_POWER and _is_power(number.value)


def _is_power(value: Decimal) -> bool:
    return value == int(value) and int(value) & (int(value) - 1) == 0


def _takes_an(value: Decimal) -> bool:
    """Tell whether ``value`` in words begins with a vowel: eight, eleven, eighteen thousand."""
    whole = str(int(value))
    return whole[0] == "8" or (whole[:2] in {"11", "18"} and len(whole) % 3 == 2)


def _is_year(value: Decimal) -> bool:
    """Tell whether ``value`` is most likely a year; 2000 is a count."""
    return value % 1 == 0 and 1950 <= value <= 2030 and value % 100 != 0


def _printed(values: Iterable[Decimal], like: PrintedNumber) -> tuple[str, ...]:
    comma = "," if "," in like.digits else ""
    return tuple(f"{one:{comma}.{like.decimals}f}{like.scale}" for one in values)
