"""Which fusion finds the gold passages? Prints a table, one row a weighting.

    python benchmarks/retrieval.py        (after: paperqa index --pdf-dir DIR)

Counts, over the questions of ``tests/eval/questions.jsonl`` whose paper is in the index, how often
the right paper and the right page stand among the first five hits. Weights, not code, are
compared: every row uses the same rankings.
"""

import json
from pathlib import Path

import numpy as np

from paperqa.answer import retrieve
from paperqa.answer.desk import Desk, open_desk
from paperqa.settings import load_settings
from paperqa.types import Hit, Rows

QUESTIONS = Path(__file__).parents[1] / "tests" / "eval" / "questions.jsonl"
K = 5
DENSE_WEIGHTS = (0.0, 0.3, 0.5, 0.7, 1.0)
RRF_KS = (5, 10, 30, 60)


def main() -> None:
    """Print the table."""
    desk = open_desk(load_settings(), with_model=False)
    indexed = {passage.paper for passage in desk.index.passages if passage.kind == "paper"}
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    gold = [row for row in rows if row["paper"] in indexed]
    rankings = [_rankings(desk, row["question"]) for row in gold]
    print(f"{len(gold)} questions, {len(desk.index.passages)} passages, first {K} hits")
    print("| dense weight | RRF k | right paper | right page |\n|---|---|---|---|")
    only_dense = [_hits(desk, [(dense, 1.0)], 10) for _, dense in rankings]
    print("| dense alone | – | {} | {} |".format(*_counts(gold, only_dense)))
    for weight in DENSE_WEIGHTS:
        for k in RRF_KS[:1] if weight == 0 else RRF_KS:
            found = [_hits(desk, [(words, 1.0), (dense, weight)], k) for words, dense in rankings]
            print("| {} | {} | {} | {} |".format(weight, k, *_counts(gold, found)))


def _rankings(desk: Desk, question: str) -> tuple[Rows, Rows]:
    papers = [row for row, p in enumerate(desk.index.passages) if p.kind == "paper"]
    allowed = np.asarray(papers, dtype=np.int64)
    words, _ = desk.index.words.search(question, retrieve.DEPTH, allowed)
    vectors = desk.embedder.embed_questions([question])
    dense, _ = desk.index.vectors.search(vectors, retrieve.DEPTH, allowed)
    return words, dense[0]


def _hits(desk: Desk, weighted: list[tuple[Rows, float]], k: int) -> list[Hit]:
    rankings = {str(i): pair for i, pair in enumerate(weighted) if pair[1] > 0}
    return retrieve.joined(retrieve.fused(rankings, desk.index, k), K)


def _counts(gold: list[dict[str, object]], found: list[list[Hit]]) -> tuple[int, int]:
    papers = pages = 0
    for row, hits in zip(gold, found, strict=True):
        right = [hit for hit in hits if hit.passage.paper == row["paper"]]
        papers += bool(right)
        wanted = set(row["pages"])  # type: ignore[call-overload]
        pages += any(wanted & set(hit.passage.pages) for hit in right)
    return papers, pages


if __name__ == "__main__":
    main()
