"""The answer key of a printed quiz: all answers at a glance, then each with what proves it."""

from typing import Final

from markupsafe import Markup

from paperqa.quiz.exports.placing import place_parts
from paperqa.quiz.exports.print_words import isolated, way, words
from paperqa.quiz.exports.sheet_items import right_letter, runs_as, sheet_langs
from paperqa.quiz.exports.sheet_texts import TEXTS
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Lang

_KEY: Final = Markup(
    '<article class="key"><header>{}<div class="headings">{}</div></header>{}{}</article>'
)
_HEADING: Final = Markup("<h2{}>{}</h2>")
_GLANCE: Final = Markup('<ol class="glance">{}</ol>')
_MARK: Final = Markup('<li><span class="number">{}</span> {}</li>')
_ITEM: Final = Markup(
    '<section class="item {kind}"><div class="asked"><div class="number">{number}</div>'
    "{wordings}</div>"
    '<blockquote{way}>{quote}</blockquote><p class="place">{place}</p></section>'
)
_WORDING: Final = Markup('<div class="wording"{}>{}</div>')
_ANSWER: Final = Markup('<p class="answer">{}{}</p>')
_LETTER: Final = Markup('<span class="letter">{}</span>')
_ALSO: Final = Markup('<p class="also">{} {}</p>')
_EXPLANATION: Final = Markup('<p class="explanation">{}</p>')


def answers(quiz: Quiz, about: Markup) -> Markup:
    """Return the key, headed by ``about``: each answer with its quote, section and page."""
    langs = sheet_langs(quiz)
    headings = Markup("").join(_HEADING.format(way(lang), TEXTS[lang].key) for lang in langs)
    items = (_item(number, item, langs) for number, item in enumerate(quiz.items, 1))
    return _KEY.format(about, headings, _glance(quiz, langs), Markup("").join(items))


def _glance(quiz: Quiz, langs: tuple[Lang, ...]) -> Markup:
    """Return number and answer of the items that are marked by a look: no free answers."""
    marks = [
        _MARK.format(number, Markup(" · ").join(_brief(item, lang) for lang in langs))
        for number, item in enumerate(quiz.items, 1)
        if item.correct is not None
    ]
    return _GLANCE.format(Markup("").join(marks)) if marks else Markup("")


def _brief(item: QuizItem, lang: Lang) -> Markup:
    return isolated(right_letter(item, lang) or item.wording(lang).answer, lang)


def _item(number: int, item: QuizItem, langs: tuple[Lang, ...]) -> Markup:
    quote = item.citation.quote
    quote_lang = runs_as(quote, item.citation.passage.lang)
    places = place_parts(item.citation, langs)
    return _ITEM.format(
        kind=item.kind,
        number=number,
        wordings=Markup("").join(_wording(item, item.wording(lang)) for lang in langs),
        way=way(quote_lang),
        quote=words(quote, quote_lang),
        place=Markup(" · ").join(isolated(part, "he") for part in places),
    )


def _wording(item: QuizItem, wording: Wording) -> Markup:
    lang = wording.lang
    letter = right_letter(item, lang)
    shown = _ANSWER.format(
        _LETTER.format(letter) if letter else "",
        Markup('<span class="choice">{}</span>').format(isolated(wording.answer, lang)),
    )
    if wording.accepted:
        also = Markup(", ").join(isolated(text, lang) for text in wording.accepted)
        shown += _ALSO.format(TEXTS[lang].also_right, also)
    if wording.explanation:
        shown += _EXPLANATION.format(words(wording.explanation, lang))
    return _WORDING.format(way(lang), shown)
