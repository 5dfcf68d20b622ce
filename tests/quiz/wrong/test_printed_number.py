"""Which numbers of a text can be asked for, and what is put in their places."""

import string
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.quiz.wrong.printed_number import (
    askable,
    in_text,
    printed_in,
    stands_in,
    stands_once,
    values_in,
    with_numbers,
)


def printed(text: str) -> list[str]:
    return [one.printed for one in printed_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "as in GPT-2 before",
        "on ImageNet-1K alone",
        "on VOC 2007 alone",
        "on VOC 2007 and 2012 alone",
        "against Lantern 2 13B alone",
        "with Mistral 7B alone",
        "see Table 3 there",
        "a patch of 4 × 4 cells",
        "a patch of 4×4 cells",
        "a patch of 4 x 4 cells",
        "a patch of 4 * 4 cells",
        "about 10^6 lamps",
        "at 3_a there",
        "of d = 64 there",
        "as 1/2 of it",
        "a 24-layer net",
        "pages 1-2 there",
        "10M-20M lamps",
        "x2 there",
        "3x there",
        "1e5 there",
        "version 1.2.3 there",
        "f1 and 2a",
        "it is 24(x) there",
    ],
)
def test_numbers_of_names_formulas_products_and_versions_do_not_stand_alone(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    "text",
    ["1–2 lamps", "50–60% of it", "50%–60% of it", "50%-60% of it", "50−60 lamps", "−3 degrees"],
)
def test_neither_end_of_a_range_stands_alone_and_no_negative_number(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    ("text", "digits", "scale", "percent", "value", "decimals"),
    [
        ("of 24 layers", "24", "", False, "24", 0),
        ("of 81.3% there", "81.3", "", True, "81.3", 1),
        ("of Lanternet 81.3 there", "81.3", "", False, "81.3", 1),
        ("of Lanternet 81% there", "81", "", True, "81", 0),
        ("of 2,500M lamps", "2,500", "M", False, "2500", 0),
        ("of 1,234,567.89 lamps", "1,234,567.89", "", False, "1234567.89", 2),
        ("of 7B lamps", "7", "B", False, "7", 0),
        ("of 3k lamps", "3", "k", False, "3", 0),
        ("for $4.50 a lamp", "4.50", "", False, "4.50", 2),
        ("(24)", "24", "", False, "24", 0),
        ("it ends with 24.", "24", "", False, "24", 0),
        ("משתמשים ב-24 שכבות", "24", "", False, "24", 0),
        ("משתמשים ב־24 שכבות", "24", "", False, "24", 0),
        ("עולה כ-$24 בלבד", "24", "", False, "24", 0),
    ],
)
def test_a_number_is_read_with_its_format_and_place(
    text: str, digits: str, scale: str, percent: bool, value: str, decimals: int
) -> None:
    (one,) = printed_in(text)
    assert (one.digits, one.scale, one.percent) == (digits, scale, percent)
    assert (str(one.value), one.decimals) == (value, decimals)
    assert text[one.start : one.end] == one.printed == digits + scale


def test_numbers_come_in_their_order() -> None:
    assert printed("36 hours, 48 chips and 0.5 lamps") == ["36", "48", "0.5"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("of 123456789012 lamps", ["123456789012"]),
        ("of 1234567890123 lamps", []),
        ("of 123,456,789,012 lamps", ["123,456,789,012"]),
        ("of 1,000,000,000,000,000 lamps", []),
        ("of 0.123456 there", ["0.123456"]),
        ("of 0.1234567 there", []),
        (f"of {'9' * 5000} and 24 lamps", ["24"]),
    ],
)
def test_a_number_of_more_than_twelve_digits_or_six_decimals_is_no_number_to_ask_for(
    text: str, found: list[str]
) -> None:
    assert printed(text) == found


@given(st.text(alphabet=string.digits + " .,%-–×KMBx()אבA", max_size=30))
def test_what_is_read_is_what_stands_there(text: str) -> None:
    for one in printed_in(text):
        assert text[one.start : one.end] == one.printed


