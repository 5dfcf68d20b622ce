"""Wrong answers that fill another item's gap are left out, where enough are left."""

import random
from collections.abc import Sequence

import pytest
from small_drafts import draft_of

from paperqa.quiz.choosing.place import placed
from paperqa.quiz.draft import DraftWording
from paperqa.quiz.item import ItemKind


def test_a_wrong_answer_that_fills_the_gap_of_another_item_is_left_out() -> None:
    # As long as the right one, and offered first: it would be taken.
    choice = draft_of(0, wrong=("BrooK", "net a", "net b", "net c"))
    gap = draft_of(1, "cloze", right="“brook”")
    alone = placed([choice], random.Random(1))[0].wordings[0].choices
    assert set(alone) == {"right", "BrooK", "net a", "net b"}
    for seed in range(9):
        for drafts in ([choice, gap], [gap, choice]):
            items = placed(drafts, random.Random(seed))
            (asked,) = (one for one in items if one.kind == "choice")
            assert set(asked.wordings[0].choices) == {"right", "net a", "net b", "net c"}


def test_it_is_left_out_of_all_languages_whichever_tells_it() -> None:
    hebrew = DraftWording(
        "he", "מה נכון?", "נכון", ("טעות א", "רשת נחל", "טעות ב", "טעות ג", "טעות ד")
    )
    choice = draft_of(0, wrong=("one", "two", "three", "four", "brook net"), hebrew=hebrew)
    english = draft_of(1, "cloze", right="brook net")
    both = draft_of(1, "cloze", right="stream", hebrew=DraftWording("he", "זו ____.", "רשת נחל"))
    for seed in range(9):
        texts = [placed([choice, gap], random.Random(seed))[0].wordings for gap in (english, both)]
        for en, he in texts:
            pairs = dict(
                zip((*choice.wordings[0].wrong, "right"), (*hebrew.wrong, "נכון"), strict=True)
            )
            assert he.choices == tuple(pairs[one] for one in en.choices)
        assert "brook net" not in texts[0][0].choices
        assert "רשת נחל" not in texts[1][1].choices


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("cloze", "brook net", ("brook net", "wrong a", "wrong b")),  # only three
        ("open", "brook net", ("brook net", "wrong a", "wrong b", "wrong c")),
        ("choice", "brook net", ("brook net", "wrong a", "wrong b", "wrong c")),
        ("cloze", "brook nets", ("brook net", "wrong a", "wrong b", "wrong c")),
    ],
)
def test_it_stays_where_too_few_are_left_and_where_no_gap_asks_for_it(
    kind: ItemKind, right: str, wrong: Sequence[str]
) -> None:
    drafts = [draft_of(0, wrong=wrong), draft_of(1, kind, right=right)]
    for seed in range(9):
        choices = placed(drafts, random.Random(seed))[0].wordings[0].choices
        assert set(choices) == {"right", *wrong[:3]}
