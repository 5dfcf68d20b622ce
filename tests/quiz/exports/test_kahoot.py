from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from small_quiz import CHOICE, HOSTILE, SMALL_QUIZ, TRUE_OR_FALSE, quiz_in

from paperqa.quiz.exports.kahoot import export, length
from paperqa.quiz.item import Difficulty, Quiz, QuizItem

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def book_of(quiz: Quiz, name: str = "quiz.kahoot.xlsx") -> Workbook:
    return load_workbook(BytesIO(export(quiz).files[name]))


def sheet_of(quiz: Quiz) -> Worksheet:
    return book_of(quiz).worksheets[0]


def row(sheet: Worksheet, number: int) -> list[object]:
    return [sheet.cell(number, column).value for column in range(1, 10)]


def asked(question: str, choices: Sequence[str], correct: int = 0) -> QuizItem:
    wording = replace(
        CHOICE.wordings[0],
        question=question,
        choices=tuple(choices),
        answer=choices[correct],
        explanation="",
    )
    return replace(CHOICE, wordings=(wording,), correct=correct)


def english(*items: QuizItem) -> Quiz:
    return Quiz("t", items, ("en",))


def test_the_head_stands_where_kahoots_template_has_it() -> None:
    assert row(sheet_of(quiz_in("en")), 8) == [
        None,
        "Question - max 120 characters",
        "Answer 1 - max 75 characters",
        "Answer 2 - max 75 characters",
        "Answer 3 - max 75 characters",
        "Answer 4 - max 75 characters",
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
        None,
    ]


def test_questions_follow_the_head_row_by_row() -> None:
    sheet = sheet_of(quiz_in("en"))
    assert sheet.max_row == 11
    small, hostile = "The small model trains for ____ hours.", HOSTILE.wording("en")
    large = "The large model trains for 12 hours."
    assert row(sheet, 9) == [1, small, "3.5", "24", "12", "48", 20, 3, None]
    assert row(sheet, 10) == [2, hostile.question, *hostile.choices, 20, 1, None]
    assert row(sheet, 11) == [3, large, "True", "False", None, None, 20, 2, None]


def test_a_quiz_in_two_languages_gives_a_file_for_each() -> None:
    exported = export(SMALL_QUIZ)
    assert list(exported.files) == ["quiz.en.kahoot.xlsx", "quiz.he.kahoot.xlsx"]
    hebrew = book_of(SMALL_QUIZ, "quiz.he.kahoot.xlsx").worksheets[0]
    large = "המודל הגדול מתאמן 12 שעות."
    assert row(hebrew, 11) == [3, large, "נכון", "לא נכון", None, None, 20, 2, None]
    assert hebrew["B11"].alignment.readingOrder == 2


def test_items_without_choices_are_left_out_and_counted_once() -> None:
    assert export(SMALL_QUIZ).left_out == (
        ("Kahoot: cloze has no choices", 1),
        ("Kahoot: open has no choices", 1),
    )


def test_texts_are_strings_and_counts_are_numbers() -> None:
    sheet = sheet_of(quiz_in("en"))
    assert [cell.data_type for cell in sheet[9]] == ["n", "s", "s", "s", "s", "s", "n", "n"]
    assert [cell.data_type for cell in sheet[10]] == ["n", "s", "s", "s", "s", "s", "n", "n"]


def test_no_sheet_holds_a_formula_and_an_edited_text_does_not_become_one() -> None:
    with ZipFile(BytesIO(export(quiz_in("en")).files["quiz.kahoot.xlsx"])) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        trees = [ET.fromstring(archive.read(name)) for name in sheets]
        styles = ET.fromstring(archive.read("xl/styles.xml"))
    assert len(trees) == 2
    assert [one for tree in trees for one in tree.iter(f"{SPREADSHEET}f")] == []
    formats = styles.findall(f"{SPREADSHEET}cellXfs/{SPREADSHEET}xf")
    texts = [
        cell for tree in trees for cell in tree.iter(f"{SPREADSHEET}c") if cell.get("t") != "n"
    ]
    assert {formats[int(cell.attrib["s"])].get("quotePrefix") for cell in texts} == {"1"}


