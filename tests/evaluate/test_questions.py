"""Gold questions: every shape of a row, and one clear line for each that is wrong."""

import json
from pathlib import Path

import pytest

from paperqa.evaluate.questions import Gold, Question, QuestionFileError, read_questions


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def test_a_full_row_is_read_as_it_stands(file: Path) -> None:
    row = {
        "id": "q001.he",
        "lang": "he",
        "question": " מה ההבדל בין YOLO ל-SSD? ",
        "kind": "comparison",
        "script": "latin",
        "gold": [
            {"paper": "1506.02640", "pages": [2], "key": "an S × S grid"},
            {"paper": "1512.02325", "pages": [1, 2]},
        ],
        "names_paper": True,
        "split": "tune",
    }
    assert read_questions(written(file, row)) == [
        Question(
            id="q001.he",
            question="מה ההבדל בין YOLO ל-SSD?",
            lang="he",
            gold=(Gold("1506.02640", (2,), "an S × S grid"), Gold("1512.02325", (1, 2))),
            answerable=True,
            kind="comparison",
            script="latin",
            split="tune",
            names_paper=True,
        )
    ]


def test_the_older_flat_form_is_one_gold_entry(file: Path) -> None:
    row = {"id": 7, "question": "Why?", "paper": "gpt1", "pages": [4], "key": "tiny gradients"}
    (question,) = read_questions(written(file, row))
    assert (question.id, question.gold) == ("7", (Gold("gpt1", (4,), "tiny gradients"),))
    assert question.answerable is True


def test_only_the_question_is_required(file: Path) -> None:
    rows = [{"question": "What is LoRA?"}, {"question": "מה זה LoRA?"}]
    assert read_questions(written(file, *rows)) == [
        Question("1", "What is LoRA?", "en"),
        Question("2", "מה זה LoRA?", "he"),
    ]


@pytest.mark.parametrize(
    ("row", "answerable"),
    [
        ({"gold": []}, False),
        ({"answerable": False}, False),
        ({"gold": [], "answerable": False}, False),
        ({"answerable": True}, True),
        ({"gold": [{"paper": "gpt1"}]}, True),
        ({"paper": "gpt1"}, True),
        ({}, None),
        ({"answerable": None}, None),
    ],
)
def test_what_the_row_says_of_an_answer(
    file: Path, row: dict[str, object], answerable: bool | None
) -> None:
    (question,) = read_questions(written(file, {"question": "Why?", **row}))
    assert question.answerable is answerable


def test_blank_lines_and_a_byte_order_mark_do_not_count(file: Path) -> None:
    file.write_text('\ufeff{"question": "One?"}\n\n  \n{"question": "T\u2028wo?"}\n', "utf-8")
    assert [(q.id, q.question) for q in read_questions(file)] == [
        ("1", "One?"),
        ("4", "T\u2028wo?"),
    ]


def test_half_a_surrogate_pair_becomes_a_question_mark(file: Path) -> None:
    file.write_text('{"question": "Why \\ud83d here?"}\n', encoding="utf-8")
    assert read_questions(file)[0].question == "Why ? here?"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ('"What?"', "there is no text under 'question'"),
        ('{"question": 3}', "there is no text under 'question'"),
        ('{"question": " "}', "the question is empty"),
        ('{"question": "a", "id": [1]}', "id [1] is neither text nor a whole number"),
        ('{"question": "a", "lang": "fr"}', "lang is 'fr'; expected en or he"),
        ('{"question": "a", "gold": "x"}', "gold is 'x'; expected a list"),
        ('{"question": "a", "gold": ["x"]}', "gold is ['x']; expected a list"),
        ('{"question": "a", "gold": [{}]}', "paper is None; expected an id"),
        ('{"question": "a", "paper": "p", "pages": 4}', "pages is 4; expected a list"),
        ('{"question": "a", "paper": "p", "pages": [0]}', "pages is [0]; expected a list"),
        ('{"question": "a", "paper": "p", "pages": [true]}', "pages is [True]; expected a list"),
        ('{"question": "a", "paper": "p", "key": 1}', "key is 1; expected text"),
        ('{"question": "a", "paper": "p", "gold": []}', "both 'gold' and 'paper' are given"),
        ('{"question": "a", "paper": "p", "answerable": false}', "it has gold, and answerable"),
        ('{"question": "a", "split": 1}', "split is 1; expected text"),
        ('{"question": "a", "names_paper": "y"}', "names_paper is 'y'; expected true or false"),
        ('{"question": "a", "id": "1"}', "id '1' is taken by an earlier line"),
    ],
)
def test_a_bad_line_is_named_with_file_and_number(file: Path, line: str, message: str) -> None:
    file.write_text(f'{{"question": "fine", "id": 1}}\n{line}\n', encoding="utf-8")
    with pytest.raises(QuestionFileError) as caught:
        read_questions(file)
    assert str(caught.value).startswith(f"{file}:2: {message}")


def test_a_file_that_cannot_be_read_is_named(file: Path) -> None:
    with pytest.raises(QuestionFileError, match=r"gold.jsonl cannot be read \(No such file"):
        read_questions(file)
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(QuestionFileError, match=r"gold.jsonl is no UTF-8 text \(byte 0\)"):
        read_questions(file)
    file.write_text("\n")
    with pytest.raises(QuestionFileError, match=r"gold.jsonl holds no question"):
        read_questions(file)


def test_the_digest_changes_with_what_is_asked_and_where_the_answer_stands() -> None:
    first = Question("a", "Why?", "en", (Gold("gpt1", (4,), "x"),), answerable=True)
    same = Question("b", "Why?", "en", (Gold("gpt1", (4,), "y"),), answerable=True, kind="why")
    others = [
        Question("a", "Why not?", "en", first.gold, answerable=True),
        Question("a", "Why?", "en", (Gold("gpt1", (5,)),), answerable=True),
        Question("a", "Why?", "en", (Gold("gpt2", (4,)),), answerable=True),
        Question("a", "Why?", "en", (), answerable=False),
    ]
    assert same.digest == first.digest
    assert len({first.digest, *(other.digest for other in others)}) == 5
