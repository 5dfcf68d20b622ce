"""In which order items are asked for."""

import random

import pytest

from paperqa.quiz.item import KINDS, ItemKind
from paperqa.quiz.plan import Plan
from paperqa.quiz.with_model.batches import Batch, batches


def all_batches(
    passages: int, count: int, kinds: tuple[ItemKind, ...] = KINDS, seed: int = 0
) -> list[Batch]:
    return list(batches(passages, Plan(("p",), count, kinds=kinds), random.Random(seed)))


@pytest.mark.parametrize("passages", [1, 2, 3, 4, 7, 12, 20])
def test_every_passage_is_asked_about_once_before_any_is_again(passages: int) -> None:
    asked = [one for batch in all_batches(passages, 100) for one in batch.passages]
    assert len(asked) == passages * len(KINDS)
    for turn in range(len(KINDS)):
        once = asked[turn * passages : (turn + 1) * passages]
        assert sorted(once) == list(range(1, passages + 1))


@pytest.mark.parametrize("seed", range(5))
def test_a_passage_is_asked_about_in_another_kind_each_time(seed: int) -> None:
    found = all_batches(8, 100, seed=seed)
    for passage in range(1, 9):
        kinds = [batch.kind for batch in found if passage in batch.passages]
        assert sorted(kinds) == sorted(KINDS)


def test_a_batch_takes_passages_from_all_over_the_paper() -> None:
    assert sorted(batch.passages for batch in all_batches(9, 100, ("open",))) == [
        (1, 4, 7),
        (2, 5, 8),
        (3, 6, 9),
    ]


@pytest.mark.parametrize("count", [1, 2, 5, 10])
def test_twice_as_many_items_are_ordered_as_are_wanted(count: int) -> None:
    assert sum(len(batch.passages) for batch in all_batches(20, count)) == 2 * count


def test_about_half_of_the_statements_are_to_be_false() -> None:
    found = [one for seed in range(40) for one in all_batches(20, 30, ("truefalse",), seed)]
    told, untrue = (
        sum(len(one.passages) for one in found),
        sum(len(one.untrue) for one in found),
    )
    assert all(set(one.untrue) <= set(one.passages) for one in found)
    assert 0.45 < untrue / told < 0.55
    assert all(batch.untrue == () for batch in all_batches(20, 30, ("choice", "open")))
