"""A paper's quiz as it is measured, and how its items are read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from paperqa.quiz.item import QuizItem, Wording
from paperqa.quiz.plan import PaperQuiz

_FRAMED: Final = re.compile(r"[:?] “(?P<sentence>.+)”$", re.DOTALL)
"""Fill the gap in this sentence of …: “…”"""


@dataclass(frozen=True, slots=True)
class Made:
    """``pages`` are the pages of the paper that the index holds text of; ``seconds`` to make it."""

    quiz: PaperQuiz
    pages: frozenset[int] = frozenset()
    seconds: float = 0.0


def items_of(made: Sequence[Made]) -> list[QuizItem]:
    """Return the items of all papers, in order."""
    return [item for one in made for item in one.quiz.items]


def english(item: QuizItem) -> Wording:
    """Return the wording to compare with an English quote: English where there is one."""
    return next((one for one in item.wordings if one.lang == "en"), item.wordings[0])


def asked(item: QuizItem) -> str:
    """Return what the question says; of a sentence in a frame that all share, the sentence.

    The paper's title says nothing: all questions of a paper may name it.
    """
    question = english(item).question.replace(f"“{item.paper.title}”", " ")
    framed = _FRAMED.search(question)
    return framed["sentence"] if framed else question


def worded(items: Sequence[QuizItem]) -> Iterator[tuple[QuizItem, Wording]]:
    """Yield each item with each of its wordings."""
    for item in items:
        for wording in item.wordings:
            yield item, wording
