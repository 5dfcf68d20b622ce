"""The child process that draws one page of a PDF.

It is called as ``python -m paperqa.sources.picture_child FILE LIMITS PAGE DPI PIXELS``. The answer
on standard output is a line of JSON, ``{"points": [width, height], "pixels": [width, height]}`` or
``{"error", "reason"}``, and after it the picture as PNG. The page is drawn as it is shown: cropped
and turned. A picture has ``PIXELS`` pixels at the most, in lower resolution where the page is too
large for ``DPI``.
"""

import json
import os
import sys
from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import Any

from paperqa.sources.pdf_child import Unread, begun, opened_title, pdfium_document, result_of

_POINTS_AN_INCH = 72
_LEAST_SIDE = 1.0


def main(argv: list[str]) -> int:
    """Draw the page that ``argv`` names and print the picture."""
    answer, limits = begun(argv)
    page, dpi, pixels = map(int, argv[3:6])
    png = BytesIO()
    result = result_of(lambda: _draw(Path(argv[1]), limits, (page, dpi, pixels), png))
    with os.fdopen(answer, "wb") as out:
        out.write(json.dumps(result).encode() + b"\n" + png.getvalue())
    return 0


def _draw(
    path: Path, limits: dict[str, Any], wanted: tuple[int, int, int], png: BytesIO
) -> dict[str, Any]:
    import pypdfium2

    number, dpi, pixels = wanted
    opened_title(path, limits)
    with pdfium_document(path, limits["pages"]) as document:
        if not 1 <= number <= len(document):
            raise Unread("no-such-page", f"it has {len(document)} pages, and no page {number}")
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise Unread("broken", f"its page {number} is damaged") from error
        points = page.get_size()
        picture = _plain(page.render(scale=_scale(points, dpi, pixels)).to_pil())
        picture.save(png, "PNG")
        return {"points": points, "pixels": picture.size}


def _plain(picture: Any) -> Any:  # noqa: ANN401  # PIL is loaded by the child alone
    """Return ``picture`` in grey if it has no colour: its file is less than half as large."""
    from PIL import ImageChops

    red, green, blue = picture.convert("RGB").split()
    pairs = ((red, green), (red, blue))
    return red if not any(ImageChops.difference(*pair).getbbox() for pair in pairs) else picture


def _scale(points: tuple[float, float], dpi: int, pixels: int) -> float:
    """Return pixels a point."""
    width, height = (max(side, _LEAST_SIDE) for side in points)
    # A side is rounded up to a whole pixel: a strip one pixel wide may be very long.
    longest = min(pixels / max(width, height), sqrt(pixels / (width * height)))
    return min(dpi / _POINTS_AN_INCH, longest)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
