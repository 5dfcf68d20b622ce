"""Names in a model's sentence, and whether a source holds them."""

import pytest

from paperqa.answer.checking.names import holds_name, names_in


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "The model uses Adam, unlike GPT-3 or ResNet-50's RNNs.",
            ["Adam", "GPT-3", "ResNet-50", "RNNs"],
        ),
        (
            "BERT beats LSTMs on WMT14 English-to-German.",
            ["BERT", "LSTMs", "WMT14", "English-to-German"],
        ),
        ("ה-Transformer של Google משתמש ב-LayerNorm.", ["Google", "LayerNorm"]),
        ("Llama הוא מודל.", ["Llama"]),
        ('Training is fast. Nothing else is. "Quotes" open too.', []),
        ("It uses Layer Normalization and Residual Connections.", []),
        ("(Batch Normalization) הוא נרמול.", []),
        ("NOT this, I'm and K, Q, V.", []),
        ("- Heads: They run beside each other.", []),
        ("FlashAttention-2 and C++ and FlashAttention-2.", ["FlashAttention-2", "C++"]),
        ("רשת נוירונים ללא שם.", []),
    ],
)
def test_names_are_what_is_spelt_as_names(sentence: str, names: list[str]) -> None:
    assert list(names_in(sentence)) == names


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("we use GPT 3 here", "GPT-3", True),
        ("gpt3", "GPT-3", True),
        ("GPT-3.5 is larger", "GPT-3", False),
        ("GPT-2 has 3 sizes", "GPT-3", False),
        ("flash attention", "FlashAttention", True),
        ("recurrent neural networks", "RNNs", True),
        ("QLoRA", "LoRA", False),
        ("LoRA's rank", "LoRA", True),
        ("RoBERTa", "BERT", False),
        ("BERTBASE has 12 layers", "BERT-base", True),
        ("from English to German", "English-German", True),
        ("from English to French", "English-German", False),
        ("the HOG features", "HOG-based", True),
        ("the ResNets", "ResNet", True),
        ("", "Adam", False),
    ],
)
def test_a_text_holds_a_name_however_it_spells_it(text: str, name: str, held: bool) -> None:
    assert holds_name(text, name) is held
