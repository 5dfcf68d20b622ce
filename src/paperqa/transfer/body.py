"""A file's bytes as they arrive: how a client asks for them, and how they get to disk.

Units:  bytes; seconds.
Source: RFC 9110, section 14.4 (Content-Range).
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from paperqa.settings import Settings

AS_STORED = {"Accept-Encoding": "identity"}
"""Asks for bytes as they are stored: a compressed answer could not be gone on with."""

CONNECT_SECONDS = 10.0
"""A network that swallows packets is no network: a newcomer must not wait for it for minutes."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_GIT = "git"


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes ``first`` to ``last``, both included, of ``total``."""

    first: int
    last: int
    total: int


def timeouts(settings: Settings) -> httpx.Timeout:
    """Return how long to wait for a server, and for the next byte."""
    return httpx.Timeout(
        settings.fetch_timeout, connect=min(CONNECT_SECONDS, settings.fetch_timeout)
    )


def range_of(response: httpx.Response) -> ByteRange | None:
    """Return which bytes a 206 says that it holds; None if it does not say."""
    found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    return ByteRange(*(int(number) for number in found.groups())) if found else None


def write_body(
    response: httpx.Response,
    path: Path,
    limit: int | None,
    on_bytes: Callable[[int], None],
    *,
    anew: bool = False,
) -> int:
    """Append the body to ``path``, or write it ``anew``; return the bytes of the file.

    What arrived before an error stays. More than ``limit`` is returned where more was sent; it
    is not written.
    """
    with path.open("wb" if anew else "ab") as file:
        done = file.tell()
        on_bytes(done)
        for chunk in response.iter_raw():
            done += len(chunk)
            if limit is not None and done > limit:
                break
            file.write(chunk)
            on_bytes(done)
    return done


def length_of(path: Path) -> int:
    """Return the bytes of a file; 0 where there is none."""
    return path.stat().st_size if path.is_file() else 0


def digest_of(path: Path, kind: str = "sha256") -> str:
    """Return the hexadecimal digest; ``git`` is the name that git gives the bytes."""
    with path.open("rb") as file:
        if kind != _GIT:
            return hashlib.file_digest(file, kind).hexdigest()
        # A check sum by git's own rule, against damage and not against forgery.
        digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        return hashlib.file_digest(file, lambda: digest).hexdigest()
