"""Citation markers while the answer streams: renumbered, and only for sources that exist.

In:  the model's text, with the numbers of the passages in its prompt (see ``markers`` for the
     forms, and for what is left alone: code, maths, intervals).
Out: ``[1]`` and ``[1][2]``, numbered by first use. A number that names no passage is dropped,
     and so is the space before it.

Text is held back while it may still become a marker: what was shown is never taken back, and
what is shown depends on the text alone, not on how it was cut into pieces.
"""

import re
from collections.abc import Collection, Iterable
from typing import Final

from paperqa.answer.markers import BODY_CHARACTERS, OPENING, MarkerScanner, Token

_OPEN_BRACKET_BEFORE: Final = re.compile(rf"[{OPENING}]{BODY_CHARACTERS}$")
_NEEDS_SPACE: Final = re.compile(r"[\w(\[{\"'`$\\]")
_MEMORY: Final = 100


class CitationStream:
    """Feed it the model's pieces and show what it returns; then ``close`` it and show that too."""

    def __init__(self, known: Collection[int]) -> None:
        self._known = frozenset(known)
        self._scanner = MarkerScanner()
        self._sources: dict[int, int] = {}
        self._neighbours: set[int] = set()
        self._owed_space = ""
        self._shown_last = ""

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers that the model used, by first use: ``sources[0]`` is shown as ``[1]``."""
        return tuple(self._sources)

    def feed(self, piece: str) -> str:
        """Take the next piece; return the text that is now certain."""
        return self._show(self._scanner.read(piece))

    def close(self) -> str:
        """Return what was still held back; the text is over."""
        return self._show(self._scanner.read("", final=True))

    def _show(self, tokens: Iterable[Token]) -> str:
        shown = []
        for token in tokens:
            text = self._cite(token) if token.numbers else self._pass_on(token.text)
            self._shown_last = (self._shown_last + text)[-_MEMORY:]
            shown.append(text)
        return "".join(shown)

    def _pass_on(self, text: str) -> str:
        """Return ``text``, parted from the last word if a marker between them was dropped."""
        space = self._owed_space if _NEEDS_SPACE.match(text) else ""
        self._owed_space = ""
        self._neighbours.clear()
        return space + text

    def _cite(self, token: Token) -> str:
        """Return the marker as it is shown: known numbers, each once in a row of markers."""
        space = token.space or self._owed_space
        fresh = [n for n in token.numbers if n in self._known and n not in self._neighbours]
        if fresh:
            self._owed_space = ""
            self._neighbours.update(fresh)
            markers = (f"[{self._sources.setdefault(n, len(self._sources) + 1)}]" for n in fresh)
            return space + "".join(markers)
        self._owed_space = space
        # Dropped inside an open bracket, "[[9]1]" would close up to a marker that nobody wrote.
        return "?" if _OPEN_BRACKET_BEFORE.search(self._shown_last) else ""
