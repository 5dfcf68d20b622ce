"""The bootstrap against the same resamples drawn one by one, and against what must hold."""

import numpy as np
import pytest

from paperqa.evaluate.bootstrap import RESAMPLES, Counts, figures, interval, paired_interval


def counts_of(*columns: list[tuple[float, float]]) -> Counts:
    """Return counts, shape (questions, measures, 2), of one list a measure."""
    return np.array(columns, dtype=np.float64).transpose(1, 0, 2)


HITS = [(1.0, 1.0)] * 6 + [(0.0, 1.0)] * 4
REFUSED = [(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 1.0), (0.0, 0.0)] * 2
UNEVEN = [(row**2 / 81, 1.0) for row in range(10)]
"""Figures of resamples of which hardly two are equal."""
COUNTS = counts_of(HITS, REFUSED, UNEVEN)
UNITS = [f"q{row}" for row in range(10)]


def test_a_figure_is_parts_by_wholes() -> None:
    np.testing.assert_allclose(figures(COUNTS), [0.6, 4 / 6, 285 / 810])
    assert np.isnan(figures(counts_of([(0.0, 0.0)]))).all()
    assert np.isnan(figures(np.zeros((0, 2, 2)))).all()


def test_the_ends_are_percentiles_of_the_figures_of_whole_resamples() -> None:
    draws = np.random.default_rng(3).multinomial(10, [0.1] * 10, size=RESAMPLES)
    assert draws.shape == (1000, 10)
    samples = [figures(np.repeat(COUNTS, drawn, axis=0)) for drawn in draws]
    low, high = interval(COUNTS, UNITS, seed=3)
    np.testing.assert_allclose(low, np.percentile(samples, 2.5, axis=0))
    np.testing.assert_allclose(high, np.percentile(samples, 97.5, axis=0))


def test_the_interval_of_a_share_is_that_of_the_binomial_distribution() -> None:
    # 600 of 1000: the standard error is sqrt(0.6 x 0.4 / 1000) = 0.0155.
    low, high = interval(counts_of(HITS * 100), [str(row) for row in range(1000)])
    assert low[0] == pytest.approx(0.6 - 1.96 * 0.0155, abs=0.004)
    assert high[0] == pytest.approx(0.6 + 1.96 * 0.0155, abs=0.004)


def test_the_same_seed_draws_the_same_and_another_draws_others() -> None:
    first, again = interval(COUNTS, UNITS), interval(COUNTS, UNITS)
    np.testing.assert_array_equal(first, again)
    assert interval(COUNTS, UNITS, seed=1)[0][2] != interval(COUNTS, UNITS, seed=2)[0][2]


def test_a_question_and_its_translation_are_drawn_together() -> None:
    twice = np.repeat(COUNTS, 2, axis=0)
    units = [unit for unit in UNITS for _ in range(2)]
    np.testing.assert_allclose(interval(twice, units), interval(COUNTS, UNITS))
    alone = interval(twice, [str(row) for row in range(20)])
    assert alone[1][0] - alone[0][0] < 0.6  # twenty that were independent would tell more


def test_units_need_not_stand_together() -> None:
    order = [3, 0, 4, 1, 2, 9, 7, 8, 6, 5]
    shuffled = interval(COUNTS[order], [UNITS[row] for row in order])
    # The resamples name units in the order of their first question.
    draws = np.random.default_rng(0).multinomial(10, [0.1] * 10, size=RESAMPLES)
    samples = [figures(np.repeat(COUNTS[order], drawn, axis=0)) for drawn in draws]
    np.testing.assert_allclose(shuffled[0], np.percentile(samples, 2.5, axis=0))


def test_resamples_that_count_nothing_are_left_out() -> None:
    rare = counts_of([(1.0, 1.0)] + [(0.0, 0.0)] * 9)
    assert [end.tolist() for end in interval(rare, UNITS)] == [[1.0], [1.0]]
    none = counts_of([(0.0, 0.0)] * 10)
    assert np.isnan(interval(none, UNITS)).all()
    assert np.isnan(interval(np.zeros((0, 2, 2)), [])).all()


def test_the_same_run_twice_differs_by_nothing() -> None:
    assert [end.tolist() for end in paired_interval(COUNTS, COUNTS, UNITS)] == [[0] * 3] * 2


def test_a_difference_is_drawn_with_the_same_questions_in_both_runs() -> None:
    better = counts_of([(1.0, 1.0)] * 8 + [(0.0, 1.0)] * 2, REFUSED, UNEVEN[::-1])
    draws = np.random.default_rng(5).multinomial(10, [0.1] * 10, size=RESAMPLES)
    samples = [
        figures(np.repeat(better, drawn, axis=0)) - figures(np.repeat(COUNTS, drawn, axis=0))
        for drawn in draws
    ]
    low, high = paired_interval(COUNTS, better, UNITS, seed=5)
    np.testing.assert_allclose(low, np.percentile(samples, 2.5, axis=0), atol=1e-12)
    np.testing.assert_allclose(high, np.percentile(samples, 97.5, axis=0), atol=1e-12)
    assert low[0] >= 0  # no question was lost, so no resample can lose


def test_runs_of_other_questions_are_not_paired() -> None:
    with pytest.raises(ValueError, match="expected the same questions"):
        paired_interval(COUNTS, COUNTS[:9], UNITS)
