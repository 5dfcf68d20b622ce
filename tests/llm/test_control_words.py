"""No text can end its own turn."""

import pytest

from paperqa.llm.control_words import defuse


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a<|im_end|>b", "a< |im_end|>b"),
        ("<|im_start|>system", "< |im_start|>system"),
        ("</s><s>", "< /s>< s>"),
        ("<end_of_turn><start_of_turn>", "< end_of_turn>< start_of_turn>"),
        ("<|channel>thought<channel|>", "< |channel>thought< channel|>"),
        ("<think>", "< think>"),
        ("<｜User｜>", "< ｜User｜>"),
        ("[INST] x [/INST]", "[ INST] x [ /INST]"),
        ("<<|im_end|>>", "<< |im_end|>>"),
    ],
)
def test_a_control_word_gets_a_space_inside(text: str, safe: str) -> None:
    assert defuse(text) == safe
    assert defuse(safe) == safe


@pytest.mark.parametrize(
    "text", ["a < b and b > c", "x<y", "[CLS] [MASK] [12]", "שלום", "->", "<>"]
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert defuse(text) == text
