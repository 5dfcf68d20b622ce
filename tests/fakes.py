"""Stand-ins that are real: small classes that fulfil ``paperqa.protocols`` without any weights."""

import re
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import numpy as np

from paperqa.errors import ModelError
from paperqa.types import Lang, Matrix, Message

_WORD = re.compile(r"\w+")
_SPECIAL_TOKENS = 2


class WordEmbedder:
    """Embeds a text by its words: each counts in one of ``dim`` columns, by its hash.

    Texts that share words are near each other, and the same text has the same row on every
    machine. ``embedded`` holds all texts given to ``embed_passages``, in order.
    """

    def __init__(
        self,
        dim: int = 64,
        window: int = 256,
        languages: tuple[Lang, ...] = ("en", "he"),
        *,
        name: str = "words",
        revision: str = "1",
    ) -> None:
        self.name = name
        self.revision = revision
        self.dim = dim
        self.window = window
        self.languages = languages
        self.embedded: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count words, and two special tokens a text."""
        return [len(_words(text)) + _SPECIAL_TOKENS for text in texts]

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Return (n, dim), rows of length 1, and remember the texts."""
        self.embedded.extend(texts)
        return self._rows(texts)

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        """Return (n, dim), rows of length 1."""
        return self._rows(texts)

    def _rows(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _words(text) or [""]:  # a text without words has a direction too
                row[crc32(word.encode("utf-8", "surrogatepass")) % self.dim] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / lengths, dtype=np.float32)


class ScriptedModel:
    """Streams ``pieces`` for each prompt; a ModelError among them is raised in its place.

    Where the pieces are tuples, each holds the pieces of one answer; the last is given again.
    ``prompts`` holds what it was asked, ``rooms`` the ``max_tokens`` and ``grammars`` the grammar
    of each, and ``closed`` counts the answers that have ended, by their end or because nobody
    listens any more.
    """

    def __init__(
        self,
        *pieces: str | ModelError | tuple[str | ModelError, ...],
        name: str = "scripted",
        context: int = 4096,
    ) -> None:
        self.pieces = pieces
        self.name = name
        self.context = context
        self.prompts: list[tuple[Message, ...]] = []
        self.rooms: list[int] = []
        self.grammars: list[str | None] = []
        self.closed = 0

    def count_tokens(self, text: str) -> int:
        """Count words."""
        return len(text.split())

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        grammar: str | None = None,
        seed: int = 0,
    ) -> Iterator[str]:
        """Remember the prompt; return an iterator over the pieces."""
        self.prompts.append(tuple(messages))
        self.rooms.append(max_tokens)
        self.grammars.append(grammar)
        return self._written(len(self.prompts) - 1)

    def _written(self, call: int) -> Iterator[str]:
        try:
            for piece in self._pieces_of(call):
                if isinstance(piece, ModelError):
                    raise piece
                yield piece
        finally:
            self.closed += 1

    def _pieces_of(self, call: int) -> tuple[str | ModelError, ...]:
        answers = [piece for piece in self.pieces if isinstance(piece, tuple)]
        if answers:
            return answers[min(call, len(answers) - 1)]
        return tuple(piece for piece in self.pieces if not isinstance(piece, tuple))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
