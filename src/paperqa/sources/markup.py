r"""Cuts Markdown and HTML into blocks of text, links and images, whichever way they are mixed.

Markdown is rendered to HTML once, its source lines kept as an attribute, and one HTML reader
reads everything. A block is what a reader sees as one item: a line of a list, a paragraph, a
table row, a heading. Lines within it are kept apart by ``\n`` in the text.
"""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.utils import EnvType

from paperqa.sources.blocks import Block, Piece, PieceKind, Role, pieces_of

_LINE = "data-source-line"
_LONGEST_LINK_TEXT = 400
_DEEPEST = 100  # markdown-it drops, without a word, what is nested deeper
_HTML_FILE = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_BADGE = re.compile(r"/badge/([^/?]+?)(?:-[0-9a-zA-Z]+)?(?:\.svg)?$")
_DECLARATION = re.compile(r"<(?=[!?](?!doctype))", re.IGNORECASE)

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_TABLE = frozenset({"table", "tr", "td", "th"})
_FRAMES = frozenset({"iframe", "embed", "video", "source"})
# fmt: off
_BLOCKS = _HEADINGS | {
    "p", "div", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "section",
    "article", "header", "footer", "main", "nav", "aside", "details", "summary", "center",
}
# fmt: on
_ENDS_LINK = frozenset({"li", "ul", "ol", "hr", "dt", "dd", "blockquote"})


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of Markdown, HTML or plain text, in order."""
    text = drop_comments(text)
    reader = _Reader()
    if _HTML_FILE.match(text):
        reader.feed(text)
        reader.finish()
        return reader.blocks
    environment: EnvType = {}
    reader.feed(_markdown_to_html(text, environment))
    reader.finish()
    return reader.blocks + _unused_definitions(environment, reader.blocks)


def drop_comments(text: str) -> str:
    """Remove HTML comments but keep their line ends; an unclosed one is no comment.

    Also defuses ``<!`` and ``<?``, on which html.parser takes quadratic time.
    """
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    parts.append(text[at:])
    return _DECLARATION.sub("&lt;", "".join(parts))


def _markdown_to_html(text: str, environment: EnvType) -> str:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table")
    markdown.disable("code")  # indented lines are text here, never code
    tokens = markdown.parse(text, environment)
    for token in tokens:
        if token.map and token.type == "html_block":
            token.content = f'<br {_LINE}="{token.map[0] + 1}">{token.content}'
        elif token.map and token.type != "inline":
            token.attrSet(_LINE, str(token.map[0] + 1))
    return str(markdown.renderer.render(tokens, markdown.options, environment))


def _unused_definitions(environment: EnvType, blocks: list[Block]) -> list[Block]:
    """Return links that Markdown defines (``[1]: https://…``) but no text uses."""
    used = {piece.url for block in blocks for piece in block.pieces}
    references = environment.get("references", {}).values()
    return [
        Block("text", (Piece("link", link["title"], link["href"], link["map"][0] + 1),))
        for link in references
        if link["href"] not in used
    ]


class _Reader(HTMLParser):
    """Collects pieces until a tag ends the block. Tags need not be closed, or nested well."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._pieces: list[Piece] = []
        self._role: Role = "text"
        self._quotes = 0
        self._cell: int | None = None  # None outside of a table row
        self._headers = 0
        self._columns: tuple[str, ...] = ()
        self._link: tuple[str, int] | None = None
        self._link_words: list[str] = []
        self._base = 0
        self._base_at = 0

    def finish(self) -> None:
        """Read what is left after the last ``feed``."""
        self.close()
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if (line := values.get(_LINE, "")).isdecimal():
            self._base, self._base_at = int(line), self.getpos()[0]
        if tag == "a":
            self._end_link()
            if "href" in values:
                self._link = (values["href"], self._line())
        elif tag == "img":
            self._add_image(values.get("alt", ""), values.get("src", ""))
        elif tag in _FRAMES and values.get("src"):
            self._pieces.append(self._piece("link", values.get("title", ""), values["src"]))
        elif tag in _TABLE:
            self._table_tag(tag)
        elif tag in _BLOCKS:
            self._block_tag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self._columns = ()
        elif tag in _BLOCKS:
            self._space_or_end(tag)
            if tag == "blockquote":
                self._quotes = max(0, self._quotes - 1)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem in {"script", "style"}:
            return
        if self._link:
            self._link_words.append(data)
        else:
            self._pieces += pieces_of(data, self._line(), self._cell or 0)

    def _line(self) -> int:
        if self._base and self._cell is not None:
            return self._base
        # Rendered Markdown breaks its lines where the source does, up to the next marked tag.
        line = self.getpos()[0]
        return self._base + line - self._base_at if self._base else line

    def _piece(self, kind: PieceKind, text: str, url: str = "") -> Piece:
        return Piece(kind, text, url, self._line(), self._cell or 0)

    def _add_image(self, alt: str, source: str) -> None:
        badge = _BADGE.search(_path(source))
        stamp = unquote(badge[1]).replace("_", " ") if badge else ""
        if self._link:
            self._link_words.append(alt or stamp)
        else:
            self._pieces.append(self._piece("image", f"{alt} {stamp}".strip(), source))

    def _end_link(self) -> None:
        if self._link is None:
            return
        url, line = self._link
        words = "".join(self._link_words)
        runs_on = len(words) > _LONGEST_LINK_TEXT  # nobody closed it
        self._link, self._link_words = None, []
        text = "" if runs_on else " ".join(words.split())
        self._pieces.append(Piece("link", text, url, line, self._cell or 0))
        if runs_on:
            self._pieces += pieces_of(words, line, self._cell or 0)

    def _table_tag(self, tag: str) -> None:
        if tag == "table":
            self._end_row()
            self._columns = ()
        elif tag == "tr":
            self._end_row()
            self._end_block()
            self._cell, self._headers = -1, 0
        elif self._cell is not None:
            self._end_link()
            self._cell += 1
            self._headers += tag == "th"

    def _end_row(self) -> None:
        self._end_link()
        if self._cell is not None:
            cells = self._cell + 1
            if cells and self._headers == cells:
                words = [""] * cells
                for piece in self._pieces:
                    words[max(piece.cell, 0)] += piece.text
                self._columns = tuple(" ".join(name.split()) for name in words)
            self._role = "row"
        self._end_block()
        self._cell = None

    def _block_tag(self, tag: str) -> None:
        self._space_or_end(tag)
        if tag in _HEADINGS and self._cell is None and self._link is None:
            self._role = "heading"
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "hr":
            self.blocks.append(Block("break"))

    def _space_or_end(self, tag: str) -> None:
        if self._link and tag not in _ENDS_LINK:
            self._link_words.append(" ")
        elif self._cell is not None or (tag == "br" and self._role == "heading"):
            self._pieces.append(self._piece("text", "\n"))
        else:
            self._end_block()

    def _end_block(self) -> None:
        self._end_link()
        if any(piece.text.strip() or piece.kind != "text" for piece in self._pieces) or (
            self._role == "heading"
        ):
            role = "quote" if self._quotes and self._role == "text" else self._role
            columns = self._columns if role == "row" else ()
            self.blocks.append(Block(role, tuple(self._pieces), columns))
        self._pieces, self._role = [], "text"


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
