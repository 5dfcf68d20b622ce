"""The rules of play: one item after the other, each answered once, the wrong ones again."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from small_quiz import CHOICE, CLOZE, HOSTILE, OPEN, PAPER, SMALL_QUIZ, TRUE_OR_FALSE

from paperqa.quiz.item import WHICH_PAPER, QuizItem
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.ui.quiz.game import Game, Judged, Move, MoveName, move_of, moved
from paperqa.ui.quiz.made import Made

START = Game("en")


def _made(*items: QuizItem, over: bool = True) -> Made:
    return Made(Plan((PAPER.id,), seed=7), "t", (PaperQuiz(PAPER, 5, items),), over=over)


SMALL = _made(*SMALL_QUIZ.items)


def _after(made: Made, *moves: Move, game: Game = START) -> Game:
    for move in moves:
        game = moved(game, move, made)
    return game


def _answered(made: Made, rights: Sequence[bool], game: Game = START) -> Game:
    """Return the game after so many open or closed items were answered rightly or not."""
    for number, right in enumerate(rights, len(game.judged)):
        item = game.item(made)
        assert item is not None
        if item.correct is None:
            moves = [Move("reveal", number), Move("judge", number, knew=right)]
        else:
            wrong = (item.correct + 1) % 2
            moves = [Move("choose", number, option=item.correct if right else wrong)]
        game = _after(made, *moves, Move("next", number), game=game)
    return game


def test_the_right_option_is_right_and_every_other_is_wrong() -> None:
    made = _made(CHOICE)
    told = [_after(made, Move("choose", 0, option=option)) for option in range(4)]
    assert [game.judged for game in told] == [
        (Judged(0, right=option == 2, option=option),) for option in range(4)
    ]
    assert {game.phase for game in told} == {"told"}


def test_true_or_false_is_a_choice_of_two() -> None:
    made = _made(TRUE_OR_FALSE)
    assert _after(made, Move("choose", 0, option=1)).right == 1
    assert _after(made, Move("choose", 0, option=0)).right == 0
    assert _after(made, Move("choose", 0, option=2)) == START


@pytest.mark.parametrize(
    "words", ["√dk", " √DK. ", "sqrt(d_k)", "SQRT(D_K)"], ids=["answer", "spelt", "also", "case"]
)
def test_words_that_fill_the_gap_are_right_at_once(words: str) -> None:
    game = _after(_made(CLOZE), Move("reveal", 0, words=words))
    assert (game.phase, game.judged, game.words) == ("told", (Judged(0, right=True),), words)


@pytest.mark.parametrize("words", ["d", "", " ", "√"])
def test_other_words_show_the_answer_and_the_player_judges(words: str) -> None:
    made = _made(CLOZE)
    game = _after(made, Move("reveal", 0, words=words))
    assert (game.phase, game.judged, game.words) == ("revealed", (), words.strip())
    for knew in (True, False):
        told = _after(made, Move("judge", 0, knew=knew), game=game)
        assert (told.phase, told.judged) == ("told", (Judged(0, right=knew),))


def test_an_open_question_is_revealed_and_judged_by_the_player() -> None:
    answer = OPEN.wording("en").answer
    game = _after(_made(OPEN), Move("reveal", 0, words=answer))
    assert (game.phase, game.judged) == ("revealed", ())
    assert _after(_made(OPEN), Move("reveal", 0), Move("judge", 0, knew=True)).right == 1


def test_the_next_item_comes_after_an_answer_and_the_score_is_kept() -> None:
    game = _after(SMALL, Move("choose", 0, option=2))
    assert (game.number, game.left(SMALL), game.item(SMALL)) == (0, 4, CHOICE)
    game = _after(SMALL, Move("next", 0), game=game)
    assert (game.number, game.left(SMALL), game.item(SMALL)) == (1, 4, HOSTILE)
    game = _after(SMALL, Move("choose", 1, option=3), Move("next", 1), game=game)
    assert (game.right, len(game.judged), game.left(SMALL)) == (1, 2, 3)


CHOOSE_99 = Move("choose", 0, option=99)


@pytest.mark.parametrize(
    "move",
    [
        CHOOSE_99,
        replace(CHOOSE_99, option=4),
        replace(CHOOSE_99, option=-1),
        Move("choose", 1, option=2),
        Move("choose", -1, option=2),
        Move("reveal", 0, words="12"),
        Move("judge", 0, knew=True),
        Move("next", 0),
        Move("all", 0),
        Move("wrong", 0),
    ],
    ids=lambda move: f"{move.name} {move.number} {move.option}",
)
def test_a_move_that_does_not_fit_the_item_changes_nothing(move: Move) -> None:
    assert moved(START, move, _made(CHOICE, OPEN)) == START


def test_an_item_is_answered_once() -> None:
    made = _made(CHOICE, OPEN)
    wrong = _after(made, Move("choose", 0, option=0))
    assert _after(made, Move("choose", 0, option=2), game=wrong) == wrong
    revealed = _after(made, Move("next", 0), Move("reveal", 1), game=wrong)
    told = _after(made, Move("judge", 1, knew=False), game=revealed)
    assert _after(made, Move("judge", 1, knew=True), game=told) == told
    # A judgement must not come before the answer was seen, nor a choice of what has none.
    open_ = _made(OPEN)
    assert _after(open_, Move("judge", 0, knew=True)) == START
    assert _after(open_, Move("choose", 0, option=0)) == START


def test_the_end_comes_when_all_is_answered_and_nothing_is_added() -> None:
    game = _answered(SMALL, [True, False, True, True, False])
    assert (game.item(SMALL), game.ended(SMALL), game.left(SMALL)) == (None, True, 0)
    assert game.right == 3
    growing = replace(SMALL, over=False)
    assert (game.item(growing), game.ended(growing)) == (None, False)


def test_items_that_come_later_are_asked_then() -> None:
    growing = _made(CHOICE, over=False)
    game = _answered(growing, [True])
    assert game.item(growing) is None
    more = replace(growing, papers=(*growing.papers, PaperQuiz(PAPER, 5, (OPEN,))))
    assert (game.item(more), game.left(more)) == (OPEN, 1)


def test_items_that_ask_which_paper_it_is_come_when_there_is_no_more_to_be_told_by() -> None:
    which = replace(CHOICE, id="which", maker=WHICH_PAPER)
    growing = _made(which, OPEN, over=False)
    assert growing.items == [OPEN]
    assert replace(growing, over=True).items == (OPEN, which)


def test_the_wrong_ones_are_played_again_in_an_order_of_the_seed() -> None:
    made = _made(*SMALL_QUIZ.items, *SMALL_QUIZ.items)
    rights = [False, True, False, False, True, False, False, True, False, True]
    game = _answered(made, rights)
    again = _after(made, Move("wrong", 10), game=game)
    places = [place for place, right in enumerate(rights) if not right]
    random.Random("7 round 1").shuffle(places)
    assert again == Game("en", tuple(places), rounds=2)
    assert again.left(made) == 6
    # Of these, those that are wrong again.
    third = _after(made, Move("wrong", 6), game=_answered(made, [True] * 5 + [False], again))
    assert third.order == (places[5],)


def test_all_are_played_again_in_another_order_each_time_and_the_same_for_the_same_seed() -> None:
    made = _made(*SMALL_QUIZ.items, *SMALL_QUIZ.items)
    ended = _answered(made, [True] * 10)
    again = _after(made, Move("all", 10), game=ended)
    assert sorted(again.order or ()) == list(range(10))
    assert again.order != tuple(range(10))
    assert _after(made, Move("all", 10), game=ended) == again
    third = _after(made, Move("all", 10), game=_answered(made, [True] * 10, again))
    assert sorted(third.order or ()) == list(range(10))
    assert third.order != again.order
    other = replace(made, plan=replace(made.plan, seed=8))
    assert _after(other, Move("all", 10), game=ended).order != again.order


def test_there_are_no_wrong_ones_where_all_were_right() -> None:
    ended = _answered(SMALL, [True] * 5)
    assert _after(SMALL, Move("wrong", 5), game=ended) == ended


def test_the_language_changes_and_the_game_goes_on() -> None:
    game = _answered(SMALL, [True, False])
    assert game.in_language("he") == replace(game, lang="he")


@pytest.mark.parametrize(
    ("told", "move"),
    [
        ({"name": "choose", "number": 3, "option": 1}, Move("choose", 3, option=1)),
        ({"name": "judge", "number": 0, "knew": True}, Move("judge", 0, knew=True)),
        ({"name": "reveal", "number": 0, "words": "x" * 999}, Move("reveal", 0, words="x" * 200)),
        ({"name": "next", "number": "0"}, Move("next", -1)),
        ({"name": "choose", "number": True, "option": 2.0}, Move("choose", -1)),
        ({"name": "judge", "number": 0, "knew": "yes"}, Move("judge", 0)),
        ({"name": "reveal", "number": 0, "words": ["x"]}, Move("reveal", 0)),
        ({"name": "choose"}, Move("choose", -1)),
        ({"name": "win"}, None),
        ({"name": ["choose"]}, None),
        ({}, None),
        ("choose", None),
        (None, None),
    ],
)
def test_what_a_page_tells_is_a_move_or_none(told: object, move: Move | None) -> None:
    assert move_of(told) == move


def test_every_move_has_a_name() -> None:
    names: tuple[MoveName, ...] = ("choose", "reveal", "judge", "next", "wrong", "all")
    assert [move_of({"name": name, "number": 0}) for name in names] == [
        Move(name, 0) for name in names
    ]
