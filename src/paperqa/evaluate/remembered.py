"""An embedder that embeds each question once, however many arms ask it.

What it saved is told, so that an arm's time is what it would be for a member.
"""

import time
from collections.abc import Sequence

import numpy as np

from paperqa.protocols import Embedder
from paperqa.types import Lang, Matrix


class RememberedQuestions:
    """Stands for ``embedder``; ``saved_ms`` grows by what each remembered question once took."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows: dict[str, tuple[Matrix, float]] = {}
        self.saved_ms = 0.0

    @property
    def name(self) -> str:
        """The name that the index keeps."""
        return self._embedder.name

    @property
    def revision(self) -> str:
        """A fingerprint of the weights."""
        return self._embedder.revision

    @property
    def dim(self) -> int:
        """Length of a row."""
        return self._embedder.dim

    @property
    def window(self) -> int:
        """Tokens that ``embed_passages`` reads of one text."""
        return self._embedder.window

    @property
    def languages(self) -> tuple[Lang, ...]:
        """Languages in which a question may be put."""
        return self._embedder.languages

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each of ``texts`` fills."""
        return self._embedder.count_tokens(texts)

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        """Embed what is to be found; nothing is remembered."""
        return self._embedder.embed_passages(texts)

    def embed_questions(self, texts: Sequence[str]) -> Matrix:
        """Embed what is asked, one text at a time; what is known takes no time."""
        if not texts:
            return self._embedder.embed_questions(texts)
        return np.concatenate([self._row(text) for text in texts])

    def _row(self, text: str) -> Matrix:
        if text in self._rows:
            row, ms = self._rows[text]
            self.saved_ms += ms
            return row
        started = time.perf_counter()
        row = self._embedder.embed_questions([text])
        self._rows[text] = row, (time.perf_counter() - started) * 1000
        return row
