"""Answers that the quote holds, and planted ones that it does not."""

from dataclasses import replace

import pytest
from hand_items import OTHER_PAPER, choice, cloze, open_item, truth
from small_quiz import CHOICE, CLOZE, HOSTILE

from paperqa.evaluate.quizzes.confirmed import confirmed, holds, names
from paperqa.quiz.item import WHICH_PAPER


@pytest.mark.parametrize(
    ("quote", "question", "answer", "found"),
    [
        ("It has 1,000 rows.", "It has ____ rows.", "1000", True),
        ("It has a thousand rows.", "It has ____ rows.", "1000", True),
        ("It has 1,000 rows.", "It has ____ rows.", "100", False),
        ("About 4.5 million pairs.", "About ____ million pairs.", "4.5", True),
        ("About 4.5 million pairs.", "About ____ billion pairs.", "4.5", False),
        ("About 4.5 million pairs.", "How many million pairs?", "4.5", True),
        ("Eight heads are used.", "How many heads?", "8", True),
        ("In GPT-3 there are 96 layers.", "How many layers has it?", "3", False),
        ("From 3 to 5 days.", "How long?", "3 to 5 days", True),
        ("From 3 to 4 days.", "How long?", "3 to 5 days", False),
        ('We add "positional encodings" to them.', "What is added?", "Positional encoding", True),
        ("We add encodings to them.", "What is added?", "Positional encoding", False),
        ("It is the softmax.", "What?", "", False),
    ],
)
def test_numbers_are_searched_by_value_and_words_by_stem(
    quote: str, question: str, answer: str, found: bool
) -> None:
    assert holds(quote, question, answer) is found


def test_items_of_the_small_quiz_are_confirmed_and_a_planted_one_is_not() -> None:
    assert confirmed(CHOICE) is True
    assert confirmed(HOSTILE) is True
    assert confirmed(CLOZE) is True
    assert confirmed(choice("planted", 0, ("13", "12"), "It trains for ____ hours.")) is False
    accepted = cloze("a", "By ____.", "the root of d", "√dk")
    assert confirmed(accepted) is True


def test_a_short_form_in_brackets_may_stand_alone_in_the_quote() -> None:
    for quote in ("An RPN predicts boxes.", "Region proposal networks predict boxes."):
        answer = "Region proposal network (RPN)"
        assert confirmed(cloze("a", "____ predicts boxes.", answer, quote=quote)) is True
    assert confirmed(cloze("b", "It is ____.", "Region (RPN)", quote="A network.")) is False


def test_no_search_decides_about_statements_and_own_words() -> None:
    assert confirmed(truth("t", True)) is None
    assert confirmed(open_item("o", "Why?")) is None


def test_a_name_of_the_paper_is_confirmed_by_whose_quote_it_is_where_it_is_asked_for() -> None:
    for answer in ("Attention Is All You Need", "attention is all", "1706.03762"):
        item = choice("w", 0, (answer, "LoRA"))
        assert confirmed(replace(item, maker=WHICH_PAPER)) is True
        assert confirmed(item) is False  # of other makers the quote must print it
    other = choice("w", 1, ("Attention Is All You Need", "LoRA"))
    assert confirmed(replace(other, maker=WHICH_PAPER)) is False
    assert names("LoRA", OTHER_PAPER)
    assert names("Low-Rank Adaptation", OTHER_PAPER)
    assert not names("Adaptation", OTHER_PAPER)
    assert not names("QLoRA", replace(OTHER_PAPER, aliases=()))
