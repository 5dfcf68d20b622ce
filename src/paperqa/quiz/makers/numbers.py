"""Items that ask for a number of a statement: one of four, or to be filled in."""

import random
from collections.abc import Iterator
from functools import partial
from typing import Final

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.facts.aligned import Statement
from paperqa.quiz.facts.carriers import Carried
from paperqa.quiz.item import GAP
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.wrong.number_choices import Wrong, wrong_numbers
from paperqa.quiz.wrong.printed_number import (
    PrintedNumber,
    askable,
    is_whole,
    stands_in,
    with_numbers,
)
from paperqa.types import Lang

_LIKED: Final = {"numbers": 0.15, "how": 0.1, "what": 0.0, "club": 0.0, "term": -0.1}
_PLAIN_GUESS: Final = 12
"""Small whole numbers are guessed more often than known."""


def number_drafts(grounds: Grounds, rng: random.Random) -> Iterator[Draft]:
    """Yield a choice and a gap for each number that stands in a quote."""
    for statement in grounds.statements:
        texts = statement.texts
        for number in askable(texts["en"], texts.get("he")):
            quote = grounds.quote(statement, partial(stands_in, number.printed))
            if quote is None or is_whole(number, texts["en"]):
                continue
            wrong = wrong_numbers(number, texts["en"], quote.citation, grounds.material.pages, rng)
            yield from _drafts(grounds, statement, number, quote, wrong)


def _drafts(
    grounds: Grounds, statement: Statement, number: PrintedNumber, quote: Carried, wrong: Wrong
) -> Iterator[Draft]:
    liked = _LIKED[statement.role] - 0.1 * (number.value <= _PLAIN_GUESS and not number.decimals)
    for kind, maker, difficulty, worth in (
        ("choice", "number", "medium", 0.35),
        ("cloze", "number gap", "hard", 0.15),
    ):
        choices = (*wrong.smaller, *wrong.larger) if kind == "choice" else ()
        yield Draft(
            kind=kind,  # type: ignore[arg-type]  # of the literals above
            maker=maker,
            wordings=tuple(
                _wording(grounds, text, lang, number, choices)
                for lang, text in statement.texts.items()
            ),
            citation=quote.citation,
            key=(number.printed,),
            about=f"note {statement.order}",
            difficulty=difficulty,  # type: ignore[arg-type]
            score=min(0.5 * quote.score + worth + liked, 1.0),
        )


def _wording(
    grounds: Grounds, text: str, lang: Lang, number: PrintedNumber, wrong: tuple[str, ...]
) -> DraftWording:
    gapped = with_numbers(text, {number: GAP})
    plain = number.printed.replace(",", "")
    return DraftWording(
        lang=lang,
        question=grounds.introduced(gapped, lang),
        right=number.printed,
        wrong=wrong,
        explanation=text,
        accepted=(plain,) if plain != number.printed else (),
    )
