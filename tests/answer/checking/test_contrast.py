"""A sentence that shares a claim's words and says something else."""

import pytest

from paperqa.answer.checking.contrast import (
    contrasts,
    negations_differ,
    sides_changed,
)
from paperqa.answer.checking.opposites import opposed


@pytest.mark.parametrize(
    ("claim", "sentence", "differ"),
    [
        ("Dropout is used.", "Dropout is not used.", True),
        ("Dropout is not used.", "Dropout is used.", True),
        ("Dropout is not used.", "Dropout isn't used.", False),
        ("המודל אינו משתמש ב-dropout.", "The model uses dropout.", True),
        ("המודל משתמש ב-dropout.", "The model does not use dropout.", True),
        ("המודל לא משתמש ב-dropout.", "The model does not use dropout.", False),
        ("המודל משתמש ברקורסיה.", "המודל אינו משתמש ברקורסיה.", True),
        ("It works without recurrence.", "It drops recurrence.", False),
        ("It adds no latency at inference.", "Merged at inference, no latency is added.", False),
        ("The update is merged.", "The update is merged, not added.", False),
        ("The boxes are not exact.", "The boxes are inexact.", False),
        ("It uses attention, not recurrence.", "It uses attention instead of recurrence.", False),
        ("Not only BERT is used.", "BERT is used.", False),
    ],
)
def test_a_not_in_one_of_the_two_is_noticed(claim: str, sentence: str, differ: bool) -> None:
    assert negations_differ(claim, sentence) is differ


@pytest.mark.parametrize(
    ("claim", "sentence", "differ"),
    [
        ("Accuracy increases.", "Accuracy decreases.", True),
        ("הדיוק עולה.", "Accuracy drops.", True),
        ("The encoder is deep.", "The decoder is deep.", True),
        ("Memory grows linearly.", "Memory grows quadratically.", True),
        ("Memory grows linearly.", "Memory grows linearly, not quadratically.", False),
        ("It is faster.", "It is faster on long texts, slower on short ones.", False),
        (
            "On short texts it is faster.",
            "Long texts are read faster; on short ones it is slower.",
            True,
        ),
        ("The model is good.", "The model is slower.", False),
    ],
)
def test_opposite_words_are_noticed(claim: str, sentence: str, differ: bool) -> None:
    assert opposed(claim, sentence) is differ


@pytest.mark.parametrize(
    ("claim", "sentence", "differ"),
    [
        ("Egret surpasses Heron.", "Heron surpasses Egret.", True),
        ("Heron surpasses Egret.", "Heron outperforms Egret.", False),
        ("Egret עולה על Heron.", "Heron is better than Egret.", True),
        ("Heron עולה על Egret.", "Heron is better than Egret.", False),
        ("Heron is used.", "Heron is better than Egret.", False),
    ],
)
def test_sides_of_a_comparison_that_change_places_are_noticed(
    claim: str, sentence: str, differ: bool
) -> None:
    assert sides_changed(claim, sentence) is differ


def test_pages_in_brackets_are_no_numbers_to_be_compared() -> None:
    claim, sentence = "It has 18 layers (p. 3).", "It has 18 layers (p. 4) and 12 heads (p. 5)."
    assert not contrasts(claim, sentence)
