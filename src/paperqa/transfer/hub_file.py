"""Downloads one file of a hub, going on where an earlier try stopped, and checks its bytes.

Bytes go to ``NAME.part``; the file gets its name when size and digest are those that the hub
told. ``huggingface_hub`` 2 drops a broken download and starts it anew, which for gigabytes over
a bad line never ends; so the bytes are asked for here.

Units:  bytes.
Errors: FetchError; TryAgainError where another try may help, what is on disk stays.
Source: RFC 9110, section 14.2 (Range).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from paperqa import __version__
from paperqa.durable import replace_durably
from paperqa.errors import FetchError
from paperqa.settings import Settings
from paperqa.transfer.body import AS_STORED, digest_of, length_of, range_of, timeouts, write_body
from paperqa.transfer.pin import PinnedFile
from paperqa.transfer.shown_url import shown_url
from paperqa.transfer.try_again import TryAgainError, is_transient, reason_of, retry_after

OnBytes = Callable[[int], None]
"""Told the bytes of the file that are on disk so far."""


@contextmanager
def connection(settings: Settings) -> Iterator[httpx.Client]:
    """Yield the client for all files; it sends the hub's token, if the user has one."""
    from huggingface_hub import get_token

    headers = {"User-Agent": f"paperqa/{__version__}", **AS_STORED}
    if token := get_token():
        headers["Authorization"] = f"Bearer {token}"
    with httpx.Client(follow_redirects=True, timeout=timeouts(settings), headers=headers) as client:
        yield client


def part_of(target: Path) -> Path:
    """Return where the bytes of an unfinished file lie."""
    return target.with_name(f"{target.name}.part")


def fetch_file(
    client: httpx.Client, url: str, target: Path, file: PinnedFile, on_bytes: OnBytes
) -> None:
    """Bring ``url`` to ``target``. One request, or none if all its bytes are here."""
    part, shown = part_of(target), shown_url(url)
    part.parent.mkdir(parents=True, exist_ok=True)
    if file.size is not None and length_of(part) > file.size:
        part.unlink()
    if file.size is None or length_of(part) < file.size or not part.exists():
        with _telling_of_the_network(shown):
            _fetch_rest(client, url, part, file, on_bytes)
    _check(part, shown, file)
    replace_durably(part, target)


def _fetch_rest(
    client: httpx.Client, url: str, part: Path, file: PinnedFile, on_bytes: OnBytes
) -> None:
    here, shown = length_of(part), shown_url(url)
    headers = {"Range": f"bytes={here}-"} if here else {}
    with client.stream("GET", url, headers=headers) as got:
        _check_status(got, shown, part)
        goes_on = got.status_code == 206
        if goes_on:
            _check_range(got, shown, part, file.size)
        done = write_body(got, part, file.size, on_bytes, anew=not goes_on)
    if file.size is not None and done > file.size:
        part.unlink()
        raise FetchError(f"{shown} has more than the {file.size} bytes that the hub says; refused")


def _check_status(got: httpx.Response, url: str, part: Path) -> None:
    status = got.status_code
    if status in {200, 206}:
        return
    if status == 416:  # no such bytes: what is here is of no use
        part.unlink(missing_ok=True)
    if status == 416 or is_transient(status):
        after = retry_after(got.headers.get("Retry-After", ""))
        raise TryAgainError(f"{url} was answered with {status}", after)
    if status in {401, 403}:
        raise FetchError(
            f"{url} was refused ({status}); accept the model's terms on the hub and set HF_TOKEN"
        )
    raise FetchError(
        f"{url} was answered with {status}, expected the file; ask for the newest commit with: "
        "--revision main"
    )


def _check_range(got: httpx.Response, url: str, part: Path, size: int | None) -> None:
    """Check that the body begins at the very byte that is missing; else drop what is here."""
    sent = range_of(got)
    if sent is None or sent.first != length_of(part) or sent.total != (size or sent.total):
        said = got.headers.get("Content-Range", "no range")
        part.unlink()
        raise TryAgainError(f"{url}: other bytes were sent than asked for ({said})")


def _check(part: Path, url: str, file: PinnedFile) -> None:
    """Compare size and digest with what the hub told; wrong bytes are dropped."""
    size = length_of(part)
    if file.size is not None and size < file.size:
        raise TryAgainError(f"{url} broke off after {size} of {file.size} bytes")
    kind, _, expected = file.digest.partition(":")
    if kind and (found := digest_of(part, kind)) != expected:
        part.unlink()
        raise FetchError(
            f"{url} has other bytes than the hub says ({kind} {found[:12]}, expected "
            f"{expected[:12]}); refused, pull again"
        )


@contextmanager
def _telling_of_the_network(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.TransportError, httpx.TooManyRedirects) as error:
        raise TryAgainError(f"{url} broke off ({reason_of(error)})") from error
