"""What one source file came to, passages and vectors, kept until the file changes.

Shards make builds resumable and incremental: a killed build loses the file that it was reading,
and the next one makes only what is missing. A shard's name is its key; it is written in one step,
and begins with the sha256 of the rest: a damaged one counts as missing.
Shapes: vectors (n, d) float32, row i belongs to passage i.
"""

import hashlib
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from paperqa.durable import write_durably
from paperqa.store.rows import (
    from_json_lines,
    json_lines,
    passage_from_json,
    passage_to_json,
)
from paperqa.types import Matrix, Passage

_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Shard:
    """Passages and vectors of one file; ``error`` says why there are none."""

    passages: tuple[Passage, ...]
    vectors: Matrix
    pages: int = 0
    error: str = ""


def shard_key(*parts: str) -> str:
    """Return the name of the shard that ``parts`` shape: content, versions, embedder."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


class Shards:
    """The folder of shards."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, key: str, shard: Shard) -> None:
        """Keep ``shard`` under ``key``."""
        facts = {
            "pages": shard.pages,
            "error": shard.error,
            "passages": [passage_to_json(passage) for passage in shard.passages],
        }
        buffer = io.BytesIO()
        np.savez(buffer, facts=np.frombuffer(json_lines([facts]), np.uint8), vectors=shard.vectors)
        data = buffer.getvalue()
        self._folder.mkdir(parents=True, exist_ok=True)
        write_durably(self._path(key), hashlib.sha256(data).digest() + data)

    def load(self, key: str) -> Shard | None:
        """Return the shard, or None where there is none or it is damaged: it is made anew."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        digest, data = content[:_DIGEST], content[_DIGEST:]
        if hashlib.sha256(data).digest() != digest:
            return None
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            (facts,) = from_json_lines(arrays["facts"].tobytes())
            vectors = np.asarray(arrays["vectors"], dtype=np.float32)
        passages = tuple(passage_from_json(row) for row in facts["passages"])
        return Shard(passages, vectors, facts["pages"], facts["error"])

    def forget(self, keys: Collection[str]) -> None:
        """Delete the shards of ``keys``, so that they are made anew."""
        for key in keys:
            self._path(key).unlink(missing_ok=True)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Delete the shards of files that are gone or have changed, and what is no shard."""
        keep = {self._path(key) for key in keys}
        for path in self._folder.glob("*"):
            if path not in keep:
                path.unlink()

    def sweep(self) -> None:
        """Delete what a killed writer left behind."""
        for path in self._folder.glob("*.tmp"):
            path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.shard"


def stack(shards: Sequence[Shard]) -> tuple[list[Passage], Matrix]:
    """Join shards in order: all passages, and their vectors (n, d)."""
    passages = [passage for shard in shards for passage in shard.passages]
    filled = [shard.vectors for shard in shards if len(shard.passages)]
    vectors = np.concatenate(filled) if filled else np.zeros((0, 0), dtype=np.float32)
    return passages, vectors
