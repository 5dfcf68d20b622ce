"""``paperqa quiz``: questions on papers, a list or a meeting, whose answers are quoted."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from paperqa.answer.desk import Desk, open_desk
from paperqa.cli import options as opt
from paperqa.cli.console import say
from paperqa.cli.quiz_run import Wanted, run_quiz
from paperqa.cli.quiz_wish import check_difficulty
from paperqa.quiz.choosing_papers import check_wish, choose_papers
from paperqa.quiz.exports.formats import FORMATS, formats_of
from paperqa.quiz.item import DIFFICULTIES, KINDS, Difficulty
from paperqa.quiz.kept import own_folder
from paperqa.quiz.known_names import names_of
from paperqa.quiz.plan import Plan

_USUAL_FOLDER: Final = Path("quiz")
_ALL_KINDS: Final = ",".join(KINDS)

Papers = Annotated[
    list[str] | None, typer.Option("--paper", help="A paper: id, title or alias; repeatable.")
]
Lists = Annotated[
    list[str] | None, typer.Option("--list", help="All papers of a reading list; repeatable.")
]
MeetingOption = Annotated[
    str | None,
    typer.Option("--meeting", help="A lecture or topic, of these lists where --list is given."),
]
Count = Annotated[int, typer.Option("-n", min=1, max=100, help="Items for each paper.")]
LangOption = Annotated[Literal["he", "en", "both"], typer.Option("--lang", help="Language.")]
Kinds = Annotated[str, typer.Option("--kinds", help="Kinds of items, parted by commas.")]
DifficultyOption = Annotated[
    Literal["easy", "medium", "hard", "mixed"], typer.Option("--difficulty", help="How hard.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same quiz.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        help="The folder that the quiz is written to, whatever it holds.",
        show_default="quiz, or quiz-2 where that holds another one",
    ),
]
Formats = Annotated[
    str, typer.Option("--format", help=f"Of {', '.join(FORMATS)}; parted by commas.")
]
Pack = Annotated[
    bool, typer.Option("--pack", help="Also each paper's key points, discussion and BibTeX.")
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Load no model.")]


def quiz(
    paper: Papers = None,
    reading_list: Lists = None,
    meeting: MeetingOption = None,
    count: Count = 10,
    lang: LangOption = "both",
    kinds: Kinds = _ALL_KINDS,
    difficulty: DifficultyOption = "mixed",
    seed: Seed = 0,
    folder: Out = None,
    formats: Formats = "md,html",
    pack: Pack = False,
    no_model: NoModel = False,
) -> None:
    """Make a quiz of papers, a list or a meeting; every answer has its quote and page.

    After Ctrl-C, the same command goes on where it was.
    """
    from paperqa.quiz.paper_quiz import make_paper_quiz

    # All that may be mistyped is told before the index is opened.
    check_wish(paper or (), reading_list or (), meeting)
    named, chosen_formats = names_of(kinds, KINDS, "kind"), formats_of(formats)
    chosen_kinds = tuple(kind for kind in KINDS if kind in named)
    level = _difficulty(difficulty)
    if no_model:
        check_difficulty(chosen_kinds, level)
    desk = open_desk(opt.settings_of(no_model=no_model))
    if desk.model is None:
        check_difficulty(chosen_kinds, level)
    choice = choose_papers(desk.index.papers, paper or (), reading_list or (), meeting)
    plan = Plan(
        papers=choice.papers,
        count=count,
        langs=opt.QUIZ_LANGS[lang],
        kinds=chosen_kinds,
        difficulty=level,
        seed=seed,
        with_model=desk.model is not None,
    )
    out = folder or _own_folder(desk, plan)
    wanted = Wanted(plan, choice.title, chosen_formats, out, pack)
    raise typer.Exit(run_quiz(desk, wanted, make_paper_quiz))


def _own_folder(desk: Desk, plan: Plan) -> Path:
    """Return where the quiz goes that nobody named a folder for; another quiz is left alone."""
    folder = own_folder(_USUAL_FOLDER, desk, plan)
    if folder != _USUAL_FOLDER:
        say(f"{_USUAL_FOLDER} holds another quiz; this one goes to {folder}; choose with --out")
    return folder


def _difficulty(name: str) -> Difficulty | None:
    """Return the difficulty with its type; None for mixed."""
    return next((one for one in DIFFICULTIES if one == name), None)
