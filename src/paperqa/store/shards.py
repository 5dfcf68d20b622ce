"""What one source file came to, passages and vectors, kept until the file changes.

Shards make builds resumable and incremental: a killed build loses the file that it was reading,
and the next one makes only what is missing. A shard's name is its key; it is written in one step.
Shapes: vectors (n, d) float32, row i belongs to passage i.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from paperqa.durable import write_durably
from paperqa.store.rows import passage_from_json, passage_to_json
from paperqa.types import Matrix, Passage


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
        text = np.frombuffer(json.dumps(facts, ensure_ascii=False).encode(), dtype=np.uint8)
        buffer = io.BytesIO()
        np.savez(buffer, facts=text, vectors=shard.vectors)
        self._folder.mkdir(parents=True, exist_ok=True)
        write_durably(self._path(key), buffer.getvalue())

    def load(self, key: str) -> Shard | None:
        """Return the shard, or None where there is none or it is damaged: it is made anew."""
        path = self._path(key)
        if not path.is_file():
            return None
        try:
            with np.load(path, allow_pickle=False) as arrays:
                facts = json.loads(arrays["facts"].tobytes())
                vectors = np.asarray(arrays["vectors"], dtype=np.float32)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            path.unlink(missing_ok=True)
            return None
        passages = tuple(passage_from_json(row) for row in facts["passages"])
        return Shard(passages, vectors, facts["pages"], facts["error"])

    def forget(self, keys: Collection[str]) -> None:
        """Delete the shards of ``keys``, so that they are made anew."""
        for key in keys:
            self._path(key).unlink(missing_ok=True)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Delete the shards of files that are gone or have changed."""
        keep = {self._path(key) for key in keys}
        for path in self._folder.glob("*.npz"):
            if path not in keep:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.npz"


def stack(shards: Sequence[Shard]) -> tuple[list[Passage], Matrix]:
    """Join shards in order: all passages, and their vectors (n, d)."""
    passages = [passage for shard in shards for passage in shard.passages]
    filled = [shard.vectors for shard in shards if len(shard.passages)]
    vectors = np.concatenate(filled) if filled else np.zeros((0, 0), dtype=np.float32)
    return passages, vectors
