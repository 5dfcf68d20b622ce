"""Duplicates and leaks that were planted, and what only looks like one."""

import pytest
from hand_items import choice, cloze, truth

from paperqa.evaluate.quizzes.duplicates import repeated_across, repeated_within
from paperqa.evaluate.quizzes.leaks import given_away
from paperqa.evaluate.quizzes.plain_words import likeness, stands_in, words_of

LAYERS = "How many layers does the encoder of the base model have?"


def test_words_are_compared_without_case_gap_and_punctuation() -> None:
    assert words_of("The ﬁrst, “LoRA” has ____ of 1,000.5 layers!") == [
        *("the", "first", "lora", "has", "of", "1,000.5", "layers"),
    ]
    assert likeness("a b c d", "D C b a") == 1.0
    assert likeness("a b c d", "a b x y") == 0.5
    assert likeness("", "") == 0.0


def test_a_question_that_is_asked_twice_is_found_and_a_like_one_is_not() -> None:
    items = [
        choice("one", 0, question=LAYERS),
        choice("again", 1, question="how many layers does the ENCODER of the base model have"),
        choice("decoder", 1, question="How many layers does its decoder have?"),
        truth("true", True, "The encoder has six layers, and each of them has two sub-layers."),
        truth("false", False, "The encoder has nine layers, and each of them has two sub-layers."),
    ]
    assert repeated_within(items) == [("one", "again"), ("true", "false")]


def test_two_papers_may_ask_alike_but_not_with_the_same_answer() -> None:
    first = [choice("a1", 0, question=LAYERS), choice("a2", 0, question="Only here?")]
    other = [choice("b1", 0, question=LAYERS.upper()), choice("b2", 1, question=LAYERS)]
    third = [choice("c1", 0, question=LAYERS)]
    assert repeated_across([first, other]) == [("a1", "b1")]
    assert repeated_across([first, other, third]) == [("a1", "b1"), ("a1", "c1"), ("b1", "c1")]
    assert repeated_across([[*first, first[0]]]) == []  # within a paper it is told by the other


def test_a_question_that_holds_anothers_answer_and_topic_gives_it_away() -> None:
    asked = cloze("asked", "The encoder is a stack of ____ identical layers.", "6")
    tells = truth("tells", True, "Each of the six identical layers of the encoder stack is wide.")
    assert given_away([asked, tells]) == [("tells", "asked")]
    other_number = truth("other", True, "Each of the 8 identical layers of the encoder is wide.")
    other_topic = truth("topic", True, "Training took six days.")
    assert given_away([asked, other_number, other_topic]) == []


@pytest.mark.parametrize(
    ("question", "tells"),
    [
        ("Scaled dot-product attention divides the scores by the square root.", True),
        ("Scaled scores are what attention divides by the square root.", False),
        ("Scaled dot-product attention is fast.", False),
    ],
)
def test_a_term_is_given_away_by_its_whole_name_beside_its_definition(
    question: str, tells: bool
) -> None:
    asked = cloze("a", "What divides the scores by a square root?", "scaled dot-product attention")
    assert given_away([asked, truth("t", True, question)]) == ([("t", "a")] if tells else [])


@pytest.mark.parametrize(
    ("answer", "question", "tells"),
    [
        ("latent variable", "What is inferred are the latent variables.", True),
        ("latent variables", "What is inferred is a latent variable.", True),
        ("latent variable", "What is inferred is latent; it is a variable.", False),
        ("BERT", "What is inferred is that BERTs fail.", False),
        ("BERT", "What is inferred is that BERT fails.", True),
        ("12 hours", "What is inferred in twelve hours?", True),
        ("12 hours", "What is inferred in 12 days?", False),
    ],
)
def test_words_are_told_in_any_form_and_names_and_numbers_in_their_own(
    answer: str, question: str, tells: bool
) -> None:
    asked = cloze("a", "What is inferred: ____?", answer)
    assert given_away([asked, truth("t", True, question)]) == ([("t", "a")] if tells else [])


@pytest.mark.parametrize(
    ("answer", "option", "tells"),
    [
        ("layer norm", "Layer norms", True),
        ("layer norm", "batch norm", False),
        ("1,000", "1000", True),
        ("64", "640", False),
        ("8", "8", False),
        ("8 heads", "eight heads", True),
    ],
)
def test_an_option_that_fills_anothers_gap_gives_it_away_on_any_topic(
    answer: str, option: str, tells: bool
) -> None:
    gap = cloze("gap", "Between both stands ____.", answer)
    offers = choice("offers", 0, ("other", option), "Who came first?")
    assert given_away([gap, offers]) == ([("offers", "gap")] if tells else [])


def test_other_spellings_of_what_fills_a_gap_are_told_too_and_choices_have_no_gap() -> None:
    gap = cloze("gap", "Boxes come from ____.", "region proposals (RPN)", "RPN")
    offers = choice("offers", 0, ("other", "RPN"), "Who came first?")
    assert given_away([gap, offers]) == [("offers", "gap")]
    again = choice("again", 1, ("else", "RPN"), "Who came last?")
    assert given_away([offers, again]) == []


def test_a_statement_to_judge_has_no_answer_to_tell() -> None:
    assert given_away([truth("a", True, "It is true."), truth("b", True, "It is true.")]) == []


def test_a_phrase_stands_word_by_word() -> None:
    assert stands_in("Dot-Product attention", "a dot product, attention")
    assert not stands_in("product dot", "a dot product")
    assert not stands_in("", "a")
    assert not stands_in("net", "network")


def test_a_frame_that_questions_share_makes_them_neither_alike_nor_of_one_topic() -> None:
    frame = "Fill the gap in this sentence of “Better & Faster Models via Multi-token Prediction”: "
    first = cloze("first", f"{frame}“They are ____ times faster with 4-token prediction.”", "3")
    other = cloze("other", f"{frame}“Finetuning of the ____-token model wins.”", "4")
    assert given_away([first, other]) == []
    assert repeated_within([first, other]) == []
    same = cloze("same", "Fill in: “They are ____ times faster with 4-token prediction!”", "3")
    assert repeated_within([first, same]) == [("first", "same")]
