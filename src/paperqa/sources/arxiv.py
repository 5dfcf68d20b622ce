"""Downloads the PDFs of papers: from arXiv's host for programs, or from the paper's own address.

One file after the other, over one connection. What has arrived stays, whatever comes after it:
each finished file is in the ledger before the next is asked for, and an unfinished one goes on
where it stopped.

Errors: a paper that cannot be had is a result; FetchError only where the folder cannot be
        written, SourceError where another process writes to it.
"""

import re
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential

from paperqa.errors import FetchError
from paperqa.settings import Settings
from paperqa.sources.arxiv_id import Edition, parse_arxiv_id
from paperqa.sources.catalog import file_stem
from paperqa.sources.download import MEGABYTE, Download, download
from paperqa.sources.library import PdfLibrary, PdfRow
from paperqa.sources.polite_client import (
    PoliteClient,
    checked_url,
    host_of,
    is_loopback,
)
from paperqa.sources.reach import MayReach, check_public
from paperqa.transfer.try_again import TryAgainError
from paperqa.types import Paper

ARXIV_HOSTS = frozenset({"arxiv.org", "www.arxiv.org", "export.arxiv.org"})
TROUBLES_IN_A_ROW = 3
"""So many papers in a row without an answer, every try counted, and the host is left alone."""

FetchState = Literal["fetched", "present", "failed", "skipped"]
OnProgress = Callable[[Paper, int, int | None], None]
"""Told the paper, its bytes on disk so far, and of how many, if the server says."""

_backoff = wait_exponential(multiplier=2, max=60)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What became of one paper.

    ``failed`` was asked for in vain. ``skipped`` was not asked for: there is no address, or its
    host had been given up before; ``error`` then repeats the reason that was reported once.
    """

    paper: Paper
    path: Path | None
    state: FetchState
    error: str = ""


def fetch_pdfs(
    papers: Iterable[Paper],
    library: PdfLibrary,
    settings: Settings,
    *,
    on_progress: OnProgress = lambda paper, done, size: None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
    may_reach: MayReach = check_public,
) -> Generator[FetchResult, None, None]:
    """Yield a result for each paper, in the order given, as it is done.

    ``clock`` and ``sleep`` (seconds) pace the requests; ``may_reach`` refuses addresses of hosts
    other than that of ``settings.arxiv_url``. An interrupt leaves the finished files,
    the ledger that tells of them, and one ``.part`` to go on with.
    """
    with library.writing(), PoliteClient(settings, clock, sleep, may_reach) as client:
        fetcher = _Fetcher(library, settings, client, on_progress)
        for paper in papers:
            yield fetcher.fetch(paper)


def pdf_address(paper: Paper, arxiv_url: str) -> str:
    """Return where a paper's PDF is: at arXiv's host for programs if arXiv has it.

    Empty if no address is known.
    """
    if edition := parse_arxiv_id(paper.id) or _arxiv_id_in(paper.pdf_url):
        return f"{arxiv_url.rstrip('/')}/pdf/{edition}"
    parts = urlsplit(paper.pdf_url)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        # Old lists say http; their servers speak https by now, or are not asked.
        parts = parts._replace(scheme="https")
    return parts.geturl()


class _Fetcher:
    def __init__(
        self, library: PdfLibrary, settings: Settings, client: PoliteClient, on_progress: OnProgress
    ) -> None:
        self._library = library
        self._settings = settings
        self._client = client
        self._on_progress = on_progress
        self._troubles: dict[str, int] = {}

    def fetch(self, paper: Paper) -> FetchResult:
        target = self._library.folder / f"{file_stem(paper.id)}.pdf"
        if path := self._library.path(paper.id) or self._dropped(target):
            return FetchResult(paper, path, "present")
        url = pdf_address(paper, self._settings.arxiv_url)
        if not url:
            return FetchResult(paper, None, "skipped", "no list says where its PDF is")
        if self._settings.offline:
            return FetchResult(paper, None, "skipped", "offline is set; unset it to fetch")
        try:
            return self._ask_for(paper, url, target)
        except FetchError as error:
            return FetchResult(paper, None, "failed", str(error))
        except OSError as error:
            raise FetchError(
                f"{target} cannot be written ({error.strerror}); make room, then run fetch again"
            ) from error

    def _dropped(self, target: Path) -> Path | None:
        """Return a file that the ledger does not know yet; an import will look at it."""
        known = any(row.file == target.name for row in self._library.rows)
        return target if target.is_file() and not known else None

    def _ask_for(self, paper: Paper, url: str, target: Path) -> FetchResult:
        host = host_of(checked_url(url))
        if host in self._client.closed:
            return FetchResult(paper, None, "skipped", self._client.closed[host])
        try:
            done = self._with_retries(paper, url, target)
        except TryAgainError as error:
            self._count_trouble(host, error)
            raise
        self._troubles.pop(host, None)
        self._library.record(_row(paper, target, url, done))
        self._library.save()
        return FetchResult(paper, target, "fetched")

    def _with_retries(self, paper: Paper, url: str, target: Path) -> Download:
        retrying = Retrying(
            retry=retry_if_exception_type(TryAgainError),
            stop=stop_after_attempt(self._settings.fetch_retries + 1),
            wait=_pause,
            sleep=self._client.sleep,
            reraise=True,
        )
        return retrying(
            download,
            url,
            target,
            partial(self._client.get, url, hosts=self._hosts_for(paper)),
            self._settings.max_pdf_mb * MEGABYTE,
            partial(self._on_progress, paper),
        )

    def _hosts_for(self, paper: Paper) -> frozenset[str]:
        """Return the hosts to which the download may be redirected, besides the one asked."""
        ours = (self._settings.arxiv_url, paper.pdf_url)
        return ARXIV_HOSTS | {urlsplit(url).netloc.lower() for url in ours if url}

    def _count_trouble(self, host: str, error: TryAgainError) -> None:
        """Give a host up that fails paper after paper: hundreds more would take hours."""
        self._troubles[host] = self._troubles.get(host, 0) + 1
        if self._troubles[host] >= TROUBLES_IN_A_ROW:
            reason = f"{host} failed for {TROUBLES_IN_A_ROW} papers in a row ({error})"
            self._client.close_host([host], reason)


def _arxiv_id_in(url: str) -> Edition | None:
    """Read the identifier in an address of arXiv's own."""
    parts = urlsplit(url)
    if (parts.hostname or "") not in ARXIV_HOSTS:
        return None
    return parse_arxiv_id(re.sub(r"^/(?:pdf|abs)/|\.pdf$", "", parts.path))


def _pause(state: RetryCallState) -> float:
    """Wait longer after each failure, and never less than the server asked for."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, TryAgainError) else 0.0
    return max(asked, _backoff(state))


def _row(paper: Paper, target: Path, url: str, done: Download) -> PdfRow:
    edition = parse_arxiv_id(done.name.removesuffix(".pdf"))
    named = edition and edition.number and edition.id == paper.id
    return PdfRow(
        paper=paper.id,
        state="kept",
        file=target.name,
        sha256=done.sha256,
        bytes=done.bytes,
        origin="fetched",
        source=url,
        etag=done.etag,
        edition=str(edition) if named else "",
    )
