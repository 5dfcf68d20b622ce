"""Bytes get to disk as they arrive, and their digest is that of the tools everybody has."""

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from paperqa.transfer.body import ByteRange, digest_of, length_of, range_of, write_body

DATA = bytes(range(256)) * 20


class Pieces(httpx.SyncByteStream):
    """A body of 1,000 bytes a piece."""

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(DATA), 1000):
            yield DATA[start : start + 1000]


def body() -> httpx.Response:
    return httpx.Response(200, stream=Pieces())


def test_a_body_goes_on_or_starts_anew(tmp_path: Path) -> None:
    told: list[int] = []
    path = tmp_path / "file"
    path.write_bytes(b"old")
    assert write_body(body(), path, None, told.append) == 3 + len(DATA)
    assert path.read_bytes() == b"old" + DATA
    assert told == [3, 1003, 2003, 3003, 4003, 5003, 5123]
    assert write_body(body(), path, None, told.append, anew=True) == len(DATA)
    assert path.read_bytes() == DATA


def test_what_is_beyond_the_limit_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert write_body(body(), path, 2500, lambda done: None) == 3000
    assert path.read_bytes() == DATA[:2000]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("bytes 5-9/10", ByteRange(5, 9, 10)),
        ("bytes 5-9/*", None),
        ("bytes */10", None),
        ("", None),
        ("items 5-9/10", None),
    ],
)
def test_a_range_is_what_the_header_says(said: str, found: ByteRange | None) -> None:
    assert range_of(httpx.Response(206, headers={"Content-Range": said})) == found


def test_a_digest_is_the_tools_own(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(DATA)
    assert digest_of(path) == hashlib.sha256(DATA).hexdigest()
    git = subprocess.run(["git", "hash-object", path], capture_output=True, text=True, check=False)
    assert digest_of(path, "git") == git.stdout.strip()
    assert (length_of(path), length_of(tmp_path / "none")) == (len(DATA), 0)
