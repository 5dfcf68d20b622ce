"""Finds section headings among the lines of a paper.

A heading is a known name ("Abstract", "References"), or a numbered line that is set like the
other headings of its depth, unlike the text and no smaller, whose number can follow the last
heading's: 2.1 after 2, 3 after 2.1, B after A. A long one goes on over the next line.
"""

import re
from dataclasses import dataclass

from paperqa.sources.page_text import SOFT_HYPHEN
from paperqa.sources.pdf import Line
from paperqa.sources.typesetting import Body

_NUMBERED = re.compile(
    r"^(?:(?:Appendix|Section)\s+)?((?:\d{1,2}|[A-Z]\d?)(?:\.\d{1,2}){0,3})\.?\s+"
    r"((?:[^\W\d_a-z]|[“\"'(]).*)$"
)
_NAMED = re.compile(
    r"^(?:\d{1,2}\.?\s+|[IVX]+\.\s+)?(abstract|introduction|related work|background|"
    r"method(?:s|ology)?|"
    r"experiments?|results|discussion|limitations|conclusions?(?: and future (?:work|directions))?|"
    r"acknowledge?ments?|references|bibliography|literature cited|appendix|appendices|"
    r"supplementary materials?|broader impacts?|תקציר|מבוא|סיכום|מסקנות|מקורות)\s*[.:]?$",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"^1\.?\s+introduction$", re.IGNORECASE)
# Where sections have numbers, one of these without a number heads a column of a table.
_COLUMN_NAMES = re.compile(r"^(?:background|method\w*|experiments?|results|discussion)\b", re.I)
_UNSEARCHED = re.compile(
    r"^(acknowledge?ments?|references|bibliography|literature cited|מקורות)\b", re.IGNORECASE
)
_RUNS_INTO_TEXT = re.compile(r"[\w)](?<!\b[Vv][Ss])\. [A-Z]")
_ENDS_IN_PAGE = re.compile(r"\s\d{1,3}$")
_LONGEST = 90
_LARGER = 1.05
_SMALLER = 0.95
_CAPITALS = 0.8
_APPENDICES_FROM = 0.4
_APPENDICES_AFTER = re.compile(r"^(?:references|bibliography|appendix|appendices)$", re.IGNORECASE)
_FULL_LINE = 0.5
_LAST_LINE = 0.7


@dataclass(frozen=True, slots=True)
class Heading:
    """``page`` and ``line`` are row numbers, from 0, among cleaned pages and lines.

    ``lines`` counts the printed lines that the heading fills.
    """

    page: int
    line: int
    title: str
    searched: bool
    lines: int = 1


def find_headings(pages: list[list[Line]], body: Body) -> list[Heading]:
    """Return the headings of a paper in reading order; ``body`` tells how its text is set."""
    outline = _Outline(body, len(pages))
    found: list[Heading] = []
    for page, lines in enumerate(pages):
        for row, line in enumerate(lines):
            if not (outline.takes(line, page, lines[row + 1 :]) or _is_named(line, outline, body)):
                continue
            filled = 2 if row + 1 < len(lines) and _goes_on(line, lines[row + 1], body) else 1
            title = _title(lines[row : row + filled])
            outline.appendices |= _APPENDICES_AFTER.match(title) is not None
            searched = _UNSEARCHED.match(re.sub(r"^[\dIVX]+\.?\s+", "", title)) is None
            found.append(Heading(page, row, title, searched, filled))
    return found


