import re

import faiss
import numpy as np
import pytest

from paperqa.errors import VectorError
from paperqa.store.vectors import FaissStore, unit_rows
from paperqa.types import Matrix, Rows


def random_rows(n: int, d: int = 24, seed: int = 0) -> Matrix:
    return np.random.default_rng(seed).normal(size=(n, d)).astype(np.float32)


def full_sort(vectors: Matrix, queries: Matrix, k: int, allowed: Rows | None) -> tuple[Rows, Rows]:
    """Return rows and cosines of a sort of everything, in double precision."""
    units = vectors / np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    asked = queries / np.linalg.norm(queries.astype(np.float64), axis=1, keepdims=True)
    cosines = asked @ units.T
    if allowed is not None:
        cosines[:, np.setdiff1d(np.arange(len(vectors)), allowed)] = -np.inf
        k = min(k, len(allowed))
    order = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
    return order, np.take_along_axis(cosines, order, axis=1)


@pytest.mark.parametrize("k", [1, 10, 299, 300, 1000])
@pytest.mark.parametrize("allowed", [None, [5], [299, 0, 17, 44], list(range(0, 300, 3))])
def test_the_best_rows_are_those_of_a_full_sort(k: int, allowed: list[int] | None) -> None:
    vectors, queries = random_rows(300), random_rows(4, seed=1)
    among = None if allowed is None else np.asarray(allowed, dtype=np.int64)
    rows, scores = FaissStore.build(vectors * 7).search(queries * 3, k, among)
    expected_rows, expected_scores = full_sort(vectors, queries, k, among)
    assert rows.tolist() == expected_rows.tolist()
    np.testing.assert_allclose(scores, expected_scores, atol=1e-6)


def test_a_row_allowed_twice_is_found_once_and_nothing_pads_the_result() -> None:
    store = FaissStore.build(np.eye(4, dtype=np.float32))
    rows, scores = store.search(np.ones((1, 4), np.float32), 9, np.asarray([2, 2, 2]))
    assert (rows.tolist(), scores.tolist()) == ([[2]], [[0.5]])


@pytest.mark.parametrize(("k", "allowed"), [(0, None), (-1, None), (5, [])])
def test_where_nothing_can_be_found_the_result_has_no_columns(
    k: int, allowed: list[int] | None
) -> None:
    among = None if allowed is None else np.asarray(allowed, dtype=np.int64)
    rows, scores = FaissStore.build(random_rows(3)).search(random_rows(2), k, among)
    assert (rows.shape, scores.shape) == ((2, 0), (2, 0))
    assert (rows.dtype, scores.dtype) == (np.dtype("int64"), np.dtype("float32"))


def test_a_store_read_back_is_an_id_map_over_flat_rows_of_length_one() -> None:
    vectors = random_rows(50)
    store = FaissStore.build(vectors)
    again = FaissStore.from_bytes(store.to_bytes())
    index = faiss.deserialize_index(np.frombuffer(again.to_bytes(), dtype=np.uint8))
    assert isinstance(index, faiss.IndexIDMap2)
    assert isinstance(faiss.downcast_index(index.index), faiss.IndexFlatIP)
    assert (len(again), again.dim) == (50, 24)
    assert again.to_bytes() == store.to_bytes()
    expected = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    wanted = np.asarray([49, 0, 7])
    np.testing.assert_array_equal(again.vectors(wanted), expected[wanted])
    assert again.vectors(np.asarray([], dtype=np.int64)).shape == (0, 24)


def test_a_query_of_another_length_is_refused() -> None:
    with pytest.raises(VectorError, match=r"^index has d=24, query has d=3$"):
        FaissStore.build(random_rows(3)).search(np.ones((1, 3), np.float32), 1)


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf])
def test_a_row_without_direction_is_refused_by_number(bad: float) -> None:
    vectors = random_rows(3)
    vectors[1] = bad
    with pytest.raises(VectorError, match=r"^row 1 of 3 has no direction; was its text empty\?$"):
        unit_rows(vectors)


@pytest.mark.parametrize("shape", [(4,), (0, 4), (2, 0), (1, 2, 3)])
def test_what_is_no_matrix_is_refused_with_its_shape(shape: tuple[int, ...]) -> None:
    message = re.escape(f"expected a non-empty (n, d) matrix, got shape {shape}")
    with pytest.raises(VectorError, match=f"^{message}$"):
        unit_rows(np.ones(shape, dtype=np.float32))
