"""From an index to its map: a dot for each paper of which something is in the index."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from paperqa.answer.short_name import short_name
from paperqa.store.bundle import Index
from paperqa.store.paper_vectors import paper_vectors
from paperqa.types import Paper
from paperqa.ui.map import labels
from paperqa.ui.map.groups import Group, by_size, groups_of
from paperqa.ui.map.layout import Positions, nearest, positions
from paperqa.ui.map.spreading import fill, spread

RADIUS: Final = 7.0
LABEL_DROP: Final = 20.0
"""From the centre of a dot down to the base line of its label."""
_ABOVE, _BELOW = 10.0, 25.0
"""What a box holds above and below the centre of its dot."""
_BESIDE: Final = 10.0
_MARGIN: Final = 12.0
_SHARE: Final = 0.33
_ASPECT: Final = 1.9
_NEAREST: Final = 3


@dataclass(frozen=True, slots=True)
class Dot:
    """A paper on the map. ``full`` is False where there is only a note of it."""

    paper: Paper
    name: str
    label: str
    x: float
    y: float
    group: Group
    full: bool
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperMap:
    """``groups`` are those in use, in the order of the legend."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    groups: tuple[Group, ...]


def map_of(index: Index) -> PaperMap:
    """Return the map of ``index``; the same index makes the same map."""
    ids, vectors = paper_vectors(index)
    ids, vectors = _known(ids, index), vectors[[paper in index.papers for paper in ids]]
    if not ids:
        return PaperMap(0, 0, (), ())
    texts = [labels.label_of(paper, index) for paper in ids]
    sizes = _boxes(texts)
    placed = spread(fill(positions(vectors), sizes, _SHARE, _ASPECT), sizes)
    corner = (placed - sizes / 2).min(axis=0) - _MARGIN
    placed -= corner
    width, height = (placed + sizes / 2).max(axis=0) + _MARGIN
    placed[:, 1] += (_ABOVE - _BELOW) / 2  # from the centre of the box up to its dot
    groups = groups_of(index.papers[paper] for paper in ids)
    near = nearest(vectors, _NEAREST)
    full = index.columns.papers_with_pages
    dots = tuple(
        Dot(
            paper=index.papers[paper],
            name=short_name(paper, index),
            label=texts[row],
            x=round(float(placed[row, 0]), 1),
            y=round(float(placed[row, 1]), 1),
            group=groups[paper],
            full=paper in full,
            nearest=tuple(ids[other] for other in near[row]),
        )
        for row, paper in enumerate(ids)
    )
    return PaperMap(round(float(width), 1), round(float(height), 1), dots, by_size(groups))


def label_boxes(dots: Iterable[Dot]) -> tuple[Positions, Positions]:
    """Return the centres and sizes of what each dot needs for itself and its label."""
    dots = list(dots)
    sizes = _boxes([dot.label for dot in dots])
    middle = (_BELOW - _ABOVE) / 2
    return np.array([(dot.x, dot.y + middle) for dot in dots]), sizes


def dots_by_id(drawn: PaperMap) -> Mapping[str, Dot]:
    """Return the dots by the id of their paper."""
    return {dot.paper.id: dot for dot in drawn.dots}


def _known(ids: Iterable[str], index: Index) -> tuple[str, ...]:
    return tuple(paper for paper in ids if paper in index.papers)


def _boxes(texts: Iterable[str]) -> Positions:
    widths = [max(labels.width_of(text), 2 * RADIUS) + _BESIDE for text in texts]
    return np.array([(width, _ABOVE + _BELOW) for width in widths])
