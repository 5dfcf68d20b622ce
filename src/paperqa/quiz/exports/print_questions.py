"""The questions of a printed quiz: what the members see, with room to write."""

from typing import Final

from markupsafe import Markup

from paperqa.quiz.exports.print_words import isolated, way, words
from paperqa.quiz.exports.sheet_items import letters, may_name_paper, papers_of, sheet_langs
from paperqa.quiz.item import ItemKind, Quiz, QuizItem, Wording

_ITEM: Final = Markup(
    '<section class="item {kind}">{paper}<div class="asked"><div class="number">{number}</div>'
    "{wordings}</div>{lines}</section>"
)
_WORDING: Final = Markup('<div class="wording"{way}><p class="question">{question}</p>{rest}</div>')
_PAPER: Final = Markup('<p class="paper">{}</p>')
_CHOICES: Final = Markup('<ul class="choices {}">{}</ul>')
_CHOICE: Final = Markup('<li><span class="letter">{}</span><span class="choice">{}</span></li>')
_BOX: Final = Markup('<li><span class="box"></span><span class="choice">{}</span></li>')
_LINES: Final = Markup('<div class="lines">{}</div>')
_LINE: Final = Markup('<div class="line"></div>')
_WIDTHS: Final = {"brief": 12, "short": 36}
"""In characters: ``brief`` choices stand four on a line, ``short`` ones two."""
_LINES_OF: Final[dict[ItemKind, int]] = {"cloze": 1, "open": 4}


def questions(quiz: Quiz) -> Markup:
    """Return all items without their answers; the paper is named where there are several."""
    several = len(papers_of(quiz)) > 1
    return Markup("").join(
        _item(quiz, number, item, with_paper=several and may_name_paper(item))
        for number, item in enumerate(quiz.items, 1)
    )


def _item(quiz: Quiz, number: int, item: QuizItem, *, with_paper: bool) -> Markup:
    lines = _LINE * _LINES_OF.get(item.kind, 0)
    return _ITEM.format(
        kind=item.kind,
        number=number,
        paper=_PAPER.format(isolated(item.paper.title, "he")) if with_paper else "",
        wordings=Markup("").join(_wording(item, item.wording(lang)) for lang in sheet_langs(quiz)),
        lines=_LINES.format(lines) if lines else "",
    )


def _wording(item: QuizItem, wording: Wording) -> Markup:
    return _WORDING.format(
        way=way(wording.lang),
        question=words(wording.question, wording.lang),
        rest=_choices(item, wording),
    )


def _choices(item: QuizItem, wording: Wording) -> Markup:
    if not wording.choices:
        return Markup("")
    shown = [isolated(choice, wording.lang) for choice in wording.choices]
    if item.kind == "truefalse":
        return _CHOICES.format("brief", Markup("").join(map(_BOX.format, shown)))
    lettered = map(_CHOICE.format, letters(wording), shown)
    return _CHOICES.format(_width(item), Markup("").join(lettered))


def _width(item: QuizItem) -> str:
    """Return how wide the widest choice is, in any language: short ones share a line."""
    widest = max(len(choice) for wording in item.wordings for choice in wording.choices)
    return next((name for name, length in _WIDTHS.items() if widest <= length), "long")
