"""Questions that are asked twice: nearly the same within a paper, the very same in two papers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from paperqa.evaluate.quizzes.made import asked, english
from paperqa.evaluate.quizzes.plain_words import likeness, words_of
from paperqa.quiz.item import QuizItem

NEARLY_THE_SAME: Final = 0.9
"""Likeness of two questions from which on they ask the same thing."""

Pair = tuple[str, str]
"""The ids of two items."""


def repeated_within(items: Sequence[QuizItem]) -> list[Pair]:
    """Return the pairs of one paper's items whose questions are nearly the same."""
    return [
        (one.id, other.id)
        for one, other in combinations(items, 2)
        if likeness(asked(one), asked(other)) >= NEARLY_THE_SAME
    ]


def repeated_across(papers: Sequence[Sequence[QuizItem]]) -> list[Pair]:
    """Return the pairs of items of different papers with the same question and answer."""
    return [
        (one[1], other[1])
        for alike in _alike(papers)
        for one, other in combinations(alike, 2)
        if one[0] != other[0]
    ]


def _alike(papers: Sequence[Sequence[QuizItem]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the items, as number of the paper and id, that say the same."""
    said: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for paper, items in enumerate(papers):
        for item in items:
            wording = english(item)
            key = (*words_of(wording.question), "?", *words_of(wording.answer))
            said[key].append((paper, item.id))
    yield from said.values()
