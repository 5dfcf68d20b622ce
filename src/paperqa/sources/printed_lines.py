"""Lines of a page as the eye sees them, and the rectangles that chosen glyphs fill in them.

A PDF's reader breaks lines by rules of its own: it goes on over a hyphen, and gives an exponent a
line. Here only geometry counts. Everything is in points of the page as it is shown.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from paperqa.sources.pdf import Glyph
from paperqa.types import Box

_BELOW = 0.25
_ABOVE = 0.75
_WIDEST_SPACE = 2.0
"""In font sizes: a wider gap parts columns or cells, not words."""


@dataclass(frozen=True, slots=True)
class Inked:
    """A glyph that is seen, with its line laid level.

    ``place`` counts the page's glyphs; ``low`` and ``high`` are where its line's letters may
    reach; ``middle`` is that of its line.
    """

    place: int
    box: Box
    turns: int
    size: float
    low: float
    high: float
    middle: float

    def shares_line(self, other: "Inked") -> bool:
        """Tell whether both stand on one line, be one of them raised, lowered or very large."""
        if self.turns != other.turns:
            return False
        return self.low <= other.middle <= self.high or other.low <= self.middle <= other.high


def printed_lines(glyphs: Iterable[Glyph]) -> list[list[Inked]]:
    """Return the glyphs of a page, in the order of its file, in the lines that are seen."""
    lines: list[list[Inked]] = []
    largest: Inked | None = None
    for place, glyph in enumerate(glyphs):
        if glyph.box is None:
            continue
        inked = _laid_level(place, glyph, glyph.box)
        if largest is None or not inked.shares_line(largest):
            lines.append([])
            largest = inked
        lines[-1].append(inked)
        # A footnote's mark may come first; the line is that of its letters.
        largest = max(largest, inked, key=lambda one: one.size)
    return lines


def boxes_of(lines: Iterable[Sequence[Inked]], chosen: Collection[int]) -> tuple[Box, ...]:
    """Return the rectangles of the glyphs at the ``chosen`` places, in reading order.

    One for each line; more where something else stands between the chosen glyphs of a line (words
    of the other direction), or a gap too wide for a space.
    """
    found: list[tuple[int, Box]] = []
    for line in lines:
        for run in _runs(line, chosen):
            first = min(glyph.place for glyph in run)
            found.append((first, _turned(_around(run), -run[0].turns)))
    return tuple(box for _, box in sorted(found))


def _runs(line: Sequence[Inked], chosen: Collection[int]) -> Iterator[list[Inked]]:
    run: list[Inked] = []
    if not any(glyph.place in chosen for glyph in line):
        return
    for glyph in sorted(line, key=lambda one: one.box[0] + one.box[2]):
        if run and (glyph.place not in chosen or _is_apart(run, glyph)):
            yield run
            run = []
        if glyph.place in chosen:
            run.append(glyph)
    if run:
        yield run


def _is_apart(run: Sequence[Inked], glyph: Inked) -> bool:
    size = max(run[-1].size, glyph.size)
    return glyph.box[0] - max(one.box[2] for one in run) > _WIDEST_SPACE * size


def _laid_level(place: int, glyph: Glyph, box: Box) -> Inked:
    x, y = glyph.origin
    level = _turned(box, glyph.turns)
    base = _turned((x, y, x, y), glyph.turns)[1]
    return Inked(
        place=place,
        box=level,
        turns=glyph.turns,
        size=glyph.size,
        low=min(base - _BELOW * glyph.size, level[1]),
        high=max(base + _ABOVE * glyph.size, level[3]),
        middle=base + (_ABOVE - _BELOW) / 2 * glyph.size,
    )


def _around(run: Iterable[Inked]) -> Box:
    lefts, bottoms, rights, tops = zip(*(glyph.box for glyph in run), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _turned(box: Box, turns: int) -> Box:
    """Return ``box`` after so many quarter turns to the right about the corner of the page."""
    for _ in range(turns % 4):
        left, bottom, right, top = box
        box = bottom, -right, top, -left
    return box
