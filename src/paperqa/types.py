"""The nouns that rooms hand to each other. Frozen, slotted, no behaviour beyond look-ups.

Units:  offsets count characters (Python ``str`` indices), half-open ``[start, end)``;
        pages count from 1, as a reader sees them; boxes are PDF points from the lower
        left corner of the page as shown (cropped, turned); times are milliseconds.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float32]
"""Embeddings, shape (n, d), rows of length 1."""

Rows: TypeAlias = npt.NDArray[np.int64]
"""Row numbers of passages, shape (k,) or (q, k)."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""

Kind = Literal["paper", "note"]
Lang = Literal["en", "he"]
LinkKind = Literal["paper", "pdf", "page", "code", "talk"]
Mode = Literal["extractive", "model"]
Support = Literal["supported", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Link:
    """One address that a reading list names."""

    kind: LinkKind
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a paper stands in a reading list: ``topic`` is the lecture or heading."""

    list: str
    topic: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One row of the catalogue; ``id`` is the bare arXiv id (1706.03762) or a slug (gpt1)."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    url: str = ""
    pdf_url: str = ""
    lists: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: ``page.text[start:end]`` and where it is printed."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a PDF, cleaned. ``words`` may be empty where nobody asked for boxes."""

    number: int
    text: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """From ``offset`` on, the text stands on ``page``."""

    offset: int
    page: int


@dataclass(frozen=True, slots=True)
class Section:
    """From ``offset`` of the document's text on, the section is ``title``.

    ``searched`` is False for reference lists and acknowledgements.
    """

    offset: int
    title: str
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """All text of a paper or a note, in one string.

    ``page_breaks`` is empty for a note; for a paper its first offset is 0.
    """

    paper: str
    kind: Kind
    lang: Lang
    title: str
    text: str
    sections: tuple[Section, ...]
    page_breaks: tuple[PageBreak, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document, cut at sentence ends within one section.

    ``document.text[start:end] == text``; ``page_breaks`` count from the passage's own start,
    the first at offset 0 (none for a note).
    """

    paper: str
    kind: Kind
    lang: Lang
    section: str
    text: str
    start: int
    end: int
    page_breaks: tuple[PageBreak, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page on which the character at ``offset`` of ``text`` stands."""
        if not 0 <= offset < len(self.text):
            raise IndexError(f"offset {offset} is outside a passage of {len(self.text)} characters")
        row = bisect_right(self.page_breaks, offset, key=lambda cut: cut.offset) - 1
        return self.page_breaks[row].page if row >= 0 else None

    @property
    def pages(self) -> tuple[int, ...]:
        """All pages that the passage touches, in order."""
        return tuple(cut.page for cut in self.page_breaks)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval found, with its neighbours where they were found too.

    ``row`` is the best passage's; ``focus`` the offset in ``passage.text`` of the sentence that
    matches best; ``found_by`` names the rankings that hold it.
    """

    row: int
    passage: Passage
    score: float
    focus: int = 0
    found_by: tuple[str, ...] = ()

    @property
    def page(self) -> int | None:
        """The page of the sentence that matches best; None for a note."""
        return self.passage.page_at(self.focus)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may be found; an empty tuple or None filters nothing."""

    papers: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What retrieval found. ``enough`` says whether the hits can carry an answer.

    ``beside`` are notes on papers whose own pages are searched: they take no place among the hits.
    ``absent`` are papers that are asked for and not here, each by its name and its title.
    """

    question: str
    lang: Lang
    hits: tuple[Hit, ...]
    enough: bool
    ms: float
    beside: tuple[Hit, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that answers: ``hit.passage.text[start:end] == sentence``.

    ``cosine`` is that of the sentence to the question, where it was embedded.
    """

    hit: Hit
    sentence: str
    start: int
    end: int
    score: float = 0.0
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that can be opened. ``quote`` is verbatim in ``passage.text`` at ``[start, end)``.

    ``page`` is the page of the quote, None for a note.
    """

    marker: int
    paper: Paper
    passage: Passage
    quote: str
    start: int
    end: int
    page: int | None
    boxes: tuple[Box, ...] = ()
    support: Support = "supported"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of an answer, ``answer.text[start:end]`` with its markers, and how it is carried.

    ``unfound`` are its numbers and names that no passage which it cites holds. ``support`` is
    "none" too where it cites nothing.
    """

    start: int
    end: int
    markers: tuple[int, ...]
    support: Support
    unfound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and answered before: the whole question as searched, the papers cited."""

    question: str
    papers: tuple[str, ...]
    lang: Lang


@dataclass(frozen=True, slots=True)
class Answer:
    """``found=False`` is a result ("the papers do not say"), not an error.

    ``text`` carries markers ``[1]`` … that number ``citations``.
    ``nearest`` holds the closest passages when nothing was found. ``claims`` are the sentences
    that a model wrote. ``asked`` is the question that was searched, where a follow-up was made
    whole; else empty.
    """

    question: str
    lang: Lang
    text: str
    citations: tuple[Citation, ...]
    found: bool
    mode: Mode
    model: str | None
    ms: float
    nearest: tuple[Hit, ...] = ()
    notice: str = ""
    claims: tuple[Claim, ...] = ()
    asked: str = ""
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat with a language model."""

    role: Literal["system", "user", "assistant"]
    content: str
