"""A batch of quizzes as a person sees it grow: papers done, items made, time left.

In a terminal that is one bar; elsewhere it is one line for each paper.
"""

import time
from datetime import timedelta
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from paperqa.cli.console import err, say
from paperqa.quiz.plan import PaperQuiz


class QuizProgress:
    """Counts ``papers`` papers, some of which were made before."""

    def __init__(self, papers: int, made_before: int) -> None:
        self._papers = papers
        self._to_make = papers - made_before
        self._made = 0
        self._seen = 0
        self._items = 0
        self._began = time.monotonic()
        self._bar = _bar()
        # The bar shows what there is to make: papers made before take no time, and would have it
        # promise too early an end.
        self._task = self._bar.add_task(self._shown(), total=self._to_make)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def done(self, quiz: PaperQuiz, *, before: bool) -> None:
        """Count a paper; ``before``: it was made by an earlier run."""
        self._seen += 1
        self._items += len(quiz.items)
        self._made += not before
        self._bar.update(self._task, description=self._shown(), advance=0 if before else 1)
        if not before and not err.is_terminal:
            say(f"{self._shown()}, {self._left()} left")

    def _shown(self) -> str:
        items = "1 item" if self._items == 1 else f"{self._items} items"
        return f"{self._seen} of {self._papers} papers, {items}"

    def _left(self) -> str:
        each = (time.monotonic() - self._began) / self._made
        return str(timedelta(seconds=round(each * (self._to_make - self._made))))


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=err,
        transient=True,
        disable=not err.is_terminal,  # it would leave an empty line there
    )
