"""A quiz as one HTML file made for A4 paper: ``quiz.html``, which asks for nothing from outside.

The answers begin a page of their own. A quiz in two languages has English in the left column and
Hebrew in the right one, with one number, one key and one place to write for both.

Source: CSS Paged Media 3, section 5 (page margin boxes; Chromium 131 and later print them).
"""

from pathlib import Path
from typing import Final

from markupsafe import Markup

from paperqa.language.script import is_rtl
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.print_answers import answers
from paperqa.quiz.exports.print_questions import questions
from paperqa.quiz.exports.print_words import css_string, isolated, way
from paperqa.quiz.exports.sheet_items import about_one_paper, sheet_langs
from paperqa.quiz.exports.sheet_texts import in_all
from paperqa.quiz.item import Quiz
from paperqa.types import Lang

_STYLE: Final = Path(__file__).with_name("print.css")
_DOCUMENT: Final = Markup(
    "<!doctype html>\n<html{way}>\n<head>\n"
    '<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width">\n'
    "<title>{title}</title>\n<style>\n{style}</style>\n</head>\n"
    '<body class="{layout}">\n{sheet}\n{key}\n</body>\n</html>\n'
)
_SHEET: Final = Markup(
    '<article class="sheet"><header><h1>{title}</h1>{about}<div class="fields">{fields}</div>'
    "</header>{questions}</article>"
)
_ABOUT: Final = Markup('<p class="about">{}</p>')
_FIELD: Final = Markup(
    '<div class="field {}"><span>{}</span><span class="rule"><bdi>{}</bdi></span></div>'
)
_FOOT: Final = """
@page {{
  @bottom-{start} {{ content: {sheet}; }}
  @bottom-{end} {{ content: {count}; }}
}}
@page key {{ @bottom-{start} {{ content: {key}; }} }}
"""
_COUNT: Final = r'counter(page) "\200e  / \200e " counter(pages)'
"""Page of pages, kept in this order by left-to-right marks."""


def export(quiz: Quiz) -> Exported:
    """Return the questions and, from a new page on, the answers."""
    return Exported({"quiz.html": document(quiz).encode("utf-8", "replace")})


def document(quiz: Quiz) -> str:
    """Return the whole HTML file."""
    langs = sheet_langs(quiz)
    style = _STYLE.read_text(encoding="utf-8") + _foot(quiz, langs)
    title = isolated(quiz.title, "he" if langs == ("he",) or is_rtl(quiz.title) else "en")
    sheet = _SHEET.format(
        title=title, about=_paper(quiz), fields=_fields(quiz, langs), questions=questions(quiz)
    )
    return str(
        _DOCUMENT.format(
            way=way(langs[0]),
            title=quiz.title,
            style=Markup(style),  # noqa: S704 - our own file; css_string lets no markup through
            layout="both" if len(langs) > 1 else "one",
            sheet=sheet,
            key=answers(quiz, _ABOUT.format(title)),
        )
    )


def _paper(quiz: Quiz) -> Markup:
    title = about_one_paper(quiz)
    return _ABOUT.format(isolated(title, "he")) if title else Markup("")


def _fields(quiz: Quiz, langs: tuple[Lang, ...]) -> Markup:
    name, date, score = (
        in_all(langs, words)
        for words in (lambda texts: texts.name, lambda texts: texts.date, lambda texts: texts.score)
    )
    return Markup("").join(
        [
            _FIELD.format("name", name, ""),
            _FIELD.format("date", date, ""),
            _FIELD.format("score", score, f"/ {len(quiz.items)}"),
        ]
    )


def _foot(quiz: Quiz, langs: tuple[Lang, ...]) -> str:
    """Return the rules for the foot of each page: the title, or whose key it is, and the page."""
    start, end = ("right", "left") if langs[0] == "he" else ("left", "right")
    key = f"{quiz.title} · {in_all(langs, lambda texts: texts.key)}"
    return _FOOT.format(
        start=start, end=end, sheet=css_string(quiz.title), key=css_string(key), count=_COUNT
    )
