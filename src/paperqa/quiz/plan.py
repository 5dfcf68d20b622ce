"""What is wanted of a quiz, and what became of it, paper by paper."""

from dataclasses import dataclass

from paperqa.quiz.item import KINDS, Difficulty, ItemKind, QuizItem
from paperqa.types import Lang, Paper


@dataclass(frozen=True, slots=True)
class Plan:
    """``count`` items for each of ``papers`` (ids). ``difficulty`` None: mixed.

    ``with_model``: a language model writes items too, where there is one.
    """

    papers: tuple[str, ...]
    count: int = 10
    langs: tuple[Lang, ...] = ("en",)
    kinds: tuple[ItemKind, ...] = KINDS
    difficulty: Difficulty | None = None
    seed: int = 0
    with_model: bool = False


@dataclass(frozen=True, slots=True)
class PaperQuiz:
    """The items of one paper; ``asked`` is how many were wanted.

    ``dropped`` counts the drafts that a check refused, by its reason. ``error``: the paper could
    not be used at all, or a part of the work failed, in one line.
    """

    paper: Paper
    asked: int
    items: tuple[QuizItem, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()
    error: str = ""
