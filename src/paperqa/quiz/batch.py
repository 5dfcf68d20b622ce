"""A quiz over many papers, one after the other: what is made is kept, what is broken is told.

A maker at work yields empty pieces, for a model may take minutes for a paper: whoever closes its
generator stops it there.
"""

import logging
import random
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import Final, TypeAlias

from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.errors import PaperQAError
from paperqa.quiz.item import WHICH_PAPER, Quiz, QuizItem
from paperqa.quiz.kept import KeptQuizzes
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.store.bundle import Index
from paperqa.types import Paper

MakePaperQuiz: TypeAlias = Callable[[Desk, Plan, str], Silent[PaperQuiz]]
"""Makes the items of one paper, named by id; yields empty pieces meanwhile."""

_LOG: Final = logging.getLogger(__name__)


def quiz_of_papers(
    desk: Desk, plan: Plan, make: MakePaperQuiz, kept: KeptQuizzes | None = None
) -> Iterator[PaperQuiz]:
    """Yield the quiz of each paper of ``plan``, in its order.

    A paper that cannot be used has an ``error``, and the others go on. Each finished one is on
    disk before it is yielded, where there is ``kept``; those made before come from there.
    """
    with closing(quizzes_and_beats(desk, plan, make, kept)) as happenings:
        for one in happenings:
            if isinstance(one, PaperQuiz):
                yield one


def quizzes_and_beats(
    desk: Desk, plan: Plan, make: MakePaperQuiz, kept: KeptQuizzes | None = None
) -> Generator[PaperQuiz | str, None, None]:
    """Yield what ``quiz_of_papers`` does, and empty strings while a paper's quiz is made."""
    for paper_id in plan.papers:
        quiz = kept.quizzes.get(paper_id) if kept else None
        if quiz is None:
            quiz = yield from _made(desk, plan, paper_id, make)
            if kept and not quiz.error:
                kept.keep(quiz)
        yield quiz


def quiz_of(quizzes: Iterable[PaperQuiz], plan: Plan, title: str) -> Quiz:
    """Return one quiz of all items: paper by paper, and then those that ask which paper it is."""
    items = [item for quiz in quizzes for item in quiz.items]
    return Quiz(title, (*about_papers(items), *which_paper(items, plan.seed)), plan.langs)


def about_papers(items: Sequence[QuizItem]) -> list[QuizItem]:
    """Return the items that may stand with their paper's others."""
    return [item for item in items if item.maker != WHICH_PAPER]


def which_paper(items: Sequence[QuizItem], seed: int) -> list[QuizItem]:
    """Return the items that ask which paper it is, mixed: their neighbours would tell."""
    asked = sorted((item for item in items if item.maker == WHICH_PAPER), key=lambda one: one.id)
    random.Random(seed).shuffle(asked)  # noqa: S311 - a draw, no secret
    return asked


def _made(desk: Desk, plan: Plan, paper_id: str, make: MakePaperQuiz) -> Silent[PaperQuiz]:
    paper = desk.index.papers.get(paper_id) or Paper(paper_id, paper_id)
    if not desk.index.columns.of_papers([paper_id]).any():
        return PaperQuiz(paper, plan.count, error=_why_nothing(desk.index, paper_id))
    try:
        return (yield from make(desk, plan, paper_id))
    except PaperQAError as error:
        return PaperQuiz(paper, plan.count, error=str(error))
    except Exception as error:  # whatever it is, it is this paper's
        _LOG.exception("no quiz of %s", paper_id)
        return PaperQuiz(paper, plan.count, error=f"{type(error).__name__}: {error}")


def _why_nothing(index: Index, paper_id: str) -> str:
    """Return why the index has no passage of a paper."""
    unread = [f"{row.file}: {row.error}" for row in index.documents if row.paper == paper_id]
    return "; ".join(unread) or (
        "neither its PDF nor a note on it is in the index; what went wrong is told by: "
        f"paperqa papers; try again with: paperqa fetch {paper_id}, then: paperqa index"
    )
