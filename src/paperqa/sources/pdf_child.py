"""The child process that reads one PDF: ``python -m paperqa.sources.pdf_child FILE LIMITS``.

Nothing else of the house runs in it, so that a file that exhausts memory, hangs or crashes the
native library costs one child. ``LIMITS`` is the JSON of ``pdf.PdfLimits``; the answer is one
JSON object on standard output: ``{"title", "pages": [[[text, font, size], ...], ...]}`` with a
row a printed line, or ``{"error", "reason"}``.

pypdf opens the file first, under its own limits (decompression, page tree, objects), for pdfium
has none; pdfium then reads the text. Sizes are PDF points.
"""

import ctypes
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

_HEADER_WITHIN = 1024
_POINTER = b"version https://git-lfs"
_XET_POINTER = b"# xet version"


class Unread(Exception):  # noqa: N818  # a result, not a fault
    """Why the file is not read: a reason code, and words for a person."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


def main(argv: list[str]) -> int:
    """Read the file that ``argv`` names and print the result."""
    answer = os.dup(1)
    # Libraries that print must not spoil the answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limits = json.loads(argv[2])
    _limit_resources(limits["memory_mb"], limits["seconds"])
    result = _result_of(Path(argv[1]), limits["pages"], limits["text_pages"])
    with os.fdopen(answer, "w", encoding="utf-8", errors="replace") as out:
        json.dump(result, out)
    return 0


def _result_of(path: Path, max_pages: int, text_pages: int) -> dict[str, Any]:
    try:
        return _read(path, max_pages, text_pages)
    except Unread as unread:
        return {"error": str(unread), "reason": unread.reason}
    except MemoryError:
        return {"error": "it needs more memory than one PDF may use", "reason": "limit"}
    except RecursionError:
        return {"error": "its objects refer to each other without end", "reason": "broken"}


def _limit_resources(memory_mb: int, seconds: int) -> None:
    with suppress(ImportError):  # Windows has no such limits; the wall clock of the parent remains
        import resource

        size = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path, max_pages: int, text_pages: int) -> dict[str, Any]:
    _check_header(path)
    title, count = _open_with_pypdf(path, max_pages)
    pages = list(islice(_pages(path, count), text_pages or None))
    return {"title": title, "pages": pages}


def _check_header(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(_HEADER_WITHIN)
    if not head:
        raise Unread("not-a-pdf", "the file is empty")
    if head.startswith((_POINTER, _XET_POINTER)):
        raise Unread("not-a-pdf", "it is a Git pointer to a PDF, not the PDF itself")
    start = head.lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise Unread("not-a-pdf", "it is a web page saved under a PDF's name")
    if b"%PDF-" not in head:
        raise Unread("not-a-pdf", "it has no %PDF header")


def _open_with_pypdf(path: Path, max_pages: int) -> tuple[str, int]:
    """Return metadata title and number of pages, after a look at every content stream."""
    import logging

    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _title_and_pages(path, max_pages)
    except LimitReachedError as error:
        raise Unread("limit", f"it unpacks to more than is safe ({_one_line(error)})") from error
    except DependencyError as error:
        why = f"its pages need a decoder that is not installed ({_one_line(error)})"
        raise Unread("broken", why) from error
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        # pypdf meets damage with its own errors and with those of the objects it stumbles over.
        raise Unread("broken", f"it is damaged ({_one_line(error)})") from error


def _title_and_pages(path: Path, max_pages: int) -> tuple[str, int]:
    from pypdf import PdfReader

    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unread("encrypted", "it is encrypted and needs a password")
    count = len(reader.pages)
    if count > max_pages:
        raise Unread("limit", f"it has {count} pages, more than the {max_pages} allowed")
    if count == 0:
        raise Unread("broken", "it is damaged (no page can be found)")
    for page in reader.pages:
        _inflate(page)
    metadata = reader.metadata
    return (str(metadata.title or "") if metadata else ""), count


def _inflate(page: Any) -> None:  # noqa: ANN401  # pypdf's page tree is untyped data
    """Decompress the page's content under pypdf's limits, and throw the result away."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else []
    for stream in contents if isinstance(contents, list) else [contents]:
        stream = stream.get_object()
        if hasattr(stream, "get_data"):
            stream.get_data()


def _pages(path: Path, expected: int) -> Iterator[list[tuple[str, str, float]]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unread("broken", f"it is damaged ({_one_line(error)})") from error
    with document:
        if len(document) == 0:
            raise Unread("broken", f"it is damaged (none of its {expected} pages opens)")
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                # One lost page: its number stays taken, so that the others keep theirs.
                yield []
                continue
            text_page = page.get_textpage()
            yield list(_lines(text_page))
            text_page.close()
            page.close()


def _lines(text_page: Any) -> Iterator[tuple[str, str, float]]:  # noqa: ANN401  # untyped library
    """Yield text, font name and size of each line; the font is that of its first letter."""
    import pypdfium2.raw as pdfium

    offset = 0
    for line in text_page.get_text_range().split("\r\n"):
        first = next((i for i, char in enumerate(line) if char.isalnum()), 0)
        name = ctypes.create_string_buffer(64)
        pdfium.FPDFText_GetFontInfo(text_page.raw, offset + first, name, 64, ctypes.c_int())
        size = pdfium.FPDFText_GetFontSize(text_page.raw, offset + first)
        yield line, name.value.decode("utf-8", "replace"), round(size, 1)
        offset += len(line) + 2


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


if __name__ == "__main__":
    sys.exit(main(sys.argv))
