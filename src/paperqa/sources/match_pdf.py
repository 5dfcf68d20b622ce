"""Says which paper a PDF is, by its file name, its arXiv stamp, or its title.

A wrong match would put a wrong paper's words under a citation, so every rule wants the whole of
something: the whole file name, the whole stamp (identifier, edition, date), whole title lines.
What a page merely mentions, in its text or among its references, never matches.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from paperqa.sources.arxiv_id import ARXIV_ID, Edition, parse_arxiv_id
from paperqa.sources.catalog import file_stem
from paperqa.types import Paper

MatchedBy = Literal["file name", "arXiv stamp", "title"]

_STAMP = re.compile(
    rf"arXiv:\s*({ARXIV_ID})\s*(v\d{{1,3}})\s+(?:\[[\w.-]+\]\s+)?\d{{1,2}}\s+[A-Z][a-z]{{2}}\s+\d{{4}}"
)
_COPY_MARK = re.compile(r"\s*\(\d+\)$")
_TITLE_STARTS_WITHIN = 12
_TITLE_LINES = 5
_SHORT_TITLE = 15
_SHORTEST_TITLE = 6
_SHORT_STARTS_WITHIN = 4
_COMPARED = 500
_ALIKE = 0.6
_GOES_ON = re.compile(
    r"(?:for|in|of|on|with|and|by|to|from|via|using|through|than|without|over|as|at|is|are|the)\b|[-:]"
)
_MENTIONS = re.compile(
    r"(?:[:,-]|\b(?:for|in|of|on|with|and|by|to|from|via|beyond|the|not|is))$", re.I
)


@dataclass(frozen=True, slots=True)
class PdfHead:
    """What tells a PDF's paper: the title of its metadata, and page one with its line ends.

    ``printed_title``: the lines of page one in its largest type, where the reader knows sizes.
    """

    title: str
    first_page: str
    printed_title: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A paper, and how it was known; ``edition`` is ``1706.03762v7`` where it was seen."""

    paper: str
    by: MatchedBy
    edition: str = ""


class PaperNames:
    """The names by which papers are known: identifiers, file names, titles."""

    def __init__(self, catalogue: Mapping[str, Paper], own: Mapping[str, Paper]) -> None:
        """Take the papers of the reading lists, and those that came from PDFs."""
        self._papers: dict[str, Paper] = {}
        self._stems = _stems(catalogue)
        self._own_stems = _stems(own)
        self._titles: dict[str, str] = {}
        for paper in catalogue.values():
            self._add(paper)
        for paper in own.values():
            self.add_own(paper)

    def __contains__(self, paper: object) -> bool:
        return paper in self._papers

    def add_own(self, paper: Paper) -> None:
        """Know a paper too that came from a PDF, by its title if that tells it from others."""
        if len(plain(paper.title)) >= _SHORT_TITLE:
            self._add(paper)
        self._papers.setdefault(paper.id, paper)

    def _add(self, paper: Paper) -> None:
        self._papers.setdefault(paper.id, paper)
        # The first paper keeps a title that two bear.
        self._titles.setdefault(plain(paper.title), paper.id)

    def match(self, stem: str, head: PdfHead, *, own: bool = False) -> Match | None:
        """Return the paper of a file: by its name, else by its stamp, else by its title."""
        found = self.by_file_name(stem, own=own)
        stamp = stamped_edition(head.first_page)
        if found is None and stamp:
            found = Match(stamp.id, "arXiv stamp", str(stamp))
        if found and found.paper in self._papers:
            return _with_stamp(found, stamp)
        title = self.by_title(head)
        if title and not (found and parse_arxiv_id(title)):
            return Match(title, "title", found.edition if found else "")
        return _with_stamp(found, stamp) if found else None

    def by_file_name(self, stem: str, *, own: bool = False) -> Match | None:
        """Match the whole name: an arXiv identifier, known or not, or the id of a known paper.

        Ids made from file names count in the library's folder only (``own``): elsewhere, two
        files may well share a name.
        """
        stem = _COPY_MARK.sub("", stem)
        name = stem.casefold()
        known = self._stems.get(name) or (self._own_stems.get(name) if own else None)
        if known:
            return Match(known, "file name")
        base, _, number = name.rpartition("v")
        known = self._stems.get(base, "")
        edition = parse_arxiv_id(f"{known}v{number}") or parse_arxiv_id(stem)
        if edition is None:
            return None
        return Match(edition.id, "file name", str(edition) if edition.number else "")

    def by_title(self, head: PdfHead) -> str | None:
        """Return the paper whose title stands on page one, in lines of its own.

        The longest title wins. A metadata title is believed where page one bears it out.
        """
        lines = top_lines(head.first_page)
        titles = [text for text in _line_runs(lines) if text in self._titles]
        metadata = plain(head.title)
        if metadata in self._titles and bears_out(head.title, lines):
            titles.append(metadata)
        if (printed := plain(head.printed_title)) in self._titles:
            titles.append(printed)
        best = max(titles, key=len, default="")
        if len(best) < _SHORTEST_TITLE:
            return None
        paper = self._papers[self._titles[best]]
        # A translation or a review of a paper bears its title, and is not that paper.
        same_script = _mostly_latin(paper.title) == _mostly_latin(head.first_page)
        return paper.id if same_script else None


