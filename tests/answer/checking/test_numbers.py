"""Numbers are the same however they are written."""

from decimal import Decimal

import pytest

from paperqa.answer.checking.numbers import (
    lacking,
    numbers_in,
    printed_numbers,
    speaks_of_rates,
    without_numbers,
)


def values(text: str) -> list[Decimal]:
    return [number.value for number in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28.4", "28.4"),
        ("28,4", "28.4"),
        ("28.40", "28.4"),
        (".5", "0.5"),
        ("1,000", "1000"),
        ("1,024,768.5", "1024768.5"),
        ("65M", "65e6"),
        ("65 million", "65e6"),
        ("65-million", "65e6"),
        ("65 מיליון", "65e6"),
        ("1.5 מיליארד", "1.5e9"),
        ("7B", "7e9"),
        ("10k", "1e4"),
        ("680 אלף", "680000"),
        ("3.3e18", "3.3e18"),
        ("3.3·10^18", "3.3e18"),
        ("3.3 × 10^{18}", "3.3e18"),
        (r"3.3 \times 10^{18}", "3.3e18"),
        ("3.3·10¹⁸", "3.3e18"),
        ("1e-4", "0.0001"),
        ("10⁻⁴", "0.0001"),
        ("10^-4", "0.0001"),
        ("80GB", "80"),
        ("4-bit", "4"),
        ("ב-2017", "2017"),
        ("eight", "8"),
        ("twenty-eight", "28"),
        ("one hundred and seventy-five billion", "175e9"),
        ("a hundred", "100"),
        ("שמונה", "8"),
        ("בעשרים ושמונה", "28"),
        ("שתים עשרה", "12"),
        ("שלושה עשר", "13"),
        ("מאה שבעים וחמישה מיליארד", "175e9"),
        ("אלפיים", "2000"),
        ("שלוש מאות", "300"),
        ("שני מודלים", "2"),
    ],
)
def test_one_number_is_read_in_every_way_that_it_is_written(text: str, value: str) -> None:
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-3, ResNet-50, P100, d_2 and F1",
        "3D and 2D",
        "one of the",
        "the two models",
        "שני המודלים",
        "מצד שני",
        "אלפי דוגמאות",
        "hundreds of",
        "zero-shot and one-hot",
        "אחד מהם",
    ],
)
def test_digits_of_names_and_words_that_count_nothing_are_no_numbers(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("5-10", ["5", "10"]),
        ("16x16", ["16", "16"]),
        ("13 by 13", ["13", "13"]),
        ("0.1, 0.2", ["0.1", "0.2"]),
        ("8 heads, 64 wide", ["8", "64"]),
        ("לכל אחת עשר תבניות ועוד 3", ["3", "10"]),
    ],
)
def test_numbers_beside_each_other_stay_two(text: str, both: list[str]) -> None:
    assert values(text) == [Decimal(value) for value in both]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("12%", "12 percent"),
        ("12 אחוז", "12%"),
        ("12%", "a share of 0.12"),
        ("0.12", "12%"),
        ("76.3% accuracy", "accuracy 76.3"),
        ("accuracy of 76", "76%"),
        ("12%", "an error of 12"),
        ("2.3·10^19", "2.3 · 1019 FLOPs"),
        ("1e-9", "ϵ = 10−9"),
        ("10,000", "10, 000 steps"),
        ("65 million", "params (in millions) 65"),
        ("65 מיליון", "params ×10 6: 65"),
        ("nine billion", "9 of the 52 billion"),
        ("2 encoders", "both encoders"),
        ("1 GPU", "a single GPU"),
        ("8 and 16", "8,16 and 32"),
        ("Table 3", "see Table 3"),
    ],
)
def test_a_source_holds_a_number_that_it_writes_otherwise(claim: str, source: str) -> None:
    assert lacking(claim, [printed_numbers(source)]) == ()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("28.4", "28.5 and 284"),
        ("12%", "12 layers"),
        ("12 layers", "a dropout of 12%"),
        ("65 million", "65 layers"),
        ("65 million", "65 billion"),
        ("12 layers", "as shown before [12]"),
        ("3 layers", "see Table 3 and Section 3.1"),
        ("1000", "100 and 10000"),
        ("1e-4", "1e-5"),
        ("שמונה", "7 and 9"),
        ("0.9", "0.99"),
    ],
)
def test_a_source_does_not_hold_another_number(claim: str, source: str) -> None:
    assert lacking(claim, [printed_numbers(source)]) == numbers_in(claim)


def test_numbers_are_found_where_they_stand_with_their_scale() -> None:
    text = "It has 65 million parameters, 12% more"
    assert [text[n.start : n.end] for n in numbers_in(text)] == ["65 million", "12%"]
    assert without_numbers(text) == "It has   parameters,   more"


def test_what_speaks_of_rates_is_told_by_its_words() -> None:
    assert [speaks_of_rates(text) for text in ("an accuracy", "הדיוק", "12 layers")] == [
        True,
        True,
        False,
    ]
