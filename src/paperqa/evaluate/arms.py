"""Retrieval by arm: each adds one thing to the arm before, so a table shows what it is worth.

``dense`` and ``words`` stand alone; ``fused`` is the recipe that serves without glossary and
names; ``names`` is the recipe that serves; ``rewrite`` asks a language model for better words.
Errors: ArmError for an arm that is unknown, or needs a model that is not there.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from paperqa.answer.desk import Desk
from paperqa.answer.retrieval.query import understand
from paperqa.answer.retrieval.recipe import RECIPE, Recipe
from paperqa.answer.retrieval.retrieve import retrieve
from paperqa.errors import PaperQAError
from paperqa.evaluate.measures import DEPTH, Ranks, page_ranks, paper_ranks
from paperqa.evaluate.questions import Question
from paperqa.evaluate.remembered import RememberedQuestions
from paperqa.protocols import Embedder
from paperqa.types import Filters, Hit

Rewriter = Callable[[str], str]
"""Says a question in other words, with a language model."""


class ArmError(PaperQAError):
    """An arm cannot be measured."""


@dataclass(frozen=True, slots=True)
class Arm:
    """A way to retrieve; ``title`` is what tables call it."""

    name: str
    title: str
    recipe: Recipe
    rewrites: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Where one question's gold entries stand among the first hits; see ``measures``."""

    id: str
    papers: Ranks
    pages: Ranks
    ms: float


_FUSED = replace(RECIPE, named=0, glossary=False, told_words=0, told_dense=0)
_ALONE = replace(_FUSED, openings=0)
ARMS = {
    arm.name: arm
    for arm in (
        Arm("dense", "dense", replace(_ALONE, words=0, dense=1)),
        Arm("words", "words", replace(_ALONE, words=1, dense=0)),
        Arm("fused", "fused", _FUSED),
        Arm("glossary", "+ glossary", replace(_FUSED, glossary=True)),
        Arm("names", "+ names", replace(RECIPE, told_words=0, told_dense=0)),
        Arm("told", "+ page notes", RECIPE),
        Arm("rewrite", "+ rewrite", RECIPE, rewrites=True),
    )
}


def arms_of(names: Sequence[str], *, can_rewrite: bool) -> tuple[Arm, ...]:
    """Return the arms of these names in the order of ``ARMS``; no names: all that can be run."""
    for name in names:
        if name not in ARMS:
            raise ArmError(f"no arm {name!r}; known: {', '.join(ARMS)}")
        if ARMS[name].rewrites and not can_rewrite:
            raise ArmError(f"the arm {name!r} needs a language model, and none is loaded; leave it")
    wanted = names or [arm.name for arm in ARMS.values() if can_rewrite or not arm.rewrites]
    return tuple(arm for arm in ARMS.values() if arm.name in wanted)


def run_arm(
    arm: Arm,
    desk: Desk,
    questions: Sequence[Question],
    filters: Filters,
    rewriter: Rewriter | None = None,
) -> Iterator[Found]:
    """Yield where the gold of each of ``questions`` stands, in their order."""
    embedder = desk.embedder
    for question in questions:
        saved = _saved(embedder)
        started = time.perf_counter()
        hits = _hits(arm, desk, question, filters, rewriter)
        ms = (time.perf_counter() - started) * 1000 + _saved(embedder) - saved
        found = [(hit.passage.paper, hit.passage.pages) for hit in hits]
        papers, pages = paper_ranks(question.gold, found), page_ranks(question.gold, found)
        yield Found(question.id, papers, pages, ms)


def _hits(
    arm: Arm, desk: Desk, question: Question, filters: Filters, rewriter: Rewriter | None
) -> list[Hit]:
    rewrite = rewriter(question.question) if arm.rewrites and rewriter else ""
    query = understand(question.question, desk.index, rewrite)
    return retrieve(query, desk.index, desk.embedder, DEPTH, filters, arm.recipe)


def _saved(embedder: Embedder) -> float:
    return embedder.saved_ms if isinstance(embedder, RememberedQuestions) else 0.0
