"""GIFT, read by pygiftparser where it can, and by the format's documented rules throughout."""

import io
from dataclasses import replace

import pytest
from gift_parser import kinds, parser
from moodle_reading import blocks_of, directions_of, gift_questions
from small_quiz import CHOICE, CLOZE, HOSTILE, OPEN, SMALL_QUIZ, TRUE_OR_FALSE, quiz_in

from paperqa.quiz.exports.gift import escaped, export, gift_of
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Lang

LANGS: tuple[Lang, ...] = ("en", "he")
PLACES = {
    "en": "Attention Is All You Need · 3.2 Attention · p. 4",
    "he": "Attention Is All You Need · 3.2 Attention · עמ' 4",
}


def cloze_with(answer: str, *accepted: str) -> Quiz:
    """Return a quiz of one gap that is filled by ``answer``."""
    wording = Wording("en", "It is ____.", answer, accepted=accepted)
    return Quiz("One", (replace(CLOZE, wordings=(wording,)),), ("en",))


def test_a_quiz_in_two_languages_makes_two_files_and_one_in_one_language_one() -> None:
    assert list(export(SMALL_QUIZ).files) == ["quiz.en.gift.txt", "quiz.he.gift.txt"]
    hebrew = export(quiz_in("he"))
    assert list(hebrew.files) == ["quiz.gift.txt"]
    assert hebrew.files["quiz.gift.txt"].decode() == gift_of(SMALL_QUIZ, "he")
    assert hebrew.left_out == ()


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_of_the_quiz_is_read_back_as_it_was(lang: Lang) -> None:
    found = gift_questions(gift_of(SMALL_QUIZ, lang))
    assert len(found) == 5
    for question, item in zip(found, SMALL_QUIZ.items, strict=True):
        wording = item.wording(lang)
        assert question.text.startswith("[html]")
        gap = wording.question.replace("____", "____________")
        asked = gap if item.kind == "cloze" else wording.question
        assert blocks_of(question.text.removeprefix("[html]")) == [asked]
        told = [wording.explanation] if wording.explanation else []
        if item.kind == "open":
            told = [{"en": "Model answer:", "he": "תשובה לדוגמה:"}[lang], wording.answer]
        assert blocks_of(question.feedback) == [*told, item.citation.quote, PLACES[lang]]


@pytest.mark.parametrize("lang", LANGS)
def test_the_right_choice_keeps_its_place_among_the_others(lang: Lang) -> None:
    found = gift_questions(gift_of(SMALL_QUIZ, lang))
    for question, item in zip(found[:2], (CHOICE, HOSTILE), strict=True):
        assert [blocks_of(text)[0] for _, text in question.answers] == list(
            item.wording(lang).choices
        )
        signs = "".join(sign for sign, _ in question.answers)
        assert signs == {2: "~~=~", 0: "=~~~"}[item.correct or 0]


def test_the_independent_reader_finds_every_kind_and_its_key() -> None:
    read = parser.parseFile(io.StringIO(gift_of(SMALL_QUIZ, "en")))
    assert [question.valid for question in read] == [True] * 5
    assert [type(question.answers) for question in read] == [
        kinds.SelectSet,
        kinds.SelectSet,
        kinds.TrueFalseSet,
        kinds.ShortSet,
        kinds.Essay,
    ]
    choice, hostile, truth, cloze, essay = read
    assert [(one.fraction, one.answer) for one in choice.answers.answers] == [
        (0, '<span dir\\="ltr">3.5</span>'),
        (0, '<span dir\\="ltr">24</span>'),
        (100, '<span dir\\="ltr">12</span>'),
        (0, '<span dir\\="ltr">48</span>'),
    ]
    assert [one.fraction for one in hostile.answers.answers] == [100, 0, 0, 0]
    assert hostile.markup == "html"
    shown = read[1].toHTML().getvalue()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Which cell? {a} ~b #c :d" in shown
    assert "<script>" not in shown
    assert truth.answers.answer is False
    assert [one.answer for one in cloze.answers.answers] == ["√dk", "sqrt(d_k)"]
    assert essay.title == "Explain why masks hide later words."
    assert essay.generalFeedback.startswith('<p dir\\="ltr">Model answer\\:</p>')
    assert {question.cat.split()[0] for question in read} == {"$course$/top/paperqa/Attention"}


