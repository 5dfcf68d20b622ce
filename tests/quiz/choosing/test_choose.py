"""The best drafts, of all kinds and from the whole paper."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from small_drafts import draft_of

from paperqa.quiz.choosing.choose import choose
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import KINDS, WHICH_PAPER, ItemKind


def chosen(
    drafts: Sequence[Draft],
    count: int,
    kinds: Sequence[ItemKind] = KINDS,
    seed: int = 1,
) -> list[Draft]:
    return choose(drafts, count, kinds, None, random.Random(seed))[0]


def plenty(each: int = 10) -> list[Draft]:
    """Return ``each`` drafts of each kind, each on a page of its own, half of them true."""
    return [
        draft_of(
            each * row + place,
            kind,
            number=each * row + place + 1,
            right=("true", "false")[place % 2] if kind == "truefalse" else f"right{row}{place}",
        )
        for row, kind in enumerate(KINDS)
        for place in range(each)
    ]


@pytest.mark.parametrize(
    ("count", "kinds", "shares"),
    [
        (20, KINDS, {"choice": 9, "truefalse": 4, "cloze": 3, "open": 4}),
        (1, KINDS, {"choice": 1}),
        (4, KINDS, {"choice": 2, "truefalse": 1, "open": 1}),
        (7, ("choice", "truefalse"), {"choice": 5, "truefalse": 2}),
        (6, ("open", "cloze"), {"open": 3, "cloze": 3}),
        (5, ("open",), {"open": 5}),
    ],
)
def test_kinds_share_the_count(
    count: int, kinds: Sequence[ItemKind], shares: dict[ItemKind, int]
) -> None:
    assert Counter(one.kind for one in chosen(plenty(), count, kinds)) == shares


def test_where_a_kind_has_too_few_drafts_the_others_fill_up() -> None:
    few = [one for one in plenty() if one.kind in ("choice", "truefalse")][:12]
    assert Counter(one.kind for one in chosen(few, 10)) == {"choice": 8, "truefalse": 2}


def test_a_poor_draft_fills_no_kinds_share_but_comes_where_nothing_else_is_left() -> None:
    poor = draft_of(0, "open", score=0.39)
    better = [draft_of(place, score=0.41, maker=f"maker {place}") for place in range(1, 4)]
    assert choose([poor, *better], 3, KINDS, None, random.Random(1))[0] == better
    assert choose([poor, *better], 4, KINDS, None, random.Random(1))[0] == [poor, *better]
    fair = draft_of(0, "open", score=0.4)
    assert fair in choose([fair, *better], 3, KINDS, None, random.Random(1))[0]


def test_with_fewer_drafts_than_wanted_all_are_taken() -> None:
    drafts = plenty(2)
    assert chosen(drafts, 30) == sorted(drafts, key=lambda one: one.citation.page or 0)


def test_the_best_are_taken() -> None:
    drafts = [draft_of(place, number=place + 1, score=0.1 * place) for place in range(10)]
    assert chosen(drafts, 3) == drafts[7:]


def test_items_come_in_the_order_of_reading() -> None:
    drafts = [draft_of(place, number=9 - place, score=0.1 * place) for place in range(8)]
    assert [one.citation.page for one in chosen(drafts, 8)] == [2, 3, 4, 5, 6, 7, 8, 9]
    same_page = [draft_of(place) for place in (5, 3, 4)]
    assert [one.citation.start for one in chosen(same_page, 3)] == [3, 4, 5]


def test_other_pages_are_taken_before_a_page_is_taken_again() -> None:
    first = [draft_of(place, number=1, score=0.6) for place in range(5)]
    others = [draft_of(place + 5, number=place + 2, score=0.55) for place in range(4)]
    pages = [one.citation.page for one in chosen([*first, *others], 5)]
    assert pages == [1, 2, 3, 4, 5]


def test_other_makers_are_taken_before_a_maker_is_taken_again() -> None:
    first = [
        draft_of(place, number=place + 1, score=0.6, maker=("number", "number gap")[place % 2])
        for place in range(4)
    ]
    others = [draft_of(place + 4, number=place + 5, score=0.58) for place in range(3)]
    makers = Counter(one.maker.removesuffix(" gap") for one in chosen([*first, *others], 4))
    assert makers == {"number": 1, "maker 4": 1, "maker 5": 1, "maker 6": 1}


def test_true_and_false_ones_are_as_many() -> None:
    drafts = [
        draft_of(place, "truefalse", number=place + 1, right=right, score=score)
        for place, (right, score) in enumerate([("true", 0.6)] * 6 + [("false", 0.5)] * 4)
    ]
    for seed in range(10):
        right = Counter(one.wordings[0].right for one in chosen(drafts, 6, seed=seed))
        assert right == {"true": 3, "false": 3}


def test_only_the_difficulty_that_is_asked_for_is_taken() -> None:
    easy = [draft_of(place, number=place + 1, difficulty="easy") for place in range(3)]
    hard = [draft_of(place, number=place + 1, difficulty="hard") for place in range(3, 6)]
    found, _ = choose([*easy, *hard], 6, KINDS, "hard", random.Random(1))
    assert found == hard


HEBREW_64 = DraftWording("he", "כמה מנורות יש ברחוב?", "64", ("5", "7", "8"))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            draft_of(0, score=0.9, about="note 7"),
            draft_of(1, about="note 7"),
            "asks what another asks",
        ),
        (
            draft_of(0, score=0.9, question="Which lamps glow on dark streets?"),
            draft_of(1, question="Which lamps glow on dark roads?"),
            "asks what another asks",
        ),
        (
            draft_of(0, score=0.9, question="What learns with AdamW?"),
            draft_of(1, right="AdamW"),
            "gives another's answer away",
        ),
        (
            draft_of(0, score=0.9, right="AdamW"),
            draft_of(1, question="What learns with AdamW?"),
            "gives another's answer away",
        ),
        (
            draft_of(0, "cloze", score=0.9, right="AdamW"),
            draft_of(1, "cloze", question="What learns with AdamW?"),
            "gives another's answer away",
        ),
        (
            draft_of(0, score=0.9, right="x", hebrew=HEBREW_64),
            draft_of(1, hebrew=DraftWording("he", "מי רואה 64 ציפורים?", "a", ("b", "c", "d"))),
            "gives another's answer away",
        ),
        (
            draft_of(0, score=0.9, right="latent variable"),
            draft_of(1, question="What samples latent variables?"),
            "gives another's answer away",
        ),
        (
            draft_of(0, score=0.9, right="Light map"),
            draft_of(1, right=" “light  map”. "),
            "has another's answer",
        ),
        (
            draft_of(0, score=0.9, right="mAP"),
            draft_of(1, "cloze", right="mAP"),
            "has another's answer",
        ),
        (
            draft_of(0, "cloze", score=0.9, right="mAP"),
            draft_of(1, "cloze", right="mAP"),
            "has another's answer",
        ),
        (
            draft_of(0, score=0.9, right="CIFAR-10"),
            draft_of(1, "cloze", right="CIFAR-10"),
            "has another's answer",
        ),
        (
            draft_of(0, maker=WHICH_PAPER, right="Lanternet"),
            draft_of(1, "cloze", right="Lanternet"),
            "has another's answer",
        ),
        (draft_of(0, right="GPT-3"), draft_of(1, "cloze", right="gpt-3"), "has another's answer"),
        (draft_of(0, right="66.9"), draft_of(1, "cloze", right="66.9"), "has another's answer"),
    ],
)
def test_of_two_that_clash_the_better_is_taken(one: Draft, other: Draft, reason: str) -> None:
    found, reasons = choose([other, one], 2, KINDS, None, random.Random(1))
    assert (found, reasons) == ([one], Counter({reason: 1}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (draft_of(0, question="What has 6 lamps?"), draft_of(1, right="6")),  # a single digit
        (
            draft_of(0, question="What is Lanternet?"),
            draft_of(1, maker=WHICH_PAPER, right="Lanternet"),
        ),
        (draft_of(0, question="What learns with AdamW?"), draft_of(1, "open", right="AdamW")),
        (draft_of(0, question="Is it true?"), draft_of(1, "truefalse", right="true")),
        (draft_of(0, right="6"), draft_of(1, "cloze", right="6")),  # of different things
        (draft_of(0, right="mAP"), draft_of(1, "open", right="mAP")),
        (draft_of(0, "truefalse", right="true"), draft_of(1, "truefalse", right="true")),
        (draft_of(0, right="mAP"), draft_of(1, right="maps")),
        (
            draft_of(0, maker=WHICH_PAPER, right="Lanternet"),
            draft_of(1, maker=WHICH_PAPER, right="Lanternet"),
        ),
    ],
)
def test_what_gives_nothing_away_stands_beside_each_other(one: Draft, other: Draft) -> None:
    found, reasons = choose([one, other], 2, KINDS, None, random.Random(1))
    assert (found, reasons) == ([one, other], Counter())


def test_the_same_seed_chooses_the_same_and_another_seed_others() -> None:
    drafts = plenty()
    runs = [chosen(drafts, 10, seed=seed) for seed in range(6)]
    assert runs == [chosen(drafts, 10, seed=seed) for seed in range(6)]
    assert len({tuple(one.about for one in run) for run in runs}) == len(runs)


def test_nothing_is_chosen_from_nothing() -> None:
    assert choose([], 5, KINDS, None, random.Random(1)) == ([], Counter())
    assert chosen(plenty(), 0) == []
