"""Finds section headings among the lines of a paper.

A heading is a known name ("Abstract", "References"), or a numbered line in a font of its own
whose number can follow the last heading's: 2.1 after 2, 3 after 2.1, B after A.
"""

import re
from collections import Counter
from dataclasses import dataclass

from paperqa.sources.pdf import Line

_NUMBERED = re.compile(
    r"^(?:(?:Appendix|Section)\s+)?((?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,3})\.?\s+([A-Z“\"'(].*)$"
)
_NAMED = re.compile(
    r"^(?:\d{1,2}\.?\s+|[IVX]+\.\s+)?(abstract|introduction|related work|background|"
    r"method(?:s|ology)?|"
    r"experiments?|results|discussion|limitations|conclusions?(?: and future (?:work|directions))?|"
    r"acknowledge?ments?|references|bibliography|literature cited|appendix|appendices|"
    r"supplementary materials?|broader impacts?|תקציר|מבוא|סיכום|מסקנות|מקורות)\s*[.:]?$",
    re.IGNORECASE,
)
_UNSEARCHED = re.compile(
    r"^(acknowledge?ments?|references|bibliography|literature cited|מקורות)\b", re.IGNORECASE
)
_LONGEST = 90
_LARGER = 1.05
_APPENDICES_FROM = 0.4


@dataclass(frozen=True, slots=True)
class Heading:
    """``page`` and ``line`` are row numbers, from 0, among cleaned pages and lines."""

    page: int
    line: int
    title: str
    searched: bool


def find_headings(pages: list[list[Line]]) -> list[Heading]:
    """Return the headings of a paper in reading order."""
    body = _body_font(pages)
    last: tuple[int, ...] = ()
    lettered = False
    found: list[Heading] = []
    for page, lines in enumerate(pages):
        for row, line in enumerate(lines):
            title = _named(line)
            numbered = _NUMBERED.match(line.text) if len(line.text) <= _LONGEST else None
            if numbered and _stands_out(line, body):
                number, letter = _number_of(numbered[1])
                early = letter and page < _APPENDICES_FROM * len(pages)
                if not early and _follows(number, letter, last, lettered):
                    title = line.text
                    last, lettered = number, letter
            if title:
                searched = _UNSEARCHED.match(re.sub(r"^[\dIVX]+\.?\s+", "", title)) is None
                found.append(Heading(page, row, title.rstrip(".: "), searched))
    return found


def _body_font(pages: list[list[Line]]) -> tuple[str, float]:
    """Return the font and size in which most characters are set."""
    fonts: Counter[tuple[str, float]] = Counter()
    for page in pages:
        for line in page:
            fonts[line.font, line.size] += len(line.text)
    return fonts.most_common(1)[0][0] if fonts else ("", 0.0)


def _stands_out(line: Line, body: tuple[str, float]) -> bool:
    return line.font != body[0] or line.size > _LARGER * body[1]


def _named(line: Line) -> str:
    # In lower case it is a word of a table or of a broken line.
    return line.text if _NAMED.match(line.text) and not line.text[0].islower() else ""


def _number_of(number: str) -> tuple[tuple[int, ...], bool]:
    """Return ``B.2`` as ((2, 2), True) and ``3.1`` as ((3, 1), False)."""
    first, *rest = number.split(".")
    letter = first.isalpha()
    head = ord(first) - ord("A") + 1 if letter else int(first)
    return (head, *map(int, rest)), letter


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
