"""Title and first page of PDFs, read ahead in child processes, for finding their papers."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from paperqa.sources.children import Children
from paperqa.sources.match_pdf import PdfHead
from paperqa.sources.pdf import PdfLimits, RawPdf, read_pdf


def read_head(path: Path, limits: PdfLimits, children: Children | None = None) -> PdfHead:
    """Return title and first page of ``path``, after the same checks as for all of it.

    Raises UnreadPdfError.
    """
    return _head(read_pdf(path, replace(limits, text_pages=1), children))


@contextmanager
def heads_of(
    paths: Sequence[Path], limits: PdfLimits, workers: int = 0
) -> Iterator[Callable[[Path], PdfHead]]:
    """Begin to read the heads of ``paths``, ``workers`` at a time (0: one a core).

    Gives a function that waits for the head of one of them; it raises UnreadPdfError.
    """
    children = Children()
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    ahead: dict[Path, Future[PdfHead]] = {
        path: pool.submit(read_head, path, limits, children) for path in paths
    }

    def head_of(path: Path) -> PdfHead:
        return ahead[path].result() if path in ahead else read_head(path, limits)

    try:
        yield head_of
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        children.end()


def _head(pdf: RawPdf) -> PdfHead:
    first = pdf.pages[0] if pdf.pages else ()
    return PdfHead(pdf.title, "\n".join(line.text for line in first))
