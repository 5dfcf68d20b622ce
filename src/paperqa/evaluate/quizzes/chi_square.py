"""Pearson's test of counts against what is expected of them.

Source: Abramowitz and Stegun 1964, "Handbook of Mathematical Functions", 26.4: with whole degrees
of freedom the tail of the chi-square distribution is a finite sum.
"""

import math
from collections.abc import Sequence


def chi_square(counts: Sequence[float], expected: Sequence[float]) -> float:
    """Return the statistic; every ``expected`` is above 0."""
    return sum((c - e) ** 2 / e for c, e in zip(counts, expected, strict=True))


def tail(statistic: float, freedom: int) -> float:
    """Return the chance of ``statistic`` or more with ``freedom`` degrees, 1 or more."""
    half = statistic / 2
    if freedom % 2:
        share, order = math.erfc(math.sqrt(half)), 0.5
    else:
        share, order = math.exp(-half), 1.0
    while order < freedom / 2:
        share += half**order * math.exp(-half) / math.gamma(order + 1)
        order += 1
    return min(share, 1.0)
