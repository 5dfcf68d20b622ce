"""Cuts documents into passages that an embedder can read whole.

A passage ends at a sentence end, stays within one section and fills at most ``window`` tokens of
the embedder, its title line included: nothing is truncated later. Offsets count characters of
``document.text``, and ``document.text[passage.start:passage.end] == passage.text``. Where one
passage ends, the next begins (the white space between them belongs to the first), so neighbours
can be joined again.

What a note tells of a page is cut into sentences: each says one thing in other words than the
paper's, and is found by these (measured, see benchmarks/LOG.md). In English only, for there it is
searched.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from paperqa.language.sentences import sentence_spans
from paperqa.sources.notes import told_page
from paperqa.types import Document, PageBreak, Passage

CHUNKER_VERSION = "2"
"""Raise it when the same document would be cut elsewhere: vectors are then made anew."""

MAX_TOKENS = 230
"""Tokens of a passage, where the embedder's window allows as many."""
_LEAST_ROOM = 4
"""Tokens without which not one character fits, special tokens included."""
_LEAST_LETTERS = 20

CountTokens = Callable[[Sequence[str]], list[int]]
Span = tuple[int, int]


def embedded_text(section: str, text: str) -> str:
    """Return what the embedder reads of a passage: its section's title first.

    Not its paper's: no question was lost without it, and it costs tokens (benchmarks/LOG.md).
    """
    return f"{section}\n{text}" if section else text


def worded_text(title: str, section: str, text: str) -> str:
    """Return what BM25 reads of a passage: its paper's and its section's title first.

    What tells of a page is a sentence that names its paper: a title would drown it.
    """
    if told_page(section) is not None:
        return text
    return "\n".join(part for part in (title, section, text) if part)


def passages_of(
    document: Document, count_tokens: CountTokens, window: int, max_tokens: int = MAX_TOKENS
) -> list[Passage]:
    """Cut ``document``; ``count_tokens`` counts one text, special tokens included.

    Raises ValueError when a section's title leaves no room in the window.
    """
    found: list[Passage] = []
    for title, start, end in _searched_sections(document):
        head = count_tokens([embedded_text(title, "")])[0]
        room = min(window - head, max_tokens)
        if room < _LEAST_ROOM:
            raise ValueError(f"a section title fills {head} of the window's {window} tokens")
        spans = _sentences_that_fit(document.text, start, end, room, count_tokens)
        told = _is_told(document, title)
        cut = _apart(spans) if told else _packed(document.text, spans, room, count_tokens)
        for first, last in cut:
            if sum(char.isalpha() for char in document.text[first:last]) >= _LEAST_LETTERS:
                found.append(_passage(document, title, first, last))
    return found


def _is_told(document: Document, section: str) -> bool:
    return (document.kind, document.lang) == ("note", "en") and told_page(section) is not None


def _searched_sections(document: Document) -> Iterator[tuple[str, int, int]]:
    ends = [section.offset for section in document.sections[1:]] + [len(document.text)]
    for section, end in zip(document.sections, ends, strict=True):
        if section.searched and section.offset < end:
            yield section.title, section.offset, end


def _sentences_that_fit(
    text: str, start: int, end: int, room: int, count_tokens: CountTokens
) -> list[Span]:
    spans = [(start + a, start + b) for a, b in sentence_spans(text[start:end])]
    sizes = count_tokens([text[a:b] for a, b in spans]) if spans else []
    fitting: list[Span] = []
    for span, size in zip(spans, sizes, strict=True):
        fitting += [span] if size <= room else _halves(text, span, room, count_tokens)
    return fitting


def _halves(text: str, span: Span, room: int, count_tokens: CountTokens) -> list[Span]:
    """Cut a sentence longer than the window, at a space near its middle, until all parts fit."""
    start, end = span
    if end - start < 2 or count_tokens([text[start:end]])[0] <= room:
        return [span]
    middle = (start + end) // 2
    space = text.rfind(" ", start + 1, middle)
    if space < 0:
        space = text.find(" ", middle, end - 1)
    left, right = (space, space + 1) if space >= 0 else (middle, middle)
    return [
        *_halves(text, (start, left), room, count_tokens),
        *_halves(text, (right, end), room, count_tokens),
    ]


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Yield each sentence with the white space behind it."""
    for (start, _), (end, _) in pairwise(spans):
        yield start, end
    yield from spans[-1:]


def _packed(text: str, spans: list[Span], room: int, count_tokens: CountTokens) -> Iterator[Span]:
    """Join neighbouring sentences while they fit together."""
    sizes = count_tokens([text[a:b] for a, b in spans]) if spans else []
    start = end = total = 0
    for (first, last), size in zip(spans, sizes, strict=True):
        # The sum of the parts counts special tokens once a part: never less than the whole.
        if end > start and total + size > room:
            yield start, first
            start, total = first, 0
        elif end == start:
            start = first
        end = last
        total += size
    if end > start:
        yield start, end


def _passage(document: Document, section: str, start: int, end: int) -> Passage:
    return Passage(
        paper=document.paper,
        kind=document.kind,
        lang=document.lang,
        section=section,
        text=document.text[start:end],
        start=start,
        end=end,
        page_breaks=_breaks_within(document.page_breaks, start, end),
    )


def _breaks_within(breaks: tuple[PageBreak, ...], start: int, end: int) -> tuple[PageBreak, ...]:
    if not breaks:
        return ()
    first = max(bisect_right(breaks, start, key=lambda cut: cut.offset) - 1, 0)
    inside = [cut for cut in breaks[first + 1 :] if cut.offset < end]
    return (
        PageBreak(0, breaks[first].page),
        *(PageBreak(cut.offset - start, cut.page) for cut in inside),
    )
