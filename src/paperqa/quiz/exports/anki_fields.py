r"""An item as the fields of an Anki note, in HTML.

Anki takes fields for HTML as they come, so all text is escaped here: ``<``, ``>``, ``&``, quotes,
and ``[``, for ``[sound:…]`` and ``[latex]`` are orders. Formulas in ``\( \)`` stay: Anki's MathJax
reads them after the browser has undone the escapes. Every paragraph says which way it runs.
Source: Anki manual, "Field Replacements", "Media", "Math & Symbols".
"""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.exports.legal_text import legal
from paperqa.quiz.exports.placing import place_parts
from paperqa.quiz.exports.sheet_items import letters, right_letter, runs_as, sheet_langs
from paperqa.quiz.exports.sheet_texts import TEXTS
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Citation, Lang, Paper

FIELDS: Final = (
    *("Question", "Choices", "Answer", "Explanation"),
    *("Question 2", "Choices 2", "Answer 2", "Explanation 2"),
    *("Quote", "Where"),
)
"""The second four hold the quiz's second language, or nothing."""
_IN_EACH_LANGUAGE: Final = 4


def fields_of(item: QuizItem, quiz: Quiz) -> list[str]:
    """Return the note's fields in the order of ``FIELDS``; English first where there is any."""
    langs = sheet_langs(quiz)
    worded = [field for lang in langs for field in _worded(item, item.wording(lang))]
    worded += [Markup("")] * (2 * _IN_EACH_LANGUAGE - len(worded))
    quote = Markup("<blockquote{}>{}</blockquote>").format(
        _direction(runs_as(item.citation.quote, item.citation.passage.lang)),
        html_of(item.citation.quote),
    )
    return [str(field) for field in (*worded, quote, _where(item.citation, langs))]


def html_of(text: str) -> Markup:
    """Return ``text`` so that Anki shows it to the letter, formulas aside."""
    lines = legal(text).replace("\r\n", "\n").replace("\r", "\n")
    shown = str(escape(lines)).replace("[", "&#91;").replace("\n", "<br>")
    return Markup(shown)  # noqa: S704 - escaped above


def _worded(item: QuizItem, wording: Wording) -> tuple[Markup, ...]:
    explanation = html_of(wording.explanation)
    return (
        _paragraph(html_of(with_marks(wording.question, wording.lang)), wording.lang),
        _choices(item, wording),
        _answer(item, wording),
        _paragraph(explanation, wording.lang) if explanation else Markup(""),
    )


def _choices(item: QuizItem, wording: Wording) -> Markup:
    if not wording.choices:
        return Markup("")
    marks = letters(wording) if item.kind == "choice" else ("",) * len(wording.choices)
    rows = (
        Markup("<li>{}{}</li>").format(_letter(mark), _isolated(choice, wording.lang))
        for mark, choice in zip(marks, wording.choices, strict=True)
    )
    return Markup("<ul{}>{}</ul>").format(_direction(wording.lang), _joined("", rows))


def _answer(item: QuizItem, wording: Wording) -> Markup:
    lang = wording.lang
    mark = _letter(right_letter(item, lang))
    answer = _paragraph(mark + _isolated(wording.answer, lang), lang)
    if not wording.accepted:
        return answer
    others = _joined(", ", (_isolated(one, lang) for one in wording.accepted))
    return answer + _paragraph(html_of(TEXTS[lang].also_right) + " " + others, lang)


def _where(citation: Citation, langs: tuple[Lang, ...]) -> Markup:
    title, *others = (_isolated(part, "he") for part in place_parts(citation, langs))
    return _paragraph(_joined(" · ", (_linked(title, citation.paper), *others)), langs[0])


def _linked(title: Markup, paper: Paper) -> Markup:
    if not paper.url.startswith(("https://", "http://")):
        return title
    return Markup('<a href="{}">{}</a>').format(html_of(paper.url), title)


def _letter(letter: str) -> Markup:
    return Markup("<b>{}.</b> ").format(letter) if letter else Markup("")


def _paragraph(content: Markup, lang: Lang) -> Markup:
    return Markup("<p{}>{}</p>").format(_direction(lang), content)


def _isolated(text: str, lang: Lang) -> Markup:
    """Return ``text`` in its own direction, whatever stands around it."""
    return Markup("<bdi{}>{}</bdi>").format(_direction(runs_as(text, lang)), html_of(text))


def _direction(lang: Lang) -> Markup:
    return Markup(' dir="rtl" lang="he"') if lang == "he" else Markup(' dir="ltr" lang="en"')


def _joined(between: str, parts: Iterable[Markup]) -> Markup:
    return Markup(between).join(parts)  # noqa: S704 - a constant of this module
