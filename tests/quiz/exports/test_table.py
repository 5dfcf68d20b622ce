import csv
from dataclasses import replace
from io import StringIO

import pytest
from small_quiz import CHOICE, HOSTILE, SMALL_QUIZ, quiz_in

from paperqa.quiz.exports.table import export, harmless
from paperqa.quiz.item import Quiz

EVALUATED = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows_of(quiz: Quiz) -> list[dict[str, str]]:
    text = export(quiz).files["quiz.csv"].decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def test_a_row_holds_the_item_in_both_languages() -> None:
    assert rows_of(SMALL_QUIZ)[0] == {
        "number": "1",
        "id": "1706.03762-choice",
        "kind": "choice",
        "difficulty": "medium",
        "maker": "number",
        "question_en": "The small model trains for ____ hours.",
        "choice_1_en": "3.5",
        "choice_2_en": "24",
        "choice_3_en": "12",
        "choice_4_en": "48",
        "answer_en": "12",
        "accepted_en": "",
        "explanation_en": "12 hours & no more.",
        "where_en": "Attention Is All You Need · 3.2 Attention · p. 4",
        "question_he": "המודל הקטן (small model) מתאמן במשך ____ שעות.",
        "choice_1_he": "3.5",
        "choice_2_he": "24",
        "choice_3_he": "12",
        "choice_4_he": "48",
        "answer_he": "12",
        "accepted_he": "",
        "explanation_he": "12 שעות בלבד.",
        "where_he": "Attention Is All You Need · 3.2 Attention · עמ' 4",
        "correct": "3",
        "paper_id": "1706.03762",
        "paper_title": "Attention Is All You Need",
        "paper_url": "https://arxiv.org/abs/1706.03762",
        "section": "3.2 Attention",
        "page": "4",
        "quote": "The small model trains for 12 hours & the large one for 3.5 days.",
    }


def test_rows_stand_in_the_order_of_the_quiz() -> None:
    rows = rows_of(SMALL_QUIZ)
    assert [row["id"] for row in rows] == [item.id for item in SMALL_QUIZ.items]
    assert [row["correct"] for row in rows] == ["3", "1", "2", "", ""]
    assert [row["accepted_he"] for row in rows] == ["", "", "", "sqrt(d_k)", ""]


def test_a_quiz_in_hebrew_has_no_english_columns() -> None:
    (row, *_) = rows_of(quiz_in("he"))
    assert [name for name in row if name.endswith("_en")] == []
    assert row["question_he"] == CHOICE.wording("he").question


def test_excel_is_told_that_the_file_is_utf_8() -> None:
    assert export(SMALL_QUIZ).files["quiz.csv"].startswith(b'\xef\xbb\xbf"number"')


def test_no_cell_is_a_formula_and_every_text_is_there_behind_its_apostrophe() -> None:
    row = rows_of(Quiz("t", (HOSTILE,), ("en",)))[0]
    english = HOSTILE.wording("en")
    assert row["question_en"] == f"'{english.question}"
    assert [row[f"choice_{n}_en"] for n in range(1, 5)] == [f"'{one}" for one in english.choices]
    assert row["explanation_en"] == english.explanation
    assert row["quote"] == HOSTILE.citation.quote
    assert [cell for cell in row.values() if cell.startswith(EVALUATED)] == []


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u200f=1",
        "\u202b=1",
        "\ufeff=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "-",
        "-3.5 days",
        "-3.5\n=1",
        "- one",
        "-1e5",
    ],
)
def test_what_starts_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "-3.5", "+7", "-.5", "-12%", "3.5", "a=b", "12", "√dk", "קשב", "'=1", "−5"]
)
def test_numbers_and_ordinary_texts_stay(text: str) -> None:
    assert harmless(text) == text


def test_what_starts_like_a_formula_once_an_illegal_character_is_gone_is_caught() -> None:
    wording = replace(CHOICE.wordings[0], question="\x00=1+1 \ud800")
    (row,) = rows_of(Quiz("t", (replace(CHOICE, wordings=(wording,)),), ("en",)))
    assert row["question_en"] == "'=1+1 "


def test_the_same_quiz_gives_the_same_bytes_and_nothing_is_left_out() -> None:
    assert export(SMALL_QUIZ) == export(SMALL_QUIZ)
    assert export(SMALL_QUIZ).left_out == ()


def test_an_empty_quiz_gives_the_head_alone() -> None:
    assert rows_of(Quiz("t", (), ("en", "he"))) == []
