"""A page of a PDF as a picture, drawn in a child process with limits of its own.

The page is shown as ``quote_boxes`` counts it: cropped and turned; a box of points there is a
rectangle of the picture, in proportion.
Units:  pages count from 1; width and height in pixels and in points.
Errors: UnreadPdfError, with the reason ``no-such-page`` for a page beyond the last.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

from paperqa.sources.pdf import PdfLimits, answer_in, output_of

DPI: Final = 144
MOST_PIXELS: Final = 4_000_000
"""An A3 page at 144 dpi; a larger page is drawn in lower resolution."""
_KEPT_BYTES: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class PagePicture:
    """``width`` and ``height`` in pixels; ``points`` are width and height of the page."""

    png: bytes = field(repr=False)
    width: int
    height: int
    points: tuple[float, float]


def page_picture(
    pdf: Path, page: int, limits: PdfLimits | None = None, *, dpi: int = DPI
) -> PagePicture:
    """Return a picture of ``page`` of the file. Raises UnreadPdfError."""
    out = output_of(
        "paperqa.sources.picture_child",
        pdf,
        limits or PdfLimits(),
        *map(str, (page, dpi, MOST_PIXELS)),
    )
    header, _, png = out.partition(b"\n")
    answer = answer_in(pdf, header)
    (width, height), (wide, high) = answer["pixels"], answer["points"]
    return PagePicture(png, width, height, (wide, high))


class KeptPictures:
    """The pictures that were asked for last, in memory up to ``most`` bytes. For many threads."""

    def __init__(self, most: int = _KEPT_BYTES) -> None:
        self._most = most
        self._pictures: OrderedDict[tuple[str, int], PagePicture] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def picture(self, pdf: Path, sha256: str, page: int, limits: PdfLimits) -> PagePicture:
        """Return the page of the file with that ``sha256``; drawn unless it is kept.

        Raises UnreadPdfError.
        """
        key = (sha256, page)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        drawn = page_picture(pdf, page, limits)
        self._keep(key, drawn)
        return drawn

    def _keep(self, key: tuple[str, int], picture: PagePicture) -> None:
        with self._lock:
            if key not in self._pictures:
                self._bytes += len(picture.png)
            self._pictures[key] = picture
            while self._bytes > self._most:
                _, oldest = self._pictures.popitem(last=False)
                self._bytes -= len(oldest.png)
