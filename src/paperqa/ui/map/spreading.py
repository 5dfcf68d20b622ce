"""Pushes boxes apart until none covers another, each as little as it takes.

The centre of a box is a paper's position; the box holds its dot and its label.

Shapes: points and sizes (n, 2). Units: CSS pixels of the drawing at its natural size.
"""

from typing import Final, TypeAlias

import numpy as np

from paperqa.types import Rows
from paperqa.ui.map.layout import Positions

_Pairs: TypeAlias = tuple[Rows, Rows]

_ROUNDS: Final = 60
"""Rounds of pushing before all is drawn a little wider."""
_WIDER: Final = 1.06
_NUDGE: Final = 1e-6


def fill(points: Positions, sizes: Positions, share: float, aspect: float) -> Positions:
    """Scale ``points`` to a field ``aspect`` times as wide as high.

    The boxes, of ``sizes`` (n, 2), take ``share`` of it.
    """
    height = np.sqrt(float(sizes.prod(axis=1).sum()) / share / aspect)
    span = np.ptp(points, axis=0)
    span[span == 0] = 1.0
    field = np.array([height * aspect, height])
    return np.asarray((points - points.min(axis=0)) / span * field)


def spread(points: Positions, sizes: Positions) -> Positions:
    """Return ``points`` moved so that no two boxes of ``sizes`` (n, 2) overlap."""
    # Boxes in one spot have no way to go: each gets a direction of its own.
    ways = np.arange(len(points))[:, None] * np.array([1.0, -1.0])
    placed: Positions = points.astype(np.float64) + ways * _NUDGE
    first, second = np.triu_indices(len(points), k=1)
    rounds = 0
    while len((pairs := _covered(placed, sizes, (first, second)))[0]):
        placed = placed + _push(placed, sizes, pairs)
        rounds += 1
        if rounds % _ROUNDS == 0:
            centre = placed.mean(axis=0)
            placed = centre + (placed - centre) * _WIDER
    return placed


def overlaps(points: Positions, sizes: Positions) -> list[tuple[int, int]]:
    """Return the pairs of boxes that cover each other."""
    first, second = np.triu_indices(len(points), k=1)
    a, b = _covered(points, sizes, (first, second))
    return list(zip(a.tolist(), b.tolist(), strict=True))


def _covered(points: Positions, sizes: Positions, pairs: _Pairs) -> _Pairs:
    """Return those of ``pairs`` whose boxes cover each other."""
    first, second = pairs
    there = (_inside(points, sizes, pairs) > 0).all(axis=1)
    return first[there], second[there]


def _push(points: Positions, sizes: Positions, pairs: _Pairs) -> Positions:
    """Return how far each box has to go (n, 2), by half of each overlap.

    Of two ways out it takes that which is shorter measured in boxes: labels are wide, and pushed
    by pixels alone all would leave upwards or downwards.
    """
    first, second = pairs
    inside = _inside(points, sizes, pairs)
    reach = (sizes[first] + sizes[second]) / 2
    way_out = np.arange(2) == (inside / reach).argmin(axis=1)[:, None]
    step = (inside / 2 + _NUDGE) * np.sign(points[first] - points[second]) * way_out
    pushed = np.zeros_like(points)
    for axis in (0, 1):
        weights = step[:, axis]
        pushed[:, axis] = np.bincount(first, weights, len(points))
        pushed[:, axis] -= np.bincount(second, weights, len(points))
    return pushed


def _inside(points: Positions, sizes: Positions, pairs: _Pairs) -> Positions:
    """Return how deep, on each axis, the boxes of ``pairs`` reach into each other (p, 2)."""
    first, second = pairs
    reach = (sizes[first] + sizes[second]) / 2
    return np.asarray(reach - np.abs(points[first] - points[second]))
