"""Percentile bootstrap: how far a figure would move with other questions of the same sort.

A question and its translation are drawn together: they are not independent.
Source: Efron, Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13.
"""

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
"""Part and whole of each question and measure, shape (questions, measures, 2)."""
Figures = npt.NDArray[np.float64]
"""One number a measure, shape (measures,); NaN where nothing was counted."""
Interval = tuple[Figures, Figures]

RESAMPLES = 1000
LEVEL = 0.95


def figures(counts: Counts) -> Figures:
    """Return the sum of the parts by the sum of the wholes."""
    return _ratio(counts.sum(axis=0))


def interval(counts: Counts, units: Sequence[Hashable], seed: int = 0) -> Interval:
    """Return the ends of the 95 % interval of ``figures(counts)``.

    ``units[i]`` names what question i is drawn with; questions of one unit are drawn together.
    """
    drawn = _draws(len(set(units)), seed)
    return _percentiles(_resampled(drawn, _by_unit(counts, units)))


def paired_interval(old: Counts, new: Counts, units: Sequence[Hashable], seed: int = 0) -> Interval:
    """Return the ends of the 95 % interval of ``figures(new) - figures(old)``.

    Row i of both is the same question: each resample draws it for both.
    """
    if old.shape != new.shape:
        raise ValueError(f"expected the same questions and measures, got {old.shape}, {new.shape}")
    drawn = _draws(len(set(units)), seed)
    after = _resampled(drawn, _by_unit(new, units))
    return _percentiles(after - _resampled(drawn, _by_unit(old, units)))


def _by_unit(counts: Counts, units: Sequence[Hashable]) -> Counts:
    number = {unit: row for row, unit in enumerate(dict.fromkeys(units))}
    sums = np.zeros((len(number), *counts.shape[1:]))
    np.add.at(sums, [number[unit] for unit in units], counts)
    return sums


def _draws(n: int, seed: int) -> npt.NDArray[np.int64]:
    """Return how often each of ``n`` units is drawn, shape (resamples, n); rows sum to ``n``."""
    if not n:
        return np.zeros((RESAMPLES, 0), dtype=np.int64)
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=RESAMPLES)


def _resampled(drawn: npt.NDArray[np.int64], counts: Counts) -> Figures:
    """Return the figures of every resample, shape (resamples, measures)."""
    return _ratio(np.tensordot(drawn.astype(np.float64), counts, axes=1))


def _ratio(sums: npt.NDArray[np.float64]) -> Figures:
    parts, wholes = sums[..., 0], sums[..., 1]
    return np.divide(parts, wholes, out=np.full_like(parts, np.nan), where=wholes > 0)


def _percentiles(samples: Figures) -> Interval:
    """Return both ends for each measure, of the resamples that counted anything."""
    tail = 100 * (1 - LEVEL) / 2
    ends = np.full((2, samples.shape[1]), np.nan)
    for measure, column in enumerate(samples.T):
        counted = column[~np.isnan(column)]
        if len(counted):
            ends[:, measure] = np.percentile(counted, [tail, 100 - tail])
    return ends[0], ends[1]
