"""A desk of one note, an embedder of hashed words and a model that says what it was told to."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from threading import Event

import numpy as np

from paperqa.answer.desk import Desk
from paperqa.protocols import ChatModel
from paperqa.sources.inventory import note_sources
from paperqa.store.build import Plan, build
from paperqa.store.bundle import open_index
from paperqa.types import Lang, Matrix, Message, Paper

PAPER = Paper(id="1706.03762", title="Attention Is All You Need", year=2017)
NOTE = """---
paper: 1706.03762
lang: en
title: Attention Is All You Need
---
## How it works

The dot products are scaled by the square root of the key width.

## Terms

Positional encoding tells the network where a token stands.
"""
QUOTE = "The dot products are scaled by the square root of the key width."
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
QUESTION = "By what are the dot products scaled, the square root of the key width?"


class WordEmbedder:
    """Counts hashed words: texts that share words point the same way."""

    name = "hashed words"
    revision = "1"
    dim = 256
    window = 256
    languages: tuple[Lang, ...] = ("en", "he")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) + 2 for text in texts]

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                row[zlib.crc32(word.encode()) % self.dim] += 1
        rows += 1e-6
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        return self.embed_passages(texts)


class ToldModel:
    """Streams the pieces it was told; if ``endless``, the last once more and words till closed."""

    name = "told-1b"
    context = 4096

    def __init__(self, *pieces: str, endless: bool = False) -> None:
        self.pieces = pieces
        self.endless = endless
        self.begun = Event()
        self.closed = Event()

    def count_tokens(self, text: str) -> int:
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
        self.begun.set()
        try:
            yield from self.pieces
            if self.endless:
                yield self.pieces[-1]
            numbers = count()
            while self.endless:
                self.closed.wait(0.05)
                # Ever new words: an answer that goes in circles is ended by ``ask`` itself.
                word = zlib.crc32(str(next(numbers)).encode())
                yield f"{word:x} ".translate(_LETTERS)
        finally:
            self.closed.set()


def small_desk(folder: Path, model: ChatModel | None = None, note: str = NOTE) -> Desk:
    """Return a desk whose index, of ``note`` alone, lies in ``folder``."""
    notes = folder / "notes"
    notes.mkdir(parents=True)
    path = notes / f"{PAPER.id}.en.md"
    path.write_text(note, encoding="utf-8")
    embedder = WordEmbedder()
    sources = note_sources({PAPER.id: PAPER}, [path])
    build(folder / "index", Plan([PAPER], sources), embedder)
    return Desk(open_index(folder / "index"), embedder, model)
