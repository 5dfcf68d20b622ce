"""The items of a quiz as HTML: an ordered list of cards, all escaped, each text in its direction.

A card's key is a ``<details>`` element, which opens without a script; nothing outside of it tells
the answer. Each choice carries its place (``data-choice``), each card its kind (``data-kind``).
"""

import re
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from paperqa.language.script import question_language
from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.exports.placing import place_parts
from paperqa.quiz.exports.sheet_items import may_name_paper, right_letter, runs_as
from paperqa.quiz.item import QuizItem, Wording
from paperqa.types import Lang
from paperqa.ui.prose import direction
from paperqa.ui.quiz.texts import CARDS, CardTexts
from paperqa.ui.sources import source_links
from paperqa.ui.texts import LABELS

_NONE: Final = Markup("")
_FORMULA: Final = re.compile(r"(\\\(.*?\\\)|\\\[.*?\\\]|\$\$.*?\$\$)", re.DOTALL)
_LIST: Final = Markup('<ol class="items" start="{}"{}>{}</ol>')
_CARD: Final = Markup(
    '<li class="item" data-kind="{kind}"><p class="sort">{sort}</p>'
    '<div class="wordings">{questions}</div>'
    '<details class="key" id="quiz-key-{number}">'
    '<summary aria-label="{answer_of}">{answer}</summary>'
    '<div class="wordings">{answers}</div>'
    '<blockquote class="quote"{quote_dir}>{quote}</blockquote>'
    '<p class="place">{place}</p>{links}</details></li>'
)
_WORDING: Final = Markup('<div class="wording"{}>{}</div>')
_BDI: Final = Markup("<bdi{}>{}</bdi>")


def cards_html(items: Sequence[QuizItem], first: int, lang: Lang) -> Markup:
    """Return ``items`` numbered from ``first``, with labels in ``lang``."""
    if not items:
        return _NONE
    cards = (_card(item, number, lang) for number, item in enumerate(items, first))
    return _LIST.format(first, direction(lang), _NONE.join(cards))


def plain(text: str) -> Markup:
    """Return ``text`` escaped; a formula runs left to right wherever it stands."""
    parts = enumerate(_FORMULA.split(text))
    return _NONE.join(
        _BDI.format(direction("en"), part) if odd % 2 else escape(part) for odd, part in parts
    )


def _card(item: QuizItem, number: int, lang: Lang) -> Markup:
    texts, citation = CARDS[lang], item.citation
    passage = citation.passage
    wordings = sorted(item.wordings, key=lambda one: one.lang)  # English left, Hebrew right
    return _CARD.format(
        kind=item.kind,
        number=number,
        sort=_sort(item, texts),
        questions=_NONE.join(_question(item, one) for one in wordings),
        answer_of=texts.answer_of.format(number),
        answer=texts.answer,
        answers=_NONE.join(_answer(item, one) for one in wordings),
        quote_dir=direction(passage.lang),
        quote=plain(citation.quote),
        place=_dotted(place_parts(citation, (lang,))),
        links=source_links(citation.paper, passage, citation.page, LABELS[lang]),
    )


def _sort(item: QuizItem, texts: CardTexts) -> Markup:
    """Return the kind, how hard it is and, where that gives nothing away, the paper."""
    title = (item.paper.title,) if may_name_paper(item) else ()
    return _dotted((texts.kinds[item.kind], texts.difficulties[item.difficulty], *title))


def _dotted(parts: Sequence[str]) -> Markup:
    return Markup(" · ").join(
        _BDI.format(direction(question_language(part)), plain(part)) for part in parts
    )


def _question(item: QuizItem, wording: Wording) -> Markup:
    question = _lines("asked", with_marks(wording.question, wording.lang), wording.lang)
    choices = _choices(wording, kind=item.kind) if wording.choices else _NONE
    return _WORDING.format(direction(wording.lang), question + choices)


def _choices(wording: Wording, kind: str) -> Markup:
    """Return the choices in order; their letters are drawn by the style sheet."""
    rows = _NONE.join(
        Markup('<li data-choice="{}">{}</li>').format(place, _inline(choice, wording.lang))
        for place, choice in enumerate(wording.choices)
    )
    return Markup('<ol class="choices {}">{}</ol>').format(kind, rows)


def _answer(item: QuizItem, wording: Wording) -> Markup:
    if item.kind == "open":
        parts = _lines("right", wording.answer, wording.lang)
    else:
        letter = right_letter(item, wording.lang)
        shown = _inline(wording.answer, wording.lang)
        parts = Markup('<p class="right">{}{}</p>').format(f"{letter}. " if letter else "", shown)
    if wording.accepted:
        also = Markup(" · ").join(_inline(one, wording.lang) for one in wording.accepted)
        label = CARDS[wording.lang].also_right
        parts += Markup('<p class="also">{} {}</p>').format(label, also)
    parts += _lines("why", wording.explanation, wording.lang)
    return _WORDING.format(direction(wording.lang), parts)


def _lines(kind: str, text: str, lang: Lang) -> Markup:
    """Return each line of ``text`` as a paragraph; English ones in Hebrew run left to right."""
    return _NONE.join(
        Markup('<p class="{}"{}>{}</p>').format(kind, direction(runs_as(line, lang)), plain(line))
        for line in text.splitlines()
        if line.strip()
    )


def _inline(text: str, lang: Lang) -> Markup:
    return _BDI.format(direction(runs_as(text, lang)), plain(text))
