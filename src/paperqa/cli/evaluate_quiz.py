"""``paperqa eval --quiz``: quizzes made without a model, each item checked anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from paperqa.answer.desk import Desk, open_desk
from paperqa.cli.console import literal, out, progress, say
from paperqa.cli.options import QUIZ_LANGS
from paperqa.errors import QuizError
from paperqa.evaluate.quizzes.quote_places import QuotePlaces
from paperqa.evaluate.quizzes.report import quiz_report
from paperqa.evaluate.quizzes.results import quiz_run_to_json, write_quiz_run
from paperqa.evaluate.quizzes.run import evaluate_quizzes, with_pages
from paperqa.evaluate.report import counted
from paperqa.evaluate.results import RunFileError
from paperqa.quiz.choosing_papers import choose_papers
from paperqa.quiz.plan import Plan
from paperqa.settings import Settings
from paperqa.store.refresh import limits_of


@dataclass(frozen=True, slots=True)
class QuizWish:
    """The options of ``--quiz``; None was not given."""

    papers: Sequence[str] = ()
    lists: Sequence[str] = ()
    count: int | None = None
    lang: Literal["en", "he", "both"] | None = None
    seed: int | None = None

    def check_unused(self) -> None:
        """Refuse options of ``--quiz`` where gold questions are asked."""
        given = {
            "--paper": self.papers,
            "--list": self.lists,
            "-n": self.count,
            "--seed": self.seed,
        }
        check_absent(
            {name: value is not None and value != () for name, value in given.items()},
            "needs --quiz",
        )
        if self.lang == "both":
            raise typer.BadParameter("--lang both needs --quiz; give en or he")


def check_absent(given: dict[str, bool], why: str) -> None:
    """Raise the usage error that the first option given has no place here."""
    for name, is_given in given.items():
        if is_given:
            raise typer.BadParameter(f"{name} {why}")


def measure_quizzes(settings: Settings, wish: QuizWish, json_file: Path | None) -> None:
    """Make the quizzes, measure them and show what was found."""
    from paperqa.quiz.paper_quiz import make_paper_quiz

    if json_file and not json_file.absolute().parent.is_dir():
        raise RunFileError(f"no folder {json_file.parent} for --json {json_file}; make it first")
    desk = open_desk(settings, with_model=False)
    plan = Plan(
        papers=_papers(desk, wish),
        count=10 if wish.count is None else wish.count,
        langs=QUIZ_LANGS[wish.lang or "both"],
        seed=wish.seed or 0,
    )
    places = QuotePlaces(settings.pdf_dir, limits_of(settings), desk.index.passages)
    with progress() as bar:
        task = bar.add_task("quizzes", total=len(plan.papers))
        run = evaluate_quizzes(
            desk,
            plan,
            make_paper_quiz,
            places.place,
            lambda done, _: bar.update(task, completed=done),
        )
    out.print(literal(quiz_report(run.figures, run.about)))
    if json_file:
        row = quiz_run_to_json(run.figures, run.about, run.made, places.place)
        write_quiz_run(row, json_file)
        say(f"every item's result: {json_file}")


def _papers(desk: Desk, wish: QuizWish) -> tuple[str, ...]:
    """Return the papers that are wished for, or all; of those, the ones with pages to quote."""
    wished: Sequence[str] = tuple(desk.index.papers)
    if wish.papers or wish.lists:
        wished = choose_papers(desk.index.papers, wish.papers, wish.lists).papers
    papers = with_pages(desk.index, wished)
    without = [paper for paper in wished if paper not in papers]
    if not papers:
        raise QuizError(
            f"the index has no page of {counted(without)}; get them with: paperqa fetch, then: "
            "paperqa index"
        )
    if without:
        say(f"left out, the index has no page of them: {counted(without)}")
    return papers
