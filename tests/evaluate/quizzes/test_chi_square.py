"""The chi-square test, against tables and numbers worked out by hand."""

import math

import pytest

from paperqa.evaluate.quizzes.chi_square import chi_square, tail


def test_the_statistic_is_pearsons() -> None:
    # (30-25)²/25 + (20-25)²/25 + 0 + 0 = 2
    assert chi_square([30, 20, 25, 25], [25, 25, 25, 25]) == 2.0
    assert chi_square([10, 0], [7.5, 2.5]) == pytest.approx(6.25 / 7.5 + 2.5)


@pytest.mark.parametrize(
    ("statistic", "freedom"),
    # The 95 % and 99 % points of the tables (Abramowitz and Stegun, table 26.8).
    [(3.84146, 1), (5.99146, 2), (7.81473, 3), (9.48773, 4), (11.0705, 5), (14.0671, 7)],
)
def test_the_critical_values_of_the_tables_have_five_per_cent_above_them(
    statistic: float, freedom: int
) -> None:
    assert tail(statistic, freedom) == pytest.approx(0.05, abs=1e-6)


def test_two_degrees_are_an_exponential_and_one_a_normal() -> None:
    assert tail(6.0, 2) == pytest.approx(math.exp(-3))
    assert tail(4.0, 1) == pytest.approx(0.0455002639)  # twice the normal's tail beyond 2
    assert tail(2.0, 3) == pytest.approx(0.5724067045)
    assert tail(0.0, 3) == 1.0


def test_the_positions_that_a_peer_was_seen_to_make_are_rejected() -> None:
    # 61 % of 2,026 right answers at B.
    counts = [263, 1236, 264, 263]
    expected = [2026 / 4] * 4
    statistic = chi_square(counts, expected)
    assert statistic == pytest.approx(4 / 2026 * (263**2 + 1236**2 + 264**2 + 263**2) - 2026)
    assert tail(statistic, 3) < 1e-300
