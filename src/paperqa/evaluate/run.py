"""Runs the evaluation: chooses the questions, asks them in every arm, and answers them."""

import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import which
from typing import Literal, TypeVar

from paperqa.answer.desk import Desk
from paperqa.answer.retrieval.retrieve import retrieve
from paperqa.evaluate.answers import run_answers
from paperqa.evaluate.arms import Arm, Rewriter, run_arm
from paperqa.evaluate.questions import Question
from paperqa.evaluate.remembered import RememberedQuestions
from paperqa.evaluate.results import About, Run, asked_of
from paperqa.llm.llama.cores import physical_cores
from paperqa.store.bundle import Index
from paperqa.types import Filters, Lang

Split = Literal["tune", "held", "all"]
Watcher = Callable[[str, int, int], None]
"""Is told what is measured, how many questions are done, and of how many."""
_T = TypeVar("_T")
_GIT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """``questions`` come from ``file``; ``k`` and ``filters`` as a member's search has them."""

    file: Path
    questions: Sequence[Question]
    arms: Sequence[Arm]
    filters: Filters
    k: int
    answers: bool = True
    rewriter: Rewriter | None = None


def chosen(
    questions: Sequence[Question], split: Split, lang: Lang | None, limit: int | None
) -> list[Question]:
    """Return the first ``limit`` questions of this split and language; None takes all."""
    return [
        question
        for question in questions
        if split in ("all", question.split) and lang in (None, question.lang)
    ][:limit]


def evaluate(desk: Desk, plan: Plan, watch: Watcher) -> Run:
    """Ask every question in every arm, and answer it."""
    # Untimed: the first question pays for what libraries and the index load late.
    retrieve("warm", desk.index, desk.embedder, 1)
    desk = replace(desk, embedder=RememberedQuestions(desk.embedder))
    here = _indexed(desk.index, plan)
    ids = {question.id for question in here}
    ranked = [question for question in here if question.gold]
    marked = [question for question in here if question.answerable is not None]
    arms = {
        arm.name: tuple(
            _watched(
                run_arm(arm, desk, ranked, plan.filters, plan.rewriter),
                arm.title,
                len(ranked),
                watch,
            )
        )
        for arm in plan.arms
    }
    answered = run_answers(desk, marked, plan.k, plan.filters) if plan.answers else ()
    return Run(
        about=_about(desk, plan),
        asked=tuple(map(asked_of, marked)),
        arms=arms,
        answers=tuple(_watched(answered, "answers", len(marked), watch)),
        left_out=tuple(q.id for q in plan.questions if q.id not in ids),
        unmarked=tuple(q.id for q in here if q.answerable is None),
    )


def _indexed(index: Index, plan: Plan) -> list[Question]:
    """Return the questions whose gold papers are in the index as what is searched."""
    kind = plan.filters.kind or "paper"
    papers = {passage.paper for passage in index.passages if passage.kind == kind}
    here = [q for q in plan.questions if papers.issuperset(gold.paper for gold in q.gold)]
    return [_without_pages(q) for q in here] if kind == "note" else here


def _without_pages(question: Question) -> Question:
    """Take the pages from the gold: notes have none, and nothing found there could be right."""
    gold = tuple(replace(entry, pages=()) for entry in question.gold)
    return replace(question, gold=gold)


def _watched(items: Iterable[_T], what: str, total: int, watch: Watcher) -> Iterator[_T]:
    for done, item in enumerate(items, start=1):
        watch(what, done, total)
        yield item


def _about(desk: Desk, plan: Plan) -> About:
    index = desk.index
    return About(
        file=plan.file.name,
        kind=plan.filters.kind or "all",
        k=plan.k,
        index=index.name,
        embedder=index.manifest.embedder,
        passages=len(index.passages),
        papers=len({p.paper for p in index.passages if p.kind == "paper"}),
        commit=commit_of(Path(__file__).parents[3]),
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        cores=physical_cores(),
    )


def commit_of(folder: Path) -> str:
    """Return the commit that is checked out in ``folder``, with ``-dirty`` if files were changed.

    Empty where ``folder`` is no checkout, or git is not there to ask.
    """
    git = which("git")
    if git is None or not (folder / ".git").exists():
        return ""
    done = subprocess.run(  # noqa: S603  # git, arguments as a list
        [git, "-C", str(folder), "describe", "--always", "--dirty", "--exclude=*"],
        capture_output=True,
        text=True,
        check=False,
        timeout=_GIT_SECONDS,
    )
    return done.stdout.strip()
