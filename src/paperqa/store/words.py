"""BM25 over the words of passages, held by bm25s; row i is passage i.

Scores are BM25 sums (Lucene's form), best first; a row without any word of the query is no hit.
Rows set apart have statistics of their own: sentences of notes, each of which names its paper,
would make every name a common word.
Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; Lù 2024,
arXiv:2407.03618 (bm25s).
"""

import json
import math
from collections import Counter
from collections.abc import Collection, Sequence
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
    """A finished BM25 index: made by ``build`` or ``from_bytes``, then only read.

    ``apart`` numbers the rows with statistics of their own.
    """

    def __init__(self, rows: list[list[str]], apart: Collection[int] = ()) -> None:
        self._rows = rows
        apart = frozenset(apart) if len(apart) < len(rows) else frozenset()
        self._main = _Part(rows, [at for at in range(len(rows)) if at not in apart])
        self._parts = [self._main, _Part(rows, sorted(apart))]

    @classmethod
    def build(cls, texts: Sequence[str], apart: Collection[int] = ()) -> Self:
        """Index ``texts``; row i of the index is text i."""
        return cls([tokens(text) for text in texts], apart)

    @classmethod
    def from_bytes(cls, data: bytes, apart: Collection[int] = ()) -> Self:
        """Read what ``to_bytes`` made; the caller has checked its sha256."""
        return cls([line.split("\t") if line else [] for line in json.loads(data)], apart)

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
        scores = np.zeros(len(self), dtype=np.float32)
        for part in self._parts:
            part.score(query, scores)
        return scores

    def words_of(self, rows: Rows) -> set[str]:
        """Return all words of ``rows`` (k,)."""
        return {word for row in rows.tolist() for word in self._rows[row]}

    def weight(self, forms: Sequence[str]) -> float:
        """Return how telling a word is: BM25's idf of its commonest form, of rows not set apart.

        The commonest, because rarer forms of a Hebrew word are often no words at all.
        """
        count = max((self._main.counts[form] for form in forms), default=0)
        return math.log(1 + (len(self._main.rows) - count + 0.5) / (count + 0.5))

    def mentions(self, name: str) -> int:
        """Return how many rows hold every word of ``name``, each of them whole."""
        held = [self.token_scores([forms[-1]]) > 0 for forms in word_forms(name)]
        return int(np.logical_and.reduce(held).sum()) if held else 0

    def knows(self, word: str, *, whole: bool = False) -> bool:
        """Tell whether a row holds a form of ``word``; ``whole``: of all of it (GPT-5, not GPT)."""
        forms = word_forms(word)
        if not forms:
            return True
        return all(
            self._holds(group[-1]) if whole else any(self._holds(form) for form in group)
            for group in forms
        )

    def _holds(self, word: str) -> bool:
        return any(part.counts[word] > 0 for part in self._parts)


class _Part:
    """Rows that share their statistics; ``counts`` says in how many of them a word stands."""

    def __init__(self, all_rows: Sequence[list[str]], rows: Sequence[int]) -> None:
        own = [all_rows[row] for row in rows]
        self.rows = np.array(rows, dtype=np.int64)
        self.counts = Counter(word for row in own for word in set(row))
        self._bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
        if self.counts:
            self._bm25.index(own, show_progress=False)

    def score(self, query: Sequence[str], scores: npt.NDArray[np.float32]) -> None:
        """Write the scores of this part's rows into ``scores``, those of all rows."""
        # A word that is in no row is not known to bm25s.
        words = [word for word in query if word in self.counts]
        if words:
            scores[self.rows] = self._bm25.get_scores(words)
