"""Answers that a plain search of the quote finds: numbers by value, words by stem.

Words are read as word search (BM25) reads them: ``encodings`` is ``encoding``.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from paperqa.answer.checking.numbers import Number, numbers_in, printed_numbers, speaks_of_rates
from paperqa.evaluate.quizzes.made import english
from paperqa.evaluate.quizzes.plain_words import stands_in, words_of
from paperqa.language.tokens import tokens
from paperqa.quiz.item import GAP, WHICH_PAPER, QuizItem
from paperqa.types import Paper

_SEARCHED: Final = ("choice", "cloze")
_WITH_SHORT_FORM: Final = re.compile(r"(\S.*) \((\S+)\)")
"""Region proposal network (RPN)."""


def confirmed(item: QuizItem) -> bool | None:
    """Tell whether the quote holds the item's answer.

    The name of the paper, where that is asked for, is confirmed by whose quote it is. None: it is a
    statement to judge, or an answer in own words, which no search decides.
    """
    if item.kind not in _SEARCHED:
        return None
    wording = english(item)
    if item.maker == WHICH_PAPER:
        return names(wording.answer, item.paper)
    answers = [one for text in (wording.answer, *wording.accepted) for one in _readings(text)]
    return any(holds(item.citation.quote, wording.question, answer) for answer in answers)


def holds(quote: str, question: str, answer: str) -> bool:
    """Tell whether every number of ``answer`` stands in ``quote``; without one, every word.

    A number that fills a gap is read with what stands beside the gap: ``____ million``.
    """
    filled = _filled(question, answer)
    numbers = filled or numbers_in(answer)
    if not numbers:
        wanted = set(tokens(answer)) or set(words_of(answer))
        return bool(wanted) and wanted <= {*tokens(quote), *words_of(quote)}
    printed, rates = printed_numbers(quote), speaks_of_rates(question)
    # Asked "how many million?", 65 answers 65 million.
    bare: set[Decimal] = set() if filled else {number.written for number in printed.numbers}
    return all(printed.holds(number, rates) or number.value in bare for number in numbers)


def names(answer: str, paper: Paper) -> bool:
    """Tell whether ``answer`` is a name of ``paper``, or some words of its title in a row."""
    wanted = words_of(answer)
    known = (paper.title, paper.title.partition(":")[0], paper.id, *paper.aliases)
    return wanted in [words_of(name) for name in known] or (
        len(wanted) > 1 and stands_in(answer, paper.title)
    )


def _readings(answer: str) -> tuple[str, ...]:
    """Return an answer with its short form in brackets as three: whole, long and short."""
    found = _WITH_SHORT_FORM.fullmatch(answer)
    return (answer, *found.groups()) if found else (answer,)


def _filled(question: str, answer: str) -> Sequence[Number]:
    """Return the numbers of ``answer`` as they read in the gap; empty where there is none."""
    if GAP not in question:
        return ()
    start = question.index(GAP)
    end = start + len(answer)
    numbers = numbers_in(question.replace(GAP, answer, 1))
    return [number for number in numbers if start <= number.start < end]
