"""What is each weight of the recipe worth? Prints a table, one row a changed weight.

    python benchmarks/retrieval.py [LIMIT]        (after: paperqa index)

Asks the questions of ``tests/eval/questions.jsonl`` with split "tune" (all, where none has a
split): weights are chosen on them, and ``paperqa eval --split held`` says what the choice is
worth. One weight is changed at a time, by ``FACTORS``; the first row is the recipe that serves.
"""

import sys
from dataclasses import replace
from pathlib import Path

from paperqa.answer.desk import open_desk
from paperqa.answer.retrieval.recipe import RECIPE, Recipe
from paperqa.evaluate.arms import Arm
from paperqa.evaluate.figures import Line, lines_of
from paperqa.evaluate.questions import read_questions
from paperqa.evaluate.run import Plan, chosen, evaluate
from paperqa.evaluate.table import percent, table
from paperqa.settings import load_settings
from paperqa.types import Filters

QUESTIONS = Path(__file__).parents[1] / "tests" / "eval" / "questions.jsonl"
WEIGHTS = ("words", "dense", "named", "openings", "synonyms")
FACTORS = (0.0, 0.5, 0.75, 1.5, 2.0)
MEASURES = ("paper R@5", "page R@1", "page R@5", "page R@10", "page MRR", "page nDCG@10")


def main() -> None:
    """Print the table."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else None
    rows = read_questions(QUESTIONS)
    questions = chosen(rows, "tune", None, limit) or chosen(rows, "all", None, limit)
    settings = load_settings()
    plan = Plan(QUESTIONS, questions, _arms(), Filters(), settings.k, answers=False)
    run = evaluate(open_desk(settings, with_model=False), plan, _tell)
    shown = [line for line in lines_of(run) if line.group.by in ("all", "lang")]
    print(table(["recipe", "questions", "n", *MEASURES], [_row(line) for line in shown]))


def _arms() -> list[Arm]:
    changed = {
        f"{name} {getattr(RECIPE, name) * factor:g}": _with(name, getattr(RECIPE, name) * factor)
        for name in WEIGHTS
        for factor in FACTORS
    }
    recipes = {"as it serves": RECIPE, **changed}
    return [Arm(name, name, recipe) for name, recipe in recipes.items()]


def _with(name: str, weight: float) -> Recipe:
    return replace(RECIPE, **{name: weight})  # type: ignore[arg-type]  # weights are numbers


def _row(line: Line) -> list[str]:
    values = [line.figures[measure].value for measure in MEASURES]
    shown = ["–" if value is None else percent(value) for value in values]
    return [line.arm, line.group.title, str(line.questions), *shown]


def _tell(what: str, done: int, total: int) -> None:
    if done == total:
        print(f"{what}: {total} questions", file=sys.stderr)


if __name__ == "__main__":
    main()
