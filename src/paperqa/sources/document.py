r"""Joins the cleaned lines of a paper to one text with page breaks and sections.

Lines become paragraphs (one ``\n`` between two), printed hyphenation is undone, headings leave
the text and become sections. Every later offset counts in this text.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from paperqa.language.script import language_of
from paperqa.sources.asides import is_aside, label_fonts, without_labels
from paperqa.sources.headings import Heading, find_headings
from paperqa.sources.page_text import SOFT_HYPHEN, clean_pages, clean_text
from paperqa.sources.pdf import Line, RawPdf
from paperqa.sources.typesetting import Body, body_of
from paperqa.types import Document, Page, PageBreak, Section

_ENDS_SENTENCE = re.compile(r"""[.!?:;]["'”’)\]]*$""")
_STARTS_BLOCK = re.compile(
    r"^(?:[•▪■●–—*]\s|\(?\d{1,2}[.)]\s|(?:figure|fig\.|table|algorithm)\s*\d+\s*[:.|])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[-+±~(<>]*\d[\d.,:/×x%±)k]*[BMK%]?$")
_WORDS = re.compile(rf"[\w{SOFT_HYPHEN}-]+")
_SHORT_LINE = 0.75
_TABLE_CELLS = 3
_LONGEST_THANKS = 6000


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """``text[start:end]`` of a document is what cleaning left of a printed line or part of it.

    ``page`` counts from 1; ``row`` is that of the line as it was read (``pdf.Line.row``).
    """

    start: int
    end: int
    page: int
    row: int


def document_of(paper_id: str, title: str, pdf: RawPdf) -> Document:
    """Return the text of ``pdf``; ``title`` is the catalogue's, else the file's own is used."""
    writer = _written(pdf)
    text = writer.text
    return Document(
        paper=paper_id,
        kind="paper",
        lang=language_of(text),
        title=title or clean_text(pdf.title),
        text=text,
        sections=tuple(_with_long_thanks_searched(writer.sections, len(text))),
        page_breaks=tuple(writer.breaks),
    )


def placed_lines(pdf: RawPdf) -> tuple[str, tuple[PlacedLine, ...]]:
    """Return the text that ``document_of`` makes, and which line each part of it comes from."""
    writer = _written(pdf)
    return writer.text, tuple(writer.lines)


def _written(pdf: RawPdf) -> "_Writer":
    pages = clean_pages(pdf)
    body = body_of(pages)
    labels = label_fonts(pages, body)
    pages = [without_labels(page, labels, body) for page in pages]
    headings = {(heading.page, heading.line): heading for heading in find_headings(pages, body)}
    writer = _Writer(_vocabulary(pages), body)
    for number, lines in enumerate(pages):
        writer.turn_page(number + 1)
        text_from = 0
        for row, line in enumerate(lines):
            if heading := headings.get((number, row)):
                writer.start_section(heading)
                text_from = row + heading.lines
            elif row >= text_from:
                writer.add(line)
    return writer


def _with_long_thanks_searched(sections: list[Section], end: int) -> list[Section]:
    """Search what stands under thanks and is too long to be thanks: a heading was missed."""
    ends = [section.offset for section in sections[1:]] + [end]
    return [
        replace(section, searched=True)
        if section.title.casefold().startswith("acknowl")
        and until - section.offset > _LONGEST_THANKS
        else section
        for section, until in zip(sections, ends, strict=True)
    ]


def pages_of(document: Document) -> list[Page]:
    """Cut a paper's text at its page breaks again: what each page says, cleaned."""
    offsets = [cut.offset for cut in document.page_breaks] + [len(document.text)]
    return [
        Page(cut.page, document.text[start:end])
        for cut, (start, end) in zip(document.page_breaks, pairwise(offsets), strict=True)
    ]