def test_a_true_sentence_is_true_for_both_readers() -> None:
    true = replace(TRUE_OR_FALSE, correct=0)
    source = gift_of(Quiz("One", (true, TRUE_OR_FALSE), ("en",)), "en")
    assert [question.opening for question in gift_questions(source)] == ["T", "F"]
    read = parser.parseFile(io.StringIO(source))
    assert [question.answers.answer for question in read] == [True, False]


def test_what_steers_gift_is_escaped_and_a_formula_keeps_its_backslashes() -> None:
    assert escaped("~=#{}:") == r"\~\=\#\{\}\:"
    assert escaped(r"\(\nu\)") == r"\\(\\nu\\)"
    assert escaped("a\nb") == r"a\nb"
    assert escaped("\\\n:") == r"\\\n\:"


def test_no_line_of_a_question_is_blank_or_reads_as_a_comment() -> None:
    wording = Wording("en", "// one\n\n  \n// two", "// a\n\nb", (), "\n\n//c")
    quiz = Quiz("//x\n\ny", (replace(OPEN, wordings=(wording,)),), ("en",))
    source = gift_of(quiz, "en")
    assert source.count("\n\n") == 1  # behind the category
    (question,) = gift_questions(source)
    assert len(question.comments) == 1
    assert blocks_of(question.feedback)[1:3] == ["// a\n\nb", "\n\n//c"]
    assert source.splitlines()[1] == "$CATEGORY: $course$/top/paperqa/////x y (en)"


def test_the_comment_names_id_and_tags_as_moodle_reads_them() -> None:
    odd = replace(CHOICE, id="a]b", maker="n\n[x]")
    (question,) = gift_questions(gift_of(Quiz("One", (odd,), ("en",)), "en"))
    assert question.comments == [
        r"// [id:a\]b] [tag:choice] [tag:n [x\]] [tag:medium] [tag:1706.03762]"
    ]


def test_a_number_is_asked_as_a_number_and_anything_more_as_text() -> None:
    for quiz, opening, answers in (
        (cloze_with("12"), "#", ["12"]),
        (cloze_with("1,000", "1000"), "#", ["1000"]),
        (cloze_with("−3.5"), "#", ["-3.5"]),
        (cloze_with("12 hours"), "", ["12 hours"]),
        (cloze_with("12", "twelve"), "", ["12", "twelve"]),
        (cloze_with("28,4"), "", ["28,4"]),
    ):
        (question,) = gift_questions(gift_of(quiz, "en"))
        assert (question.opening, question.answers) == (opening, [("=", one) for one in answers])
    (read,) = parser.parseFile(io.StringIO(gift_of(cloze_with("1,000", "1000"), "en")))
    assert isinstance(read.answers, kinds.NumericAnswerSet)
    assert [(one.value, one.fraction) for one in read.answers.answers] == [(1000.0, 100)]


def test_a_short_answer_is_nothing_that_moodle_would_take_for_more() -> None:
    quiz = cloze_with("a*b", "x -> y", "%50%", "[html] z", "p & q < r", "a*b")
    (question,) = gift_questions(gift_of(quiz, "en"))
    assert [text for _, text in question.answers] == [
        r"a\*b",  # a bare star is a wildcard
        "x -*> y",  # "->" would make it a matching question
        "[plain]%50%",  # else half a mark for nothing
        "[plain][html] z",
        "p & q < r",  # short answers are no HTML
    ]


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("he", "rtl")])
def test_hebrew_runs_right_to_left_and_the_english_quote_left_to_right(
    lang: Lang, direction: str
) -> None:
    opens_in_latin = Wording("he", "LoRA היא שיטה?", "נכון", ("נכון", "לא נכון"), "LoRA: כן.")
    item = replace(TRUE_OR_FALSE, wordings=(opens_in_latin, TRUE_OR_FALSE.wording("en")), correct=0)
    (question,) = gift_questions(gift_of(Quiz("One", (item,), ("en", "he")), lang))
    assert directions_of(question.text.removeprefix("[html]")) == [direction]
    assert directions_of(question.feedback) == [direction, "ltr", direction]


def test_a_long_question_is_named_in_short_and_a_sign_in_it_is_no_tag() -> None:
    long = Wording("en", "Is a < b? " + "very " * 60, "yes")
    item: QuizItem = replace(OPEN, wordings=(long,))
    (question,) = gift_questions(gift_of(Quiz("One", (item,), ("en",)), "en"))
    assert question.name.startswith("Is a ‹ b? very")
    assert question.name.endswith("very…")
    assert len(question.name) <= 120
