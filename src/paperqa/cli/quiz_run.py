"""A quiz from its plan to its files: papers one after the other, the table, the exports."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from paperqa.answer.desk import Desk
from paperqa.cli.console import fail, literal, out, say
from paperqa.cli.quiz_progress import QuizProgress
from paperqa.cli.quiz_table import show_files, show_quizzes
from paperqa.quiz.batch import MakePaperQuiz, quiz_of, quiz_of_papers
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.formats import FORMATS, Export
from paperqa.quiz.exports.writing import PACK, Written, write_exports
from paperqa.quiz.item import Quiz
from paperqa.quiz.kept import KeptQuizzes, kept_quizzes
from paperqa.quiz.plan import PaperQuiz, Plan


@dataclass(frozen=True, slots=True)
class Wanted:
    """``formats`` are keys of ``FORMATS``; ``out`` is the folder that all files go to."""

    plan: Plan
    title: str
    formats: tuple[str, ...]
    out: Path
    pack: bool = False


def run_quiz(desk: Desk, wanted: Wanted, make: MakePaperQuiz) -> int:
    """Make and write a quiz, and show what became of it; return the exit code."""
    with kept_quizzes(wanted.out, desk, wanted.plan) as kept:
        quizzes = _quizzes(desk, wanted, make, kept)
        show_quizzes(quizzes)
        if not any(quiz.items for quiz in quizzes):
            fail(_nothing(wanted.plan))
            return 1
        whole = _write(desk, wanted, quizzes)
        kept.sweep()
    return 0 if whole else 1


def _nothing(plan: Plan) -> str:
    """Return what to try where no item could be made."""
    other = "papers, --kinds or --difficulty" if plan.difficulty else "papers or --kinds"
    item = f"{plan.difficulty} item" if plan.difficulty else "item"
    return f"no {item} could be made, and no file is written; ask for other {other}"


def _quizzes(desk: Desk, wanted: Wanted, make: MakePaperQuiz, kept: KeptQuizzes) -> list[PaperQuiz]:
    papers, before = len(wanted.plan.papers), len(kept.quizzes)
    for line in kept.damaged:
        say(line)
    if before:
        say(f"{before} of {papers} papers were made before")
    quizzes: list[PaperQuiz] = []
    try:
        with QuizProgress(papers, before) as progress:
            for quiz in quiz_of_papers(desk, wanted.plan, make, kept):
                quizzes.append(quiz)
                progress.done(quiz, before=quiz.paper.id in kept.quizzes)
    except KeyboardInterrupt:
        say(f"{len(quizzes)} of {papers} papers are made; the same command goes on from there")
        raise
    return quizzes


def _write(desk: Desk, wanted: Wanted, quizzes: list[PaperQuiz]) -> bool:
    """Write all files; say whether all could be written."""
    exports = {name: FORMATS[name] for name in wanted.formats}
    if wanted.pack:
        exports[PACK] = _pack(desk, wanted, quizzes)
    written = write_exports(quiz_of(quizzes, wanted.plan, wanted.title), exports, wanted.out)
    whole = show_files(written, wanted.out)
    if first := _to_read(written):
        out.print(literal(f"read it: {first}", "bold"))
    return whole


def _pack(desk: Desk, wanted: Wanted, quizzes: list[PaperQuiz]) -> Export:
    from paperqa.quiz.pack.pack import pack_files  # few want one

    def export(_: Quiz) -> Exported:
        files = pack_files(desk, quizzes, wanted.plan, wanted.title)
        return Exported({f"{PACK}/{name}": data for name, data in files.items()})

    return export


def _to_read(written: Iterable[Written]) -> Path | None:
    """Return the file that is made for reading, or else the first."""
    files = [path for one in written for path in one.files]
    pages = [path for path in files if path.suffix == ".html"]
    return next(iter(pages + files), None)