class _Writer:
    """Appends lines and keeps count of where pages and sections begin."""

    def __init__(self, vocabulary: Counter[str], body: Body) -> None:
        self.sections: list[Section] = [Section(0, "")]
        self.breaks: list[PageBreak] = []
        self.lines: list[PlacedLine] = []
        self._parts: list[str] = []
        self._length = 0
        self._vocabulary = vocabulary
        self._body = body
        self._last: Line | None = None
        self._page = 1
        self._turned = False

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def turn_page(self, number: int) -> None:
        """Put what is added from here on onto page ``number``."""
        self._page = number
        self._turned = True

    def start_section(self, heading: Heading) -> None:
        """Put what is added from here on into the section."""
        if self._last is not None:
            self._put("\n")
        self.sections.append(Section(self._length, heading.title, heading.searched))
        self._last = None

    def add(self, line: Line) -> None:
        """Append a line, joined to the one before as its reader would."""
        text = self._whole_words(line.text)
        if self._last is not None:
            self._put(self._joint(self._last, line))
        if self._turned:
            self._turned = False
            self.breaks.append(PageBreak(self._length if self.breaks else 0, self._page))
        start = self._length
        self._put(text.removesuffix(SOFT_HYPHEN))
        self.lines.append(PlacedLine(start, self._length, self._page, line.row))
        self._last = line

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _joint(self, last: Line, line: Line) -> str:
        if last.text.endswith(SOFT_HYPHEN):
            # Over a page's end, what comes next is not always the other half.
            if not line.text[0].islower():
                return "- "
            return self._hyphen(self._parts[-1], line.text)
        return "\n" if self._is_break(last, line) else " "

    def _is_break(self, last: Line, line: Line) -> bool:
        if _STARTS_BLOCK.match(line.text) or _is_table_row(line) or _is_table_row(last):
            return True
        if is_aside(last, self._body) != is_aside(line, self._body):
            return self._is_text(last) and self._is_text(line)
        ended = _ENDS_SENTENCE.search(last.text) is not None
        return ended and len(last.text) < _SHORT_LINE * self._body.length

    def _is_text(self, line: Line) -> bool:
        """Tell a line of text, small or not, from the pieces of a formula."""
        return is_aside(line, self._body) or line.size >= 0.95 * self._body.size

    def _whole_words(self, text: str) -> str:
        """Undo the hyphens within ``text``: pdfium gives both halves of a cut word in one line."""
        whole, *rest = text.split(SOFT_HYPHEN)
        for number, part in enumerate(rest, start=1):
            at_end = number == len(rest) and not part
            whole += (SOFT_HYPHEN if at_end else self._hyphen(whole, part)) + part
        return whole

    def _hyphen(self, before: str, following: str) -> str:
        """Return the hyphen of a cut word where it is written with one elsewhere, else nothing."""
        left = re.search(r"[\w-]*$", before)
        right = re.match(r"\w*", following)
        first, second = left[0] if left else "", right[0] if right else ""
        return "-" if _keeps_hyphen(first.casefold(), second.casefold(), self._vocabulary) else ""


def _keeps_hyphen(first: str, second: str, vocabulary: Counter[str]) -> bool:
    joined, hyphened = vocabulary[first + second], vocabulary[f"{first}-{second}"]
    if joined or hyphened:
        return hyphened > joined
    # Seen neither way: "left-to" + "right" and "top" + "1" were never one word.
    return "-" in first or second[:1].isdigit() or not first


def _vocabulary(pages: list[list[Line]]) -> Counter[str]:
    """Count the words of the paper that no line end cuts, those with hyphens whole."""
    return Counter(
        word.casefold()
        for page in pages
        for line in page
        for word in _WORDS.findall(line.text)
        if SOFT_HYPHEN not in word
    )


def _is_table_row(line: Line) -> bool:
    cells = line.text.split()
    numbers = sum(_NUMBER.match(cell) is not None for cell in cells)
    return numbers >= _TABLE_CELLS and 2 * numbers >= len(cells)
