"""Where the quotes of an answer are printed, for a view of the page that lights them.

Reading a PDF again takes a child process and some tenths of a second: ask for boxes when a source
is opened, not for every answer. Without the PDF on this machine, or with one that cannot be read
or no longer holds the passage, a quote has no boxes and nothing fails; the reason is logged at
level DEBUG. Safe to call from several threads.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from paperqa.errors import SourceError
from paperqa.sources.inventory import sha256_of
from paperqa.sources.library import PdfLibrary
from paperqa.sources.pdf import PdfLimits
from paperqa.sources.quote_boxes import PageBoxes, QuoteAt, quote_boxes
from paperqa.types import Citation

_LOG: Final = logging.getLogger(__name__)
_LONGEST_WAIT: Final = 20
"""Seconds after which nobody waits for a lit page any more."""
_REMEMBERED: Final = 256


@dataclass(frozen=True, slots=True)
class KeptPdf:
    """A paper's PDF as it lies on this machine, and what reading it may use."""

    path: Path
    sha256: str
    limits: PdfLimits


class BoxFinder:
    """Finds the boxes of quotes in the PDFs of ``pdf_dir``, and remembers the last ones."""

    def __init__(self, pdf_dir: Path, limits: PdfLimits) -> None:
        self._pdf_dir = pdf_dir
        self._limits = replace(limits, seconds=min(limits.seconds, _LONGEST_WAIT))
        self._known: dict[tuple[str, QuoteAt], tuple[PageBoxes, ...]] = {}
        self._lock = Lock()

    def pdf_of(self, paper: str) -> KeptPdf | None:
        """Return the paper's PDF; None if it is not here. Raises SourceError and OSError."""
        row = PdfLibrary(self._pdf_dir).kept(paper)
        if row is None:
            return None
        path = self._pdf_dir / row.file
        status = path.stat()
        digest = _digest(path, status.st_mtime_ns, status.st_size)
        # The import opened these very bytes under pypdf's limits.
        return KeptPdf(path, digest, replace(self._limits, opened=digest == row.sha256))

    def boxes_of(self, citations: Sequence[Citation]) -> list[tuple[PageBoxes, ...]]:
        """Return for each citation its boxes on every page that its quote touches.

        Empty for a note, and where the boxes are not sure. Each paper is read once a call.
        """
        quotes = [QuoteAt(one.passage, one.start, one.end) for one in citations]
        papers = {quote.passage.paper for quote in quotes if quote.passage.kind == "paper"}
        found = {
            quote: boxes
            for paper in sorted(papers)
            for quote, boxes in self._in_paper(
                paper, [quote for quote in quotes if quote.passage.paper == paper]
            ).items()
        }
        return [found.get(quote, ()) for quote in quotes]

    def with_boxes(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Return the citations with the boxes of their quotes on the page that they name."""
        return tuple(
            replace(citation, boxes=pages[0].boxes)
            if pages and pages[0].page == citation.page
            else citation
            for citation, pages in zip(citations, self.boxes_of(citations), strict=True)
        )

    def _in_paper(
        self, paper: str, quotes: Sequence[QuoteAt]
    ) -> dict[QuoteAt, tuple[PageBoxes, ...]]:
        try:
            pdf = self.pdf_of(paper)
            if pdf is None:
                _LOG.debug("no boxes in %s: its PDF is not in %s", paper, self._pdf_dir)
                return {}
            known = {
                quote: boxes
                for quote in quotes
                if (boxes := self._known.get((pdf.sha256, quote))) is not None
            }
            missing = [quote for quote in quotes if quote not in known]
            found = dict(zip(missing, quote_boxes(pdf.path, missing, pdf.limits), strict=True))
        except (SourceError, OSError) as error:
            _LOG.debug("no boxes in %s: %s", paper, error)
            return {}
        if not all(found.values()):
            _LOG.debug("no boxes in %s: %s no longer holds a passage as indexed", paper, pdf.path)
        self._remember({(pdf.sha256, quote): boxes for quote, boxes in found.items()})
        return known | found

    def _remember(self, found: Mapping[tuple[str, QuoteAt], tuple[PageBoxes, ...]]) -> None:
        with self._lock:
            self._known.update(found)
            while len(self._known) > _REMEMBERED:
                del self._known[next(iter(self._known))]


@lru_cache(maxsize=_REMEMBERED)
def _digest(path: Path, changed_ns: int, size: int) -> str:
    """Return the sha256 of a file, which is read once as long as time and size stay."""
    return sha256_of(path)