class _Outline:
    """The numbered headings so far: what can follow, and how each depth is set."""

    def __init__(self, body: Body, pages: int) -> None:
        self.last: tuple[int, ...] = ()
        self.appendices = False
        self._lettered = False
        self._set_like: dict[tuple[int, bool], Line] = {}
        self._body = body
        self._pages = pages

    def takes(self, line: Line, page: int, after: list[Line]) -> bool:
        """Tell whether ``line`` is the next numbered heading, and remember it."""
        numbered = _NUMBERED.match(line.text) if len(line.text) <= _LONGEST else None
        if numbered is None or _in_contents(line, after) or _is_cut(line, after, self._body):
            return False
        number, letter = _number_of(numbered[1])
        if _INTRODUCTION.match(line.text):
            # Whatever came before was a figure.
            self._set_like.clear()
        elif not (
            self._fits(number, letter, page)
            and self._is_set_apart(line, numbered[2])
            and self._is_set_like_others(line, len(number), letter)
        ):
            return False
        self.last, self._lettered = number, letter
        # Sections and appendices are set alike, their subsections not always.
        self._set_like.setdefault((len(number), letter and len(number) > 1), line)
        return True

    def _fits(self, number: tuple[int, ...], letter: bool, page: int) -> bool:
        early = page < _APPENDICES_FROM * self._pages and not self.appendices
        return not (letter and early) and _follows(number, letter, self.last, self._lettered)

    def _is_set_apart(self, line: Line, title: str) -> bool:
        if line.size < _SMALLER * self._body.size or _RUNS_INTO_TEXT.search(title):
            return False
        # Small capitals count as the text's font.
        return _stands_out(line, self._body) or ("." in line.text and _is_in_capitals(title))

    def _is_set_like_others(self, line: Line, depth: int, letter: bool) -> bool:
        first = self._set_like.get((depth, letter and depth > 1))
        if first is None or line.size > _LARGER * first.size:
            return True
        # Names in small capitals have a font of their own; a size of its own tells then.
        alike = line.font == first.font or line.size > _LARGER * self._body.size
        return alike and line.size >= _SMALLER * first.size


def _stands_out(line: Line, body: Body) -> bool:
    return line.font != body.font or line.size > _LARGER * body.size


def _is_in_capitals(title: str) -> bool:
    letters = [char for char in title if char.isalpha()]
    return sum(char.isupper() for char in letters) > _CAPITALS * len(letters)


def _is_named(line: Line, outline: _Outline, body: Body) -> bool:
    named = _NAMED.match(line.text)
    # In lower case it is a word of a table or of a broken line.
    if named is None or line.text[0].islower():
        return False
    if line.text[-1] in ".:" and not _stands_out(line, body):
        return False  # the last word of a sentence
    return not (outline.last and _COLUMN_NAMES.match(line.text))


def _goes_on(line: Line, following: Line, body: Body) -> bool:
    """Tell whether ``following`` ends the heading that ``line`` begins."""
    alike = (line.font, line.size) == (following.font, following.size)
    if not alike or not _stands_out(line, body) or len(line.text) < _FULL_LINE * body.length:
        return False
    if _NUMBERED.match(following.text) or _NAMED.match(following.text):
        return False
    # A paragraph that opens in bold is set like a heading of the text's size, but fills its line.
    return line.size > _LARGER * body.size or len(following.text) < _LAST_LINE * body.length


def _is_cut(line: Line, after: list[Line], body: Body) -> bool:
    """Tell a line whose sentence goes on: a numbered exercise, no heading."""
    return bool(after) and after[0].text[0].islower() and not _goes_on(line, after[0], body)


def _title(lines: list[Line]) -> str:
    joined = " ".join(line.text for line in lines)
    return joined.replace(f"{SOFT_HYPHEN} ", "").replace(SOFT_HYPHEN, "").rstrip(".: ")


def _in_contents(line: Line, after: list[Line]) -> bool:
    """Tell a line of a table of contents: it ends in a page number, and so does the next."""
    both = [line.text, *(following.text for following in after[:1])]
    return len(both) == 2 and all(_ENDS_IN_PAGE.search(text) for text in both)


def _number_of(number: str) -> tuple[tuple[int, ...], bool]:
    """Return ``B.2`` and ``B2`` as ((2, 2), True), ``3.1`` as ((3, 1), False)."""
    letter = number[0].isalpha()
    if letter:
        number = f"{ord(number[0]) - ord('A') + 1}.{number[1:]}"
    return tuple(int(part) for part in number.split(".") if part), letter


def _follows(number: tuple[int, ...], letter: bool, last: tuple[int, ...], lettered: bool) -> bool:
    """Tell whether ``number`` can come next; one heading may have been missed on the way."""
    if letter != lettered:
        # From sections to appendices, once: they begin at A.
        return letter and number[0] == 1 and len(number) <= 2
    depth = len(number)
    if depth == len(last) + 1:
        return number[:-1] == last and number[-1] <= 2
    if depth > len(last):
        return number[:1] == last[:1] and number[-1] <= 2
    return number[:-1] == last[: depth - 1] and 0 < number[-1] - last[depth - 1] <= 2
