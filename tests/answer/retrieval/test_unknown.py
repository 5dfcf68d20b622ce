"""Names in a question that nothing in the index mentions."""

import pytest
from small_index import ATTENTION, GPT, LORA, index_of, passage

from paperqa.answer.retrieval.query import understand
from paperqa.answer.retrieval.unknown import (
    absent_papers,
    hardly_mentioned,
    is_whole,
    names_in,
    unknown_names,
)
from paperqa.types import Paper

SWIN = Paper("swin", "Hierarchical Windows", aliases=("Swin V2",))
INDEX = index_of(
    [
        passage("Attention weighs all positions of a sequence at once."),
        passage("Low-rank matrices are trained beside the frozen weights.", LORA),
        passage("GPT-3 guesses the next word, alpha folds it, and AlphaHop plays.", GPT),
        passage("Windows are shifted.", SWIN),
    ],
    papers=(ATTENTION, LORA, GPT, SWIN),
)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("What does AlphaFold weigh?", ("AlphaFold",)),
        ("What does AlphaHop weigh?", ()),
        ("How many weights has GPT-5?", ("GPT-5",)),
        ("How many weights has GPT-3?", ()),
        ("How many weights has gpt-3?", ()),
        ("What did Ruth say of Naomi?", ("Ruth", "Naomi")),
        ("מה אומרת Ruth על attention?", ("Ruth",)),
        ("מה ב-AlphaHop?", ()),
        ("What has a 3D view of attention?", ()),
        ("naïve Poincaré", ()),
        ("", ()),
        ("?!", ()),
    ],
)
def test_unknown_names_are_those_that_no_passage_holds(
    question: str, unknown: tuple[str, ...]
) -> None:
    assert unknown_names(question, INDEX) == unknown


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Does LoRA freeze it?", ()),  # of the title
        ("Does Swin V2 shift it?", ()),  # an alias
        ("Does Swin V3 shift it?", ("Swin", "V3")),
        ("Does QLoRA freeze it?", ("QLoRA",)),
    ],
)
def test_what_a_paper_is_called_is_known_though_no_passage_says_it(
    question: str, unknown: tuple[str, ...]
) -> None:
    assert unknown_names(question, INDEX) == unknown


@pytest.mark.parametrize(
    "question",
    ["Describe attention", "Hello! Describe it", '"Describe" it', "It is so. (Describe it?)"],
)
def test_a_capital_that_begins_a_sentence_makes_no_name(question: str) -> None:
    assert names_in(question) == []


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How does Ruth use t5, GPT-3.5 and bFloat?", ["Ruth", "t5", "GPT-3.5", "bFloat"]),
        ("BERT is one where it begins", ["BERT"]),
        ("no names here", []),
    ],
)
def test_names_have_a_capital_or_a_digit(question: str, names: list[str]) -> None:
    assert names_in(question) == names


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("GPT-5", True),
        ("GPT5", True),
        ("GPT-3.5", True),
        ("AlphaFold", True),
        ("GPT", False),
        ("ResNet", False),
        ("LoRA", False),
        ("GPT-2024", False),
    ],
)
def test_of_some_names_a_part_says_nothing(name: str, whole: bool) -> None:
    assert is_whole(name) is whole


def test_a_long_run_of_letters_is_read_in_one_go() -> None:
    # Minutes, where every letter begins a new attempt.
    assert unknown_names("a" * 200_000 + "é", INDEX) == ()


def test_a_name_within_another_is_not_named_with_it() -> None:
    qlora = Paper("q", "QLoRA: Quantised Weights")
    index = index_of([passage("Quantised weights are tuned.", qlora)], papers=(qlora,))
    assert unknown_names("Does QLoRA beat LoRA?", index) == ("LoRA",)


EFFICIENT = "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks"
WHISPER = "Robust Speech Recognition via Large-Scale Weak Supervision"


@pytest.mark.parametrize(
    ("question", "hardly", "often"),
    [
        ("How many hours of audio was Whisper trained on?", [WHISPER], []),
        ("על כמה שעות אימנו את Whisper?", [WHISPER], []),
        ("Is Whisper a kind of LoRA?", [WHISPER], []),
        ("Do agents whisper?", [], []),
        ("Who made Flamingo?", ["Flamingo: a Visual Language Model for Few-Shot Learning"], []),
        ("How is EfficientNet scaled?", [], [EFFICIENT]),
        ("Is EfficientNet deeper than Whisper?", [WHISPER], [EFFICIENT]),
    ],
)
def test_famous_papers_that_are_not_here_are_told_and_whether_they_are_hardly_mentioned(
    question: str, hardly: list[str], often: list[str]
) -> None:
    many = [
        passage(f"Like EfficientNet, and as Flamingo once, {row}.", GPT, start=100 * row)
        for row in range(4)
    ]
    seldom = [passage("Flamingo is a bird.", LORA)]
    index = index_of([*many[:3], passage("EfficientNet is scaled.", LORA, start=50)])
    found = absent_papers(understand(question, index), index)
    assert [one.title for one in found if hardly_mentioned(one, index)] == hardly
    assert [one.title for one in found if not hardly_mentioned(one, index)] == often
    more = index_of([*many, *seldom])
    found = absent_papers(understand(question, more), more)
    assert not [one for one in found if one.name == "Flamingo" and hardly_mentioned(one, more)]
