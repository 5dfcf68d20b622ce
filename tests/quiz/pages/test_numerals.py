import pytest

from paperqa.quiz.pages.numerals import numerals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a score of 28.4 points", [("28.4", "points", False)]),
        ("it gains 4.5% and 12 % more", [("4.5", "", True), ("12", "more", True)]),
        ("about 1,024 lanterns cost $30", [("1,024", "lanterns", False), ("30", "", True)]),
        ("is 2.3× faster with 7B weights", [("2.3", "faster", True), ("7B", "weights", True)]),
        ("reads 1.5T words", [("1.5", "words", True)]),
        ("a 12-layer lantern", [("12", "layer", False)]),
        ("trained for 40 and for 60 days", [("40", "", False), ("60", "days", False)]),
        ("With 8 lamps", [("8", "lamps", False)]),
        ("from 2 lamps to 4032 lamps", [("2", "lamps", False), ("4032", "lamps", False)]),
    ],
)
def test_numbers_that_count_or_measure_are_found(
    text: str, expected: list[tuple[str, str, bool]]
) -> None:
    found = list(numerals(text))
    assert [(one.number.printed, one.unit, one.marked) for one in found] == expected
    for one in found:
        assert text[one.number.start : one.number.end] == one.number.printed


def test_only_a_percent_sign_makes_a_share() -> None:
    assert [one.number.percent for one in numerals("5% and 6 % and 7× and 8K lamps")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the 2017 lamps and since 1998",
        "pictures of 2242 points and of 10242",
        "on ImageNet 21 and CIFAR 10",
        "GPT-3 and ResNet50 and F1",
        "images of 32 × 32 and 16x16 pixels",
        "between 3–5 and 10−4 and 2e-4",
        "of 2.7x-3.5x and 50%-60% and 3-5 lamps",
        "see Figure 4 and step 5",
        "lantern 1.5.2 and 3:45",
        "1234567890123456789012345678901234567890 lamps",
    ],
)
def test_years_names_shapes_ranges_and_places_are_no_numbers_to_ask_for(text: str) -> None:
    assert list(numerals(text)) == []
