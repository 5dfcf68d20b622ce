"""Wishes for kinds of items that are never so easy: told in a line, instead of an empty quiz."""

from collections.abc import Mapping, Sequence
from typing import Final

from paperqa.errors import QuizError
from paperqa.quiz.item import DIFFICULTIES, Difficulty, ItemKind

_MADE: Final[Mapping[ItemKind, Sequence[Difficulty]]] = {
    "choice": DIFFICULTIES,
    "cloze": ("medium", "hard"),
    "truefalse": DIFFICULTIES,
    "open": ("medium", "hard"),
}
"""What is made without a language model; a model writes every kind as hard as it is asked to."""


def check_difficulty(kinds: Sequence[ItemKind], difficulty: Difficulty | None) -> None:
    """Refuse a wish that nothing can meet where no language model writes items."""
    if difficulty is None or any(difficulty in _MADE[kind] for kind in kinds):
        return
    others = [one for one in DIFFICULTIES if any(one in _MADE[kind] for kind in kinds)]
    raise QuizError(
        f"no {' or '.join(kinds)} item is {difficulty}, unless a language model writes it; "
        f"give --difficulty {', '.join(others)} or mixed, or other --kinds"
    )
