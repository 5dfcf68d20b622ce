"""Items made of drafts: four choices, the right one in a drawn place."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_drafts import draft_of

from paperqa.quiz.choosing.place import placed
from paperqa.quiz.draft import DraftWording
from paperqa.quiz.item import QuizItem, Wording

HEBREW = DraftWording(
    "he", "מה נכון?", "נכון מאוד", ("טעות א", "טעות ב", "טעות ג", "טעות ד"), "כי כך."
)
WRONG = ("wrong a", "wrong b", "wrong c", "wrong d")


def items(count: int, seed: int = 1) -> tuple[QuizItem, ...]:
    return placed([draft_of(place) for place in range(count)], random.Random(seed))


def numbers(right: str, wrong: Sequence[str], seed: int) -> QuizItem:
    (item,) = placed([draft_of(right=right, wrong=wrong)], random.Random(seed))
    return item


@pytest.mark.parametrize("count", [4, 8, 40])
@pytest.mark.parametrize("seed", range(3))
def test_right_answers_stand_in_all_places_equally_often(count: int, seed: int) -> None:
    places = Counter(one.correct for one in items(count, seed))
    assert places == dict.fromkeys(range(4), count // 4)


def test_no_place_is_favoured_by_more_than_one_in_any_count() -> None:
    for count in range(1, 12):
        places = Counter(one.correct for one in items(count))
        assert max(places.values()) - min(places[place] for place in range(4)) <= 1


def test_places_are_dealt_to_choices_alone() -> None:
    drafts = [draft_of(place, "choice" if place % 2 else "open") for place in range(16)]
    found = placed(drafts, random.Random(1))
    assert [one.kind for one in found] == [one.kind for one in drafts]
    assert Counter(one.correct for one in found) == {None: 8, 0: 2, 1: 2, 2: 2, 3: 2}


def test_each_round_has_an_order_of_its_own() -> None:
    places = [one.correct for one in items(40)]
    rounds = {tuple(places[at : at + 4]) for at in range(0, 40, 4)}
    assert len(rounds) > 3


SIX = ("70", "80", "90", "110", "120", "130")


def test_numbers_stand_in_order_of_size_and_the_right_one_in_its_dealt_place() -> None:
    drafts = [draft_of(place, right="100", wrong=SIX) for place in range(40)]
    found = placed(drafts, random.Random(1))
    assert Counter(one.correct for one in found) == dict.fromkeys(range(4), 10)
    expected = {
        0: ("100", "110", "120", "130"),
        1: ("90", "100", "110", "120"),
        2: ("80", "90", "100", "110"),
        3: ("70", "80", "90", "100"),
    }
    for one in found:
        assert one.correct is not None
        assert one.wordings[0].choices == expected[one.correct]


def test_the_right_number_stands_as_near_to_its_place_as_the_wrong_ones_allow() -> None:
    for seed in range(8):
        assert numbers("100", ("70", "80", "90"), seed).correct == 3
        assert numbers("100", ("110", "120", "130"), seed).correct == 0
    places = {numbers("100", ("90", "110", "120", "130"), seed).correct for seed in range(12)}
    assert places == {0, 1}


@pytest.mark.parametrize(
    ("right", "wrong", "order"),
    [
        ("5M", ("5K", "6M", "5B"), ("5K", "5M", "6M", "5B")),
        ("2,500", ("900", "2,400", "10,000"), ("900", "2,400", "2,500", "10,000")),
        ("9.5%", ("10.5%", "8.5%", "11%"), ("8.5%", "9.5%", "10.5%", "11%")),
        ("$4", ("$30", "$2", "$200"), ("$2", "$4", "$30", "$200")),
    ],
)
def test_numbers_are_ordered_by_what_they_are_worth(
    right: str, wrong: Sequence[str], order: tuple[str, ...]
) -> None:
    item = numbers(right, wrong, 1)
    assert item.wordings[0].choices == order
    assert item.correct == order.index(right)


def test_numbers_of_equal_worth_are_placed_like_words() -> None:
    for seed in range(8):
        item = numbers("1000", ("1,000.0", "1K", "2000"), seed)
        assert sorted(item.wordings[0].choices) == ["1,000.0", "1000", "1K", "2000"]


@given(
    st.integers(1, 999),
    st.lists(st.integers(1, 999), min_size=3, max_size=8, unique=True),
    st.integers(0, 99),
)
def test_four_numbers_are_offered_in_order_whatever_the_wrong_ones_are(
    right: int, wrong: list[int], seed: int
) -> None:
    wrong = [one for one in wrong if one != right] or [right + 1]
    wrong += [right + 1000 + step for step in range(3 - len(wrong))]
    item = numbers(str(right), [str(one) for one in wrong], seed)
    choices = item.wordings[0].choices
    assert len(set(choices)) == 4
    assert [Decimal(one) for one in choices] == sorted(Decimal(one) for one in choices)
    assert set(choices) <= {str(right), *map(str, wrong)}
    assert item.correct is not None
    assert choices[item.correct] == item.wordings[0].answer == str(right)


@given(
    st.lists(st.text(min_size=1, max_size=30), min_size=4, max_size=9, unique=True),
    st.integers(0, 99),
)
def test_the_answer_is_the_correct_choice_whatever_the_answers_are(
    answers: list[str], seed: int
) -> None:
    item = numbers(answers[0], answers[1:], seed)
    (wording,) = item.wordings
    assert item.correct is not None
    assert wording.choices[item.correct] == wording.answer == answers[0]
    assert len(set(wording.choices)) == 4
    assert set(wording.choices) <= set(answers)


def test_wordings_share_the_order_and_keep_their_texts() -> None:
    draft = draft_of(question="What is right?", wrong=WRONG, hebrew=HEBREW)
    for seed in range(10):
        (item,) = placed([draft], random.Random(seed))
        english, hebrew = item.wordings
        assert item.correct is not None
        hebrew_of = dict(zip(("right", *WRONG), (HEBREW.right, *HEBREW.wrong), strict=True))
        assert hebrew.choices == tuple(hebrew_of[one] for one in english.choices)
        assert (english.lang, english.question, english.answer, english.explanation) == (
            "en",
            "What is right?",
            "right",
            "So it is.",
        )
        assert (hebrew.lang, hebrew.question, hebrew.answer, hebrew.explanation) == (
            "he",
            HEBREW.question,
            "נכון מאוד",
            "כי כך.",
        )


def test_the_right_answer_is_as_often_the_longest_as_chance_would_have_it() -> None:
    wrong = ("ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghi")
    drafts = [draft_of(place, right="abcde", wrong=wrong) for place in range(40)]
    longer = Counter(
        sum(len(choice) > 5 for choice in one.wordings[0].choices)
        for one in placed(drafts, random.Random(1))
    )
    assert longer == {0: 10, 1: 10, 2: 10, 3: 10}


def test_true_or_false_items_offer_both_in_this_order() -> None:
    hebrew = DraftWording("he", "זה כך.", "false", (), "לא.")
    draft = draft_of(kind="truefalse", question="It is so.", right="false", hebrew=hebrew)
    (item,) = placed([draft], random.Random(1))
    assert item.correct == 1
    assert item.wordings == (
        Wording("en", "It is so.", "False", ("True", "False"), "So it is."),
        Wording("he", "זה כך.", "לא נכון", ("נכון", "לא נכון"), "לא."),
    )
    (item,) = placed([draft_of(kind="truefalse", right="true")], random.Random(1))
    assert (item.correct, item.wordings[0].answer) == (0, "True")


def test_gaps_and_open_items_have_no_choices_and_keep_what_is_accepted() -> None:
    hebrew = DraftWording("he", "יש ____ מנורות", "36", (), "כך.", ("36.0",))
    draft = draft_of(kind="cloze", question="It has ____ lamps.", right="36", hebrew=hebrew)
    (item,) = placed([draft], random.Random(1))
    assert item.correct is None
    assert item.wordings == (
        Wording("en", "It has ____ lamps.", "36", (), "So it is."),
        Wording("he", "יש ____ מנורות", "36", (), "כך.", ("36.0",)),
    )


def test_what_the_draft_says_of_itself_is_kept() -> None:
    draft = draft_of(difficulty="hard", maker="number")
    (item,) = placed([draft], random.Random(1))
    assert (item.kind, item.difficulty, item.maker) == ("choice", "hard", "number")
    assert item.citation is draft.citation


def test_an_items_id_hangs_on_what_is_asked_and_on_its_choices_in_their_order() -> None:
    draft = draft_of(question="What is right?", right="20", wrong=("10", "30", "40"))
    ids = {placed([draft], random.Random(seed))[0].id for seed in range(9)}
    # Of ["choice", "en", "What is right?", "20", "10", "20", "30", "40"], by sha256sum.
    assert ids == {"2099.10001-2146334f"}
    gap = draft_of(question="What is ____?", kind="cloze")
    # Of ["cloze", "en", "What is ____?", "right"], by sha256sum.
    assert placed([gap], random.Random(1))[0].id == "2099.10001-b68fe39b"
    one = draft_of(question="What is right?", wrong=WRONG[:3])
    found = [placed([one], random.Random(seed))[0] for seed in range(40)]
    orders = {item.wordings[0].choices for item in found}
    assert len(orders) > 4
    assert len({item.id for item in found}) == len(orders)


def test_nothing_else_of_an_item_has_its_id() -> None:
    asked = (
        draft_of(question="What is right?", wrong=WRONG),
        draft_of(question="What is right?", wrong=WRONG[1:]),
        draft_of(question="What is wrong?", wrong=WRONG),
        draft_of(question="What is right?", wrong=WRONG, right="other"),
        draft_of(question="What is right?", wrong=WRONG, hebrew=HEBREW),
        draft_of(question="What is right?", kind="open"),
    )
    ids = [placed([one], random.Random(1))[0].id for one in asked]
    assert len(set(ids)) == len(asked)
    assert all(re.fullmatch(r"2099\.10001-[0-9a-f]{8}", one) for one in ids)


def test_the_same_draw_places_the_same_and_another_draw_otherwise() -> None:
    assert items(12, 3) == items(12, 3)
    assert items(12, 3) != items(12, 4)
