"""The score of a passage for a question: BM25, cosine and the papers that are named, added up.

Scores are comparable within one question only. A sum of scores, and not of ranks: how much better
the best passage is says more than that it is the best (measured, see benchmarks/LOG.md).
Source: Bruch, Gai, Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval".
"""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from paperqa.answer.retrieval.parts import parts_of
from paperqa.answer.retrieval.query import Query
from paperqa.answer.retrieval.recipe import Recipe
from paperqa.language.questions import asks_meaning
from paperqa.protocols import Embedder
from paperqa.store.bundle import Index
from paperqa.store.columns import Mask, rows_of
from paperqa.types import Hit, Matrix, Rows

DEPTH = 100
"""Rows that each way to search hands on."""
_LATIN_TERM = re.compile(r"[A-Za-z][\w.+#/-]*(?:\s+[A-Za-z0-9][\w.+#/-]*)*")
_OPENING = re.compile(
    r"^(?:$|(?:1\.?\s+)?(?:abstract|introduction|what it is|terms|מה זה|מונחים|תקציר|מבוא)\b)",
    re.IGNORECASE,
)
"""Sections in which papers and notes say what a thing is."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that one way to search found, best first."""

    name: str
    rows: Rows


class Searcher:
    """Searches one index for one question; ``vector`` is the question's embedding (1, d)."""

    def __init__(self, query: Query, index: Index, embedder: Embedder, recipe: Recipe) -> None:
        self.query = query
        self.index = index
        self.recipe = recipe
        self._words = self._word_scores()
        self.vector = self._question_vector(embedder)
        self._told = self._told_scores()

    def hits(self, allowed: Mask) -> list[Hit]:
        """Return what was found among ``allowed``, best first, equal scores in row order."""
        found = self._found(allowed)
        rows = np.unique(np.concatenate([one.rows for one in found])) if found else _no_rows()
        scores = self._scores(rows, allowed)
        order = np.lexsort((rows, -scores))
        sets = [(one.name, set(one.rows.tolist())) for one in found]
        return [
            Hit(
                row,
                self.index.passages[row],
                float(scores[at]),
                found_by=tuple(name for name, members in sets if row in members),
            )
            for at in order.tolist()
            for row in [int(rows[at])]
        ]

    def _found(self, allowed: Mask) -> list[_Found]:
        found = [_Found("words", self._best_words(allowed)), _Found("dense", self._near(allowed))]
        if self.query.papers and self.recipe.named:
            own = allowed & self.index.columns.of_papers(self.query.papers)
            found.append(_Found("named", np.union1d(self._best_words(own), self._near(own))))
        if len(self.index.told.rows):
            found.append(
                _Found("told", self.index.words.best(self._told, DEPTH, rows_of(allowed))[0])
            )
        return [one for one in found if len(one.rows)]

    def _scores(self, rows: Rows, allowed: Mask) -> Scores:
        recipe, columns = self.recipe, self.index.columns
        best = float(self._words[allowed].max(initial=0.0))
        words = self._words[rows] / best if best else np.zeros(len(rows))
        cosines = np.zeros(len(rows))
        if self.vector is not None and recipe.dense:
            cosines = self.index.vectors.vectors(rows) @ self.vector[0]
        scores = recipe.words * words + recipe.dense * cosines
        if self.query.papers:
            scores = scores + recipe.named * columns.of_papers(self.query.papers)[rows]
        untold = recipe.told_words * recipe.untold_words * words
        untold = untold + recipe.told_dense * np.maximum(cosines, 0)
        scores = scores + np.where(self.index.told.of[rows], self._told[rows], untold)
        if asks_meaning(self.query.question):
            opening = [bool(_OPENING.match(section)) for section in columns.sections[rows]]
            scores = scores + recipe.openings * np.array(opening, dtype=bool)
        return np.asarray(scores, dtype=np.float32)

    def _word_scores(self) -> Scores:
        words = self.index.words
        total = np.zeros(len(words), dtype=np.float32)
        if not self.recipe.words:
            return total
        for part in parts_of(self.query, words, self.recipe):
            ways = [way.worth * words.token_scores(way.tokens) for way in part.ways]
            total += np.maximum.reduce(ways)
        if self.query.rewrite:
            total += words.scores(self.query.rewrite)
        return total

    def _told_scores(self) -> Scores:
        """Return what the notes on each passage's page are worth."""
        told, recipe = self.index.told, self.recipe
        total = np.zeros(len(self.index.passages), dtype=np.float32)
        if recipe.told_words and recipe.words:
            words = told.best(self._words[told.rows])
            total += recipe.told_words * words / max(float(words.max(initial=0.0)), 1e-9)
        if recipe.told_dense and self.vector is not None:
            total += recipe.told_dense * told.best(self.index.told_vectors @ self.vector[0])
        return total

    def _question_vector(self, embedder: Embedder) -> Matrix | None:
        """Return the question's embedding (1, d); of several texts their mean, of length 1."""
        texts = _texts(self.query, embedder, self.recipe) if self.recipe.dense else []
        if not texts:
            return None
        mean = embedder.embed_questions(texts).mean(axis=0, keepdims=True)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def _best_words(self, allowed: Mask) -> Rows:
        return self.index.words.best(self._words, DEPTH, rows_of(allowed))[0]

    def _near(self, allowed: Mask) -> Rows:
        if self.vector is None:
            return _no_rows()
        rows, _ = self.index.vectors.search(self.vector, DEPTH, rows_of(allowed))
        return np.asarray(rows[0], dtype=np.int64)


def _texts(query: Query, embedder: Embedder, recipe: Recipe) -> list[str]:
    """Return what to embed of the question, each in a language that the embedder knows."""
    known = query.lang in embedder.languages
    texts = [query.question] if known else []
    if query.english is not None:
        latin = " ".join(_LATIN_TERM.findall(query.question))
        texts.append(query.english.text if recipe.glossary else "" if known else latin)
    return [text for text in (*texts, query.rewrite) if text]


def _no_rows() -> Rows:
    return np.zeros(0, dtype=np.int64)
