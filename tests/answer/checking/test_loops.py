"""A generation that goes in circles is noticed, and no ordinary text is taken for one."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from labelled import NOTES

from paperqa.answer.checking.loops import LoopWatch


def noticed_after(text: str) -> int | None:
    """Return how many characters it took; None: not noticed."""
    watch = LoopWatch()
    return next((at for at, char in enumerate(text, start=1) if watch.feed(char)), None)


@settings(deadline=None, max_examples=60)
@given(
    period=st.text(alphabet=st.sampled_from("abcdefg אבגדה.,0\n"), min_size=1, max_size=200).filter(
        lambda text: any(char.isalpha() for char in text)
    ),
    before=st.sampled_from(["", "Heron has 18 layers [1]. ", "המודל הוא רשת. "]),
)
@example(period="a", before="")
@example(period="מילה ", before="")
def test_any_period_up_to_200_characters_is_noticed_within_four_or_80_characters(
    period: str, before: str
) -> None:
    found = noticed_after(before + period * 100)
    assert found is not None
    assert found - len(before) <= max(4 * len(period), 80) + len(period)


def test_a_letter_that_repeats_is_noticed_after_48() -> None:
    assert noticed_after("a" * 100) == 48
    assert noticed_after("x" + "a" * 100) == 49
    assert noticed_after("ab" * 100) == 48
    assert noticed_after("a" * 47 + "b") is None


def test_a_sentence_that_returns_between_others_is_noticed_the_fourth_time() -> None:
    told = "The model uses attention over all words."
    text = " ".join(f"{told} Then sentence {name} comes." for name in "ABCDEFG")
    assert noticed_after(text) == text.index("Then sentence D") - 1
    hebrew = "המודל משתמש במנגנון קשב על כל המילים."
    assert noticed_after("\n".join(f"{n}. {hebrew} [{n}]" for n in range(1, 9))) is not None


def test_paragraphs_that_return_are_noticed_as_well() -> None:
    paragraph = " ".join(f"Sentence number {n} says something of its own." for n in range(12))
    found = noticed_after("\n\n".join([paragraph] * 6))
    assert found is not None
    assert found <= 3 * len(paragraph) + 50


@pytest.mark.parametrize(
    "text",
    [
        "|" + "-" * 120 + "|\n" + "=" * 200,
        "| Model | Layers | Width |\n|-------|--------|-------|\n"
        + "".join(f"| Heron-{n} | {n} | {64 * n} |\n" for n in range(40)),
        "".join(f"- Layer {n}: self-attention and a feed-forward network\n" for n in range(40)),
        "".join(f"{n}. שכבה מספר {n} כוללת קשב עצמי ורשת קדמית\n" for n in range(40)),
        "0, 0, 0, 0, 0, 0,\n" * 12,
        "```python\n" + "    nn.Linear(512, 512), nn.ReLU(),\n" * 8 + "```\n",
        "Yes. " * 9 + "No, no, no, no, no, no, no.",
        "ha" * 20,
        " " * 300,
    ],
)
def test_tables_lists_rules_and_code_are_no_loops(text: str) -> None:
    assert noticed_after(text) is None


def test_no_note_of_the_club_is_a_loop() -> None:
    for path in sorted(NOTES.glob("*.md"))[::3]:
        assert not LoopWatch().feed(path.read_text(encoding="utf-8")), path.name


@settings(deadline=None, max_examples=60)
@given(
    pieces=st.lists(
        st.sampled_from(
            ["abc ", "x", "\n", "The model uses attention here too. ", "```\n", "--", "א"]
        ),
        max_size=60,
    ),
    cuts=st.lists(st.integers(0, 900), max_size=10),
)
@example(pieces=["abc "] * 60, cuts=[])
@example(pieces=["The model uses attention here too. "] * 5, cuts=[1, 3, 150])
def test_no_way_of_cutting_the_stream_changes_what_is_noticed(
    pieces: list[str], cuts: list[int]
) -> None:
    text = "".join(pieces)
    watch, seen = LoopWatch(), 0
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    first = noticed_after(text)
    for start, end in pairwise(edges):
        seen = end
        assert watch.feed(text[start:end]) is (first is not None and first <= seen)


def test_what_was_noticed_stays_noticed() -> None:
    watch = LoopWatch()
    assert watch.feed("a" * 60)
    assert watch.feed("Another text altogether.")
    assert watch.looping
