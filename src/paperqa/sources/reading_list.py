"""Reads a reading list in whatever form it comes and yields every link with its facts.

Markdown, HTML inside Markdown, HTML, YAML, YAML front matter and plain text are read; what they
are is told from the text. Nothing is fetched. What could not be read is said, line by line: no
arXiv identifier of the text is lost without a word.

Units:  lines count from 1; ``order`` counts, from 1, the items that hold a link.
Errors: ReadingListError for a text that is no reading list at all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from paperqa.errors import ReadingListError
from paperqa.sources.arxiv_id import arxiv_year, parse_arxiv_id
from paperqa.sources.arxiv_mentions import mentions
from paperqa.sources.blocks import Block, Piece, moved
from paperqa.sources.columns import column_kind
from paperqa.sources.known_links import RECORDING_OR_SLIDES
from paperqa.sources.link_facts import lead_of, row_facts, title_of, year_of
from paperqa.sources.links import Target, classify, web_address
from paperqa.sources.markup import blocks_of, drop_comments
from paperqa.sources.yaml_blocks import looks_like_yaml, split_front_matter, yaml_blocks
from paperqa.types import LinkKind

MAX_CHARACTERS = 500_000
MAX_BRACKETS = 10_000  # Markdown takes quadratic time over unclosed ones

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\n]*)\)")
_ARXIV_ADDRESS = re.compile(r"arxiv\.org/[a-z-]+/(?P<id>[\w./-]+)", re.IGNORECASE)
_QUIET = ("#", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a list.

    ``topic`` is the lecture or heading under which it stands; ``title`` is empty where the list
    gives none. ``left_out`` says why our own list files do not carry it, else is empty.
    """

    kind: LinkKind
    url: str
    title: str = ""
    topic: str = ""
    year: int | None = None
    order: int = 0
    paper: str | None = None
    line: int = 0
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that looks like a link, or holds one, and could not be read."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadingList:
    """``name`` is a slug, ``title`` is for people."""

    name: str
    title: str = ""
    entries: tuple[Entry, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    @property
    def papers(self) -> tuple[str, ...]:
        """Ids of the papers that the list names, each once, in the list's order."""
        return tuple(dict.fromkeys(entry.paper for entry in self.entries if entry.paper))

    @property
    def further(self) -> tuple[Entry, ...]:
        """Links that belong to no paper."""
        return tuple(entry for entry in self.entries if not entry.paper)


def read_list(text: str, name: str) -> ReadingList:
    """Read ``text``; ``name`` becomes the list's name.

    >>> read_list("see arXiv:1706.03762v7", "mine").papers
    ('1706.03762',)
    """
    text = _clean(text, name)
    blocks, unreadable = _all_blocks(text)
    reader = _Reader(unreadable)
    for block in blocks:
        reader.read(block)
    missed = _missed(text, reader.entries)
    return ReadingList(
        name,
        _title_of_list(text, blocks, reader.entries),
        tuple(reader.entries),
        tuple(sorted([*unreadable, *missed], key=lambda problem: problem.line)),
    )


def _title_of_list(text: str, blocks: list[Block], entries: list[Entry]) -> str:
    """Return the front matter's title, else the first heading that is not one of many sections."""
    if blocks and split_front_matter(text)[0] and (title := row_facts(blocks[0]).title):
        return title
    headings = [block.words for block in blocks if block.role == "heading" and block.words]
    first_section = entries[0].topic if entries else ""
    return headings[0] if headings and (len(headings) == 1 or headings[0] != first_section) else ""


def _clean(text: str, name: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ReadingListError(
            f"{name} has {len(text):,} characters, the most is {MAX_CHARACTERS:,}; split the list"
        )
    if "\0" in text:
        raise ReadingListError(f"{name} holds binary data; give a text file (Markdown, HTML, YAML)")
    if (brackets := text.count("[")) > MAX_BRACKETS:
        raise ReadingListError(
            f"{name} has {brackets:,} '[', the most is {MAX_BRACKETS:,}; split the list"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text))


def _all_blocks(text: str) -> tuple[list[Block], list[Unreadable]]:
    matter, body = split_front_matter(text)
    if matter:
        try:
            front = yaml_blocks(matter, first_line=2)
        except ReadingListError as error:
            problem = Unreadable(1, "front matter", str(error))
            return blocks_of(matter + "\n" + body), [problem]
        lines = text.count("\n") - body.count("\n")
        below = (replace(block, pieces=moved(block.pieces, lines)) for block in blocks_of(body))
        return [*front, *below], []
    if looks_like_yaml(text):
        try:
            return yaml_blocks(text), []
        except ReadingListError:
            pass  # it only looked like YAML; Markdown reads everything
    return blocks_of(text), []


class _Reader:
    """Reads block after block; remembers the heading above and the items counted so far."""

    def __init__(self, unreadable: list[Unreadable]) -> None:
        self.entries: list[Entry] = []
        self._unreadable = unreadable
        self._topic = ""
        self._topic_used = False
        self._lead = ""
        self._order = 0

    def read(self, block: Block) -> None:
        if block.role == "heading":
            self._topic, self._topic_used, self._lead = block.words, False, ""
        elif block.role == "break":
            # A rule after some links ends the section; one under a heading is an ornament.
            self._topic = "" if self._topic_used else self._topic
        elif block.role == "quote":
            self._lead = lead_of(block)
        self._note_broken_links(block)
        entries = list(self._entries(block))
        if entries:
            self._order += 1
            self._topic_used = True
            self.entries += [replace(entry, order=self._order) for entry in entries]
            self._lead = ""

    def _entries(self, block: Block) -> Iterator[Entry]:
        targets = {
            index: target
            for index, piece in enumerate(block.pieces)
            if piece.kind in {"link", "mention"} and (target := self._target(block, piece))
        }
        linked = {
            target.paper for index, target in targets.items() if block.pieces[index].kind == "link"
        }
        row = row_facts(block)
        said: set[str | None] = set()
        for index, target in targets.items():
            if block.pieces[index].kind == "mention" and target.paper in linked | said:
                continue
            said.add(target.paper if block.pieces[index].kind == "mention" else None)
            yield Entry(
                target.kind,
                target.url,
                title_of(block, index, row, self._lead),
                block.topic or row.topic or self._topic,
                year_of(block, index, row) or _year_of_id(target.paper),
                paper=target.paper,
                line=block.pieces[index].line,
                left_out=target.left_out or _left_out_column(block, block.pieces[index]),
            )

    def _target(self, block: Block, piece: Piece) -> Target | None:
        url = web_address(piece.url)
        if url:
            return classify(url)
        if not piece.url.startswith(_QUIET):
            why = "is no web address (http or https)" if piece.url else "the link has no address"
            self._problem(piece.line, piece.url or piece.text, why)
        return None

    def _note_broken_links(self, block: Block) -> None:
        text = "".join(piece.text if piece.kind == "text" else "\n" for piece in block.pieces)
        line = block.pieces[0].line if block.pieces else 0
        for words, target in _BROKEN_LINK.findall(text):
            self._problem(
                line, words, f"{target!r} is no address" if target else "the link has no address"
            )

    def _problem(self, line: int, text: str, why: str) -> None:
        self._unreadable.append(Unreadable(line, " ".join(text.split())[:200], why))


def _left_out_column(block: Block, piece: Piece) -> str:
    names = block.columns[piece.cell : piece.cell + 1]
    return RECORDING_OR_SLIDES if any(column_kind(name) == "left out" for name in names) else ""


def _year_of_id(paper: str | None) -> int | None:
    return arxiv_year(paper) if paper and parse_arxiv_id(paper) else None


def _missed(text: str, entries: Iterable[Entry]) -> Iterator[Unreadable]:
    """Look through the bare text for papers that the structured reading did not yield."""
    known = {entry.paper for entry in entries}
    for number, line in enumerate(drop_comments(text).split("\n"), start=1):
        named = [match["id"] for match in _ARXIV_ADDRESS.finditer(line)]
        for _, _, paper in mentions(" ".join([line, *named])):
            if paper not in known:
                known.add(paper)
                yield Unreadable(
                    number, paper, "stands in a comment, a script or markup that is not read"
                )
