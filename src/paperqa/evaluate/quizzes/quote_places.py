"""Where a quote is found again: in the PDF, read anew, or else in the passages of the index."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from paperqa.errors import SourceError
from paperqa.evaluate.quotes import DocumentTexts
from paperqa.sources.document import document_of, pages_of
from paperqa.sources.library import PdfLibrary
from paperqa.sources.pdf import PdfLimits, read_pdf
from paperqa.types import Citation, Passage

Place = Literal["lines", "page", "passages", "nowhere"]
"""``lines``: the PDF's own, as printed; ``page``: the PDF's page once running heads, footnotes and
figures between its lines are out; ``passages``: those of the index, where there is no PDF."""
PLACES: Final[tuple[Place, ...]] = ("lines", "page", "passages", "nowhere")

_BETWEEN: Final = re.compile(r"[\s\u00ad\u2010\ufffe\x02-]+")
"""What typesetting puts between letters: spaces, line breaks, hyphens."""


@dataclass(frozen=True, slots=True)
class PaperTexts:
    """The text of each page of a PDF, by number: as its lines have it, and cleaned."""

    lines: Mapping[int, str]
    pages: Mapping[int, str]


class QuotePlaces:
    """Looks quotes up; keeps what it found, and the PDF that was read last."""

    def __init__(self, pdf_dir: Path, limits: PdfLimits, passages: Sequence[Passage]) -> None:
        self._library = PdfLibrary(pdf_dir)
        self._limits = limits
        self._texts = DocumentTexts(passages)
        self._last: tuple[str, PaperTexts | None] = ("", None)
        self._found: dict[Citation, Place] = {}

    def place(self, citation: Citation) -> Place:
        """Return where the whole quote stands on the page that the citation names."""
        if citation not in self._found:
            self._found[citation] = self._look_up(citation)
        return self._found[citation]

    def _look_up(self, citation: Citation) -> Place:
        paper = self._paper(citation.paper.id) if citation.passage.kind == "paper" else None
        if paper is None:
            return "passages" if self._texts.stands(citation) else "nowhere"
        return find_quote(citation, paper)

    def _paper(self, paper: str) -> PaperTexts | None:
        if self._last[0] != paper:
            self._last = paper, self._read(paper)
        return self._last[1]

    def _read(self, paper: str) -> PaperTexts | None:
        path = self._library.path(paper)
        if path is None:
            return None
        try:
            return read_texts(path, self._limits)
        except SourceError:
            return None  # a PDF that cannot be read is as good as none: the table tells


def read_texts(path: Path, limits: PdfLimits) -> PaperTexts:
    """Return the text of a PDF's pages, without what typesetting puts between letters."""
    raw = read_pdf(path, limits)
    lines = {
        number: squeezed("\n".join(line.text for line in page))
        for number, page in enumerate(raw.pages, start=1)
    }
    document = document_of(path.stem, path.stem, raw)
    return PaperTexts(lines, {page.number: squeezed(page.text) for page in pages_of(document)})


def find_quote(citation: Citation, paper: PaperTexts) -> Place:
    """Return where the quote stands in a PDF, on its page."""
    quote, page = squeezed(citation.quote), citation.page or 0
    if quote and quote in paper.lines.get(page, ""):
        return "lines"
    return "page" if quote and quote in paper.pages.get(page, "") else "nowhere"


def squeezed(text: str) -> str:
    """Return the letters of ``text``: ligatures taken apart, no white space, no hyphens."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
