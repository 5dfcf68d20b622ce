"""Reads PDFs in child processes, each with its own limits; one bad file is one reported row.

Units: pages count from 1; memory in MiB; time in seconds, of CPU and of the wall clock.
Errors: UnreadPdfError, whose ``reason`` tells broken, encrypted, scanned, not a PDF and
        too large apart.
"""

import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from paperqa.errors import PdfError
from paperqa.sources.children import Children
from paperqa.types import Box

Reason = Literal["not-a-pdf", "encrypted", "broken", "scanned", "unmapped", "limit", "no-such-page"]

EXTRACTOR_VERSION = "1"
"""Raise it when the same file would yield other lines: documents are then read again."""

_LETTERS_A_PAGE = 20
_UNMAPPED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What one PDF may use, and how much of it is wanted."""

    memory_mb: int = 1536
    seconds: int = 120
    pages: int = 1000
    """A file of more pages is not read."""
    text_pages: int = 0
    """How many pages to return the text of; 0: all."""
    glyph_pages: tuple[int, ...] = ()
    """Pages, from 1, to return the glyphs of: where each character is printed."""
    opened: bool = False
    """The very same bytes were read before: pypdf, which takes as long as pdfium, need not open
    them first; the title is not returned."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line as the file holds it; ``size`` in points, of its first letter's font.

    ``row`` counts the lines of its page from 0, in the order of the file.
    """

    text: str
    font: str = ""
    size: float = 0.0
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it is printed, in points from the lower left corner of the shown page.

    ``box`` is its ink; None for a space, and for what leaves no ink. ``origin`` is its point on
    the line, ``size`` that of its font; ``turns`` are quarter turns to the left, 0 for upright.
    """

    char: str
    box: Box | None = None
    origin: tuple[float, float] = (0.0, 0.0)
    size: float = 0.0
    turns: int = 0


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """The glyphs of a page; ``rows[i]`` are those of the page's ``Line`` of row i.

    ``width`` and ``height`` in points are those of the page as it is shown: cropped and turned.
    """

    number: int
    width: float
    height: float
    rows: tuple[tuple[Glyph, ...], ...]


@dataclass(frozen=True, slots=True)
class RawPdf:
    """What a file says, before any cleaning; ``pages[i]`` is page i + 1.

    ``glyphs`` are those of the pages that were asked for and that are there, in order.
    """

    title: str
    pages: tuple[tuple[Line, ...], ...]
    glyphs: tuple[GlyphPage, ...] = ()


class UnreadPdfError(PdfError):
    """A file that was not read; ``str(error)`` starts ``not read, because``."""

    def __init__(self, path: Path, reason: Reason, why: str) -> None:
        super().__init__(f"not read, because {why}")
        self.path = path
        self.reason: Reason = reason


def read_pdf(
    path: Path, limits: PdfLimits | None = None, children: Children | None = None
) -> RawPdf:
    """Return the lines of every page of ``path``; whoever holds ``children`` can end the reading.

    Raises UnreadPdfError.
    """
    limits = limits or PdfLimits()
    out = output_of("paperqa.sources.pdf_child", path, limits, children=children)
    return _checked(path, answer_in(path, out))


def output_of(
    module: str,
    path: Path,
    limits: PdfLimits,
    *arguments: str,
    children: Children | None = None,
) -> bytes:
    """Return what ``module`` prints that reads ``path`` in a process of its own.

    It is called with the path, the limits as JSON and ``arguments``. Raises UnreadPdfError.
    """
    # -P: nothing of the folder that one happens to stand in.
    command = [sys.executable, "-P", "-m", module, str(path), json.dumps(asdict(limits))]
    try:
        child = (children or Children()).run([*command, *arguments], limits.seconds)
    except subprocess.TimeoutExpired as error:
        why = f"reading it took more than {limits.seconds} seconds"
        raise UnreadPdfError(path, "limit", why) from error
    _check_end(path, child)
    return child.stdout


