"""Downloads one file of a model, going on where an earlier try stopped, and checks its bytes.

Bytes go to ``NAME.part``; the file gets its name when size and digest are those that the hub
told. ``huggingface_hub`` 2 drops a broken download and starts it anew, which for gigabytes over
a bad line never ends; so the bytes are asked for here.

Units:  bytes.
Errors: EmbedderError; BrokeOffError where another try may help, what is on disk stays.
Source: RFC 9110, sections 14.2 (Range) and 14.4 (Content-Range).
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from paperqa import __version__
from paperqa.durable import replace_durably
from paperqa.errors import EmbedderError
from paperqa.settings import Settings
from paperqa.store.hub import CONNECT_SECONDS
from paperqa.store.pulled import PinnedFile

OnBytes = Callable[[int], None]
"""Told the bytes of the file that are on disk so far."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
_TRANSIENT = {408, 416, 425, 429}


class BrokeOffError(EmbedderError):
    """The hub, or the way to it, failed for the moment."""


@contextmanager
def connection(settings: Settings) -> Iterator[httpx.Client]:
    """Yield the client for all files; it sends the hub's token, if the user has one."""
    from huggingface_hub import get_token

    timeout = httpx.Timeout(
        settings.fetch_timeout, connect=min(CONNECT_SECONDS, settings.fetch_timeout)
    )
    # Bytes as they are stored: a compressed answer could not be gone on with.
    headers = {"User-Agent": f"paperqa/{__version__}", "Accept-Encoding": "identity"}
    if token := get_token():
        headers["Authorization"] = f"Bearer {token}"
    with httpx.Client(follow_redirects=True, timeout=timeout, headers=headers) as client:
        yield client


def fetch_file(
    client: httpx.Client, url: str, target: Path, file: PinnedFile, on_bytes: OnBytes
) -> None:
    """Bring ``url`` to ``target``. One request, or none if all its bytes are here."""
    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    if file.size is not None and _length(part) > file.size:
        part.unlink()
    if file.size is None or _length(part) < file.size or not part.exists():
        with _telling_of_the_network(url):
            _fetch_rest(client, url, part, file, on_bytes)
    _check(part, url, file)
    replace_durably(part, target)


def _fetch_rest(
    client: httpx.Client, url: str, part: Path, file: PinnedFile, on_bytes: OnBytes
) -> None:
    here = _length(part)
    headers = {"Range": f"bytes={here}-"} if here else {}
    with client.stream("GET", url, headers=headers) as got:
        _check_status(got, url, part)
        goes_on = got.status_code == 206
        if goes_on:
            _check_range(got, url, part, file.size)
        with part.open("ab" if goes_on else "wb") as out:
            done = out.tell()
            for chunk in got.iter_raw():
                done += len(chunk)
                if file.size is not None and done > file.size:
                    break  # the size check tells
                out.write(chunk)
                on_bytes(done)
    if file.size is not None and done > file.size:
        part.unlink()
        raise EmbedderError(f"{url} has more than the {file.size} bytes that the hub says; refused")


def _check_status(got: httpx.Response, url: str, part: Path) -> None:
    status = got.status_code
    if status in {200, 206}:
        return
    if status == 416:  # no such bytes: what is here is of no use
        part.unlink(missing_ok=True)
    if status in _TRANSIENT or status >= 500:
        raise BrokeOffError(f"{url} was answered with {status}")
    if status in {401, 403}:
        raise EmbedderError(
            f"{url} was refused ({status}); accept the model's terms on the hub and set HF_TOKEN"
        )
    raise EmbedderError(
        f"{url} was answered with {status}, expected the file; ask for the newest commit with: "
        "--revision main"
    )


def _check_range(got: httpx.Response, url: str, part: Path, size: int | None) -> None:
    """Check that the body begins at the very byte that is missing; else drop what is here."""
    said = got.headers.get("Content-Range", "")
    found = _CONTENT_RANGE.fullmatch(said)
    first, total = (int(found[1]), int(found[2])) if found else (-1, -1)
    if first != _length(part) or total != (size or total):
        part.unlink()
        raise BrokeOffError(f"{url}: other bytes were sent than asked for ({said or 'no range'})")


def _check(part: Path, url: str, file: PinnedFile) -> None:
    """Compare size and digest with what the hub told; wrong bytes are dropped."""
    size = _length(part)
    if file.size is not None and size < file.size:
        raise BrokeOffError(f"{url} broke off after {size} of {file.size} bytes")
    kind, _, expected = file.digest.partition(":")
    if kind and (found := digest_of(part, kind)) != expected:
        part.unlink()
        raise EmbedderError(
            f"{url} has other bytes than the hub says ({kind} {found[:12]}, expected "
            f"{expected[:12]}); refused, pull again"
        )


def digest_of(path: Path, kind: str) -> str:
    """Return the hexadecimal digest; ``git`` is the name that git gives a blob."""
    if kind == "sha256":
        digest = hashlib.sha256()
    else:  # a check sum by git's own rule, against damage and not against forgery
        digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@contextmanager
def _telling_of_the_network(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.TransportError, httpx.TooManyRedirects) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise BrokeOffError(f"{url} broke off ({reason})") from error