@pytest.mark.parametrize(
    ("en", "he", "wanted"),
    [
        ("It takes 36 hours on 48 chips.", None, ["36", "48"]),
        ("It takes 36 hours on 48 chips.", "נדרשות 36 שעות על 48 שבבים.", ["36", "48"]),
        ("It takes 36 hours on 48 chips.", "נדרשות 36 שעות.", ["36"]),
        ("It takes 36 hours, then 36 more.", None, []),
        ("It takes 36 hours.", "נדרשות 36 שעות ועוד 36.", []),
        ("It takes 36 hours and Table 36.", None, []),
        ("It takes 2 hours and 1 chip, 3 in all.", None, ["3"]),
        ("It takes 36 hours.", "נדרשות 36-40 שעות.", []),
        ("It takes 36 hours of 36.5.", None, ["36", "36.5"]),
        ("It costs 2,500 coins.", "הוא עולה 2500 מטבעות.", []),
        ("It has 7B lamps.", "יש בו 7 מנורות.", []),
        ("It takes 36 hours.", "נדרשות 36 שעות עם GPT-36.", []),
    ],
)
def test_askable_is_what_stands_once_in_both_languages(
    en: str, he: str | None, wanted: list[str]
) -> None:
    assert [one.printed for one in askable(en, he)] == wanted


def test_a_number_is_found_in_another_text_at_its_own_place() -> None:
    (number,) = printed_in("in 36 hours")
    there = in_text(number, "תוך כ-36 שעות")
    assert there is not None
    assert (there.start, there.end, there.printed) == (6, 8, "36")
    assert in_text(number, "36 and 36") is None
    assert in_text(number, "37") is None


def test_two_numbers_change_places_and_the_rest_stays() -> None:
    text = "It takes 36 hours on 2,500M chips, 36.5 in all."
    one, other, _ = printed_in(text)
    assert with_numbers(text, {one: other.printed, other: one.printed}) == (
        "It takes 2,500M hours on 36 chips, 36.5 in all."
    )


def test_a_number_that_is_not_there_changes_nothing() -> None:
    (number,) = printed_in("in 36 hours")
    assert with_numbers("in 37 hours", {number: "____"}) == "in 37 hours"
    assert with_numbers("36 of 36", {number: "____"}) == "36 of 36"


@given(
    st.lists(st.integers(3, 10**6), min_size=1, max_size=5, unique=True),
    st.lists(st.text(alphabet="abc ,;אבג", max_size=8), min_size=6, max_size=6),
)
def test_with_numbers_leaves_the_rest_alone(numbers: list[int], between: list[str]) -> None:
    text = " ".join(f"{words} {n}" for words, n in zip(between, numbers, strict=False)) + " end"
    found = printed_in(text)
    assert [one.printed for one in found] == [str(number) for number in numbers]
    expected = text
    for number in numbers:
        expected = expected.replace(f" {number} ", " ____ ")
    assert with_numbers(text, dict.fromkeys(found, "____")) == expected


@pytest.mark.parametrize(
    ("number", "text", "stands"),
    [
        ("36", "It takes 36 hours.", True),
        ("36", "It takes 36% of it.", True),
        ("36", "It takes 36M of it.", True),
        ("36", "It takes 36, or so.", True),
        ("36", "It takes 136 hours.", False),
        ("36", "It takes 362 hours.", False),
        ("36", "It takes 36.5 hours.", False),
        ("36", "It takes 36,500 hours.", False),
        ("36", "It takes 1.36 hours.", False),
        ("500", "It takes 36,500 hours.", False),
        ("2,500M", "It has 2,500M lamps.", True),
    ],
)
def test_a_number_stands_in_a_text_and_not_within_another(
    number: str, text: str, stands: bool
) -> None:
    assert stands_in(number, text) is stands


def test_digits_that_stand_in_a_name_too_do_not_stand_once() -> None:
    (number,) = printed_in("It takes 36 hours.")
    assert stands_once(number, "It takes 36 hours.")
    assert stands_once(number, "It takes 36 hours of 136 or 36.5.")
    assert not stands_once(number, "It takes 36 hours of GPT-36.")


def test_every_value_is_read_in_names_ranges_and_formulas_too() -> None:
    found = values_in("GPT-3 takes 1,024 to 20-30 hours at 10^6, 12.5% of 4x4.")
    assert found == set(map(Decimal, ("3", "1024", "20", "30", "10", "6", "12.5", "4")))