def answer_in(path: Path, out: bytes) -> dict[str, Any]:
    """Return the JSON object that a child printed; raise UnreadPdfError where it tells why not."""
    answer: dict[str, Any] = json.loads(out)
    if "error" in answer:
        raise UnreadPdfError(path, answer["reason"], answer["error"])
    return answer


def read_pdfs(
    paths: Iterable[Path], limits: PdfLimits | None = None, workers: int = 0
) -> Generator[tuple[Path, RawPdf | UnreadPdfError], None, None]:
    """Read many files, ``workers`` at a time (0: one a core); yield them in the order given."""
    children = Children()

    def read(path: Path) -> RawPdf | UnreadPdfError:
        try:
            return read_pdf(path, limits, children)
        except UnreadPdfError as error:
            return error

    paths = list(paths)
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    try:
        yield from zip(paths, pool.map(read, paths), strict=True)
    finally:
        # A caller that stops early must not wait for files that it will not use.
        pool.shutdown(wait=False, cancel_futures=True)
        children.end()


def _check_end(path: Path, child: subprocess.CompletedProcess[bytes]) -> None:
    if child.returncode == 0:
        return
    if child.returncode == -24:  # SIGXCPU
        raise UnreadPdfError(path, "limit", "reading it took more processor time than allowed")
    if child.returncode < 0:  # pdfium ends itself when it gets no memory, and when it is broken
        why = f"it made the reader crash or run out of memory (signal {-child.returncode})"
        raise UnreadPdfError(path, "broken", why)
    if b"MemoryError" in child.stderr or b"bad_alloc" in child.stderr:
        raise UnreadPdfError(path, "limit", "it needs more memory than one PDF may use")
    last = child.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no message"]
    why = f"the reader ended with status {child.returncode} ({last[0][:120]})"
    raise UnreadPdfError(path, "broken", why)


def _checked(path: Path, answer: dict[str, Any]) -> RawPdf:
    pages = tuple(
        tuple(Line(text, font, size, row) for row, (text, font, size) in enumerate(page))
        for page in answer["pages"]
    )
    text = "".join(line.text for page in pages for line in page)
    letters = sum(char.isalpha() for char in text)
    if _unmapped(text):
        raise UnreadPdfError(path, "unmapped", "its fonts do not say which letters they show")
    if letters < _LETTERS_A_PAGE * len(pages):
        what = f"only {letters} letters on {len(pages)} pages" if letters else "no text layer"
        why = f"it has {what} (a scan or pictures); run it through OCR first"
        raise UnreadPdfError(path, "scanned", why)
    return RawPdf(answer["title"], pages, _glyph_pages(answer["glyphs"]))


def _glyph_pages(answer: dict[str, Any]) -> tuple[GlyphPage, ...]:
    found = []
    for number, page in sorted(answer.items(), key=lambda item: int(item[0])):
        if page:
            (width, height), lines = page["size"], page["lines"]
            rows = tuple(tuple(_glyph(*glyph) for glyph in line) for line in lines)
            found.append(GlyphPage(int(number), width, height, rows))
    return tuple(found)


def _glyph(char: str, *printed: Any) -> Glyph:  # noqa: ANN401  # a row of JSON
    if not printed:
        return Glyph(char)
    (left, bottom, right, top), (x, y), size, turns = printed
    return Glyph(char, (left, bottom, right, top), (x, y), size, turns)


def _unmapped(text: str) -> bool:
    """Tell text of private-use, control and replacement characters from real text.

    Codes that are glyph numbers put a control character where a space belongs.
    """
    solid = [char for char in text if not char.isspace()]
    if len(solid) == len(text) and any(char < "\x02" or "\x02" < char < " " for char in solid):
        return True
    odd = sum(
        char < " " or char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or "\x7f" <= char <= "\x9f"
        for char in solid
        if char not in "\x02\ufffe"
    )
    return odd > _UNMAPPED_SHARE * max(len(solid), 1)
