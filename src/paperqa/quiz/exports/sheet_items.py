"""What every printed sheet shows of an item, whatever it is printed with."""

import re
from typing import Final

from paperqa.quiz.exports.sheet_texts import TEXTS
from paperqa.quiz.item import WHICH_PAPER, Quiz, QuizItem, Wording
from paperqa.types import Lang

BLANK: Final = "______"
"""What a gap is printed as."""
_HEBREW: Final = re.compile(r"[\u05d0-\u05ea]")


def sheet_langs(quiz: Quiz) -> tuple[Lang, ...]:
    """Return the quiz's languages as they stand side by side: English left, Hebrew right."""
    return tuple(sorted(quiz.langs))


def runs_as(text: str, lang: Lang) -> Lang:
    """Return the language by whose direction ``text`` of a wording in ``lang`` is set.

    Numbers, formulas and Latin terms run left to right in a Hebrew wording too.
    """
    return "he" if lang == "he" and _HEBREW.search(text) else "en"


def letters(wording: Wording) -> tuple[str, ...]:
    """Return the letters of the choices: A B C D, or א ב ג ד."""
    return tuple(TEXTS[wording.lang].letters[: len(wording.choices)])


def right_letter(item: QuizItem, lang: Lang) -> str:
    """Return the letter of the right choice; empty where nobody chooses between letters."""
    if item.kind != "choice" or item.correct is None:
        return ""
    return letters(item.wording(lang))[item.correct]


def papers_of(quiz: Quiz) -> tuple[str, ...]:
    """Return the ids of the papers that are asked about, in order."""
    return tuple(dict.fromkeys(item.paper.id for item in quiz.items))


def about_one_paper(quiz: Quiz) -> str:
    """Return the title of the one paper that all items ask about, where the sheet may say it.

    Empty where there are several papers, where the quiz's title says it, or an item asks for it.
    """
    title = quiz.items[0].paper.title if len(papers_of(quiz)) == 1 else ""
    asked_for = any(item.maker == WHICH_PAPER for item in quiz.items)
    return "" if asked_for or _caseless_line(title) in _caseless_line(quiz.title) else title


def may_name_paper(item: QuizItem) -> bool:
    """Tell whether the paper's title may stand above the question.

    Not where the question names it already, and not where it would give the answer away.
    """
    title = _caseless_line(item.paper.title)
    if not title or item.maker == WHICH_PAPER:
        return False
    return not any(
        title in _caseless_line(text) or (item.kind in {"choice", "cloze"} and answer in title)
        for wording in item.wordings
        for answer in [_caseless_line(wording.answer)]
        for text in (wording.question, wording.answer, *wording.choices)
    )


def _caseless_line(text: str) -> str:
    """Return ``text`` as it is compared: on one line, without capitals."""
    return " ".join(text.casefold().split())
