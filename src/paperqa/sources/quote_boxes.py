"""Where the words of a quote are printed: rectangles on the pages of its paper's PDF.

The PDF is read and cleaned again as it was for the index. That must yield the very text of the
passage at the very offsets: only then is it known which printed line each word comes from. A file
that has changed since, or another version of the reader, gives no rectangles rather than wrong
ones.
Units:  offsets count characters; pages from 1; boxes are points from the lower left corner of the
        page as it is shown, cropped and turned.
Errors: UnreadPdfError.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from paperqa.sources.document import PlacedLine, placed_lines
from paperqa.sources.glyph_match import glyphs_under
from paperqa.sources.pdf import PdfLimits, RawPdf, read_pdf
from paperqa.sources.printed_lines import boxes_of, printed_lines
from paperqa.types import Box, Passage


@dataclass(frozen=True, slots=True)
class QuoteAt:
    """A quote: ``passage.text[start:end]``."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The part of a quote that stands on ``page``: a box for each of its lines, in reading order.

    ``width`` and ``height`` are those of the page as it is shown, in points.
    """

    page: int
    width: float
    height: float
    boxes: tuple[Box, ...]


def quote_boxes(
    pdf: Path, quotes: Sequence[QuoteAt], limits: PdfLimits | None = None
) -> list[tuple[PageBoxes, ...]]:
    """Return for each quote its boxes on every page that it touches; empty where none are sure.

    All quotes are of the paper that ``pdf`` holds, which is read once. Raises UnreadPdfError.
    """
    wanted = {page for quote in quotes for page in _pages(quote)}
    if not wanted:
        return [() for _ in quotes]
    raw = read_pdf(pdf, replace(limits or PdfLimits(), glyph_pages=tuple(sorted(wanted))))
    paper = _Paper(raw)
    return [tuple(paper.boxes(quote)) for quote in quotes]


def _pages(quote: QuoteAt) -> set[int]:
    """Return the pages that a quote touches; none for a note."""
    first = quote.passage.page_at(quote.start) if quote.start < quote.end else None
    inside = (cut.page for cut in quote.passage.page_breaks if quote.start < cut.offset < quote.end)
    return set() if first is None else {first, *inside}


class _Paper:
    """The text of a paper, and where each line of it is printed."""

    def __init__(self, raw: RawPdf) -> None:
        self._text, lines = placed_lines(raw)
        # Cleaning makes two lines of some: a footnote glued to a cut word.
        self._rows = [
            list(parts) for _, parts in groupby(lines, key=lambda line: (line.page, line.row))
        ]
        self._pages = {page.number: page for page in raw.glyphs}
        self._printed = {
            page.number: printed_lines(glyph for row in page.rows for glyph in row)
            for page in raw.glyphs
        }

    def boxes(self, quote: QuoteAt) -> Iterator[PageBoxes]:
        """Yield the boxes of a quote page by page; none if the passage is not where it was."""
        passage = quote.passage
        start, end = passage.start + quote.start, passage.start + quote.end
        under = [row for row in self._rows if row[0].start < end and start < row[-1].end]
        as_indexed = self._text[passage.start : passage.end] == passage.text
        if not as_indexed or {row[0].page for row in under} != _pages(quote):
            return
        for number, rows in groupby(under, key=lambda row: row[0].page):
            chosen = {place for row in rows for place in self._places(row, start, end)}
            if boxes := boxes_of(self._printed[number], chosen):
                page = self._pages[number]
                yield PageBoxes(number, page.width, page.height, boxes)

    def _places(self, row: Sequence[PlacedLine], start: int, end: int) -> Iterator[int]:
        """Yield the places, among the glyphs of its page, of those of ``row`` in the stretch."""
        number, first, last = row[0].row, row[0].start, row[-1].end
        rows = self._pages[row[0].page].rows
        before = sum(map(len, rows[:number]))
        for place in glyphs_under(rows[number], self._text[first:last], start - first, end - first):
            yield before + place
