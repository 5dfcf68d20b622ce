"""A quiz as two Markdown files: ``quiz.md`` to hand out, and ``quiz-key.md`` with the answers.

Hebrew stands in a ``<div dir="rtl">``, with empty lines around its Markdown so that it is still
read as such; quotes are set in the direction of their own language.
"""

import re
from collections.abc import Iterable
from typing import Final

from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.exports.placing import place_parts
from paperqa.quiz.exports.plain_markdown import inline, plain
from paperqa.quiz.exports.sheet_items import (
    about_one_paper,
    letters,
    may_name_paper,
    papers_of,
    right_letter,
    runs_as,
    sheet_langs,
)
from paperqa.quiz.exports.sheet_texts import TEXTS, in_all
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Lang

_LINE: Final = "_" * 30
"""To write on. With spaces around it no Markdown reads it as emphasis."""
_KEEPS_ITS_ORDER: Final = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*|\d+(?:[.,]\d+)*")


def export(quiz: Quiz) -> Exported:
    """Return the sheet and its key, as UTF-8."""
    files = {"quiz.md": _sheet(quiz), "quiz-key.md": _key(quiz)}
    return Exported({name: text.encode("utf-8", "replace") for name, text in files.items()})


def _sheet(quiz: Quiz) -> str:
    langs = sheet_langs(quiz)
    name, date = in_all(langs, lambda texts: texts.name), in_all(langs, lambda texts: texts.date)
    blocks = [f"# {inline(quiz.title)}", f"{name}: {_LINE} {date}: {_LINE[:12]}"]
    if title := about_one_paper(quiz):
        blocks.insert(1, f"*{inline(title)}*")
    several = len(papers_of(quiz)) > 1
    for number, item in enumerate(quiz.items, 1):
        blocks.append(f"## {number}")
        if several and may_name_paper(item):
            blocks.append(f"*{inline(item.paper.title)}*")
        for lang in langs:
            asked = _asked(item, item.wording(lang))
            blocks.append(_facing(asked, lang, langs[0]))
    return _facing(_joined(blocks), langs[0]) + "\n"


def _asked(item: QuizItem, wording: Wording) -> str:
    question = _paragraph(with_marks(wording.question, wording.lang), wording.lang)
    if item.kind == "truefalse":
        return _joined([question, "\u2003".join(f"☐ {inline(one)}" for one in wording.choices)])
    if wording.choices:
        lettered = zip(letters(wording), wording.choices, strict=True)
        choices = "\n".join(
            f"- **{letter}.** {_isolated(text, wording.lang)}" for letter, text in lettered
        )
        return _joined([question, choices])
    return _joined([question, f"{TEXTS[wording.lang].answer}: {_LINE}"])


def _key(quiz: Quiz) -> str:
    langs = sheet_langs(quiz)
    blocks = [f"# {inline(quiz.title)}", f"**{in_all(langs, lambda texts: texts.key)}**"]
    for number, item in enumerate(quiz.items, 1):
        blocks.append(f"## {number}")
        for lang in langs:
            answered = _answered(item, item.wording(lang))
            blocks.append(_facing(answered, lang, langs[0]))
        blocks += [_quoted(item, langs[0]), plain(" · ".join(place_parts(item.citation, langs)))]
    return _facing(_joined(blocks), langs[0]) + "\n"


def _answered(item: QuizItem, wording: Wording) -> str:
    texts = TEXTS[wording.lang]
    letter = right_letter(item, wording.lang)
    label = f"{letter}." if letter else f"{texts.answer}:"
    blocks = [f"**{label}** {_isolated(wording.answer, wording.lang)}"]
    if accepted := [_isolated(text, wording.lang) for text in wording.accepted]:
        blocks.append(f"{texts.also_right} {', '.join(accepted)}")
    return _joined([*blocks, _paragraph(wording.explanation, wording.lang)])


def _quoted(item: QuizItem, around: Lang) -> str:
    quote = item.citation.quote
    lines = plain(quote).splitlines()
    lang = runs_as(quote, item.citation.passage.lang)
    return _facing("\n".join(f"> {line}" for line in lines), lang, around)


def _paragraph(text: str, lang: Lang) -> str:
    """Return a paragraph; a line that is all Latin keeps its direction among Hebrew ones."""
    lines = (line for line in text.splitlines() if line.strip())
    return "\\\n".join(
        _isolated(line, lang) if _turned(line, lang) else plain(line) for line in lines
    )


def _isolated(text: str, lang: Lang) -> str:
    """Return a part of a line in ``lang``, in a span where that line would turn it about."""
    return f'<span dir="ltr">{inline(text)}</span>' if _turned(text, lang) else inline(text)


def _turned(text: str, lang: Lang) -> bool:
    """Tell whether a Hebrew line shows ``text`` in another order: ``-3``, ``12 hours``."""
    return lang == "he" and runs_as(text, lang) == "en" and not _KEEPS_ITS_ORDER.fullmatch(text)


def _facing(text: str, lang: Lang, around: Lang = "en") -> str:
    """Return ``text`` in the direction of ``lang``, where that is not the direction ``around``."""
    way = "rtl" if lang == "he" else "ltr"
    return text if lang == around else f'<div dir="{way}">\n\n{text}\n\n</div>'


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block)
