"""Where pdfium finds the characters of a page; runs in the child process that reads one PDF.

Points count from the lower left corner of the page as it is shown: what its CropBox leaves of it,
turned by its /Rotate. A box is the ink of a glyph.
Source: PDF 32000-1, 14.11.2 (page boundaries) and table 30 (/Rotate, clockwise).
"""

import ctypes
import re
import struct
import sys
from collections.abc import Iterator
from math import hypot, isfinite, pi
from typing import Any, TypeAlias

Row: TypeAlias = tuple[str, tuple[float, ...], tuple[float, ...], float, int] | tuple[str]
"""Character, box, origin, size and quarter turns of a glyph; a character alone has no ink."""

_CHARACTER = re.compile("[\ud800-\udbff][\udc00-\udfff]|.", re.DOTALL)


def characters(text_page: Any) -> str:  # noqa: ANN401  # untyped library
    """Return one ``str`` character for each of pdfium's, so that its offsets hold.

    pdfium counts a character beyond U+FFFF as one or as two, and its quick way drops the former.
    """
    import pypdfium2.raw as pdfium

    text: str = text_page.get_text_range()
    count = text_page.count_chars()
    if len(text) == count:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) == 2 * count:
        return "".join(map(chr, struct.unpack(f"<{count}H", units)))
    codes = (pdfium.FPDFText_GetUnicode(text_page.raw, i) for i in range(count))
    return "".join(chr(code) if code <= sys.maxunicode else "\ufffd" for code in codes)


def whole(line: str) -> str:
    """Join surrogate pairs, and drop those that stand alone."""
    return line.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def printed_size(text_page: Any, index: int) -> float:  # noqa: ANN401  # untyped library
    """Return the size in points in which the character at ``index`` is printed."""
    import pypdfium2.raw as pdfium

    size: float = pdfium.FPDFText_GetFontSize(text_page.raw, index)
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(text_page.raw, index, matrix):
        # A font of size 1 enlarged by its matrix, or a figure's font made smaller.
        size *= hypot(matrix.c, matrix.d)
    # Infinity and NaN are no JSON.
    return round(size, 1) if isfinite(size) else 0.0


def glyphs(page: Any, text_page: Any) -> dict[str, Any]:  # noqa: ANN401  # untyped library
    """Return ``{"size": [width, height], "lines": [[Row, ...], ...]}`` of a page.

    The lines are those that the text is given in, character by character.
    """
    frame = _Frame(page)
    lines, offset = [], 0
    for line in characters(text_page).split("\r\n"):
        lines.append(list(_rows(frame, text_page, line, offset)))
        offset += len(line) + 2
    return {"size": frame.size, "lines": lines}


def _rows(frame: "_Frame", text_page: Any, line: str, offset: int) -> Iterator[Row]:  # noqa: ANN401  # untyped library
    for match in _CHARACTER.finditer(line):
        # Both halves of a pair have the glyph's box.
        if char := whole(match[0]):
            yield frame.row(text_page, char, offset + match.start())


class _Frame:
    """From a page's own coordinates to those of the page as it is shown."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401  # untyped library
        self._left, self._bottom, right, top = page.get_bbox()
        self._width, self._height = right - self._left, top - self._bottom
        self._turns = page.get_rotation() // 90
        sides = (self._width, self._height)
        self.size = sides[::-1] if self._turns % 2 else sides
        self._buffers = [ctypes.c_double() for _ in range(6)]

    def row(self, text_page: Any, char: str, index: int) -> Row:  # noqa: ANN401  # untyped library
        import pypdfium2.raw as pdfium

        if char.isspace():
            return (char,)
        left, bottom, right, top, x, y = self._buffers
        angle = pdfium.FPDFText_GetCharAngle(text_page.raw, index)
        pdfium.FPDFText_GetCharBox(text_page.raw, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
        ink = (left.value, bottom.value, right.value, top.value)
        facts = (*ink, x.value, y.value, angle)
        if not all(map(isfinite, facts)) or ink[0] >= ink[2] or ink[1] >= ink[3]:
            return (char,)
        one, other = self._shown(*ink[:2]), self._shown(*ink[2:])
        low, high = map(min, one, other), map(max, one, other)
        # pdfium's angles are clockwise, as those of pages are.
        turns = (-round(angle * 2 / pi) - self._turns) % 4
        size = printed_size(text_page, index)
        return char, (*low, *high), self._shown(x.value, y.value), size, turns

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        shown = [
            (x, y),
            (y, self._width - x),
            (self._width - x, self._height - y),
            (self._height - y, x),
        ][self._turns]
        return round(shown[0], 2), round(shown[1], 2)
