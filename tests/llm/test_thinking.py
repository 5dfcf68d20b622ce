"""Thoughts are not shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperqa.llm.thinking import ThinkingFilter, answer_at_once, without_thoughts

OUTPUTS = [
    ("<think>\nHm [1].\n</think>\n\nFour [1].", "Four [1]."),
    ("  \n<think></think><think>more</think> Four.", "Four."),
    ("<|channel>thought\nHm.\n<channel|>ארבע.", "ארבע."),
    ("[THINK]Hm.[/THINK]Four.", "Four."),
    ("<|START_THINKING|>Hm.<|END_THINKING|> Four.", "Four."),
    (
        "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant"
        "<|channel|>final<|message|>Four.",
        "Four.",
    ),
    ("<|channel|>final<|message|>Four.", "Four."),
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


@pytest.mark.parametrize(
    ("prompt", "at_once"),
    [
        ("<assistant>\n<think>\n", "<assistant>\n<think>\n\n</think>\n\n"),
        ("<|turn>model\n<|channel>thought\n", "<|turn>model\n<|channel>thought\n<channel|>"),
        ("[/INST][THINK]", "[/INST][THINK][/THINK]"),
        ("<|START_THINKING|>", "<|START_THINKING|><|END_THINKING|>"),
        ("<|start|>assistant", "<|start|>assistant<|channel|>final<|message|>"),
        ("<think>\n\n</think>\n\n", "<think>\n\n</think>\n\n"),
        ("Why <think>?\n\nAssistant:", "Why <think>?\n\nAssistant:"),
    ],
)
def test_thoughts_that_a_template_begins_are_ended_before_the_model_has_one(
    prompt: str, at_once: str
) -> None:
    assert answer_at_once(prompt) == at_once


def test_pieces_are_passed_on_without_thoughts() -> None:
    assert list(without_thoughts(ThinkingFilter(), ["<th", "ink>a</thi", "nk> b", "c"])) == [
        "b",
        "c",
    ]
    assert list(without_thoughts(ThinkingFilter(), ["<thi"])) == ["<thi"]


@settings(deadline=None)
@given(st.sampled_from(OUTPUTS), st.lists(st.integers(0, 90), max_size=6))
def test_no_way_of_cutting_the_output_changes_the_answer(
    example: tuple[str, str], cuts: list[int]
) -> None:
    output, answer = example
    thoughts, edges = ThinkingFilter(), [0, *sorted(cuts), len(output)]
    pieces = [output[a:b] for a, b in zip(edges, [*edges[1:], None], strict=True)]
    shown = "".join(thoughts.feed(piece) for piece in pieces) + thoughts.close()
    if "".join(pieces) == output:
        assert shown == answer
