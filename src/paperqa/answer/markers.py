r"""Finds citation markers in text, whole or streaming, and leaves look-alikes alone.

Read as a marker:  ``[1]``  ``[1, 2]``  ``[1][2]``  ``[1-3]``  ``【1】``  ``［１］``  ``[ID:1]``
                   ``[passage 1]``  ``[מקור 1]``, with or without a space before it.
Left alone:        code (backticks, fences) and maths (``$..$``, ``$$..$$``, ``\(..\)``,
                   ``\[..\]``) that is closed; escapes (``\[1]``); brackets that hold a 0 or a
                   number above 99 (``[0, 1]``, ``[512]`` are intervals and sizes); an index
                   after a name with an underscore (``hidden_states[1]``), after one small
                   letter (``x[1]``), and after what arrays are called (``arr[1]``).

So outside code ``word[1]`` is a marker: models glue a marker to the last word far more often than
they index an array in prose, and a number that is left standing would point at the wrong source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from paperqa.answer.verbatim import verbatim_end

OPENING: Final = r"\[［【"
_CLOSING: Final = r"\]］】"
_SPACE: Final = " \t\u00a0"
_GAP: Final = f"[{_SPACE}\u200e\u200f]*"
_LABEL: Final = rf"(?:(?:ID|passage|source|document|doc|ref|קטע|מקור){_GAP}[:#]?|[#^])"
_ITEM: Final = rf"(?:{_LABEL}{_GAP})?\d{{1,2}}"
_BODY: Final = re.compile(
    rf"{_GAP}{_ITEM}(?:{_GAP}[,;،，、\-‑–]{_GAP}{_ITEM})*{_GAP}", re.IGNORECASE
)
BODY_CHARACTERS: Final = rf"[\d{_SPACE}\u200e\u200f,;،，、\-‑–:#^A-Za-zא-ת]*"
_TO_THE_CLOSE: Final = re.compile(BODY_CHARACTERS)
_LONGEST_BODY: Final = 64
_NUMBER_OR_DASH: Final = re.compile(r"\d+|[\-‑–]")

_SPACES: Final = re.compile(f"[{_SPACE}]*")
_PLAIN: Final = re.compile(rf"[^{_SPACE}`~$\\{OPENING}]+|.", re.DOTALL)
_NAME_BEFORE: Final = re.compile(
    r"(?:[A-Za-z0-9]_[A-Za-z0-9]+"
    r"|(?<![\w'’.-])(?:[a-z]|arr|array|args|argv|buf|idx|lst|mat|nums|ptr|tmp|vec|xs|ys))"
    r"(?:\[\w*\])*$"
)
_BLANK_LINE_BEFORE: Final = re.compile(r"(?:^|\n)[ \t]*$")
_MEMORY: Final = 100

_FENCE: Final = re.compile(r"(`{3,}|~{3,})([^`\n]*)")


@dataclass(frozen=True, slots=True)
class Marker:
    """A citation as it stands in a text: ``text[start:end]``, without the space before it."""

    start: int
    end: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the model's text; where it is a marker, ``numbers``, led by ``space``."""

    text: str
    numbers: tuple[int, ...] = ()
    space: str = ""


def find_markers(text: str) -> tuple[Marker, ...]:
    """Return the markers of a finished ``text``, in order."""
    scanner, markers, offset = MarkerScanner(), [], 0
    for piece, final in ((text, False), ("", True)):
        for token in scanner.read(piece, final=final):
            end = offset + len(token.text)
            if token.numbers:
                markers.append(Marker(offset + len(token.space), end, token.numbers))
            offset = end
    return tuple(markers)


class MarkerScanner:
    """Cuts a stream into tokens; each cut waits until no later text can change it."""

    def __init__(self) -> None:
        self._held = ""
        self._before = ""
        self._fence = ""

    def read(self, piece: str, *, final: bool = False) -> Iterator[Token]:
        """Yield the tokens that are certain now; if ``final``, all that is left."""
        self._held += piece
        while self._held and (token := self._next(final)):
            self._held = self._held[len(token.text) :]
            self._before = (self._before + token.text)[-_MEMORY:]
            yield token

    def _next(self, final: bool) -> Token | None:
        held = self._held
        if self._fence:
            return self._fence_line(final)
        if held[0] in _SPACE or re.match(f"[{OPENING}]", held):
            return self._marker(final)
        end: int | None = 0
        if held[0] in "`~" and _BLANK_LINE_BEFORE.search(self._before):
            end = self._fence_opens(final)
        elif held[0] in "`$\\":
            end = verbatim_end(held, final)
        if end is None:
            return None
        return Token(held[:end] if end else _plain(held))

    def _marker(self, final: bool) -> Token | None:
        held = self._held
        spaces = _SPACES.match(held)
        start = spaces.end() if spaces else 0
        if start == len(held):
            return Token(held) if final else None
        if not re.match(f"[{OPENING}]", held[start]):
            return Token(held[:start])
        end = _bracket_end(held, start, final)
        if end is None:
            return None
        numbers = _numbers(held[start:end])
        if not numbers or (start == 0 and _NAME_BEFORE.search(self._before)):
            return Token(held[: start + 1])
        return Token(held[:end], numbers, held[:start])

    def _fence_opens(self, final: bool) -> int | None:
        """Return the end of the line that opens a fence, else the same as ``verbatim_end``."""
        held = self._held
        fence = _FENCE.match(held)
        if not fence:
            if held == held[0] * len(held) and not final:
                return None
            return verbatim_end(held, final) if held[0] == "`" else 0
        if fence.end() == len(held):
            return len(held) if final else None
        if held[fence.end()] != "\n":
            return verbatim_end(held, final) if held[0] == "`" else 0
        self._fence = fence[1]
        return fence.end() + 1

    def _fence_line(self, final: bool) -> Token | None:
        line, newline, _ = self._held.partition("\n")
        if not newline and not final:
            return None
        line_of = self._fence[0]
        if line.strip().startswith(self._fence) and not line.strip().strip(line_of):
            self._fence = ""
        return Token(line + newline)


def _plain(held: str) -> str:
    match = _PLAIN.match(held)
    return match[0] if match else held


def _bracket_end(held: str, start: int, final: bool) -> int | None:
    """Return the end of the bracket at ``start``; ``start``: it is no marker; None: wait."""
    body = _TO_THE_CLOSE.match(held, start + 1, start + 1 + _LONGEST_BODY)
    end = body.end() if body else start + 1
    if end == len(held):
        return start if final else None
    closed = end < len(held) and re.match(f"[{_CLOSING}]", held[end])
    return end + 1 if closed else start


def _numbers(bracket: str) -> tuple[int, ...]:
    """Return the numbers of ``[1, 3-5]``; none where it is no marker."""
    if not _BODY.fullmatch(bracket, 1, len(bracket) - 1):
        return ()
    numbers: list[int] = []
    ranged = False
    for part in _NUMBER_OR_DASH.findall(bracket):
        if not part.isdecimal():
            ranged = True
            continue
        numbers.extend(range(numbers[-1] + 1, int(part)) if ranged else ())
        numbers.append(int(part))
        ranged = False
    return () if 0 in numbers else tuple(dict.fromkeys(numbers))
