"""Downloads one PDF so that nothing half-done is ever taken for done.

Bytes go to ``NAME.pdf.part``; ``NAME.pdf.part.json`` beside it remembers which file they are the
beginning of (address, ETag, size), so that the next try asks for the rest only. The finished
file is checked (size, ``%PDF-``), synced to disk, and renamed in one step.

Units:  bytes.
Errors: FetchError; TryAgainError where what is on disk is kept, or dropped, for another try.
Source: RFC 9110, sections 13.1.5 (If-Range), 14.2 (Range) and 14.4 (Content-Range).
"""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from paperqa.durable import replace_durably, write_durably
from paperqa.errors import FetchError
from paperqa.sources.polite_client import RangeRefusedError
from paperqa.transfer.body import digest_of, length_of, range_of, write_body
from paperqa.transfer.try_again import TryAgainError

MEGABYTE = 1_000_000

Ask = Callable[[dict[str, str]], AbstractContextManager[httpx.Response]]
"""Sends the request with these extra headers."""

OnBytes = Callable[[int, int | None], None]
"""Told the bytes on disk so far, and of how many, if the server says."""

_FILE_NAME = re.compile(r'filename="?([^";]+)')
_WEB_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the bytes of a ``.part`` file are the beginning of; ``size`` is None if unsaid."""

    url: str
    etag: str
    modified: str
    size: int | None

    @property
    def validator(self) -> str:
        """What ``If-Range`` may carry: a strong ETag, else a date, else nothing."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


@dataclass(frozen=True, slots=True)
class Download:
    """A file that arrived whole; ``name`` is what the server calls it."""

    sha256: str
    bytes: int
    etag: str
    name: str


def download(url: str, target: Path, ask: Ask, max_bytes: int, on_bytes: OnBytes) -> Download:
    """Bring ``url`` to ``target``, going on where an earlier try stopped. One request."""
    part = _PartFile(target, url)
    try:
        with ask(part.range_headers()) as response:
            if response.headers.get("Content-Type", "").lower().startswith(_WEB_PAGES):
                raise FetchError(f"{url} is a web page, not a PDF; open it in a browser")
            beginning = part.accept(response)
            _check_size(beginning.size, max_bytes, url)
            part.begin(beginning, anew=response.status_code == 200)
            part.write(response, beginning, max_bytes, on_bytes)
    except RangeRefusedError:
        part.discard()
        raise
    return part.finish(beginning, _name_of(response))


class _PartFile:
    """The unfinished file beside ``target``, and what is known of it."""

    def __init__(self, target: Path, url: str) -> None:
        self._target = target
        self._url = url
        self._path = target.with_name(target.name + ".part")
        self._sidecar = target.with_name(target.name + ".part.json")
        self._old = self._read_sidecar()

    def _read_sidecar(self) -> Beginning | None:
        """Return what was begun, if it can be gone on with."""
        try:
            old = Beginning(**json.loads(self._sidecar.read_text(encoding="utf-8")))
            length = self._path.stat().st_size
        except (OSError, ValueError, TypeError):
            # No earlier try, or one that left no use: the file is asked for from its first byte.
            return None
        fits = length > 0 and (old.size is None or length < old.size)
        return old if fits and old.url == self._url and old.validator else None

    def range_headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest only; none on a first try."""
        if self._old is None:
            return {}
        length = self._path.stat().st_size
        return {"Range": f"bytes={length}-", "If-Range": self._old.validator}

    def accept(self, response: httpx.Response) -> Beginning:
        """Decide from the headers whether the body goes on (206) or starts anew (200)."""
        if response.status_code == 206:
            return self._go_on(response)
        length = response.headers.get("Content-Length", "")
        return Beginning(
            url=self._url,
            etag=response.headers.get("ETag", ""),
            modified=response.headers.get("Last-Modified", ""),
            size=int(length) if length.isdecimal() else None,
        )

    def begin(self, beginning: Beginning, *, anew: bool) -> None:
        """Note what is about to be written; ``anew`` drops what was."""
        if anew:
            # In this order: an old sidecar must never stand beside new bytes.
            self.discard()
            write_durably(self._sidecar, json.dumps(asdict(beginning)).encode())

    def _go_on(self, response: httpx.Response) -> Beginning:
        """Check that the body begins at the very byte that is missing, of the same file."""
        old, sent = self._old, range_of(response)
        if old and sent:
            rest = str(sent.last - sent.first + 1)
            if (
                sent.first == length_of(self._path)
                and sent.last == sent.total - 1
                and response.headers.get("Content-Length", rest) == rest
                and sent.total == (old.size or sent.total)
                and response.headers.get("ETag", old.etag) == old.etag
            ):
                return Beginning(old.url, old.etag, old.modified, sent.total)
        said = response.headers.get("Content-Range", "")
        self.discard()
        raise TryAgainError(f"the server sent other bytes than asked for (Content-Range: {said!r})")

    def write(
        self, response: httpx.Response, beginning: Beginning, max_bytes: int, on_bytes: OnBytes
    ) -> None:
        """Append the body; what arrived before an error stays."""
        done = write_body(
            response, self._path, max_bytes, lambda here: on_bytes(here, beginning.size)
        )
        if done > max_bytes:
            self.discard()
            _check_size(done, max_bytes, self._url)

    def finish(self, beginning: Beginning, name: str) -> Download:
        """Check the whole file and give it its name."""
        size = self._path.stat().st_size
        if beginning.size is not None and size != beginning.size:
            raise TryAgainError(f"{self._url} broke off after {size} of {beginning.size} bytes")
        start, end = _both_ends(self._path)
        if not start.lstrip().startswith(b"%PDF-"):
            self.discard()
            what = f"starts with {start[:12]!r}" if start else "is empty"
            raise FetchError(f"{self._url} is not a PDF: it {what}, expected %PDF-")
        if beginning.size is None and b"%%EOF" not in end:
            # Nobody said how long the file is, so only its own end mark tells that it is whole.
            raise TryAgainError(f"{self._url} broke off after {size} bytes, before its end mark")
        digest = digest_of(self._path)
        replace_durably(self._path, self._target)
        self.discard()
        return Download(digest, size, beginning.etag, name)

    def discard(self) -> None:
        """Forget the unfinished file."""
        self._sidecar.unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)


def _both_ends(path: Path) -> tuple[bytes, bytes]:
    """Return the first and the last 1,024 bytes of a file."""
    with path.open("rb") as file:
        start = file.read(1024)
        file.seek(max(path.stat().st_size - 1024, 0))
        return start, file.read()


def _check_size(size: int | None, max_bytes: int, url: str) -> None:
    if size is not None and size > max_bytes:
        limit = f"max_pdf_mb = {max_bytes // MEGABYTE}"
        raise FetchError(f"{url} is larger than {limit}; raise the setting to fetch it")


def _name_of(response: httpx.Response) -> str:
    """Return what the server calls the file, for the edition in it; never used as a path."""
    named = _FILE_NAME.search(response.headers.get("Content-Disposition", ""))
    return named[1] if named else response.url.path.rpartition("/")[2]
