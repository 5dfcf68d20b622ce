import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.script import is_rtl, language_of, question_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "en"),
        ("123 + 456", "en"),
        ("attention", "en"),
        ("מהו קשב", "he"),
        ("אב cdefgh", "he"),  # exactly a quarter
        ("אב cdefghi", "en"),
        ("Привет", "en"),
    ],
)
def test_a_quarter_of_hebrew_letters_makes_a_text_hebrew(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does טרנספורמר mean?", "en"),
        ("מה זה positional encoding?", "he"),
        ("למה layer normalization עובד על images?", "he"),
        ("BERT vs. GPT-2", "en"),
        ("ההבדל: encoder, decoder", "he"),
        ("ו-QLoRA?", "he"),
        ("QLoRA (ו)?", "en"),
        ("WHAT IS קשב", "en"),
    ],
)
def test_a_question_is_in_the_language_of_its_function_words(question: str, language: str) -> None:
    assert question_language(question) == language


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("", False),
        ("3.14 (!)", False),
        ("BERT הוא מודל", False),
        ("3. שלום BERT", True),
        ("\u200fBERT", True),  # a right-to-left mark is a strong character
        ("حبيبي", True),
        ("\ud800 שלום", False),  # a lone surrogate counts as left to right
    ],
)
def test_the_first_strong_character_gives_the_direction(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl


@given(st.text())
def test_every_string_has_a_language_and_a_direction(text: str) -> None:
    assert language_of(text) in {"en", "he"}
    assert question_language(text) in {"en", "he"}
    assert is_rtl(text) in {True, False}
