"""Where papers stand on the map: the same each time, the alike close, no label over another."""

import numpy as np
import pytest

from paperqa.types import Matrix
from paperqa.ui.map.layout import (
    Positions,
    kept_neighbours,
    nearest,
    positions,
    principal,
    squared_distances,
)
from paperqa.ui.map.spreading import fill, overlaps, spread

SUBJECTS, EACH = 4, 6


@pytest.fixture(scope="module")
def vectors() -> Matrix:
    """Return four subjects of six papers each; row i is of subject i // 6."""
    drawn = np.random.default_rng(7)
    subjects = np.repeat(drawn.normal(size=(SUBJECTS, 64)), EACH, axis=0)
    rows = subjects + 0.25 * drawn.normal(size=subjects.shape)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def placed(vectors: Matrix) -> Positions:
    return positions(vectors)


def test_the_same_papers_make_the_same_map(vectors: Matrix, placed: Positions) -> None:
    np.testing.assert_array_equal(positions(vectors), placed)


def test_papers_of_one_subject_stand_together(vectors: Matrix, placed: Positions) -> None:
    near = nearest(placed, EACH - 1)  # type: ignore[arg-type]
    assert (near // EACH == np.arange(len(vectors))[:, None] // EACH).all()


def test_the_cloud_is_centred_and_lies_across(placed: Positions) -> None:
    np.testing.assert_allclose(placed.mean(axis=0), 0, atol=1e-6)
    assert placed[:, 0].std() > placed[:, 1].std()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_one_or_two_papers_stand_in_a_row(vectors: Matrix, count: int) -> None:
    assert positions(vectors[:count]).tolist() == [[float(n), 0.0] for n in range(count)]


@pytest.mark.parametrize("count", [3, 4, 9])
def test_a_few_papers_have_a_map_too(vectors: Matrix, count: int) -> None:
    placed = positions(vectors[:count])
    assert placed.shape == (count, 2)
    assert np.isfinite(placed).all()


def test_axes_follow_the_longest_spread_with_fixed_signs() -> None:
    line = np.array([[0.0, 0.0], [0.0, 2.0], [0.1, 4.0]])
    along = principal(line)[:, 0]
    assert (np.diff(along) > 1.9).all()  # it grows as the longest component does
    np.testing.assert_allclose(principal(line + 5), principal(line), atol=1e-12)


def test_distances_and_neighbours_are_those_of_a_full_comparison(vectors: Matrix) -> None:
    apart = ((vectors[:, None].astype(np.float64) - vectors) ** 2).sum(axis=2)
    np.testing.assert_allclose(squared_distances(vectors), apart, atol=1e-9)
    for row, found in enumerate(nearest(vectors, 5)):
        others = [other for other in np.argsort(apart[row], kind="stable") if other != row]
        assert found.tolist() == others[:5]


def test_kept_neighbours_counts_those_that_stay_near() -> None:
    line = np.array([[0.0], [1.0], [2.1], [3.3]], dtype=np.float32)
    same = np.hstack([line, line]).astype(np.float64)
    assert kept_neighbours(line, same, k=1) == 1.0
    swapped = same[[0, 2, 1, 3]]  # nearest before: 1, 0, 1, 2; now: 2, 3, 0, 1
    assert kept_neighbours(line, swapped, k=1) == 0.0


def test_filling_gives_the_boxes_their_share_of_a_field_of_that_shape() -> None:
    points = np.array([[0.0, 0.0], [4.0, 1.0], [2.0, 0.5]])
    sizes = np.array([[100.0, 40.0]] * 3)
    filled = fill(points, sizes, share=0.25, aspect=1.5)
    width, height = np.ptp(filled, axis=0)
    assert width / height == pytest.approx(1.5)
    assert sizes.prod(axis=1).sum() / (width * height) == pytest.approx(0.25)
    assert filled.min(axis=0).tolist() == [0.0, 0.0]


def test_overlaps_are_those_that_a_comparison_of_edges_finds() -> None:
    drawn = np.random.default_rng(3)
    points, sizes = drawn.uniform(0, 300, (30, 2)), drawn.uniform(10, 90, (30, 2))
    low, high = points - sizes / 2, points + sizes / 2
    wanted = [
        (a, b)
        for a in range(30)
        for b in range(a + 1, 30)
        if (low[a] < high[b]).all() and (low[b] < high[a]).all()
    ]
    assert overlaps(points, sizes) == wanted
    assert len(wanted) > 10


@pytest.mark.parametrize("count", [2, 60, 300])
def test_after_spreading_no_box_covers_another(count: int) -> None:
    drawn = np.random.default_rng(count)
    points = drawn.normal(size=(count, 2)) * 40
    sizes = np.stack([drawn.uniform(20, 160, count), np.full(count, 35.0)], axis=1)
    assert overlaps(spread(points, sizes), sizes) == []


def test_boxes_in_one_spot_part_and_boxes_apart_stay() -> None:
    sizes = np.full((3, 2), 10.0)
    parted = spread(np.array([[0.0, 0.0], [0.0, 0.0], [500.0, 0.0]]), sizes)
    assert overlaps(parted, sizes) == []
    np.testing.assert_allclose(parted[2], [500, 0], atol=1e-3)
