"""Wrong numbers: of the right one's format and size, and never right."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_grounds import PAPER, page

from paperqa.quiz.wrong.number_choices import EACH_SIDE, Wrong, wrong_numbers
from paperqa.quiz.wrong.printed_number import printed_in, values_in
from paperqa.types import Citation, Passage


def wrong(
    statement: str,
    near: str = "",
    far: Sequence[str] = (),
    seed: int = 1,
    quote: str | None = None,
    beside: str = "",
) -> Wrong:
    """Return the wrong numbers for the first one of ``statement``.

    ``near`` is the next passage after that of ``quote``, ``beside`` stands in the same one.
    """
    said = statement if quote is None else quote
    own = page(f"{said} {beside}", 2, start=1000)
    others = [page(text, 3, start=2000 + 1000 * place) for place, text in enumerate((near, *far))]
    pages: list[Passage] = [*reversed(others), own]
    cited = Citation(1, PAPER, own, said, 0, len(said), 2)
    return wrong_numbers(printed_in(statement)[0], statement, cited, pages, random.Random(seed))


def test_numbers_of_the_nearest_passages_come_first() -> None:
    found = wrong(
        "It takes 100 hours.",
        "Others take 80 or 90 hours, some 110 or 120.",
        ["There it took 70 and 140 of them.", "And there it took 60 and 150 of them."],
    )
    assert found == Wrong(("90", "80", "70"), ("110", "120", "140"))


@pytest.mark.parametrize(("near", "far"), [(4500, 6000), (5500, 1000)])
def test_near_is_what_stands_a_little_before_or_behind(near: int, far: int) -> None:
    statement = "It takes 100 hours."
    texts = {far: "Of 90, 110, 120 and 130.", near: "Of 60, 70, 80, 150, 160 and 170."}
    others = [page(text, 2, start=start) for start, text in texts.items()]
    own = page(statement, 2, start=5000)
    cited = Citation(1, PAPER, own, statement, 0, len(statement), 2)
    (number,) = printed_in(statement)
    for pages in ([*others, own], [own, *others[::-1]]):
        found = wrong_numbers(number, statement, cited, pages, random.Random(1))
        assert found == Wrong(("80", "70", "60"), ("150", "160", "170"))


def test_a_full_side_takes_no_more() -> None:
    found = wrong("It takes 100 hours.", "Others: 90, 80, 70, 60; 110, 120, 130, 140 hours.")
    assert found == Wrong(("90", "80", "70"), ("110", "120", "130"))


def test_what_statement_or_passage_print_is_not_wrong() -> None:
    found = wrong(
        "It takes 100 hours, and not 80 as before.",
        "Others take 70 or 80 or 90; 110 or 120, 130 or 140.",
        quote="It takes 100 hours or 110 of them.",
        beside="With Lamp-120 and a 130-watt lamp.",
    )
    assert {"90", "70"} <= set(found.smaller)
    assert "80" not in found.smaller
    assert "140" in found.larger
    assert {"110", "120", "130"}.isdisjoint(found.larger)


@pytest.mark.parametrize(
    ("statement", "near", "expected"),
    [
        (
            "It has 80.5 points.",
            "Others: 79, 82 and 81.25; 78.1, 76.2, 74.3; 82.4, 84.5, 86.6.",
            Wrong(("78.1", "76.2", "74.3"), ("82.4", "84.5", "86.6")),
        ),
        (
            "It has 80.5% of it.",
            "Without: 79.1, 83.1; others: 78.1%, 76.2%, 74.3%; 82.4%, 84.5%, 86.6%.",
            Wrong(("78.1", "76.2", "74.3"), ("82.4", "84.5", "86.6")),
        ),
        (
            "It has 100M lamps.",
            "Others: 95, 105K and 115B; 90M, 80M, 70M; 110M, 120M, 130M.",
            Wrong(("90M", "80M", "70M"), ("110M", "120M", "130M")),
        ),
        (
            "It has 2,500 lamps.",
            "Others: 2,550.5; 2,400, 2300, 2,200; 2,600, 2,700, 2800.",
            Wrong(("2,400", "2,300", "2,200"), ("2,600", "2,700", "2,800")),
        ),
    ],
)
def test_the_format_is_kept(statement: str, near: str, expected: Wrong) -> None:
    assert wrong(statement, near) == expected


def test_wrong_numbers_are_of_the_right_ones_size_and_apart_from_each_other() -> None:
    counted = wrong("It takes 1001 hours.", "Others: 549, 551, 992, 989, 1012, 1014, 1799, 1803.")
    offered = {*counted.smaller, *counted.larger}
    assert {"549", "992", "989", "1012", "1803"}.isdisjoint(offered)
    assert {"551", "1014", "1799"} <= offered


def test_measured_numbers_lie_nearer_than_counted_ones() -> None:
    found = wrong("It has 10.0 points.", "Others: 6.9, 7.0, 8.0, 9.0; 11.0, 12.0, 14.3, 14.4.")
    assert found == Wrong(("9.0", "8.0", "7.0"), ("11.0", "12.0", "14.3"))


def test_a_percentage_is_at_most_a_hundred() -> None:
    for seed in range(20):
        found = wrong("It has 98.0% of it.", "Others: 99.5%, 100.0%, 101.0%, 120.0%.", seed=seed)
        assert set(found.larger) <= {"99.5", "100.0"}


def test_wrong_years_are_years_nearby() -> None:
    found = wrong(
        "It was shown in 2017 there.",
        "Others: 2004, 2016, 2005, 2012, 2015; 2030, 2019, 2020 and 2029; in all 1,900 of them.",
    )
    assert found == Wrong(("2016", "2012", "2005"), ("2019", "2020", "2029"))


def test_two_thousand_is_a_count_and_no_year() -> None:
    found = wrong("It takes 2000 steps.", "As shown in 1998, 2010 and 2017 by others.")
    assert {"1998", "2010", "2017"}.isdisjoint({*found.smaller, *found.larger})
    assert len(found.smaller) == len(found.larger) == EACH_SIDE


def test_made_up_numbers_have_as_many_noughts() -> None:
    for seed in range(20):
        found = wrong("It takes 2,500 hours.", seed=seed)
        assert len(found.smaller) == len(found.larger) == EACH_SIDE
        assert all(one.endswith("00") for one in (*found.smaller, *found.larger))


def test_powers_of_two_stay_among_powers_of_two() -> None:
    for seed in range(8):
        found = wrong("It has 256 lamps.", "Others: 300, 200; 250, 512.", seed=seed)
        assert found == Wrong(("128", "64", "32"), ("512", "1024", "2048"))


def test_an_odd_number_does_not_stand_out_among_round_ones_nor_a_round_one_among_odd_ones() -> None:
    others = "Others: 3500, 3000, 2300, 2701, 2480."
    odd = wrong("It has 2655 lamps.", others)
    assert all(one[-1] != "0" for one in (*odd.smaller, *odd.larger))
    assert "2701" in odd.larger
    tens = wrong("It has 60 lamps.", "Others: 57, 63, 70.")
    assert (*tens.smaller, *tens.larger) == ("50", "40", "70", "80", "90")


@pytest.mark.parametrize("article", ["a", "an", "A", "An"])
def test_an_article_before_the_number_tells_nothing(article: str) -> None:
    right, like = ("8B", {"11B", "18B"}) if "n" in article else ("10B", {"9B", "12B"})
    found = wrong(f"{article} {right} lamp.", "Others: 7B, 13B, 18B, 11B, 9B, 12B.")
    offered = {*found.smaller, *found.larger}
    begun_with_vowel = {"8B", "11B", "18B"}
    assert offered <= begun_with_vowel if "n" in article else not offered & begun_with_vowel
    assert offered & like


@pytest.mark.parametrize(
    "printed",
    ["7", "24", "60", "100", "256", "384", "2000", "2,500", "0.5", "81.3", "40.0%", "65M"],
)
@pytest.mark.parametrize("seed", range(5))
def test_enough_are_made_up_where_the_paper_has_none(printed: str, seed: int) -> None:
    found = wrong(f"It has {printed} of it.", seed=seed)
    assert len({*found.smaller, *found.larger}) >= EACH_SIDE


@pytest.mark.parametrize(
    ("statement", "beside"),
    [
        ("It takes 7 hours.", "As 4, 5, 6 and 8 of them do."),
        ("It has 90 lamps.", "Others have 60, 70, 80 and Lamp-100."),
        ("It has 64 lamps.", "Others have 32 and 128 of them."),
        ("It is 0.50 of it.", "Others are 0.41, 0.47, 0.54 and 0.58 of it."),
    ],
)
def test_a_number_of_the_passage_is_not_made_up_either(statement: str, beside: str) -> None:
    printed_there = values_in(beside)
    offered = {
        Decimal(one)
        for seed in range(30)
        for found in [wrong(statement, seed=seed, beside=beside)]
        for one in (*found.smaller, *found.larger)
    }
    without = {
        Decimal(one)
        for seed in range(30)
        for found in [wrong(statement, seed=seed)]
        for one in (*found.smaller, *found.larger)
    }
    assert printed_there <= without
    assert offered.isdisjoint(printed_there)
    assert offered


@pytest.mark.parametrize("printed", ["999999999999", "999,999,999,999.123456", "0.000003"])
def test_wrong_numbers_of_the_longest_ones_can_be_written(printed: str) -> None:
    for seed in range(10):
        found = wrong(f"It has {printed} of it.", seed=seed)
        assert len({*found.smaller, *found.larger}) >= 1


def test_the_same_draw_gives_the_same_numbers_and_another_draw_others() -> None:
    first = [wrong("It takes 100 hours.", seed=seed) for seed in range(8)]
    assert first == [wrong("It takes 100 hours.", seed=seed) for seed in range(8)]
    assert len(set(first)) > 1


@given(
    st.decimals(min_value="0.1", max_value=99999, places=1) | st.integers(3, 10**7).map(Decimal),
    st.lists(st.integers(1, 10**7), max_size=12),
    st.integers(0, 10),
    st.sampled_from(["", "K", "M", "%"]),
)
def test_wrong_numbers_are_sorted_apart_and_printed_like_the_right_one(
    right: Decimal, near: list[int], seed: int, unit: str
) -> None:
    if unit == "%" and right > 100:
        unit = ""
    found = wrong(f"It has {right}{unit} of it.", " and ".join(map(str, near)), seed=seed)
    scale = unit.replace("%", "")
    assert all(one.endswith(scale) for one in (*found.smaller, *found.larger))
    smaller = [Decimal(one.removesuffix(scale)) for one in found.smaller]
    larger = [Decimal(one.removesuffix(scale)) for one in found.larger]
    assert len(smaller) <= EACH_SIDE >= len(larger)
    assert smaller == sorted(smaller, reverse=True)
    assert larger == sorted(larger)
    assert all(0 < one < right for one in smaller)
    assert all(one > right for one in larger)
    for one in (*smaller, *larger):
        assert one.as_tuple().exponent == right.as_tuple().exponent