def plain(text: str) -> str:
    """Return letters and digits only, without case; ligatures and accents are spelt out.

    >>> plain("QLoRA: Eﬃcient & quick")
    'qloraefficientandquick'
    """
    spelt = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    return "".join(char for char in spelt if char.isalnum())


def same_first_page(one: PdfHead, other: PdfHead) -> bool:
    """Tell two editions of one text from two texts of one title, such as two lectures."""
    first, second = (plain(head.first_page)[:_COMPARED] for head in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE


def stamped_edition(first_page: str) -> Edition | None:
    """Read the stamp that arXiv prints up the margin of page one; None if there is not just one.

    >>> stamped_edition("arXiv:1706.03762v7 [cs.CL] 2 Aug 2023")
    Edition(id='1706.03762', number=7)
    """
    found = {parse_arxiv_id(paper + number) for paper, number in _STAMP.findall(first_page)}
    return found.pop() if len(found) == 1 else None


def _stems(papers: Mapping[str, Paper]) -> dict[str, str]:
    return {file_stem(paper).casefold(): paper for paper in papers}


def _with_stamp(found: Match, stamp: Edition | None) -> Match:
    """Add the edition that the stamp tells, where both agree on the paper."""
    if found.edition or stamp is None or stamp.id != found.paper:
        return found
    return Match(found.paper, found.by, str(stamp))


def _line_runs(lines: Sequence[str]) -> Iterable[str]:
    """Yield each run of whole lines near the top that can be a title, as plain text."""
    for start in range(min(_TITLE_STARTS_WITHIN, len(lines))):
        if start and _MENTIONS.search(lines[start - 1]):
            continue
        for end in range(start + 1, min(start + _TITLE_LINES, len(lines)) + 1):
            if end < len(lines) and goes_on(lines[end]):
                continue
            text = plain("".join(lines[start:end]))
            if len(text) >= _SHORT_TITLE or start < _SHORT_STARTS_WITHIN:
                yield text


def top_lines(first_page: str) -> list[str]:
    """Return the lines among which a title may stand; lines without a letter are left out."""
    lines = (line.strip() for line in first_page.splitlines() if plain(line))
    return list(islice(lines, _TITLE_STARTS_WITHIN + _TITLE_LINES))


def goes_on(line: str) -> bool:
    """Tell a line that continues the title above it, such as ``for Image Recognition``."""
    return _GOES_ON.match(line.casefold()) is not None


def bears_out(title: str, lines: Sequence[str]) -> bool:
    """Tell whether most words of a metadata title stand at the top of page one.

    Titles left over from another paper's template do not.
    """
    words = {plain(word) for word in title.split()} - {""}
    top = plain("".join(lines))
    return 2 * sum(word in top for word in words) > len(words)


def _mostly_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < "\u0250" for char in letters) >= len(letters) > 0