@pytest.mark.parametrize("text", ["=2+5", "#N/A", "+1", "-1", "@a", "TRUE", "1.10", "'a"])
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    cell = sheet_of(english(asked("?", [text, "b"])))["C9"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_texts_at_the_limit_are_kept_and_longer_ones_are_left_out_whole() -> None:
    items = [
        asked("q" * 120, ["a" * 75, "b"]),
        replace(asked("q" * 121, ["a", "b"]), id="long question"),
        replace(asked("q", ["a", "b" * 76]), id="long answer"),
        replace(asked("q" * 200, ["a", "b" * 200]), id="both"),
    ]
    quiz = english(*items)
    assert row(sheet_of(quiz), 9)[1:4] == ["q" * 120, "a" * 75, "b"]
    assert sheet_of(quiz).max_row == 9
    assert export(quiz).left_out == (
        ("Kahoot: question over 120 characters (en)", 2),
        ("Kahoot: answer over 75 characters (en)", 1),
    )


def test_what_is_too_long_in_one_language_is_kept_in_the_other() -> None:
    hebrew = replace(CHOICE.wording("he"), question="ש" * 121)
    item = replace(CHOICE, wordings=(CHOICE.wording("en"), hebrew))
    exported = export(Quiz("t", (item,), ("en", "he")))
    rows = [load_workbook(BytesIO(one)).worksheets[0].max_row for one in exported.files.values()]
    assert rows == [9, 8]
    assert exported.left_out == (("Kahoot: question over 120 characters (he)", 1),)


def test_length_counts_as_excel_does() -> None:
    assert [length(text) for text in ("", "abc", "שלום", "𝑥")] == [0, 3, 4, 2]
    assert export(english(asked("𝑥" * 61, ["a", "b"]))).left_out == (
        ("Kahoot: question over 120 characters (en)", 1),
    )


@pytest.mark.parametrize("choices", [["a"], ["a", "b", "c", "d", "e"], ["a", " \n"], ["a", "\x00"]])
def test_kahoot_takes_two_to_four_answers_none_of_them_empty(choices: list[str]) -> None:
    quiz = english(asked("?", choices))
    assert export(quiz).left_out == (("Kahoot: not two to 4 answers (en)", 1),)
    assert sheet_of(quiz).max_row == 8


@pytest.mark.parametrize(
    ("difficulty", "characters", "seconds"),
    [
        ("easy", 28, 10),
        ("easy", 30, 10),
        ("easy", 31, 20),
        ("medium", 90, 20),
        ("medium", 91, 30),
        ("hard", 75, 30),
        ("hard", 76, 60),
        ("hard", 120, 60),
    ],
)
def test_harder_and_longer_questions_get_more_time(
    difficulty: Difficulty, characters: int, seconds: int
) -> None:
    item = replace(asked("q" * (characters - 2), ["a", "b"]), difficulty=difficulty)
    assert sheet_of(english(item))["G9"].value == seconds


def test_a_line_break_or_an_illegal_character_does_not_break_the_sheet() -> None:
    item = asked("one\n\x00two\x1f \ud800three", ["a\u2028b\ufffe", "c"])
    assert row(sheet_of(english(item)), 9)[1:4] == ["one two three", "a b", "c"]


def test_the_host_finds_the_source_of_each_answer_on_the_second_sheet() -> None:
    sources = book_of(quiz_in("he")).worksheets[1]
    wording = TRUE_OR_FALSE.wording("he")
    assert sources.title == "Sources"
    assert [cell.value for cell in sources[1]] == [
        *(None, "Question", "Answer", "Where", "Quote", "Explanation")
    ]
    assert [cell.value for cell in sources[4]] == [
        3,
        wording.question,
        "לא נכון",
        "Attention Is All You Need · 3.2 Attention · עמ' 4",
        TRUE_OR_FALSE.citation.quote,
        "3.5 ימים.",
    ]


def test_the_same_quiz_gives_the_same_bytes_at_any_hour() -> None:
    assert export(SMALL_QUIZ) == export(SMALL_QUIZ)
    content = BytesIO(export(quiz_in("en")).files["quiz.kahoot.xlsx"])
    with ZipFile(content) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    made = load_workbook(content).properties
    assert made.created == made.modified == datetime(1980, 1, 1)


def test_an_empty_quiz_gives_the_head_alone() -> None:
    assert sheet_of(english()).max_row == 8
