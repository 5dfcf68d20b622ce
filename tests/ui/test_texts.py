"""Every string of the chat is there in both languages."""

import string
from dataclasses import asdict

import pytest

from paperqa.ui.texts import EXAMPLES, GREETINGS, LABELS, PAGE, reader_language


def _fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_both_languages_have_the_same_strings_with_the_same_gaps() -> None:
    for table in (LABELS, GREETINGS):
        english, hebrew = asdict(table["en"]), asdict(table["he"])
        assert {name: _fields(text) for name, text in english.items()} == {
            name: _fields(text) for name, text in hebrew.items()
        }
    assert PAGE["en"].keys() == PAGE["he"].keys()


def test_examples_are_in_both_languages() -> None:
    hebrew = [text for text in EXAMPLES if any("א" <= letter <= "ת" for letter in text)]
    assert (len(EXAMPLES), len(hebrew)) == (4, 2)


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("he-IL,he;q=0.9,en;q=0.8", "he"),
        ("iw", "he"),
        ("en-US,he;q=0.5", "en"),
        ("", "en"),
        ("her-X", "en"),
    ],
)
def test_the_reader_language_is_the_first_that_the_browser_names(header: str, lang: str) -> None:
    assert reader_language(header) == lang
