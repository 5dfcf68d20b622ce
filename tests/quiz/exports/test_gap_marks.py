"""Marks of direction around gaps, and that every format a member reads from has them."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from small_quiz import CHOICE, CLOZE

from paperqa.quiz.exports.anki_fields import fields_of
from paperqa.quiz.exports.formats import FORMATS
from paperqa.quiz.exports.gap_marks import with_marks
from paperqa.quiz.item import Quiz

MARK = "\u200e"
GAPPED = replace(CLOZE, wordings=(replace(CLOZE.wording("he"), question="הגיעה ל-____% בלבד"),))
QUIZ = Quiz("t", (GAPPED,), ("he",))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("הגיעה ל-____% בלבד", "הגיעה ל-<____%> בלבד"),
        ("עם ____M, ו-$____.", "עם <____M>, ו-<$____>."),
        ("המודל ViT-____/16 הוא", "המודל <ViT-____/16> הוא"),
        ("רשת בת ____-layer.", "רשת בת <____-layer>."),
        ("____% מכולם", "<____%> מכולם"),
        ("רק ב-____.", "רק ב-____."),
        ("“____ הוא ____, (____)”", "“____ הוא ____, (____)”"),
        ("מודל ____-שכבתי ו-____–12", "מודל ____-שכבתי ו-____–12"),
    ],
)
def test_a_gap_is_kept_beside_what_is_written_onto_it(text: str, marked: str) -> None:
    assert with_marks(text, "he") == marked.replace("<", MARK).replace(">", MARK)


def test_english_needs_no_marks() -> None:
    assert with_marks("It reached ____% of ViT-____.", "en") == "It reached ____% of ViT-____."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("md", r"ל-|\_\_\_\_\_\_%| בלבד"),
        ("html", 'ל-|<span class="gap">______</span>%|</span> בלבד'),
        ("gift", "ל-|____________%| בלבד"),
        ("moodle", "ל-|____________%| בלבד"),
    ],
)
def test_sheets_and_imports_have_the_marks(name: str, shown: str) -> None:
    text = next(iter(FORMATS[name](QUIZ).files.values())).decode()
    assert shown in text.replace(MARK, "|")


def test_cards_have_the_marks() -> None:
    assert f"ל-{MARK}____%{MARK} בלבד" in fields_of(GAPPED, QUIZ)[0]


def test_kahoot_has_the_marks() -> None:
    wording = replace(CHOICE.wording("he"), question="הגיעה ל-____% בלבד")
    quiz = Quiz("t", (replace(CHOICE, wordings=(wording,)),), ("he",))
    (content,) = FORMATS["kahoot"](quiz).files.values()
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert sheet["B9"].value == f"הגיעה ל-{MARK}____%{MARK} בלבד"
