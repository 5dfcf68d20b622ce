"""BM25 over the words of passages, held by bm25s; row i is passage i.

Scores are BM25 sums (Lucene's form), best first; a row without any word of the query is no hit.
Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; Lù 2024,
arXiv:2407.03618 (bm25s).
"""

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Self

import bm25s
import numpy as np
import numpy.typing as npt

from paperqa.language.tokens import tokens, word_forms
from paperqa.types import Rows

WORDS_VERSION = "1"
"""Raise it when ``language.tokens`` cuts otherwise: the words are then indexed anew."""

K1 = 1.2
B = 0.75


class WordIndex:
    """A finished BM25 index: made by ``build`` or ``from_rows``, then only read."""

    def __init__(self, rows: list[list[str]]) -> None:
        self._rows = rows
        self._row_counts = Counter(word for row in rows for word in set(row))
        self._bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
        if self._row_counts:
            self._bm25.index(rows, show_progress=False)

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """Index ``texts``; row i of the index is text i."""
        return cls([tokens(text) for text in texts])

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what ``to_bytes`` made; the caller has checked its sha256."""
        return cls([line.split("\t") if line else [] for line in json.loads(data)])

    def to_bytes(self) -> bytes:
        """Return the words of all rows as a file's content."""
        return json.dumps(["\t".join(row) for row in self._rows], ensure_ascii=False).encode()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def search(
        self, query: str, k: int, allowed: Rows | None = None
    ) -> tuple[Rows, npt.NDArray[np.float32]]:
        """Return at most ``k`` rows that hold a word of ``query``, and their scores."""
        return self.best(self.scores(query), k, allowed)

    @staticmethod
    def best(
        scores: npt.NDArray[np.float32], k: int, allowed: Rows | None = None
    ) -> tuple[Rows, npt.NDArray[np.float32]]:
        """Return the at most ``k`` best rows of ``scores`` (n,) above 0, best first."""
        if allowed is not None:
            kept = np.zeros_like(scores)
            kept[allowed] = scores[allowed]
            scores = kept
        found = np.flatnonzero(scores > 0)
        # Equal scores in row order: the same question gives the same hits on every machine.
        best = found[np.lexsort((found, -scores[found]))][:k]
        return best.astype(np.int64), scores[best]

    def scores(self, query: str) -> npt.NDArray[np.float32]:
        """Return the score of every row for ``query``."""
        return self.token_scores(tokens(query))

    def token_scores(self, query: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the score of every row for words as ``language.tokens`` makes them."""
        words = [word for word in query if word in self._row_counts]
        if not words:
            return np.zeros(len(self), dtype=np.float32)
        return np.asarray(self._bm25.get_scores(words), dtype=np.float32)

    def words_of(self, rows: Rows) -> set[str]:
        """Return all words of ``rows`` (k,)."""
        return {word for row in rows.tolist() for word in self._rows[row]}

    def weight(self, forms: Sequence[str]) -> float:
        """Return how telling a word is: BM25's idf of its commonest form.

        The commonest, because rarer forms of a Hebrew word are often no words at all.
        """
        count = max((self._row_counts[form] for form in forms), default=0)
        return math.log(1 + (len(self) - count + 0.5) / (count + 0.5))

    def knows(self, word: str, *, whole: bool = False) -> bool:
        """Tell whether a row holds a form of ``word``; ``whole``: of all of it (GPT-5, not GPT)."""
        forms = word_forms(word)
        if not forms:
            return True
        return all(
            self._row_counts[group[-1]] > 0 if whole else any(self._row_counts[f] for f in group)
            for group in forms
        )
