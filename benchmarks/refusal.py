"""Calibrates when to refuse: prints the table of answer/retrieval/weighing.py, and its quality.

    python benchmarks/refusal.py        (after: paperqa index --pdf-dir DIR)

Fits a logistic model to the signs that retrieval shows for the tuning half of the questions in
``tests/eval``, some of them on papers that have no notes; answerable and unanswerable questions
weigh the same in all. The bias is then set so that ``REFUSED`` of the answerable ones are refused.
``untold`` is not fitted here: see the table.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from paperqa.answer.desk import Desk, open_desk
from paperqa.answer.retrieval.evidence import Scorer
from paperqa.answer.retrieval.query import understand
from paperqa.answer.retrieval.recipe import RECIPE
from paperqa.answer.retrieval.retrieve import best_hits, notes_beside
from paperqa.answer.retrieval.scoring import Searcher
from paperqa.answer.retrieval.signs import Signs, signs_of
from paperqa.evaluate.questions import Question, read_questions
from paperqa.settings import load_settings

EVAL = Path(__file__).parents[1] / "tests" / "eval"
FILES = ("questions.jsonl", "fresh.jsonl", "extra.jsonl")
NAMES = (
    "coverage",
    "missing",
    "agreement",
    "strangers",
    "named",
    "astray",
    "cosine",
    "sentence",
    "score",
)
WITHOUT_COSINES = 6
"""The first signs need no embedding."""
REFUSED = {"en": 0.03, "he": 0.04}
"""Of the answerable ones of the tuning half: about 5 in 100 of the others then are."""
SHRINK = 0.3
K = 5
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Print a table for each language, with and without the cosine."""
    desk = open_desk(load_settings(), with_model=False)
    questions = [question for file in FILES for question in read_questions(EVAL / file)]
    for lang in ("en", "he"):
        halves = {
            split: [
                (q, signs_for(desk, q)) for q in questions if (q.lang, q.split) == (lang, split)
            ]
            for split in ("tune", "held")
        }
        for count in (len(NAMES), WITHOUT_COSINES):
            weights = fitted(halves["tune"], count, REFUSED[lang])
            bias, *rest = weights.round(2).tolist()
            shown = ", ".join(f"{name}={w}" for name, w in zip(NAMES[:count], rest, strict=True))
            print(f"{lang}: Calibration(bias={bias}, {shown})")
            for split, half in halves.items():
                print(f"    {split}: {judged(half, weights, count)}")


def signs_for(desk: Desk, question: Question) -> Signs:
    """Return what retrieval shows for ``question``."""
    query = understand(question.question, desk.index)
    searcher = Searcher(query, desk.index, desk.embedder, RECIPE)
    hits = [*notes_beside(searcher), *best_hits(searcher, K)]
    evidence = Scorer(query, desk.index, desk.embedder, searcher.vector).evidence(hits)
    return signs_of(query, hits, evidence, desk.index, searcher.vector)


def fitted(half: list[tuple[Question, Signs]], count: int, refused: float) -> Floats:
    """Return bias and ``count`` coefficients, by Newton's method with a ridge."""
    signs, answerable, certain = arrays(half, count)
    signs, truth = signs[~certain], answerable[~certain]
    x = np.c_[np.ones(len(signs)), signs]
    even = np.where(truth, 0.5 / truth.sum(), 0.5 / (~truth).sum()) * len(truth)
    ridge = SHRINK * np.diag([0.0] + [1.0] * count)
    w = np.zeros(count + 1)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (even * (p - truth)) + ridge @ w
        w -= np.linalg.solve((x.T * (even * p * (1 - p))) @ x + ridge, slope)
    odds = np.where(certain, -np.inf, np.c_[np.ones(len(half)), arrays(half, count)[0]] @ w)
    w[0] -= np.quantile(odds[answerable], refused, method="lower")
    return np.asarray(w)


def arrays(
    half: list[tuple[Question, Signs]], count: int
) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return the signs (n, count), which questions are answerable, which are refused anyhow."""
    signs = [[getattr(s, name) or 0.0 for name in NAMES[:count]] for _, s in half]
    answerable = [bool(q.gold) for q, _ in half]
    certain = [bool(s.unknown or s.orders) for _, s in half]
    return np.array(signs), np.array(answerable), np.array(certain)


def judged(half: list[tuple[Question, Signs]], weights: Floats, count: int) -> str:
    """Return how many of the answerable and of the others are refused."""
    signs, answerable, certain = arrays(half, count)
    refused = certain | (np.c_[np.ones(len(signs)), signs] @ weights <= 0)
    right, wrong = refused[~answerable], refused[answerable]
    kinds = sorted({q.kind for q, _ in half if not q.gold})
    by_kind = {k: refused[[q.kind == k for q, _ in half]].mean().round(2).item() for k in kinds}
    return (
        f"refused {right.sum()} of {len(right)} unanswerable ({right.mean():.3f}), "
        f"{wrong.sum()} of {len(wrong)} answerable ({wrong.mean():.3f}); {by_kind}"
    )


if __name__ == "__main__":
    main()
