"""The table of opposites: well formed, and without pairs that prove nothing false."""

import pytest

from paperqa.quiz.wrong.opposites_table import Opposites, opposites

PAIRS = {frozenset(pair.en): pair for pair in opposites()}


def test_a_pair_has_its_hebrew_forms_one_by_one_or_none() -> None:
    continuous = Opposites(
        ("continuous", "discrete"),
        (("רציף", "רציפה", "רציפים", "רציפות"), ("בדיד", "בדידה", "בדידים", "בדידות")),
    )
    assert PAIRS[frozenset(("continuous", "discrete"))] == continuous
    assert PAIRS[frozenset(("fewer", "more"))] == Opposites(("fewer", "more"), ((), ()))


def test_every_pair_has_as_many_hebrew_forms_of_either_word() -> None:
    for pair in opposites():
        one, other = pair.en
        here, there = pair.he
        assert one != other
        assert len(here) == len(there), pair
        assert all(form == form.strip() != "" for form in (one, other, *here, *there)), pair
        assert set(here).isdisjoint(there), pair


def test_no_pair_stands_in_two_rows() -> None:
    assert len(PAIRS) == len(opposites())


@pytest.mark.parametrize(
    "pair",
    [("encoder", "decoder"), ("discriminator", "generator"), ("always", "never")],
)
def test_two_things_that_can_both_be_said_are_no_opposites(pair: tuple[str, str]) -> None:
    assert frozenset(pair) not in PAIRS
