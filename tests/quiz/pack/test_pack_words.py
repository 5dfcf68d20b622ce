"""The words around what papers say: both languages ask the same, and read as sentences."""

import re
from string import Formatter

import pytest

import paperqa.quiz.pack.asking as asking
from paperqa.language.script import language_of
from paperqa.quiz.pack.asking import ASKING, Asked
from paperqa.quiz.pack.file_names import page_names
from paperqa.quiz.pack.names import in_sentence, prefixed

ALL: list[Asked] = [one for wordings in ASKING.values() for one in wordings]
for _value in vars(asking).values():
    if isinstance(_value, dict) and set(_value) == {"en", "he"}:
        ALL.append(_value)
    elif isinstance(_value, tuple):
        ALL.extend(one for one in _value if isinstance(one, dict))


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked["en"][:40])
def test_a_wording_is_whole_in_both_languages(asked: Asked) -> None:
    gaps = {
        lang: {gap for _, gap, _, _ in Formatter().parse(words) if gap} - {"own"}
        for lang, words in asked.items()
    }
    assert gaps["en"] == gaps["he"]
    bare = {lang: re.sub(r"\{\w+\}", "", words) for lang, words in asked.items()}
    assert language_of(bare["he"]) == "he"
    assert not re.search("[א-ת]", bare["en"])
    for words in asked.values():
        assert words[-1] in "?.:"
        assert "  " not in words


def test_every_side_has_wordings_that_differ() -> None:
    for wordings in ASKING.values():
        assert len(wordings) >= 3
        for lang in ("en", "he"):
            assert len({one[lang] for one in wordings}) == len(wordings)


@pytest.mark.parametrize(
    ("letter", "name", "expected"),
    [
        ("ל", "ViT", "ל-ViT"),
        ("מ", "ה-Transformer", "מה-Transformer"),
        ("ב", "ה-Transformer", "ב-Transformer"),
        ("ב", "קידוד מיקום", "בקידוד מיקום"),
        ("ל", "“Lost in the Middle”", "ל-“Lost in the Middle”"),
    ],
)
def test_a_hebrew_letter_joins_a_name_as_people_write_it(
    letter: str, name: str, expected: str
) -> None:
    assert prefixed(letter, name) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Positional encoding", "positional encoding"),
        ("KV cache", "KV cache"),
        ("NF4", "NF4"),
        ("Byte pair encoding (BPE)", "byte pair encoding (BPE)"),
        ("", ""),
    ],
)
def test_a_term_is_small_within_a_sentence_unless_it_is_an_abbreviation(
    term: str, expected: str
) -> None:
    assert in_sentence(term) == expected


def test_file_names_are_plain_and_in_order() -> None:
    assert page_names(["the Transformer", "“Ça va: ../x”", "שלום", "DALL-E 2"]) == [
        "01-transformer.md",
        "02-ca-va-x.md",
        "03.md",
        "04-dall-e-2.md",
    ]
    assert page_names(["a"] * 100)[99] == "100-a.md"
    assert len(page_names(["word " * 40])[0]) < 50
