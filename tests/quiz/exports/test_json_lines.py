import json
from dataclasses import replace

from small_quiz import CHOICE, HOSTILE, SMALL_QUIZ, quiz_in

from paperqa.quiz.exports.json_lines import export
from paperqa.quiz.item import Quiz, QuizItem

NOTE = replace(
    CHOICE,
    citation=replace(
        CHOICE.citation, passage=replace(CHOICE.citation.passage, kind="note"), page=None
    ),
)


def rows_of(quiz: Quiz) -> list[dict[str, object]]:
    content = export(quiz).files["quiz.jsonl"].decode("utf-8")
    return [json.loads(line) for line in content.splitlines()]


def asking(text: str) -> Quiz:
    wording = replace(CHOICE.wordings[0], question=text)
    return Quiz("t", (replace(CHOICE, wordings=(wording,)),), ("en",))


def test_an_item_is_told_field_by_field() -> None:
    assert rows_of(SMALL_QUIZ)[0] == {
        "quiz": "Attention night · ערב קשב",
        "number": 1,
        "id": "1706.03762-choice",
        "kind": "choice",
        "difficulty": "medium",
        "maker": "number",
        "correct": 2,
        "wordings": {
            "en": {
                "question": "The small model trains for ____ hours.",
                "choices": ["3.5", "24", "12", "48"],
                "answer": "12",
                "accepted": [],
                "explanation": "12 hours & no more.",
                "where": "Attention Is All You Need · 3.2 Attention · p. 4",
            },
            "he": {
                "question": "המודל הקטן (small model) מתאמן במשך ____ שעות.",
                "choices": ["3.5", "24", "12", "48"],
                "answer": "12",
                "accepted": [],
                "explanation": "12 שעות בלבד.",
                "where": "Attention Is All You Need · 3.2 Attention · עמ' 4",
            },
        },
        "paper": {
            "id": "1706.03762",
            "title": "Attention Is All You Need",
            "authors": ["Ashish Vaswani", "Noam Shazeer"],
            "year": 2017,
            "url": "https://arxiv.org/abs/1706.03762",
        },
        "source": "paper",
        "section": "3.2 Attention",
        "page": 4,
        "quote": "The small model trains for 12 hours & the large one for 3.5 days.",
        "quote_lang": "en",
    }


def test_every_line_is_an_item_in_the_order_of_the_quiz() -> None:
    content = export(SMALL_QUIZ).files["quiz.jsonl"]
    assert content.endswith(b"}\n")
    assert [row["id"] for row in rows_of(SMALL_QUIZ)] == [item.id for item in SMALL_QUIZ.items]
    assert [row["number"] for row in rows_of(SMALL_QUIZ)] == [1, 2, 3, 4, 5]
    assert [row["correct"] for row in rows_of(SMALL_QUIZ)] == [2, 0, 1, None, None]


def test_hebrew_is_written_as_letters() -> None:
    assert "המודל הגדול מתאמן 12 שעות." in export(SMALL_QUIZ).files["quiz.jsonl"].decode()


def test_a_quiz_in_one_language_has_one_wording() -> None:
    assert [list(row["wordings"]) for row in rows_of(quiz_in("he"))] == [["he"]] * 5  # type: ignore[call-overload]


def test_of_a_note_there_is_no_page() -> None:
    (row,) = rows_of(Quiz("t", (NOTE,), ("he",)))
    assert (row["source"], row["page"]) == ("note", None)


def asked(quiz: Quiz) -> str:
    (row,) = rows_of(quiz)
    return row["wordings"]["en"]["question"]  # type: ignore[index, no-any-return]


def test_no_kind_of_line_break_ends_an_item() -> None:
    text = "a\nb\r\nc\x0bd\x0ce\x1cf\x1dg\x1eh\x85i\u2028j\u2029k"
    assert asked(asking(text)) == text


def test_a_backslash_before_a_line_separator_stays() -> None:
    assert asked(asking("\\\u2028 \\u2028")) == "\\\u2028 \\u2028"


def test_half_a_surrogate_pair_survives() -> None:
    assert asked(asking("a\ud835b \U0001d465")) == "a\ud835b \U0001d465"


def test_hostile_text_survives_to_the_last_character() -> None:
    def told(item: QuizItem) -> list[object]:
        return [
            {
                "question": one.question,
                "choices": list(one.choices),
                "answer": one.answer,
                "explanation": one.explanation,
            }
            for one in item.wordings
        ]

    row = rows_of(Quiz("t", (HOSTILE,), ("en", "he")))[0]
    wordings = row["wordings"]
    assert isinstance(wordings, dict)
    kept = ("question", "choices", "answer", "explanation")
    assert [{name: one[name] for name in kept} for one in wordings.values()] == told(HOSTILE)


def test_the_same_quiz_gives_the_same_bytes_and_nothing_is_left_out() -> None:
    first, second = export(SMALL_QUIZ), export(SMALL_QUIZ)
    assert first == second
    assert first.left_out == ()


def test_an_empty_quiz_gives_an_empty_file() -> None:
    assert export(Quiz("t", (), ("en",))).files == {"quiz.jsonl": b""}
