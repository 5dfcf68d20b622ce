"""Thoughts are not shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperqa.llm.thinking import ThinkingFilter

OUTPUTS = [
    ("<think>\nHm [1].\n</think>\n\nFour [1].", "Four [1]."),
    ("  \n<think></think><think>more</think> Four.", "Four."),
    ("<|channel>thought\nHm.\n<channel|>ארבע.", "ארבע."),
    ("Four <think>is shown</think> here.", "Four <think>is shown</think> here."),
    ("<thinner> than thought", "<thinner> than thought"),
    ("<think>never ends", ""),
    ("<thi", "<thi"),
    (" \n Four", "Four"),
    ("", ""),
]


@pytest.mark.parametrize(("output", "answer"), OUTPUTS)
def test_only_thoughts_at_the_start_are_stripped(output: str, answer: str) -> None:
    thoughts = ThinkingFilter()
    assert thoughts.feed(output) + thoughts.close() == answer
    assert thoughts.thinking == (output == "<think>never ends")


def test_a_prompt_that_opens_the_thoughts_is_heeded() -> None:
    thoughts = ThinkingFilter("<assistant>\n<think>\n")
    assert thoughts.feed("Hm.</think> Four.") == "Four."
    assert ThinkingFilter("<think>\n\n</think>\n\n").feed("Four.") == "Four."


@settings(deadline=None)
@given(st.sampled_from(OUTPUTS), st.lists(st.integers(0, 60), max_size=6))
def test_no_way_of_cutting_the_output_changes_the_answer(
    example: tuple[str, str], cuts: list[int]
) -> None:
    output, answer = example
    thoughts, edges = ThinkingFilter(), [0, *sorted(cuts), len(output)]
    pieces = [output[a:b] for a, b in zip(edges, [*edges[1:], None], strict=True)]
    shown = "".join(thoughts.feed(piece) for piece in pieces) + thoughts.close()
    if "".join(pieces) == output:
        assert shown == answer
