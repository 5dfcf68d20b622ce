"""Lists of names with commas, and misspelt ones."""

import pytest

from paperqa.errors import QuizError
from paperqa.quiz.item import KINDS
from paperqa.quiz.known_names import names_of, nearest_first


def test_nearest_first_names_each_once() -> None:
    names = ["open", "choice", "cloze", "choice"]
    assert nearest_first("choise", names) == ["choice", "cloze", "open"]


@pytest.mark.parametrize("text", ["open,cloze", " Open , CLOZE,", ",open,open,cloze"])
def test_names_come_in_their_order_and_each_once(text: str) -> None:
    assert names_of(text, KINDS, "kind") == ("open", "cloze")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no kind is given; known: choice, cloze, truefalse, open"),
        (" , ", "no kind is given; known: choice, cloze, truefalse, open"),
        ("open,tf", "no kind 'tf'; known, nearest first: truefalse, choice, cloze, open"),
        ("choise", "no kind 'choise'; known, nearest first: choice, cloze, open, truefalse"),
    ],
)
def test_a_typo_is_one_line_with_the_nearest_first(text: str, message: str) -> None:
    with pytest.raises(QuizError) as error:
        names_of(text, KINDS, "kind")
    assert str(error.value) == message
