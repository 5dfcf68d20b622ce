"""A measured run as JSON: the figures, and each item with what was found of it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from paperqa.durable import write_durably
from paperqa.evaluate.quizzes.confirmed import confirmed
from paperqa.evaluate.quizzes.figures import QuizFigures
from paperqa.evaluate.quizzes.made import Made, english
from paperqa.evaluate.quizzes.quote_places import Place
from paperqa.quiz.item import QuizItem
from paperqa.types import Citation, Lang

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class AboutQuiz:
    """What was made, of what; ``commit`` is empty outside a git checkout."""

    papers: int
    count: int
    langs: tuple[Lang, ...]
    seed: int
    index: str
    embedder: str
    passages: int
    commit: str
    date: str
    cores: int


def quiz_run_to_json(
    figures: QuizFigures,
    about: AboutQuiz,
    made: Sequence[Made],
    place: Callable[[Citation], Place],
) -> dict[str, Any]:
    """Return figures and items as JSON has them."""
    return {
        "format": FORMAT,
        "about": asdict(about),
        "figures": asdict(figures),
        "papers": [_paper(one, place) for one in made],
    }


def write_quiz_run(row: dict[str, Any], file: Path) -> None:
    """Write what ``quiz_run_to_json`` returned; a file of that name is replaced."""
    text = json.dumps(row, ensure_ascii=False, indent=1)
    write_durably(file, (text + "\n").encode("utf-8", "replace"))


def _paper(one: Made, place: Callable[[Citation], Place]) -> dict[str, Any]:
    return {
        "id": one.quiz.paper.id,
        "asked": one.quiz.asked,
        "seconds": round(one.seconds, 3),
        "dropped": dict(one.quiz.dropped),
        "error": one.quiz.error,
        "items": [_item(item, place) for item in one.quiz.items],
    }


def _item(item: QuizItem, place: Callable[[Citation], Place]) -> dict[str, Any]:
    wording = english(item)
    return {
        "id": item.id,
        "kind": item.kind,
        "maker": item.maker,
        "question": wording.question,
        "answer": wording.answer,
        "correct": item.correct,
        "page": item.citation.page,
        "quote": place(item.citation),
        "confirmed": confirmed(item),
    }
