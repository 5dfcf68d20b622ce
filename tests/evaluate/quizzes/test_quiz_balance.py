"""Places of right answers, truths, and options that give themselves away by length."""

from dataclasses import replace

import pytest
from hand_items import choice, open_item, truth
from small_quiz import CHOICE, SMALL_QUIZ

from paperqa.evaluate.quizzes.balance import Share, longest_right, positions, truths
from paperqa.quiz.item import Wording


def test_places_are_counted_and_an_even_spread_has_p_one() -> None:
    found = positions([choice(str(place), place) for place in (0, 1, 2, 3)])
    assert (found.counts, found.chi2, found.p) == ((1, 1, 1, 1), 0.0, 1.0)


def test_a_right_answer_that_always_stands_at_b_is_told_by_p() -> None:
    found = positions([choice(str(number), 1) for number in range(12)])
    # (12-3)²/3 + 3 · 3²/3 = 36, three degrees
    assert (found.counts, found.chi2) == ((0, 12, 0, 0), 36.0)
    assert found.p == pytest.approx(7.4901e-08, rel=1e-3)


def test_items_with_fewer_choices_expect_nothing_at_the_last_places() -> None:
    items = [choice("a", 0, ("x", "y")), choice("b", 1, ("x", "y")), choice("c", 2), choice("d", 3)]
    found = positions(items)
    # expected: 1.5, 1.5, 0.5, 0.5; (1-1.5)²/1.5 · 2 + (1-0.5)²/0.5 · 2
    assert found.counts == (1, 1, 1, 1)
    assert found.chi2 == pytest.approx(4 / 3)


def test_without_choices_there_is_nothing_to_spread() -> None:
    found = positions([truth("t", True), open_item("o", "Why?")])
    assert (found.counts, found.chi2, found.p) == ((), None, None)


def test_true_ones_are_counted_among_those_that_are_true_or_false() -> None:
    items = [truth("a", True), truth("b", False), truth("c", False), choice("d", 0)]
    assert truths(items) == Share(1, 3, 0.5)
    assert truths(items).value == 1 / 3
    assert Share(0, 0).value is None


def test_a_longest_option_that_is_right_counts_and_ties_are_shared() -> None:
    items = [
        choice("right", 1, ("no", "much longer", "no", "no")),
        choice("wrong", 0, ("no", "much longer", "no", "no")),
        choice("four alike", 2, ("aa", "bb", "cc", "dd")),
        choice("two alike", 0, ("aaa", "bbb", "c", "d")),
        truth("uncounted", True),
    ]
    assert longest_right(items) == Share(1 + 0 + 1 / 4 + 1 / 2, 4, 0.25)


def test_each_language_of_an_item_is_looked_at_for_itself() -> None:
    words = (
        Wording("en", "Q", "long one", ("a", "long one")),
        Wording("he", "ש", "קצר", ("ארוך מאוד", "קצר")),
    )
    assert longest_right([replace(CHOICE, wordings=words, correct=1)]) == Share(1, 2, 0.5)
    # 12 among 3.5, 24, 12, 48: "3.5" is longest. =SUM(A1:A2) among the hostile: 11 letters of 18.
    assert longest_right(SMALL_QUIZ.items) == Share(0, 4, 0.25)
