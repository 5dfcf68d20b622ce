"""The items of a quiz to be read: an ordered list of cards, all escaped, each in its direction.

A card's key is a ``<details>`` element, which opens without a script; nothing outside of it tells
the answer. Each choice carries its place (``data-choice``), each card its kind (``data-kind``).
"""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.exports.sheet_items import right_letter
from paperqa.quiz.item import QuizItem, Wording
from paperqa.types import Lang
from paperqa.ui.prose import direction
from paperqa.ui.quiz.pieces import (
    NONE,
    also_right,
    dotted,
    inline,
    lines,
    sort_of,
    source_of,
)
from paperqa.ui.quiz.texts import CARDS

_LIST: Final = Markup('<ol class="items" start="{}"{}>{}</ol>')
_CARD: Final = Markup(
    '<li class="item" data-kind="{kind}"><p class="sort">{sort}</p>'
    '<div class="wordings">{questions}</div>'
    '<details class="key" id="quiz-key-{number}">'
    '<summary aria-label="{answer_of}">{answer}</summary>'
    '<div class="wordings">{answers}</div>{source}</details></li>'
)
_WORDING: Final = Markup('<div class="wording"{}>{}</div>')


def cards_html(items: Sequence[QuizItem], first: int, lang: Lang) -> Markup:
    """Return ``items`` numbered from ``first``, with labels in ``lang``."""
    if not items:
        return NONE
    cards = (_card(item, number, lang) for number, item in enumerate(items, first))
    return _LIST.format(first, direction(lang), NONE.join(cards))


def _card(item: QuizItem, number: int, lang: Lang) -> Markup:
    texts = CARDS[lang]
    wordings = sorted(item.wordings, key=lambda one: one.lang)  # English left, Hebrew right
    return _CARD.format(
        kind=item.kind,
        number=number,
        sort=dotted(sort_of(item, lang)),
        questions=NONE.join(_question(item, one) for one in wordings),
        answer_of=texts.answer_of.format(number),
        answer=texts.answer,
        answers=NONE.join(_answer(item, one) for one in wordings),
        source=source_of(item.citation, lang),
    )


def _question(item: QuizItem, wording: Wording) -> Markup:
    question = lines("asked", with_marks(wording.question, wording.lang), wording.lang)
    choices = _choices(wording, kind=item.kind) if wording.choices else NONE
    return _WORDING.format(direction(wording.lang), question + choices)


def _choices(wording: Wording, kind: str) -> Markup:
    """Return the choices in order; their letters are drawn by the style sheet."""
    rows = NONE.join(
        Markup('<li data-choice="{}">{}</li>').format(place, inline(choice, wording.lang))
        for place, choice in enumerate(wording.choices)
    )
    return Markup('<ol class="choices {}">{}</ol>').format(kind, rows)


def _answer(item: QuizItem, wording: Wording) -> Markup:
    if item.kind == "open":
        parts = lines("right", wording.answer, wording.lang)
    else:
        letter = right_letter(item, wording.lang)
        shown = inline(wording.answer, wording.lang)
        parts = Markup('<p class="right">{}{}</p>').format(f"{letter}. " if letter else "", shown)
    parts += also_right(wording) + lines("why", wording.explanation, wording.lang)
    return _WORDING.format(direction(wording.lang), parts)
