"""Cuts an answer into what it states: sentences, list items and table rows, with their markers.

A marker belongs to the sentence that it stands in or behind, ``… heads [1].``, ``… heads. [1]``;
one that opens a line, to the line's first sentence. Code blocks, displayed formulas, rules and
headings state nothing, unless a heading carries a marker.

Offsets count characters of the answer; a statement reaches to its last marker.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from paperqa.answer.markers import Marker, find_markers
from paperqa.language.sentences import sentence_spans

_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})")
_BULLET: Final = re.compile(r"\s*(?:>\s*)*(?:(?:[-*+•–]|\(?\d{1,2}[.)]|\(?[a-zא-ת][.)])\s+)?")
_HEADING: Final = re.compile(r"\s*#{1,6}\s|\s*(?:\*\*|__)[^*]+(?:\*\*|__)\s*:?\s*$")
_SEPARATOR: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL_EDGE: Final = re.compile(r"(?<!\\)\|")
_WORD: Final = re.compile(r"[^\W_]")
_LEAST_WORDS: Final = 4
"""Words below which what stands before a marker is not a claim of its own."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A stretch of a statement, without markers, and the markers that answer for it."""

    text: str
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """``answer[start:end]``, markers included; ``text`` is it without them, on one line."""

    start: int
    end: int
    text: str
    parts: tuple[Cited, ...]

    @property
    def markers(self) -> tuple[int, ...]:
        """All its markers, by first use."""
        return tuple(dict.fromkeys(number for part in self.parts for number in part.markers))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def statements_of(answer: str) -> tuple[Statement, ...]:
    """Return what ``answer`` states, in order."""
    markers = find_markers(answer)
    bare = without_markers(answer, markers)
    found: list[Statement] = []
    head: list[str] = []
    lines = list(_prose_lines(bare))
    for line, following in pairwise([*lines, None]):
        if line is None or _SEPARATOR.match(line.text):
            continue
        own = [m for m in markers if line.start <= m.start < line.end]
        if not _is_row(line.text):
            head = []
            found += _of_line(line, own)
        elif following and following.start == line.end + 1 and _SEPARATOR.match(following.text):
            head = [cell.text.strip() for cell in _cells(line)]
        elif row := _of_row(line, head, own):
            found.append(row)
    return tuple(found)


def without_markers(answer: str, markers: Sequence[Marker] | None = None) -> str:
    """Return ``answer`` with spaces for its markers: their numbers are no numbers of a claim."""
    for marker in find_markers(answer) if markers is None else markers:
        blank = " " * (marker.end - marker.start)
        answer = answer[: marker.start] + blank + answer[marker.end :]
    return answer


def _prose_lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are neither code nor displayed formulas nor empty."""
    fence, formula, offset = "", "", 0
    for whole in text.splitlines(keepends=True):
        line = _Line(offset, whole.rstrip("\r\n"))
        offset += len(whole)
        stripped = line.text.strip()
        opened = _FENCE.match(line.text)
        if fence:
            fence = "" if stripped.startswith(fence) and not stripped.strip(fence[0]) else fence
        elif formula:
            formula = "" if stripped.endswith(formula) else formula
        elif opened:
            fence = opened[1]
        elif stripped.startswith(("$$", r"\[")):
            closer = "$$" if stripped[0] == "$" else r"\]"
            formula = "" if closer in stripped[2:] else closer
        elif _WORD.search(stripped) or _SEPARATOR.match(line.text):
            yield line


def _of_line(line: _Line, markers: Sequence[Marker]) -> Iterator[Statement]:
    if _HEADING.match(line.text) and not markers:
        return
    bullet = _BULLET.match(line.text)
    left = line.start + (bullet.end() if bullet else 0)
    body = line.text[left - line.start :]
    spans = [(left + a, left + b) for a, b in sentence_spans(body) if _WORD.search(body[a:b])]
    for place, (start, end) in enumerate(spans):
        first = line.start if place == 0 else start
        last = spans[place + 1][0] if place + 1 < len(spans) else line.end
        own = [m for m in markers if first <= m.start < last]
        end = max([end, *(m.end for m in own)])
        start = min([start, *(m.start for m in own)])
        text = line.text[start - line.start : end - line.start]
        yield Statement(start, end, " ".join(text.split()), _parts(_Line(start, text), own))


def _parts(line: _Line, markers: Sequence[Marker]) -> tuple[Cited, ...]:
    """Give each group of markers what stands before it, if each has enough to answer for."""
    groups = _groups(line, markers)
    cuts = [line.start, *(group[-1].end for group in groups[:-1]), line.end]
    texts = [line.text[a - line.start : b - line.start] for a, b in pairwise(cuts)]
    if any(len(text.split()) < _LEAST_WORDS for text in texts):
        return (Cited(" ".join(line.text.split()), _numbers(markers)),)
    return tuple(
        Cited(" ".join(text.split()), _numbers(group))
        for text, group in zip(texts, groups or [[]], strict=True)
    )


def _groups(line: _Line, markers: Sequence[Marker]) -> list[list[Marker]]:
    """Return the markers, those with nothing but spaces and commas between them together."""
    groups: list[list[Marker]] = []
    for marker in markers:
        last = groups[-1][-1].end if groups else None
        between = line.text[last - line.start : marker.start - line.start] if last else "x"
        if groups and not _WORD.search(between):
            groups[-1].append(marker)
        else:
            groups.append([marker])
    return groups


def _numbers(markers: Sequence[Marker]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for marker in markers for number in marker.numbers))


def _is_row(line: str) -> bool:
    stripped = line.strip()
    return stripped.startswith("|") and len(_CELL_EDGE.findall(stripped)) > 1


def _cells(line: _Line) -> list[_Line]:
    edges = [edge.start() for edge in _CELL_EDGE.finditer(line.text)]
    closed = not line.text[edges[-1] + 1 :].strip()
    cuts = edges if closed else [*edges, len(line.text)]
    return [_Line(line.start + a + 1, line.text[a + 1 : b]) for a, b in pairwise(cuts)]


def _of_row(line: _Line, head: Sequence[str], markers: Sequence[Marker]) -> Statement | None:
    """Return a row: each cell with a marker is read with its column's and its row's heading."""
    cells = _cells(line)
    if not any(_WORD.search(cell.text) for cell in cells):
        return None
    of_cell = [[m for m in markers if cell.start <= m.start < cell.end] for cell in cells]
    # The first column names its row by itself; an empty cell says nothing of its column.
    heads = ["", *head[1:], *[""] * len(cells)]
    texts = [
        " ".join(f"{name} {cell.text}".split()) if _WORD.search(cell.text) else ""
        for name, cell in zip(heads, cells, strict=False)
    ]
    whole = ", ".join(filter(None, texts))
    cited = [place for place, own in enumerate(of_cell) if own]
    parts: tuple[Cited, ...] = (Cited(whole, _numbers(markers)),)
    if len(cited) > 1 and sum(map(len, of_cell)) == len(markers):
        parts = tuple(
            Cited(
                ", ".join(filter(None, dict.fromkeys((texts[0], texts[place])))),
                _numbers(of_cell[place]),
            )
            for place in cited
        )
    start = line.start + len(line.text) - len(line.text.lstrip())
    edges = [
        start,
        start + len(line.text.strip()),
        *(edge for m in markers for edge in (m.start, m.end)),
    ]
    return Statement(min(edges), max(edges), whole, parts)
