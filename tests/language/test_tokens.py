import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.tokens import tokens, word_forms

HOSTILE = "שָׁלוֹם \u202eabc\u202c 😀 \ud800\udc00 ﬁne \x00 ½ e\u0301 \u0345 ª ⅷ 한국어 c++ '' \" ־"


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("", []),
        ("the of and", []),
        ("GPT-3", [("gpt", "3", "gpt3")]),
        ("GPT3", [("gpt", "3", "gpt3")]),
        ("fine-tuning models", [("fine", "tune", "finetun"), ("model",)]),
        ("C++ and C#", [("c",), ("c",)]),
        ("0.1 28.4% 1,000", [("0.1",), ("28.4",), ("1", "000", "1000")]),
        ("naïve Café", [("naiv",), ("cafe",)]),
        ("eﬃcient", [("effici",)]),
        ("המודלים של BERT", [("המודלימ", "מודלימ"), ("bert",)]),
        ("ב-Transformer", [("transform",)]),
        ("רא״ש", [("ראש",)]),
        ("state-of-the-art", [("state", "art", "stateoftheart")]),
    ],
)
def test_words_have_the_forms_that_bm25_knows(text: str, forms: list[tuple[str, ...]]) -> None:
    assert word_forms(text) == forms


def test_tokens_are_all_forms_in_order() -> None:
    assert tokens("the GPT-3 models") == ["gpt", "3", "gpt3", "model"]


def test_a_word_is_found_however_it_is_written() -> None:
    for asked, written in [("gpt 3", "GPT-3"), ("finetuning", "fine-tuning"), ("מודל", "במודל")]:
        assert set(tokens(asked)) & set(tokens(written)), (asked, written)


def test_hostile_strings_yield_words() -> None:
    assert {"שלומ", "abc", "fine", "c"} <= set(tokens(HOSTILE))


@given(st.text(alphabet=st.characters(codec=None)) | st.text(alphabet=HOSTILE + "אבגדהוabcd-.'1"))
def test_no_string_crashes_or_yields_an_empty_form(text: str) -> None:
    for forms in word_forms(text):
        assert forms
        assert all(form and not form.isspace() for form in forms)


def test_a_name_of_two_humps_is_also_asked_in_two_words() -> None:
    assert word_forms("FlashAttention") == [("flash", "attent", "flashattent")]
    assert word_forms("ImageNet LoRA ResNet") == [("imagenet",), ("lora",), ("resnet",)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("אבגהשמץ -aB1"),
            st.sampled_from(["", "", "\u05b8", "\u05bc", "\u200f", "\u202b", "\u2069", "\ufeff"]),
        )
    )
)
def test_points_and_direction_marks_never_change_tokens(pieces: list[tuple[str, str]]) -> None:
    marked = "".join(char + mark for char, mark in pieces)
    assert tokens(marked) == tokens("".join(char for char, _ in pieces))


def test_ready_made_letters_yield_the_tokens_of_plain_ones() -> None:
    assert tokens("\ufb2aלום \ufb31\ufb4b") == tokens("שלום בו")
