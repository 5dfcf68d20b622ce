"""Words that a model copied, found again in the text that it copied them from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.find_text import (
    folded,
    found_quote,
    found_words,
    whole_sentences,
)

TEXT = "The “soft-\nmax” of GPT-3 costs 2.8 s, or 1,8; then 18 [12]. Heads: 8. It has √dk – width."


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("softmax", "soft-\nmax"),
        ("the 'softmax'", "The “soft-\nmax"),
        ("gpt‑3", "GPT-3"),
        ("2.8", "2.8"),
        ("18 (12)", "18 [12]"),
        ("8", "8"),
        ("√dk", "√dk"),
        ("has  √dk - width", "has √dk – width"),
        ("ＧＰＴ-3", "GPT-3"),
    ],
)
def test_words_are_found_as_they_are_printed(words: str, printed: str) -> None:
    span = found_words(words, TEXT)
    assert span is not None
    assert TEXT[slice(*span)] == printed


def test_a_figure_is_not_found_inside_another() -> None:
    assert found_words("8", "2.8, 1,8, 18, 8.5, GPT-8 and 8x") is None
    assert found_words("8", "2.8 and 8.") == (8, 9)
    assert found_words("3", "GPT-3") is None
    assert found_words("-8", "at -8 degrees") == (3, 5)
    assert found_words("8", "18 8") == (3, 4)


@pytest.mark.parametrize(
    "words", ["", "  ", "“”", "-", "\u200b", "GPT 4", "softmin", "max of GPT-"]
)
def test_words_that_are_not_there_are_not_found(words: str) -> None:
    assert found_words(words, TEXT) in (None, found_words("max of GPT", TEXT))
    assert found_words(words, "") is None


def test_a_quote_that_begins_inside_a_word_is_widened_to_it() -> None:
    span = found_quote("ttention is a layer of the mode", "Self attention is a layer of the model.")
    assert span == (5, 38)


@pytest.mark.parametrize("mark", ["[11]", "(11)", "", "[ 11 ]"])
def test_a_quote_may_lack_the_marks_of_references(mark: str) -> None:
    text = "Before. We use a residual connection [11] around each [12, 3] of them. After."
    span = found_quote(f"a residual connection {mark} around each of them.", text)
    assert span == ((15, 70) if mark != "[ 11 ]" else None)
    assert found_words("11", text) == (38, 40)


def test_a_quote_may_lack_authors_and_years_too() -> None:
    text = (
        "Unlike others (Peters et al., 2018a; Radford et al., 2018), BERT is deep (in 12 layers)."
    )
    assert found_quote("Unlike others, BERT is deep (in 12 layers)", text) == (0, len(text) - 1)
    assert found_quote("Unlike others, BERT is deep.", text) is None


def test_a_span_is_widened_to_its_sentences() -> None:
    text = "One is here. Two is there. Three is far."
    assert whole_sentences((15, 17), text) == (13, 26)
    assert whole_sentences((8, 17), text) == (0, 26)
    assert whole_sentences((0, len(text)), text) == (0, len(text))


@given(st.text(alphabet="ab8-. \n“é", min_size=1, max_size=40), st.data())
def test_what_is_cut_out_of_a_text_is_found_and_reads_the_same(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    # A dash at the end of a piece does not know what follows it.
    piece = text[start:end].rstrip("-")
    span = found_quote(piece, text)
    if not folded(piece):
        assert span is None
        return
    assert span is not None
    assert folded(piece) in folded(text[slice(*span)])
