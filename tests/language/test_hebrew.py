import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.hebrew import fold_word, normalise_hebrew, without_prefixes


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("שָׁלוֹם", "שלום"),  # points
        ("בְּרֵאשִׁ֖ית", "בראשית"),  # points and an accent
        ("\u202bצה״ל\u202c", 'צה"ל'),
        ("ארה''ב", 'ארה"ב'),
        ("ג׳ירפה", "ג'ירפה"),
        ("בית־ספר", "בית-ספר"),
        ("\ufb2aלום", "שלום"),  # a ready-made letter with its point
        ("it's", "it's"),
    ],
)
def test_spellings_of_one_word_become_the_same(text: str, plain: str) -> None:
    assert normalise_hebrew(text) == plain


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_normalising_twice_changes_no_more(text: str) -> None:
    once = normalise_hebrew(text)
    assert normalise_hebrew(once) == once


def test_quotes_and_final_letters_are_folded() -> None:
    assert fold_word('מנכ"ל') == "מנכל"
    assert fold_word("עולם") == "עולמ"
    assert fold_word("צ'יפ") == "ציפ"


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("טרנספורמר", []),
        ("המודל", ["מודל"]),
        ("מודל", ["ודל"]),
        ("במודל", ["מודל"]),
        ("ושהמודל", ["שהמודל", "המודל", "מודל"]),
        ("כשהמודל", ["שהמודל", "המודל", "מודל"]),
        ("שלום", ["לום"]),  # no word: the whole one is kept beside it
        ("הוא", []),  # three letters must stay
        ("BERT", []),
        ("", []),
    ],
)
def test_prefix_letters_are_taken_off_one_by_one(word: str, rest: list[str]) -> None:
    assert without_prefixes(word) == rest
