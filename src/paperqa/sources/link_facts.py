"""Finds the title and the year that a list gives to one of its links.

Title, first that exists: the words of the link; the row's title cell; a quoted phrase before the
link; the rest of its line before it, else after it; the quotation above. Words that say only what
lies there ("pdf", "link") are no title, nor is an address.
Year:  the row's year cell; a badge before the link; four digits on the link's line.
"""

import re
import unicodedata
from dataclasses import dataclass

from paperqa.sources.arxiv_mentions import mentions
from paperqa.sources.blocks import Block
from paperqa.sources.columns import column_kind

LONGEST_TITLE = 200

_NEAR = 12  # pieces between a badge and a link that it still dates

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-3]\d)(?!\d)")
_YEAR_AT_END = re.compile(r"\s*[,(]\s*(?:19|20)\d\d\)?\.?$")
_QUOTED = re.compile(r"[“\"«„]([^“\"«»„”\n]{4,200})[”\"»“]")
_TIME = re.compile(r"^\W*(?:\d{1,2}:)?\d{1,2}:\d{2}\W*")
_LABEL = re.compile(
    r"^(?:paper|title|pdf|link|code|video|talk|article|source|מאמר|קישור|קוד)\s*:\s*", re.IGNORECASE
)
_OPENERS = "\"'“„«(["
_AFTER_A_TITLE = re.compile(r"\s+(?:--?|[–—])\s+")
_ENDS_STRETCH = {"link": {"link"}, "mention": {"link", "mention"}}
# fmt: off
_SAYS_NOTHING = frozenset({
    "paper", "pdf", "link", "here", "abs", "arxiv", "abstract", "code", "github", "slides", "zoom",
    "video", "recording", "talk", "website", "page", "project", "html", "url", "doi", "read",
    "download", "blog", "post", "this", "source", "the", "a", "full", "text", "youtube", "watch",
    "מאמר", "קישור", "כאן", "קוד", "וידאו", "הקלטה", "מצגת",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the cells of a table row, or the keys of a YAML mapping, say of all links in it."""

    topic: str = ""
    title: str = ""
    year: int | None = None


def row_facts(block: Block) -> RowFacts:
    """Read the cells whose columns are known; of two that say the same, the first counts."""
    words: dict[int, str] = {}
    said: dict[int, str] = {}
    for piece in block.pieces if block.columns else ():
        words[piece.cell] = words.get(piece.cell, "") + piece.text
        said[piece.cell] = said.get(piece.cell, "") + piece.text * (piece.kind == "text")
    kinds = [(cell, column_kind(name)) for cell, name in enumerate(block.columns)]
    topics = [" ".join(words.get(cell, "").split()) for cell, kind in kinds if kind == "topic"]
    titles = [_usable(said.get(cell, "")) for cell, kind in kinds if kind == "title"]
    years = [_YEAR.findall(words.get(cell, "")) for cell, kind in kinds if kind == "year"]
    return RowFacts(
        next(filter(None, topics), ""),
        next(filter(None, titles), ""),
        next((int(found[0]) for found in years if found), None),
    )


def title_of(block: Block, index: int, row: RowFacts, lead: str) -> str:
    """Return the title of the link at ``pieces[index]``, or an empty string."""
    piece = block.pieces[index]
    if piece.kind == "link" and (words := _usable(piece.text)):
        return words
    if row.title:
        return row.title
    before, after = _line_around(block, index)
    if quoted := _QUOTED.findall(before):
        return _usable(quoted[-1])
    return _usable(before) or _usable(after) or lead


def year_of(block: Block, index: int, row: RowFacts) -> int | None:
    """Return the year of the link at ``pieces[index]`` as the list gives it."""
    if row.year:
        return row.year
    before, after = _line_around(block, index)
    for text, nearest in ((_badges_before(block, index), -1), (before, -1), (after, 0)):
        if years := _YEAR.findall(text):
            return int(years[nearest])
    return None


def lead_of(block: Block) -> str:
    """Return what a quotation that stands above a link gives as its title."""
    first = block.words if len(block.words) <= LONGEST_TITLE else ""
    return _usable(_AFTER_A_TITLE.split(first or block.words)[0])


def _usable(text: str) -> str:
    """Tidy ``text``; an empty string if it is no title."""
    if mentions(text) and len(text) < len("arXiv:1706.03762v10 [cs.CL]"):
        return ""
    text = _TIME.sub("", " ".join(text.split()))
    while text and not (text[0].isalnum() or text[0] in _OPENERS):
        text = text[1:]
    text = _YEAR_AT_END.sub("", _LABEL.sub("", text)).rstrip(" \t-–—:|,;([{<*_·•")
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
    if not words or set(words) <= _SAYS_NOTHING or "://" in text or len(text) > LONGEST_TITLE:
        return ""
    if text[0] == text[-1] == '"':
        text = text[1:-1]
    return text.strip(" .,") if text.endswith((".", ",")) else text


def _line_around(block: Block, index: int) -> tuple[str, str]:
    """Return the text on the link's own line and cell, up to the links beside it."""
    return (
        "".join(reversed([*_stretch(block, range(index - 1, -1, -1), index, last=True)])),
        "".join(_stretch(block, range(index + 1, len(block.pieces)), index, last=False)),
    )


def _stretch(block: Block, places: range, index: int, *, last: bool) -> list[str]:
    found: list[str] = []
    own = block.pieces[index]
    for place in places:
        piece = block.pieces[place]
        if piece.kind in _ENDS_STRETCH[own.kind] or piece.cell != own.cell:
            break
        if piece.kind == "image":
            continue
        lines = piece.text.split("\n")
        found.append(lines[-1] if last else lines[0])
        if len(lines) > 1:
            break
    return found


def _badges_before(block: Block, index: int) -> str:
    cell = block.pieces[index].cell
    near = block.pieces[max(0, index - _NEAR) : index]
    badges = [piece.text for piece in near if piece.kind == "image" and piece.cell == cell]
    return badges[-1] if badges else ""
