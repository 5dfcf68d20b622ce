"""Items that tell the answer of another one of the same quiz, by their question or an option."""

import re
from collections.abc import Sequence
from typing import Final

from paperqa.answer.checking.numbers import numbers_in
from paperqa.evaluate.quizzes.made import asked, english
from paperqa.evaluate.quizzes.plain_words import content_of, stands_in, stems_stand_in
from paperqa.language.tokens import tokens
from paperqa.quiz.item import QuizItem

_SAME_TOPIC: Final = 0.5
"""Share of a question's words that another one repeats where it speaks of the same."""
_SPELT: Final = re.compile(r"\d|(?<=\w)[A-Z]")
"""A digit or an inner capital: a number or a name, which no other form of the word tells."""
_DIGIT: Final = re.compile(r"\s*\d\s*")


def given_away(items: Sequence[QuizItem]) -> list[tuple[str, str]]:
    """Return the pairs of one paper's items of which the first tells the second's answer.

    A question does where it prints the answer (a number by value, words in any form) and at least
    half of the words by which the second asks: that a term, or an 8, is met elsewhere tells
    nothing. The options of a choice do where one prints what fills a gap, on whatever topic: who
    looks for a word finds it there; a single digit is found in too many.
    """
    return [
        (one.id, other.id)
        for one in items
        for other in items
        if one is not other and (_asks_it(one, other) or _offers_it(one, other))
    ]


def _asks_it(one: QuizItem, other: QuizItem) -> bool:
    """Tell whether the question of ``one`` prints the answer of ``other``, on the same topic."""
    if other.kind not in ("choice", "cloze"):
        return False
    wanted, said = content_of(asked(other)), content_of(asked(one))
    same_topic = len(wanted & said) >= _SAME_TOPIC * len(wanted)
    return same_topic and _prints(asked(one), english(other).answer)


def _offers_it(one: QuizItem, other: QuizItem) -> bool:
    """Tell whether an option of ``one`` prints what fills the gap of ``other``."""
    if one.kind != "choice" or other.kind != "cloze":
        return False
    wording = english(other)
    fillings = [text for text in (wording.answer, *wording.accepted) if not _DIGIT.fullmatch(text)]
    return any(_prints(option, text) for option in english(one).choices for text in fillings)


def _prints(text: str, answer: str) -> bool:
    """Tell whether ``text`` prints ``answer``: numbers by value, words in any form."""
    numbers = numbers_in(answer)
    if not numbers:
        by_form = not _SPELT.search(answer) and stems_stand_in(answer, text)
        return by_form or stands_in(answer, text)
    beside = "".join(
        " " if any(one.start <= at < one.end for one in numbers) else char
        for at, char in enumerate(answer)
    )
    values = {one.value for one in numbers_in(text)}
    return {one.value for one in numbers} <= values and set(tokens(beside)) <= set(tokens(text))
