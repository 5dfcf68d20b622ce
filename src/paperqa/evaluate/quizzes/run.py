"""Makes the quiz of each paper without a model, timed, and measures them all."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paperqa.answer.desk import Desk
from paperqa.evaluate.quizzes.figures import QuizFigures, figures_of
from paperqa.evaluate.quizzes.made import Made
from paperqa.evaluate.quizzes.quote_places import Place
from paperqa.evaluate.quizzes.results import AboutQuiz
from paperqa.evaluate.run import commit_of
from paperqa.llm.llama.cores import physical_cores
from paperqa.quiz.batch import MakePaperQuiz, quiz_of_papers
from paperqa.quiz.plan import Plan
from paperqa.store.bundle import Index
from paperqa.types import Citation

Watcher = Callable[[int, int], None]
"""Is told how many papers are done, and of how many."""


@dataclass(frozen=True, slots=True)
class QuizRun:
    """What was made, and its measures."""

    made: tuple[Made, ...]
    figures: QuizFigures
    about: AboutQuiz


def evaluate_quizzes(
    desk: Desk,
    plan: Plan,
    make: MakePaperQuiz,
    place: Callable[[Citation], Place],
    watch: Watcher,
) -> QuizRun:
    """Make and measure the quizzes of ``plan``; ``place`` looks a quote up."""
    made = tuple(_timed(desk, plan, make, watch))
    return QuizRun(made, figures_of(made, place), _about(desk.index, plan))


def with_pages(index: Index, papers: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``papers`` of which the index has pages."""
    return tuple(paper for paper in papers if paper in index.columns.papers_with_pages)


def _timed(desk: Desk, plan: Plan, make: MakePaperQuiz, watch: Watcher) -> Iterator[Made]:
    started = time.perf_counter()
    for done, quiz in enumerate(quiz_of_papers(desk, plan, make), start=1):
        seconds = time.perf_counter() - started
        yield Made(quiz, _pages(desk.index, quiz.paper.id), seconds)
        watch(done, len(plan.papers))
        started = time.perf_counter()


def _pages(index: Index, paper: str) -> frozenset[int]:
    """Return the pages of ``paper`` that are searched: those with passages."""
    rows = (index.columns.of_papers([paper]) & index.columns.of_kind("paper")).nonzero()[0]
    return frozenset(page for row in rows.tolist() for page in index.passages[row].pages)


def _about(index: Index, plan: Plan) -> AboutQuiz:
    return AboutQuiz(
        papers=len(plan.papers),
        count=plan.count,
        langs=plan.langs,
        seed=plan.seed,
        index=index.name,
        embedder=index.manifest.embedder,
        passages=len(index.passages),
        commit=commit_of(Path(__file__).parents[4]),
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        cores=physical_cores(),
    )
