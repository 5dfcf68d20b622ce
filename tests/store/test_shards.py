from pathlib import Path

import numpy as np
import pytest

from paperqa.store.shards import Shard, Shards, shard_key, stack
from paperqa.types import PageBreak, Passage

TEXTS = ("One sentence\u2028 in two.", "קשב")


def passage(text: str) -> Passage:
    return Passage("gpt1", "paper", "en", "1", text, 0, len(text), (PageBreak(0, 2),))


def shard_of(*texts: str) -> Shard:
    vectors = np.random.default_rng(0).normal(size=(len(texts), 8)).astype(np.float32)
    return Shard(tuple(map(passage, texts)), vectors, pages=7)


def same(shard: Shard | None, other: Shard) -> bool:
    assert shard is not None
    assert shard.vectors.tolist() == other.vectors.tolist()
    facts, others = (shard.passages, shard.pages, shard.error), (other.passages, other.pages)
    return facts == (*others, other.error)


def test_a_shard_comes_back_as_it_was(tmp_path: Path) -> None:
    shards, shard = Shards(tmp_path / "shards"), shard_of(*TEXTS)
    shards.save("k", shard)
    assert same(shards.load("k"), shard)


def test_a_file_that_was_not_read_is_a_shard_with_an_error(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    unread = Shard((), np.zeros((0, 0), np.float32), error="not read, because it is a scan")
    shards.save("k", unread)
    assert same(shards.load("k"), unread)


def test_a_shard_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert Shards(tmp_path / "nowhere").load("k") is None


def test_a_shard_with_any_byte_flipped_or_cut_counts_as_missing(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    shards.save("k", shard_of("One sentence."))
    path = tmp_path / "k.shard"
    data = path.read_bytes()
    for number in range(len(data)):
        path.write_bytes(data[:number] + bytes([data[number] ^ 1]) + data[number + 1 :])
        assert shards.load("k") is None, f"byte {number} of {len(data)}"
    for size in (0, 1, 31, 32, 33, len(data) - 1):
        path.write_bytes(data[:size])
        assert shards.load("k") is None, f"cut to {size}"
    path.write_bytes(data)
    assert same(shards.load("k"), shard_of("One sentence."))


def test_only_the_named_shards_are_forgotten(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    for key in ("a", "b", "c"):
        shards.save(key, shard_of("One sentence."))
    shards.forget(["b", "never-there"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.shard", "c.shard"]


def test_all_but_the_named_shards_are_forgotten_and_litter_goes_with_them(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    for key in ("a", "b", "c"):
        shards.save(key, shard_of("One sentence."))
    (tmp_path / ".b.shard.tmp").write_bytes(b"half")
    (tmp_path / "old.npz").write_bytes(b"another format")
    shards.forget_all_but(["b"])
    assert [path.name for path in tmp_path.iterdir()] == ["b.shard"]


def test_sweeping_takes_half_written_shards_only(tmp_path: Path) -> None:
    shards = Shards(tmp_path)
    shards.save("a", shard_of("One sentence."))
    (tmp_path / ".b.shard.tmp").write_bytes(b"half")
    shards.sweep()
    assert [path.name for path in tmp_path.iterdir()] == ["a.shard"]


@pytest.mark.parametrize(
    ("parts", "others"), [(("ab", "c"), ("a", "bc")), (("a",), ("b",)), (("a", ""), ("a",))]
)
def test_other_parts_make_another_key(parts: tuple[str, ...], others: tuple[str, ...]) -> None:
    assert shard_key(*parts) == shard_key(*parts)
    assert shard_key(*parts) != shard_key(*others)


def test_stacking_joins_passages_and_vectors_in_order() -> None:
    first, second = shard_of("One.", "Two."), shard_of("Three.")
    empty = Shard((), np.zeros((0, 0), np.float32), error="not read")
    passages, vectors = stack([first, empty, second])
    assert [passage.text for passage in passages] == ["One.", "Two.", "Three."]
    assert vectors.tolist() == [*first.vectors.tolist(), *second.vectors.tolist()]
    assert stack([empty])[0] == []
