"""True-or-false items: a statement as it is, or with one checked thing changed.

Changed is a number, the order of two numbers of one kind, or a word for its opposite (``linear``
for ``quadratic``, see ``wrong/opposites.tsv``): always something that the quote prints, and the
same thing in both languages.
"""

import random
import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import combinations
from typing import Final

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.aligned import Statement
from paperqa.quiz.facts.carriers import Carried
from paperqa.quiz.item import Difficulty
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.makers.opposites import opposites_in
from paperqa.quiz.wrong.number_choices import wrong_numbers
from paperqa.quiz.wrong.printed_number import (
    PrintedNumber,
    askable,
    is_whole,
    stands_in,
    with_numbers,
)
from paperqa.types import Lang

_WELL_CARRIED: Final = 0.62
_WHOLLY_CARRIED: Final = 0.66
"""What is said to be true must stand in the quote, and not a part of it."""
_CONTRAST: Final = re.compile(r"\b(?:against|versus|vs|compared (?:with|to)|while|whereas|but)\b")
"""Between two numbers that may be swapped; "9 and 4" says what "4 and 9" does."""
_BOUND: Final = re.compile(
    r"\b(?:up to|at (?:least|most)|(?:less|more|fewer|better|worse|higher|lower) than|over|under"
    r"|above|below|within|nearly|almost|between)\W+"
    r"(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""Before a number that another would not contradict: who needs "at least 50" needs 40 as well."""
_ENABLES: Final = re.compile(r"\b(?:lets?|can|could|may|enough|suffices?)\b")
_PART_OF: Final = re.compile(r"\s*(?:out )?of\s+(?:the |all )?\d")
"""After the 7 of "7 of 8": 9 of 8 is nonsense, and not only false."""
_RATIO: Final = 4
"""Two numbers are swapped if neither is more than so many times the other."""


def true_false_drafts(grounds: Grounds, rng: random.Random) -> Iterator[Draft]:
    """Yield what is true and what is not, of each statement that allows it."""
    for statement in grounds.statements:
        if statement.role == "term":
            continue
        yield from _true(grounds, statement)
        yield from _swapped(grounds, statement)
        yield from _opposite(grounds, statement)
        yield from _changed(grounds, statement, rng)


def _true(grounds: Grounds, statement: Statement) -> Iterator[Draft]:
    text = statement.texts["en"]
    numbers = tuple(one.printed for one in askable(text, None))
    quote = grounds.quote(statement, partial(_prints_all, numbers))
    if quote is None or quote.score < _WHOLLY_CARRIED:
        return
    if not grounds.carriers.supports(text, quote):
        return
    # What a paper is about, its readers know.
    liked = 0.15 if statement.role == "what" else 0.3
    yield _draft(grounds, statement, quote, statement.texts, "true", numbers, "easy", liked)


def _swapped(grounds: Grounds, statement: Statement) -> Iterator[Draft]:
    """Yield the statement with two numbers in each other's place."""
    numbers = askable(statement.texts["en"], statement.texts.get("he"))
    for one, other in combinations(numbers, 2):
        pair = (one.printed, other.printed)
        between = statement.texts["en"][one.end : other.start]
        if not _CONTRAST.search(between) or not _alike(one, other):
            continue
        quote = grounds.quote(statement, partial(_prints_all, pair))
        if quote is None:
            continue
        texts = {
            lang: with_numbers(text, {one: other.printed, other: one.printed})
            for lang, text in statement.texts.items()
        }
        yield _draft(grounds, statement, quote, texts, "false", pair, "hard", 0.42)


def _changed(grounds: Grounds, statement: Statement, rng: random.Random) -> Iterator[Draft]:
    """Yield the statement with another number of the paper in a number's place."""
    for number in askable(statement.texts["en"], statement.texts.get("he")):
        if not _is_firm(number, statement.texts["en"]):
            continue
        quote = grounds.quote(statement, partial(stands_in, number.printed))
        if quote is None:
            continue
        wrong = wrong_numbers(
            number, statement.texts["en"], quote.citation, grounds.material.pages, rng
        )
        choices = [*wrong.smaller[-2:], *wrong.larger[-2:]]
        if not choices:
            continue
        other = rng.choice(choices)
        texts = {
            lang: with_numbers(text, {number: other}) for lang, text in statement.texts.items()
        }
        yield _draft(grounds, statement, quote, texts, "false", (number.printed,), "medium", 0.3)


def _opposite(grounds: Grounds, statement: Statement) -> Iterator[Draft]:
    if _ENABLES.search(statement.texts["en"]):
        return  # what can be done at a high resolution may be done at a low one
    for word, texts in opposites_in(statement.texts):
        form = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
        quote = grounds.quote(statement, partial(_prints, form))
        if quote is None or quote.score < _WELL_CARRIED:
            continue
        key = tuple(form.findall(quote.citation.quote)[:1])
        yield _draft(grounds, statement, quote, texts, "false", key, "medium", 0.4)


def _draft(
    grounds: Grounds,
    statement: Statement,
    quote: Carried,
    texts: Mapping[Lang, str],
    right: str,
    key: tuple[str, ...],
    difficulty: Difficulty,
    liked: float,
) -> Draft:
    return Draft(
        kind="truefalse",
        maker="true or false",
        wordings=tuple(
            DraftWording(lang, grounds.introduced(text, lang), right, (), statement.texts[lang])
            for lang, text in texts.items()
        ),
        citation=quote.citation,
        key=key,
        about=f"note {statement.order}",
        difficulty=difficulty,
        score=min(0.6 * quote.score + liked, 1.0),
    )


def _alike(one: PrintedNumber, other: PrintedNumber) -> bool:
    """Tell whether two numbers are of one kind, so that swapping them makes sense."""
    small, large = sorted((one.value, other.value))
    return (
        (one.decimals, one.scale, one.percent) == (other.decimals, other.scale, other.percent)
        and small != large
        and large <= _RATIO * small
    )


def _is_firm(number: PrintedNumber, text: str) -> bool:
    """Tell whether another number in its place would contradict what is said."""
    before, after = text[: number.start], text[number.end :]
    part = _PART_OF.match(after) or is_whole(number, text)
    return not (part or _BOUND.search(before) or _ENABLES.search(before))


def _prints(form: re.Pattern[str], text: str) -> bool:
    return form.search(text) is not None


def _prints_all(printed: tuple[str, ...], text: str) -> bool:
    return all(stands_in(one, text) for one in printed)
