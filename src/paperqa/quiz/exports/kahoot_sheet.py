"""The workbook that Kahoot imports: one sheet in its layout, and one with the sources.

Every text is a string cell, whatever it starts with, and keeps being one when somebody edits it:
``=2+5`` is no formula, ``#N/A`` no error, ``12`` no number.
Source: Kahoot's template; ECMA-376 part 1, 18.8.45, ``quotePrefix``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from paperqa.quiz.exports.fixed_zip import zipped
from paperqa.quiz.exports.legal_text import legal
from paperqa.types import Lang

HEAD_ROW: Final = 8
HEAD: Final = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
"""From column B on; word for word the template's, for programs find the table by it."""
SOURCES: Final = ("Question", "Answer", "Where", "Quote", "Explanation")
_WIDTHS: Final = {"A": 5, "B": 60, "C": 30, "D": 30, "E": 30, "F": 30, "G": 14, "H": 14}
_MADE: Final = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same quiz gives the same file; Excel wants some date, without a zone."""


@dataclass(frozen=True, slots=True)
class KahootRow:
    """A question of one line; ``right`` counts from 1."""

    question: str
    answers: tuple[str, ...]
    seconds: int
    right: int
    where: str
    quote: str
    explanation: str


def workbook(title: str, rows: Sequence[KahootRow], lang: Lang) -> bytes:
    """Return the .xlsx file; texts are set in the direction of ``lang``."""
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    questions = book.worksheets[0]
    questions.title = "Sheet1"
    _write_questions(questions, title, rows, lang)
    _write_sources(book.create_sheet("Sources"), rows, lang)
    for sheet in book.worksheets:
        for column, width in _WIDTHS.items():
            sheet.column_dimensions[column].width = width
    return _file(book)


def _write_questions(sheet: Worksheet, title: str, rows: Sequence[KahootRow], lang: Lang) -> None:
    _write_texts(sheet, 2, {2: title}, bold=True)
    _write_texts(sheet, 3, {2: "In Kahoot: Create, Add question, Import spreadsheet."})
    _write_texts(sheet, HEAD_ROW, dict(enumerate(HEAD, start=2)), bold=True)
    for number, row in enumerate(rows, start=1):
        texts = {2: row.question, **dict(enumerate(row.answers, start=3))}
        _write_texts(sheet, HEAD_ROW + number, texts, lang)
        for column, count in ((1, number), (7, row.seconds), (8, row.right)):
            sheet.cell(HEAD_ROW + number, column, count)


def _write_sources(sheet: Worksheet, rows: Sequence[KahootRow], lang: Lang) -> None:
    _write_texts(sheet, 1, dict(enumerate(SOURCES, start=2)), bold=True)
    for number, row in enumerate(rows, start=1):
        answer = row.answers[row.right - 1]
        texts = (row.question, answer, row.where, row.quote, row.explanation)
        _write_texts(sheet, 1 + number, dict(enumerate(texts, start=2)), lang)
        sheet.cell(1 + number, 1, number)


def _write_texts(
    sheet: Worksheet, row: int, texts: Mapping[int, str], lang: Lang = "en", bold: bool = False
) -> None:
    """Write ``texts``, by column from 1, as string cells; an empty text needs none."""
    reading_order = 2 if lang == "he" else 1
    for column, text in texts.items():
        if not text:
            continue
        cell = sheet.cell(row, column, legal(text))
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        cell.quotePrefix = True
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=reading_order)


def _file(book: Workbook) -> bytes:
    """Return ``book`` as a file, without the hour at which it was written."""
    buffer = BytesIO()
    ExcelWriter(book, ZipFile(buffer, "w")).save()
    with ZipFile(buffer) as written:
        return zipped({name: written.read(name) for name in written.namelist()})
