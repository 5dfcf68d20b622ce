"""The child process that reads one PDF: ``python -m paperqa.sources.pdf_child FILE LIMITS``.

Nothing else of the house runs in it but ``pdf_glyphs``, so that a file that exhausts memory, hangs
or crashes the native library costs one child. ``LIMITS`` is the JSON of ``pdf.PdfLimits``; the
answer is one JSON object on standard output: ``{"title", "pages": [[[text, font, size], ...], ...],
"glyphs": {number: ...}}`` with a row a printed line, or ``{"error", "reason"}``. ``picture_child``
begins and opens files in the same way.

pypdf opens the file first, under its own limits (decompression, page tree, objects), for pdfium
has none; pdfium then reads the text. Sizes are PDF points.
"""

import ctypes
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from paperqa.sources.pdf_glyphs import characters, glyphs, printed_size, whole

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
    answer, limits = begun(argv)
    result = result_of(lambda: _read(Path(argv[1]), limits))
    with os.fdopen(answer, "w", encoding="utf-8", errors="replace") as out:
        json.dump(result, out)
    return 0


def begun(argv: list[str]) -> tuple[int, dict[str, Any]]:
    """Put this process under its limits; return where its answer goes, and the limits."""
    answer = os.dup(1)
    # Libraries that print must not spoil the answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limits: dict[str, Any] = json.loads(argv[2])
    _limit_resources(limits["memory_mb"], limits["seconds"])
    return answer, limits


def result_of(read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what ``read`` returns, or why the file is not read."""
    try:
        return read()
    except Unread as unread:
        return {"error": str(unread), "reason": unread.reason}
    except MemoryError:
        return {"error": "it needs more memory than one PDF may use", "reason": "limit"}
    except OSError as error:
        return {"error": f"it cannot be opened ({_one_line(error)})", "reason": "broken"}
    except RecursionError:
        return {"error": "its objects refer to each other without end", "reason": "broken"}


def _limit_resources(memory_mb: int, seconds: int) -> None:
    with suppress(ImportError):  # Windows has no such limits; the wall clock of the parent remains
        import resource

        size = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path, limits: dict[str, Any]) -> dict[str, Any]:
    title = opened_title(path, limits)
    found: dict[int, Any] = {number: None for number in limits["glyph_pages"]}
    pages = list(islice(_pages(path, limits["pages"], found), limits["text_pages"] or None))
    return {"title": title, "pages": pages, "glyphs": found}


def opened_title(path: Path, limits: dict[str, Any]) -> str:
    """Open the file as far as ``limits`` want it; return its metadata title. Raises Unread."""
    _check_header(path)
    return "" if limits["opened"] else _open_with_pypdf(path, limits["pages"])


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


def _open_with_pypdf(path: Path, max_pages: int) -> str:
    """Return the metadata title, after a look at every content stream."""
    import logging

    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        # No decoder outside Python is called; where one is installed makes no difference.
        with apply_configuration(jbig2dec_binary=None):
            return _checked_title(path, max_pages)
    except LimitReachedError as error:
        raise Unread("limit", f"it unpacks to more than is safe ({_one_line(error)})") from error
    except DependencyError as error:
        why = f"its pages need a decoder that is not installed ({_one_line(error)})"
        raise Unread("broken", why) from error
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        # pypdf meets damage with its own errors and with those of the objects it stumbles over.
        raise Unread("broken", f"it is damaged ({_one_line(error)})") from error


def _checked_title(path: Path, max_pages: int) -> str:
    from pypdf import PdfReader

    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unread("encrypted", "it is encrypted and needs a password")
    _check_count(len(reader.pages), max_pages)
    for page in reader.pages:
        _inflate(page)
    metadata = reader.metadata
    return str(metadata.title or "") if metadata else ""


def _check_count(count: int, max_pages: int) -> None:
    if count > max_pages:
        raise Unread("limit", f"it has {count} pages, more than the {max_pages} allowed")
    if count == 0:
        raise Unread("broken", "it is damaged (no page can be found)")


def _inflate(page: Any) -> None:  # noqa: ANN401  # pypdf's page tree is untyped data
    """Decompress the page's content under pypdf's limits, and throw the result away."""
    contents = page.get("/Contents")
    contents = contents.get_object() if contents is not None else []
    for stream in contents if isinstance(contents, list) else [contents]:
        stream = stream.get_object()
        if hasattr(stream, "get_data"):
            stream.get_data()


def _pages(
    path: Path, max_pages: int, wanted: dict[int, Any]
) -> Iterator[list[tuple[str, str, float]]]:
    """Yield the lines of each page; fill in the glyphs of those whose numbers are ``wanted``."""
    import pypdfium2

    with pdfium_document(path, max_pages) as document:
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                # One lost page: its number stays taken, so that the others keep theirs.
                yield []
                continue
            text_page = page.get_textpage()
            if number + 1 in wanted:
                wanted[number + 1] = glyphs(page, text_page)
            yield list(_lines(text_page))
            text_page.close()
            page.close()


def pdfium_document(path: Path, max_pages: int) -> Any:  # noqa: ANN401  # untyped library
    """Return the file as pdfium opens it; the caller closes it. Raises Unread."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unread("broken", f"it is damaged ({_one_line(error)})") from error
    # pdfium may believe another count than pypdf found.
    _check_count(len(document), max_pages)
    return document


def _lines(text_page: Any) -> Iterator[tuple[str, str, float]]:  # noqa: ANN401  # untyped library
    """Yield text, font name and printed size of each line: how most of it is set."""
    offset = 0
    for line in characters(text_page).split("\r\n"):
        letters = [i for i, char in enumerate(line, offset) if char.isalnum()] or [offset]
        # Three letters of a line tell; one may be a footnote's mark or a word in bold.
        looked_at = (letters[0], letters[len(letters) // 2], letters[-1])
        fonts, sizes = zip(*(_setting(text_page, letter) for letter in looked_at), strict=True)
        # Small capitals and raised letters are smaller than the line that they stand in.
        yield whole(line), Counter(fonts).most_common(1)[0][0], max(sizes)
        offset += len(line) + 2


def _setting(text_page: Any, index: int) -> tuple[str, float]:  # noqa: ANN401  # untyped library
    """Return the font's name and the printed size of the character at ``index``."""
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(64)
    pdfium.FPDFText_GetFontInfo(text_page.raw, index, name, 64, ctypes.c_int())
    return name.value.decode("utf-8", "replace"), printed_size(text_page, index)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


if __name__ == "__main__":
    sys.exit(main(sys.argv))
