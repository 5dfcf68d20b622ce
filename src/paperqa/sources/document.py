r"""Joins the cleaned lines of a paper to one text with page breaks and sections.

Lines become paragraphs (one ``\n`` between two), printed hyphenation is undone, headings leave
the text and become sections. Every later offset counts in this text.
"""

import re
from collections import Counter
from statistics import median

from paperqa.language.script import language_of
from paperqa.sources.headings import Heading, find_headings
from paperqa.sources.page_text import SOFT_HYPHEN, clean_pages, clean_text
from paperqa.sources.pdf import Line, RawPdf
from paperqa.types import Document, Page, PageBreak, Section

_ENDS_SENTENCE = re.compile(r"""[.!?:;]["'”’)\]]*$""")
_STARTS_BLOCK = re.compile(
    r"^(?:[•▪■●–—*]\s|\(?\d{1,2}[.)]\s|(?:figure|fig\.|table|algorithm)\s*\d+\s*[:.|])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[-+±~(<>]*\d[\d.,:/×x%±)k]*[BMK%]?$")
_SHORT_LINE = 0.75
_TABLE_CELLS = 3


def document_of(paper_id: str, title: str, pdf: RawPdf) -> Document:
    """Return the text of ``pdf``; ``title`` is the catalogue's, else the file's own is used."""
    pages = clean_pages(pdf)
    vocabulary = _vocabulary(pages)
    headings = {(heading.page, heading.line): heading for heading in find_headings(pages)}
    writer = _Writer(vocabulary, _usual_length(pages))
    for number, lines in enumerate(pages):
        writer.turn_page(number + 1)
        for row, line in enumerate(lines):
            if heading := headings.get((number, row)):
                writer.start_section(heading)
            else:
                writer.add(line)
    text = writer.text
    return Document(
        paper=paper_id,
        kind="paper",
        lang=language_of(text),
        title=title or clean_text(pdf.title),
        text=text,
        sections=tuple(writer.sections),
        page_breaks=tuple(writer.breaks),
    )


def pages_of(document: Document) -> list[Page]:
    """Cut a paper's text at its page breaks again: what each page says, cleaned."""
    ends = [cut.offset for cut in document.page_breaks[1:]] + [len(document.text)]
    return [
        Page(cut.page, document.text[cut.offset : end])
        for cut, end in zip(document.page_breaks, ends, strict=True)
    ]


class _Writer:
    """Appends lines and keeps count of where pages and sections begin."""

    def __init__(self, vocabulary: Counter[str], usual_length: float) -> None:
        self.text = ""
        self.sections: list[Section] = [Section(0, "")]
        self.breaks: list[PageBreak] = []
        self._vocabulary = vocabulary
        self._usual_length = usual_length
        self._last: Line | None = None
        self._page = 1
        self._turned = False

    def turn_page(self, number: int) -> None:
        """Put what is added from here on onto page ``number``."""
        self._page = number
        self._turned = True

    def start_section(self, heading: Heading) -> None:
        """Put what is added from here on into the section."""
        self._separate("\n")
        self.sections.append(Section(len(self.text), heading.title, heading.searched))
        self._last = None

    def add(self, line: Line) -> None:
        """Append a line, joined to the one before as its reader would."""
        if self._last is not None:
            if self.text.endswith(SOFT_HYPHEN):
                self._join_word(line.text)
            else:
                self._separate("\n" if self._is_break(line) else " ")
        if self._turned:
            self._turned = False
            self.breaks.append(PageBreak(len(self.text) if self.breaks else 0, self._page))
        self.text += line.text.replace(SOFT_HYPHEN, "") + (
            SOFT_HYPHEN if line.text.endswith(SOFT_HYPHEN) else ""
        )
        self._last = line

    def _separate(self, by: str) -> None:
        self.text = self.text.rstrip(SOFT_HYPHEN)
        if self.text and not self.text.endswith("\n"):
            self.text += by

    def _is_break(self, line: Line) -> bool:
        last = self._last
        assert last is not None  # noqa: S101  # add() asked
        if _STARTS_BLOCK.match(line.text) or _is_table_row(line) or _is_table_row(last):
            return True
        ended = _ENDS_SENTENCE.search(last.text) is not None
        return ended and len(last.text) < _SHORT_LINE * self._usual_length

    def _join_word(self, following: str) -> None:
        """Undo a printed hyphen: keep it only in a word that is written with one elsewhere."""
        self.text = self.text.rstrip(SOFT_HYPHEN)
        left = re.search(r"[\w-]*$", self.text)
        right = re.match(r"\w+", following)
        first, second = left[0] if left else "", right[0] if right else ""
        if _keeps_hyphen(first.casefold(), second.casefold(), self._vocabulary):
            self.text += "-"


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
        for word in re.findall(r"[\w-]+(?!\S*\u00ad$)", line.text)
    )


def _usual_length(pages: list[list[Line]]) -> float:
    lengths = [len(line.text) for page in pages for line in page if len(line.text) > 20]
    return median(lengths) if lengths else 0.0


def _is_table_row(line: Line) -> bool:
    cells = line.text.split()
    numbers = sum(_NUMBER.match(cell) is not None for cell in cells)
    return numbers >= _TABLE_CELLS and 2 * numbers >= len(cells)
