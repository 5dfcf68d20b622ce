"""An item that asks which paper it is: no export tells the paper before the answer."""

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from anki_package import MADE, opened
from moodle_reading import gift_questions
from openpyxl import load_workbook
from small_quiz import CHOICE, PAPER

from paperqa.quiz.exports.anki import package
from paperqa.quiz.exports.formats import FORMATS
from paperqa.quiz.item import WHICH_PAPER, Quiz, QuizItem
from paperqa.types import Lang

LANGS: tuple[Lang, ...] = ("en", "he")
CHOICES = ("LoRA", "Transformer", "ViT", "BERT")


def which_paper(paper_id: str, title: str) -> QuizItem:
    asked = {"en": "Which paper? “____ attends.”", "he": "איזה מאמר? “____ קשוב.”"}
    wordings = tuple(
        replace(
            CHOICE.wording(lang), question=asked[lang], answer=CHOICES[1], choices=CHOICES,
            explanation="",
        )
        for lang in LANGS
    )  # fmt: skip
    citation = replace(CHOICE.citation, paper=replace(PAPER, id=paper_id, title=title))
    return replace(
        CHOICE, id=paper_id, maker=WHICH_PAPER, wordings=wordings, citation=citation, correct=1
    )


QUIZ = Quiz(
    "Club night",
    (which_paper("1", "Attention Is All You Need"), which_paper("2", "A Second Title")),
    LANGS,
)


def files_of(name: str) -> dict[str, bytes]:
    return dict(FORMATS[name](QUIZ).files)


def tells(text: str) -> bool:
    return any(item.paper.title in text for item in QUIZ.items)


def test_the_printed_sheets_name_no_paper_and_their_keys_name_all() -> None:
    files = {name: content.decode() for name, content in files_of("md").items()}
    assert [tells(files["quiz.md"]), tells(files["quiz-key.md"])] == [False, True]
    sheet, _, key = files_of("html")["quiz.html"].decode().partition('<article class="key">')
    assert [tells(sheet), tells(key)] == [False, True]


@pytest.mark.parametrize("lang", LANGS)
def test_moodle_names_no_paper_in_category_name_question_or_choice(lang: Lang) -> None:
    gift = files_of("gift")[f"quiz.{lang}.gift.txt"].decode()
    assert tells(gift)
    for question in gift_questions(gift):
        assert not tells(question.name + question.text + str(question.answers))
    root = ET.fromstring(files_of("moodle")[f"quiz.{lang}.moodle.xml"])
    for node in root:
        for feedback in node.findall("generalfeedback"):
            assert tells("".join(feedback.itertext()))
            node.remove(feedback)
    assert not tells("".join(root.itertext()))


@pytest.mark.parametrize("lang", LANGS)
def test_kahoot_names_no_paper_on_the_sheet_that_it_imports(lang: Lang) -> None:
    book = load_workbook(BytesIO(files_of("kahoot")[f"quiz.{lang}.kahoot.xlsx"]))
    questions, sources = (
        "".join(str(cell) for row in sheet.values for cell in row) for sheet in book.worksheets
    )
    assert [tells(questions), tells(sources)] == [False, True]


def test_a_card_names_no_paper_in_its_deck_or_on_its_front() -> None:
    collection = opened(package(QUIZ, MADE))
    assert not tells("".join(collection.decks.values()))
    for note in collection.notes:
        fronts = [note.fields[name] for name in note.fields if name.startswith(("Quest", "Choic"))]
        assert not tells("".join(fronts))
        assert tells(note.fields["Where"])


def test_a_row_of_the_table_asks_before_it_tells() -> None:
    rows = files_of("csv")["quiz.csv"].decode("utf-8-sig").splitlines()[1:]
    for row in rows:
        assert not tells(row.partition("“____")[0])
        assert not tells(row.partition('"BERT"')[0])
