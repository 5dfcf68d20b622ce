"""Positions on the map: papers that say alike stand close to each other.

t-SNE of squared distances, from a start that PCA gives, so that the same papers make the same map.
What counts is how many of a paper's nearest neighbours it keeps (``kept_neighbours``); of all that
was tried (PCA, MDS, Isomap, spectral) t-SNE kept by far the most (``benchmarks/LOG.md``).

Shapes: vectors (n, d) float32, rows of length 1; positions (n, 2) float64, centred.
Source: van der Maaten, Hinton 2008, JMLR 9; on the start: Kobak, Berens 2019, Nature
        Communications 10:5416.
"""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from paperqa.types import Matrix, Rows

Positions: TypeAlias = npt.NDArray[np.float64]
"""x and y of each paper, shape (n, 2)."""

_NEIGHBOURHOODS: Final = 7
"""A paper has a seventh of all for its neighbourhood: best of 4 to 20 neighbours for 57 papers."""
_LEAST, _MOST = 2.0, 30.0
_START: Final = 1e-4
"""Spread of the first positions, as t-SNE wants it."""


def positions(vectors: Matrix) -> Positions:
    """Return where each paper stands, the longer side of the cloud lying across."""
    if len(vectors) < 3:
        return np.stack([np.arange(len(vectors), dtype=np.float64), np.zeros(len(vectors))], axis=1)
    return principal(_embedded(vectors, principal(vectors.astype(np.float64))))


def principal(points: Positions) -> Positions:
    """Return ``points`` (n, d) along their two longest axes (n, 2), centred.

    An axis points to where its longest component is positive, so that no sign is left to chance.
    """
    centred = points - points.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:2]
    signs = np.sign(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)])
    return np.asarray(centred @ (axes * signs[:, None]).T)


def nearest(vectors: Matrix, k: int) -> Rows:
    """Return the ``min(k, n - 1)`` nearest others of each row, nearest first (n, k)."""
    distances = squared_distances(vectors)
    np.fill_diagonal(distances, np.inf)
    return np.argsort(distances, axis=1, kind="stable")[:, : min(k, len(vectors) - 1)]


def kept_neighbours(vectors: Matrix, placed: Positions, k: int = 5) -> float:
    """Return the share of the ``k`` nearest neighbours that are among the ``k`` on the map."""
    before, after = nearest(vectors, k), nearest(np.asarray(placed), k)
    kept = [len(set(a) & set(b)) for a, b in zip(before.tolist(), after.tolist(), strict=True)]
    return sum(kept) / before.size


def squared_distances(points: npt.NDArray[np.floating]) -> Positions:
    """Return the squared distance of each row of ``points`` to each other (n, n)."""
    wide = points.astype(np.float64)
    lengths = (wide**2).sum(axis=1)
    squared = np.maximum(lengths[:, None] + lengths - 2 * wide @ wide.T, 0)
    np.fill_diagonal(squared, 0)
    return np.asarray(squared)


def _embedded(vectors: Matrix, start: Positions) -> Positions:
    # Here and not above: it takes a second, and the page is to be there at once.
    from sklearn.manifold import TSNE  # type: ignore[import-untyped]

    count = len(vectors)
    spread = start[:, 0].std() or 1.0
    tsne = TSNE(
        perplexity=float(np.clip(count / _NEIGHBOURHOODS, _LEAST, min(_MOST, count - 1))),
        metric="precomputed",
        init=start / spread * _START,
        method="exact",
        random_state=0,
    )
    return np.asarray(tsne.fit_transform(squared_distances(vectors)), dtype=np.float64)
