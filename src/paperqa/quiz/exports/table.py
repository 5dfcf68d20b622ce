"""A quiz for a spreadsheet: ``quiz.csv``, one row an item, UTF-8 with the mark that Excel needs.

Columns: number, id, kind, difficulty, maker; for each language of the quiz question_en,
choice_1_en … choice_4_en, answer_en, accepted_en (parted by " | "), explanation_en, where_en;
then correct (number of the right choice, from 1), paper_id, paper_title, paper_url, section, page
and quote.

No cell is a formula: one that would start like one gets an apostrophe before it. A plain number
such as -3.5 stays a number. Excel shows numbers in its own way, the id 2005.11400 as 2005.114;
the item's id and the paper's URL keep it.
Source: OWASP, "CSV Injection".
"""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Final

from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.legal_text import legal
from paperqa.quiz.exports.placing import where_of
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Citation, Lang

FILE: Final = "quiz.csv"
_CHOICES: Final = 4
# Spaces and marks of direction may stand before the sign: some readers trim them. The last four
# signs are the wide forms of East Asian keyboards.
_LIKE_A_FORMULA: Final = re.compile(
    r"[\t\r\n]|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
)
_NUMBER: Final = re.compile(r"[+-](?:\d+(?:\.\d+)?|\.\d+)%?", re.ASCII)


def export(quiz: Quiz) -> Exported:
    """Return ``quiz.csv``; every item has a place in it."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, _columns(quiz.langs), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for number, item in enumerate(quiz.items, start=1):
        row = _row(number, item, quiz.langs)
        writer.writerow({name: harmless(legal(cell)) for name, cell in row.items()})
    return Exported({FILE: text.getvalue().encode("utf-8-sig")})


def harmless(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet evaluates it."""
    if _NUMBER.fullmatch(cell) or not _LIKE_A_FORMULA.match(cell):
        return cell
    return f"'{cell}"


def _columns(langs: tuple[Lang, ...]) -> list[str]:
    choices = [f"choice_{number}" for number in range(1, _CHOICES + 1)]
    worded = ["question", *choices, "answer", "accepted", "explanation", "where"]
    return [
        *("number", "id", "kind", "difficulty", "maker"),
        *(f"{name}_{lang}" for lang in langs for name in worded),
        *("correct", "paper_id", "paper_title", "paper_url", "section", "page", "quote"),
    ]


def _row(number: int, item: QuizItem, langs: tuple[Lang, ...]) -> Mapping[str, str]:
    citation, paper = item.citation, item.paper
    row = {
        "number": str(number),
        "id": item.id,
        "kind": item.kind,
        "difficulty": item.difficulty,
        "maker": item.maker,
        "correct": "" if item.correct is None else str(item.correct + 1),
        "paper_id": paper.id,
        "paper_title": paper.title,
        "paper_url": paper.url,
        "section": citation.passage.section,
        "page": "" if citation.page is None else str(citation.page),
        "quote": citation.quote,
    }
    for lang in langs:
        row |= {f"{name}_{lang}": cell for name, cell in _worded(item.wording(lang), citation)}
    return row


def _worded(wording: Wording, citation: Citation) -> Iterator[tuple[str, str]]:
    yield "question", wording.question
    for number, choice in enumerate(wording.choices, start=1):
        yield f"choice_{number}", choice
    yield "answer", wording.answer
    yield "accepted", " | ".join(wording.accepted)
    yield "explanation", wording.explanation
    yield "where", where_of(citation, wording.lang)
