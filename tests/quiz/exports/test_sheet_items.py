from dataclasses import replace

from small_quiz import CHOICE, CLOZE, SMALL_QUIZ, TRUE_OR_FALSE

from paperqa.quiz.exports.sheet_items import (
    about_one_paper,
    letters,
    may_name_paper,
    right_letter,
    runs_as,
    sheet_langs,
)
from paperqa.quiz.item import WHICH_PAPER, Quiz

OTHER = replace(
    CLOZE,
    citation=replace(CLOZE.citation, paper=replace(CLOZE.paper, id="1706.03763", title="Masks")),
)


def test_english_stands_left_whatever_the_quiz_says_first() -> None:
    assert sheet_langs(replace(SMALL_QUIZ, langs=("he", "en"))) == ("en", "he")


def test_choices_are_lettered_in_the_script_of_their_language() -> None:
    assert letters(CHOICE.wording("en")) == ("A", "B", "C", "D")
    assert letters(CHOICE.wording("he")) == ("א", "ב", "ג", "ד")
    assert [right_letter(CHOICE, "en"), right_letter(CHOICE, "he")] == ["C", "ג"]
    assert [right_letter(CLOZE, "en"), right_letter(TRUE_OR_FALSE, "en")] == ["", ""]


def test_only_text_with_hebrew_in_a_hebrew_wording_runs_from_the_right() -> None:
    assert [runs_as("12 hours", "he"), runs_as("softmax של", "he")] == ["en", "he"]
    assert runs_as("called קשב", "en") == "en"


def test_a_paper_is_named_above_a_question_unless_that_gives_the_answer_away() -> None:
    assert may_name_paper(CHOICE)
    assert not may_name_paper(replace(CHOICE, maker=WHICH_PAPER))
    wording = CLOZE.wording("en")
    assert not may_name_paper(replace(CLOZE, wordings=(replace(wording, answer="attention"),)))
    named = replace(wording, question="In “attention  is all you need”, why?")
    assert not may_name_paper(replace(CLOZE, wordings=(named,)))


def test_the_one_paper_of_a_quiz_is_said_once_and_not_where_it_is_asked_for() -> None:
    assert about_one_paper(SMALL_QUIZ) == "Attention Is All You Need"
    assert about_one_paper(replace(SMALL_QUIZ, title="Attention is all you need: quiz")) == ""
    assert about_one_paper(Quiz("t", (CLOZE, OTHER), ("en",))) == ""
    asked = replace(CHOICE, maker=WHICH_PAPER)
    assert about_one_paper(Quiz("t", (CLOZE, asked), ("en",))) == ""
