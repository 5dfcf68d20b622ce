"""A quote of a link, found again in its paper, and where its words are printed.

The words of a link come from anywhere: a chat program may have changed their spaces, hyphens and
quotation marks, or cut their end off. So they are looked for as they stand, then as they may have
been copied (``language.find_text``), and always on the link's page first.
Errors: QuoteError.
"""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from paperqa.answer.desk import Desk
from paperqa.errors import QuoteError, SourceError
from paperqa.language.find_text import Span, found_quote
from paperqa.sources.notes import told_page
from paperqa.sources.quote_boxes import PageBoxes
from paperqa.store.columns import rows_of
from paperqa.types import Citation, Kind, Paper, Passage

Unlit = Literal["", "note", "no PDF", "not sure"]
"""Why no picture shows the words: a note has no pages; its PDF is not on this machine; the PDF
here cannot be read, or is not the one that was indexed."""

_LOG: Final = logging.getLogger(__name__)
_LONGEST: Final = 2000
"""Characters; what a link holds beyond them is not looked for."""
_SHOWN: Final = 80
_CUT_OFF: Final = re.compile(r"^[\s\ufffd]*(?:…|\.{3,})|(?:…|\.{3,}|\ufffd)[\s\ufffd\"'”’]*$")

_NAMED: Final = re.compile(r"\((?:p\.|עמ')\s*(\d{1,4})\)")
"""How the club's notes name a page."""

_Place = tuple[Passage, int, int]


@dataclass(frozen=True, slots=True)
class LitQuote:
    """``pages`` holds the boxes of the words, page by page; empty where ``unlit`` says why.

    ``named`` are pages of the paper that a note's section tells, or its words name, where its PDF
    is here.
    """

    citation: Citation
    pages: tuple[PageBoxes, ...]
    unlit: Unlit = ""
    named: tuple[int, ...] = ()

    @property
    def page_numbers(self) -> tuple[int, ...]:
        """All pages that the words touch; for a note, those that it speaks of."""
        if self.citation.passage.kind == "note":
            return self.named
        passage, start, end = self.citation.passage, self.citation.start, self.citation.end
        inside = (cut.page for cut in passage.page_breaks if start < cut.offset < end)
        return () if self.citation.page is None else (self.citation.page, *inside)


def find_quote(desk: Desk, paper_id: str, words: str, page: int | None = None) -> LitQuote:
    """Return where the paper, or a note on it, says ``words``; those on ``page`` come first.

    Raises QuoteError if it does not.
    """
    paper = desk.index.papers.get(paper_id)
    if paper is None:
        raise QuoteError(f"no paper {paper_id!r} in the index; see: paperqa papers")
    words = words.strip()[:_LONGEST]
    passages = [
        desk.index.passages[row] for row in rows_of(desk.index.columns.of_papers([paper_id]))
    ]
    place = _place(passages, words, page) if words else None
    if place is None:
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        raise QuoteError(
            f"{paper_id} does not say {shown!r}; the link may come from another edition of the "
            "paper, or the paper is yet to be indexed with: paperqa index"
        )
    return _lit(desk, _citation(paper, *place))


def _place(passages: Sequence[Passage], words: str, page: int | None) -> _Place | None:
    kinds: tuple[Kind, Kind] = ("note", "paper") if page is None else ("paper", "note")
    for kind in kinds:
        ones = [passage for passage in passages if passage.kind == kind]
        for find in (_verbatim, _as_copied):
            places = list(_places(ones, words, find))
            on_page = (place for place in places if place[0].page_at(place[1]) == page)
            if places:
                return next(on_page, places[0])
    return None


def _places(
    passages: Sequence[Passage], words: str, find: Callable[[str, str], Iterator[Span]]
) -> Iterator[_Place]:
    for passage in passages:
        for start, end in find(words, passage.text):
            yield passage, start, end


def _verbatim(words: str, text: str) -> Iterator[Span]:
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _as_copied(words: str, text: str) -> Iterator[Span]:
    found = found_quote(_CUT_OFF.sub("", words), text)
    if found:
        yield found


def _citation(paper: Paper, passage: Passage, start: int, end: int) -> Citation:
    quote = passage.text[start:end]
    return Citation(1, paper, passage, quote, start, end, passage.page_at(start))


def _lit(desk: Desk, citation: Citation) -> LitQuote:
    if citation.passage.kind == "note":
        return LitQuote(citation, (), "note", _named(desk, citation))
    if desk.boxes is None:
        return LitQuote(citation, (), "no PDF")
    (pages,) = desk.boxes.boxes_of([citation])
    return LitQuote(citation, pages, "" if pages else _why_not(desk, citation.paper.id))


def _named(desk: Desk, note: Citation) -> tuple[int, ...]:
    """Return the page that a note's section tells, then those of its words: "(p. 4)", "(עמ' 4)"."""
    told = told_page(note.passage.section)
    named = (int(number) for number in _NAMED.findall(note.quote))
    pages = tuple(dict.fromkeys((*(() if told is None else (told,)), *named)))
    return pages if pages and not _why_not(desk, note.paper.id, found="") else ()


def _why_not(desk: Desk, paper: str, found: Unlit = "not sure") -> Unlit:
    """Return why words of ``paper`` are not lit; ``found`` where its PDF is here."""
    try:
        return found if desk.boxes and desk.boxes.pdf_of(paper) else "no PDF"
    except (SourceError, OSError) as error:
        _LOG.debug("the PDF of %s: %s", paper, error)
        return "not sure"
