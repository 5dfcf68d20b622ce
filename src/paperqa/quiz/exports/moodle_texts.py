r"""What Moodle's two formats share: an item's texts as HTML, its short answers, name and category.

All text is HTML with ``< > &`` escaped: Moodle's other text formats would read smileys, links or
stars into a formula; MathJax finds ``\( … \)`` in it. Each paragraph says which way it runs,
whatever the site's language.
Source: Moodle's own importers of GIFT and XML; which type reads what is told where it matters.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from paperqa.language.script import is_rtl
from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.exports.legal_text import legal
from paperqa.quiz.exports.placing import place_parts
from paperqa.quiz.item import GAP, Quiz, QuizItem, Wording
from paperqa.types import Lang

_PLAIN_NUMBER: Final = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_BOX: Final = 12 * "_"
"""Moodle puts the box of a short answer where five underscores or more stand, as wide as they."""
_NO_TAGS: Final = str.maketrans("<>", "‹›")
"""Names are stripped of whatever looks like a tag: ``a < b`` would lose its end."""
_LONGEST_NAME: Final = 120
_MODEL_ANSWER: Final[dict[Lang, str]] = {"en": "Model answer", "he": "תשובה לדוגמה"}


def html_of(text: str, tag: str = "p", lang: Lang | None = None) -> str:
    """Return ``text`` as one element that runs as ``lang`` does; None: as its first letter does.

    A Hebrew sentence may open with a Latin term: give its language.
    """
    rtl = is_rtl(text) if lang is None else lang == "he"
    return _element(tag, rtl, escape(clean(text), quote=False).replace("\n", "<br>"))


def question_html(item: QuizItem, wording: Wording) -> str:
    """Return the question; a gap becomes the place of Moodle's box."""
    text = with_marks(wording.question, wording.lang)
    text = text.replace(GAP, _BOX, 1) if item.kind == "cloze" else text
    return html_of(text, lang=wording.lang)


def feedback_html(item: QuizItem, wording: Wording) -> str:
    """Return what is shown after the answer: explanation, quote and where the quote stands."""
    lang, citation = wording.lang, item.citation
    place = " · ".join(html_of(part, "span") for part in place_parts(citation, (lang,)))
    parts = (
        model_answer_html(wording) if item.kind == "open" else "",
        html_of(wording.explanation, lang=lang) if wording.explanation else "",
        html_of(citation.quote, "blockquote", citation.passage.lang),
        _element("p", lang == "he", place),
    )
    return "".join(parts)


def model_answer_html(wording: Wording) -> str:
    """Return the model answer of an open item under its heading."""
    lang = wording.lang
    return html_of(f"{_MODEL_ANSWER[lang]}:", lang=lang) + html_of(wording.answer, lang=lang)


def short_answers(wording: Wording) -> tuple[str, ...]:
    """Return the right ways to fill the gap as patterns: a star, Moodle's wildcard, is escaped."""
    texts = dict.fromkeys(clean(one).strip() for one in (wording.answer, *wording.accepted))
    return tuple(text.replace("*", r"\*") for text in texts if text)


def numeric_answers(wording: Wording) -> tuple[str, ...]:
    """Return the right numbers, as Moodle reads them; empty where one is more than a number."""
    texts = [one.strip() for one in (wording.answer, *wording.accepted)]
    if not all(_PLAIN_NUMBER.fullmatch(text) for text in texts):
        return ()
    return tuple(dict.fromkeys(text.replace(",", "").replace("−", "-") for text in texts))


def name_of(wording: Wording) -> str:
    """Return the question in short, for the question bank's list."""
    text = one_line(wording.question).translate(_NO_TAGS)
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"


def tags_of(item: QuizItem) -> tuple[str, ...]:
    """Return kind, maker, difficulty and paper."""
    return tuple(dict.fromkeys((item.kind, item.maker, item.difficulty, item.paper.id)))


def category_of(quiz: Quiz, lang: Lang) -> str:
    """Return the path of the quiz's category; ids are unique in one, so each language has its own.

    A slash in a name is written twice.
    """
    name = one_line(quiz.title).translate(_NO_TAGS).replace("\\", " ").replace("/", "//")
    return f"$course$/top/paperqa/{name or 'quiz'} ({lang})"


def name_of_file(quiz: Quiz, lang: Lang, ending: str) -> str:
    """Return e.g. ``quiz.gift.txt``, or ``quiz.he.gift.txt`` for a quiz in two languages."""
    return f"quiz.{ending}" if len(quiz.langs) == 1 else f"quiz.{lang}.{ending}"


def one_line(text: str) -> str:
    """Return ``text`` on one line, without what XML cannot hold."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Return ``text`` without characters that XML cannot hold, line breaks all of one kind."""
    return legal(text).replace("\r\n", "\n").replace("\r", "\n")


def worded(quiz: Quiz, lang: Lang) -> Iterator[tuple[QuizItem, Wording]]:
    """Yield the items with their wording in ``lang``."""
    for item in quiz.items:
        yield item, item.wording(lang)


def _element(tag: str, rtl: bool, content: str) -> str:
    return f'<{tag} dir="{"rtl" if rtl else "ltr"}">{content}</{tag}>'
