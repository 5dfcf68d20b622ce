"""Exact cosine search over passage vectors, held in FAISS.

Row i is passage i; this room sees vectors only, ``bundle`` keeps them in step.

Shapes: vectors (n, d) float32; queries (q, d) float32; rows (q, k) int64; scores (q, k) float32.
Units:  a score is a cosine, in [-1, 1], best first.
Errors: VectorError for a bad shape, NaN or zero vector.
Source: Johnson, Douze, Jegou 2017, arXiv:1702.08734; FAISS guidelines: flat up to 100,000 rows.
"""

from typing import Self

import faiss
import numpy as np

from paperqa.errors import VectorError
from paperqa.types import Matrix, Rows


def unit_rows(vectors: Matrix) -> Matrix:
    """Return ``vectors`` (n, d) with every row scaled to length 1."""
    if vectors.ndim != 2 or not vectors.size:
        raise VectorError(f"expected a non-empty (n, d) matrix, got shape {vectors.shape}")
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    if (bad := np.flatnonzero(~np.isfinite(norms) | (norms == 0))).size:
        raise VectorError(f"row {bad[0]} of {len(vectors)} has no direction; was its text empty?")
    return np.ascontiguousarray(vectors / norms, dtype=np.float32)


class FaissStore:
    """A finished index: made by ``build`` or ``from_bytes``, then only read."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Matrix) -> Self:
        """Index ``vectors`` (n, d); row i of the store is row i given here."""
        units = unit_rows(vectors)
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(units.shape[1]))
        index.add_with_ids(units, np.arange(len(units), dtype=np.int64))
        return cls(index)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what ``to_bytes`` made; the caller has checked its sha256."""
        return cls(faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8)))

    def to_bytes(self) -> bytes:
        """Return the index as a file's content."""
        return bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        """Length of a row."""
        return int(self._index.d)

    def search(self, queries: Matrix, k: int, allowed: Rows | None = None) -> tuple[Rows, Matrix]:
        """Return the ``min(k, n)`` best rows for each query, among ``allowed`` if given."""
        if queries.shape[-1] != self.dim:
            raise VectorError(f"index has d={self.dim}, query has d={queries.shape[-1]}")
        if allowed is not None:
            allowed = np.unique(allowed)  # FAISS would pad the result for a row named twice
        count = min(k, len(self) if allowed is None else len(allowed))
        if count < 1:
            shape = (len(queries), 0)
            return np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.float32)
        params = None
        if allowed is not None:
            params = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        scores, rows = self._index.search(unit_rows(queries), count, params=params)
        return rows, scores

    def vectors(self, rows: Rows) -> Matrix:
        """Return the stored vectors of ``rows`` (k,) as (k, d)."""
        if not len(rows):
            return np.zeros((0, self.dim), dtype=np.float32)
        return np.stack([self._index.reconstruct(int(row)) for row in rows])
