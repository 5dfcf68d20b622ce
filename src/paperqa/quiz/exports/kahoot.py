"""A quiz for Kahoot: ``quiz.kahoot.xlsx`` in the layout of Kahoot's own import template.

The table's head is row 8 and its columns are A to H: number, question, four answers, seconds and
the number of the right answer. Kahoot takes questions of 120 characters and answers of 75; what
does not fit is left out whole. Kahoot has no place for sources: the second
sheet tells the host where each answer stands.
Source: Kahoot's template KahootQuizTemplate.xlsx, as described by programs that fill it in.
"""

from collections.abc import Iterable
from typing import Final

from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.exports.kahoot_sheet import KahootRow, workbook
from paperqa.quiz.exports.legal_text import legal
from paperqa.quiz.exports.placing import where_of
from paperqa.quiz.item import Difficulty, Quiz, QuizItem, Wording
from paperqa.types import Lang

LONGEST_QUESTION: Final = 120
LONGEST_ANSWER: Final = 75
MOST_ANSWERS: Final = 4
SECONDS: Final = (5, 10, 20, 30, 60, 90, 120, 240)
"""The times that Kahoot knows."""
_TO_THINK: Final[dict[Difficulty, int]] = {"easy": 8, "medium": 14, "hard": 25}
_READ_IN_A_SECOND: Final = 15
"""Characters; a slow reader's pace, for half the room reads a second language."""


def export(quiz: Quiz) -> Exported:
    """Return a sheet for each language of the quiz."""
    files: dict[str, bytes] = {}
    refused: dict[str, set[str]] = {}
    for lang in quiz.langs:
        rows = []
        for item in quiz.items:
            reason = _refusal(item, lang)
            if reason:
                refused.setdefault(reason, set()).add(item.id)
            else:
                rows.append(_row(item, lang))
        name = "quiz.kahoot.xlsx" if len(quiz.langs) == 1 else f"quiz.{lang}.kahoot.xlsx"
        files[name] = workbook(quiz.title, rows, lang)
    return Exported(files, tuple((reason, len(ids)) for reason, ids in refused.items()))


def _refusal(item: QuizItem, lang: Lang) -> str:
    """Return why the item has no place in Kahoot; empty where it has."""
    wording = item.wording(lang)
    answers = [one_line(choice) for choice in wording.choices]
    question = _question(wording)
    if item.kind not in {"choice", "truefalse"}:
        return f"Kahoot: {item.kind} has no choices"
    if not 2 <= len(answers) <= MOST_ANSWERS or not all((question, *answers)):
        return f"Kahoot: not two to {MOST_ANSWERS} answers ({lang})"
    if length(question) > LONGEST_QUESTION:
        return f"Kahoot: question over {LONGEST_QUESTION} characters ({lang})"
    if max(map(length, answers)) > LONGEST_ANSWER:
        return f"Kahoot: answer over {LONGEST_ANSWER} characters ({lang})"
    return ""


def _row(item: QuizItem, lang: Lang) -> KahootRow:
    wording = item.wording(lang)
    if item.correct is None:
        raise ValueError(f"item {item.id} is a {item.kind} without a right choice")
    return KahootRow(
        question=_question(wording),
        answers=tuple(one_line(choice) for choice in wording.choices),
        seconds=_seconds(item.difficulty, (wording.question, *wording.choices)),
        right=item.correct + 1,
        where=where_of(item.citation, lang),
        quote=one_line(item.citation.quote),
        explanation=one_line(wording.explanation),
    )


def _question(wording: Wording) -> str:
    return one_line(with_marks(wording.question, wording.lang))


def _seconds(difficulty: Difficulty, texts: Iterable[str]) -> int:
    """Return the shortest time of Kahoot in which the texts can be read and thought over."""
    needed = _TO_THINK[difficulty] + sum(map(len, texts)) / _READ_IN_A_SECOND
    return next((seconds for seconds in SECONDS if seconds >= needed), SECONDS[-1])


def one_line(text: str) -> str:
    """Return ``text`` on one line, without what a workbook cannot hold."""
    return " ".join(legal(text).split())


def length(text: str) -> int:
    """Return how many characters Excel and Kahoot's page count: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
