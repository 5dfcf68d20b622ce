"""``paperqa eval``: how well the papers are found, on questions whose answers are known.

With ``--quiz``, how good quizzes are: see ``evaluate_quiz``.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import Progress, TaskID

from paperqa.answer.desk import open_desk
from paperqa.cli import options as opt
from paperqa.cli.console import literal, out, progress, say
from paperqa.cli.evaluate_quiz import QuizWish, check_absent, measure_quizzes
from paperqa.evaluate.arms import ARMS, ArmError, arms_of
from paperqa.evaluate.compare import compare
from paperqa.evaluate.compare_report import comparison_report
from paperqa.evaluate.figures import lines_of
from paperqa.evaluate.questions import QuestionFileError, read_questions
from paperqa.evaluate.report import report
from paperqa.evaluate.results import RunFileError, read_run, write_run
from paperqa.evaluate.run import Plan, Split, chosen, evaluate
from paperqa.settings import Settings
from paperqa.types import Lang

GOLD = Path("tests/eval/questions.jsonl")

File = Annotated[
    Path | None, typer.Argument(help=f"JSON lines of gold questions; else {GOLD} of the checkout.")
]
JsonFile = Annotated[
    Path | None, typer.Option("--json", help="Write figures and every question's result there.")
]
Old = Annotated[Path | None, typer.Option("--compare", help="Compare with this earlier --json.")]
SplitOption = Annotated[
    Literal["tune", "held", "all"], typer.Option("--split", help="Questions of this split only.")
]
LangOption = Annotated[
    Literal["en", "he", "both"] | None,
    typer.Option("--lang", help="Questions in this language only; quizzes in it, else in both."),
]
ArmOption = Annotated[
    list[str] | None, typer.Option("--arm", help=f"Only this arm ({', '.join(ARMS)}); repeatable.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Only so many questions.")]
Answers = Annotated[bool, typer.Option("--answers/--no-answers", help="Also answer and refuse.")]

Quizzes = Annotated[bool, typer.Option("--quiz", help="Make and measure quizzes instead.")]
Count = Annotated[
    int | None, typer.Option("-n", min=1, max=100, help="With --quiz: items a paper, 10.")
]
Papers = Annotated[
    list[str] | None, typer.Option("--paper", help="With --quiz: only this paper; repeatable.")
]
Lists = Annotated[
    list[str] | None, typer.Option("--list", help="With --quiz: only of this list; repeatable.")
]
Seed = Annotated[int | None, typer.Option("--seed", min=0, help="With --quiz: its seed, 0.")]


def evaluate_command(
    file: File = None,
    json_file: JsonFile = None,
    old: Old = None,
    split: SplitOption = "all",
    lang: LangOption = None,
    arm: ArmOption = None,
    kind: opt.KindOption = "all",
    limit: Limit = None,
    answers: Answers = True,
    quizzes: Quizzes = False,
    count: Count = None,
    paper: Papers = None,
    reading_list: Lists = None,
    seed: Seed = None,
) -> None:
    """Measure retrieval, refusals and citations on gold questions, or with --quiz quizzes.

    A language model is loaded for --arm rewrite only.
    """
    wish = QuizWish(tuple(paper or ()), tuple(reading_list or ()), count, lang, seed)
    asked = _Asked(file, old, split, opt.language(lang), tuple(arm or ()), kind, limit, answers)
    if quizzes:
        check_absent(asked.given(), "does not go with --quiz")
        measure_quizzes(opt.settings_of(), wish, json_file)
    else:
        wish.check_unused()
        _ask(opt.settings_of(), asked, json_file)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options of gold questions."""

    file: Path | None
    old: Path | None
    split: Split
    lang: Lang | None
    arms: tuple[str, ...]
    kind: str
    limit: int | None
    answers: bool

    def given(self) -> dict[str, bool]:
        """Return for each option whether it was given."""
        return {
            "FILE": self.file is not None,
            "--compare": self.old is not None,
            "--split": self.split != "all",
            "--arm": bool(self.arms),
            "--kind": self.kind != "all",
            "--limit": self.limit is not None,
            "--no-answers": not self.answers,
        }


def _ask(settings: Settings, asked: _Asked, json_file: Path | None) -> None:
    file = asked.file or _gold(settings)
    questions = chosen(read_questions(file), asked.split, asked.lang, asked.limit)
    if not questions:
        raise QuestionFileError(
            f"{file} has no question with split {asked.split} and lang {asked.lang}"
        )
    with_model = "rewrite" in asked.arms
    arms = arms_of(asked.arms, can_rewrite=with_model)
    # Told before the minutes of work, not after them.
    before = read_run(asked.old) if asked.old else None
    if json_file and not json_file.absolute().parent.is_dir():
        raise RunFileError(f"no folder {json_file.parent} for --json {json_file}; make it first")
    desk = open_desk(settings, with_model=with_model)
    if with_model and desk.rewriter is None:
        raise ArmError("the arm 'rewrite' needs a language model, and none is loaded; leave it")
    filters = opt.filters_of(desk.index, None, None, asked.kind)
    with progress() as bar:
        plan = Plan(file, questions, arms, filters, settings.k, asked.answers, desk.rewriter)
        run = evaluate(desk, plan, _Watcher(bar))
    out.print(literal(report(run)))
    if json_file:
        write_run(run, {"figures": [asdict(line) for line in lines_of(run)]}, json_file)
        say(f"every question's result: {json_file}")
    if before:
        out.print(literal("\n" + comparison_report(compare(before, run))))


def _gold(settings: Settings) -> Path:
    file = settings.home / GOLD
    if not file.is_file():
        raise QuestionFileError(
            f"no {GOLD} in {settings.home}; name a file of gold questions: paperqa eval FILE"
        )
    return file


class _Watcher:
    """Shows one arm after the other being measured."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total)
        self._bar.update(self._tasks[what], completed=done)
