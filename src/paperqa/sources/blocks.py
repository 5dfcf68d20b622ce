"""A reading list as a reader sees it: blocks (an item, a line, a table row) made of pieces.

Plain text is cut at the addresses and arXiv identifiers that stand in it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from linkify_it import LinkifyIt

from paperqa.sources.arxiv_mentions import mentions
from paperqa.sources.links import abs_url

PieceKind = Literal["text", "link", "mention", "image"]
Role = Literal["text", "heading", "quote", "row", "break"]

_LONGEST_ADDRESS = 2_000
_WEB = {"http:", "https:"}
_WORD = re.compile(r"\S+")
_LINKIFY = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": False, "fuzzy_ip": False})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block.

    ``text`` is what a reader sees: the words of a link (empty for a bare address), or what
    stands on an image. A mention is an identifier in running text. ``cell`` counts from 0.
    """

    kind: PieceKind
    text: str
    url: str = ""
    line: int = 0
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """``columns`` names the cells of a row; ``topic`` overrides the heading above."""

    role: Role
    pieces: tuple[Piece, ...] = ()
    columns: tuple[str, ...] = ()
    topic: str = ""

    @property
    def words(self) -> str:
        """All text that a reader sees, on one line."""
        return " ".join(
            "".join(piece.text for piece in self.pieces if piece.kind != "image").split()
        )


def pieces_of(text: str, line: int = 0, cell: int = 0) -> Iterator[Piece]:
    """Cut plain text at the addresses and identifiers that stand in it."""
    start = 0
    for begin, end, url, kind in _addresses(text):
        if begin > start:
            yield Piece("text", text[start:begin], line=line, cell=cell)
            line += text.count("\n", start, begin)
        shown = text[begin:end] if kind == "mention" else ""
        yield Piece(kind, shown, url, line, cell)
        start = end
    if start < len(text):
        yield Piece("text", text[start:], line=line, cell=cell)


def moved(pieces: Iterable[Piece], lines: int) -> tuple[Piece, ...]:
    """Return ``pieces`` as they stand ``lines`` lines further down."""
    return tuple(replace(piece, line=piece.line + lines) for piece in pieces)


def _addresses(text: str) -> list[tuple[int, int, str, PieceKind]]:
    """Return ``(start, end, url, kind)`` of what stands in ``text``, in order."""
    found: list[tuple[int, int, str, PieceKind]] = []
    for word in _WORD.finditer(text):
        if "." in word[0] and len(word[0]) <= _LONGEST_ADDRESS:
            found += [
                (word.start() + match.index, word.start() + match.last_index, match.raw, "link")
                for match in _LINKIFY.match(word[0]) or ()
                if match.schema in _WEB or (not match.schema and _has_path(match.raw))
            ]
    rest = list(text)
    for start, end, _, _ in found:
        rest[start:end] = "/" * (end - start)
    found += [
        (start, end, abs_url(paper), "mention") for start, end, paper in mentions("".join(rest))
    ]
    return sorted(found)


def _has_path(address: str) -> bool:
    # Without a scheme, only a path tells an address from a file name such as train.py, and
    # ``math.GT/0309136`` is an identifier although .gt is a country.
    return ("/" in address or address.startswith("www.")) and not mentions(address)
