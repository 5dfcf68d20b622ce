"""Writes PDFs whose words have colours, and finds on their pictures where each colour is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from hostile_pdf import CATALOG, FONT, pdf_of, stream

from paperqa.types import Box

COLOURS = ((0, 0, 0), (255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 0, 255))
_SCALE = 8
_FILLER = "words that fill the page so that it has as many letters as a page of text should have"


@dataclass(frozen=True, slots=True)
class Ink:
    """Words printed at a point; ``colour`` 0 is black; ``sideways`` ones read upwards."""

    text: str
    x: float
    y: float
    colour: int = 0
    size: float = 10.0
    sideways: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: what is printed on it, and further entries of its dictionary."""

    inks: Sequence[Ink]
    entries: bytes = b""


def filler(y: float, x: float = 60) -> Ink:
    """Return a black line of text."""
    return Ink(_FILLER, x, y)


def inked_pdf(*sheets: Sheet, letters: Mapping[int, str] | None = None) -> bytes:
    """Return a PDF of ``sheets``; ``letters`` are what codes mean that mean something else."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(sheets)))
    objects = [
        CATALOG,
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(sheets)),
        FONT[:-2] + b"/ToUnicode 4 0 R >>",
        stream(_meaning(letters or {})),
    ]
    for number, sheet in enumerate(sheets):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %b "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number, sheet.entries),
            stream(b"\n".join(map(_printed, sheet.inks))),
        ]
    return pdf_of(*objects)


def inked_boxes(pdf: Path, number: int, colours: Sequence[int]) -> list[Box]:
    """Return the rectangle that each colour fills on the picture of a page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number - 1]
        picture = page.render(scale=_SCALE, no_smoothtext=True, rev_byteorder=True).to_numpy()
        page.close()
    height = picture.shape[0]
    found: list[Box] = []
    for colour in colours:
        rows, columns = np.nonzero((picture[:, :, :3] == COLOURS[colour]).all(axis=2))
        left, right = int(columns.min()), int(columns.max()) + 1
        top, bottom = int(rows.min()), int(rows.max()) + 1
        corners = (left, height - bottom, right, height - top)
        found.append(tuple(corner / _SCALE for corner in corners))  # type: ignore[arg-type]
    return found


def _printed(ink: Ink) -> bytes:
    matrix = b"0 1 -1 0" if ink.sideways else b"1 0 0 1"
    text = ink.text.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)")
    red, green, blue = (part // 255 for part in COLOURS[ink.colour])
    colour = b"%d %d %d rg" % (red, green, blue)
    place = b"%b %.2f %.2f Tm" % (matrix, ink.x, ink.y)
    return b"%b BT /F1 %.2f Tf %b (%b) Tj ET" % (colour, ink.size, place, text)


def _meaning(letters: Mapping[int, str]) -> bytes:
    means = {code: chr(code) for code in range(0x20, 0x7F)} | dict(letters)
    table = b"\n".join(
        b"<%02x> <%b>" % (code, text.encode("utf-16-be").hex().encode())
        for code, text in means.items()
    )
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n"
        % len(means)
        + table
        + b"\nendbfchar endcmap end end"
    )
