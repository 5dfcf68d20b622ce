"""Writes PDFs that nobody should have to read, for tests of the reader."""

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

import pypdf

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf_of(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF with ``objects`` numbered from 1; the first is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R %b >>\n" % (size, trailer)
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object that holds ``data``."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def page(contents: int, font: int, parent: int = 2) -> bytes:
    """Return a page whose content and font are the objects of these numbers."""
    return (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 842] /Contents %d 0 R "
        b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (parent, contents, font)
    )


def printed(*lines: tuple[str, int]) -> bytes:
    """Return page content that prints each line at its size, from the top."""
    text = b"".join(
        b"/F1 %d Tf (%b) Tj T* " % (size, line.encode("latin-1")) for line, size in lines
    )
    return b"BT 16 TL 60 780 Td " + text + b"ET"


def pages_of_text(*pages: Sequence[tuple[str, int]]) -> bytes:
    """Return a PDF with a page for each of ``pages``: lines and their sizes in points."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [CATALOG, b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages)), FONT]
    for number, lines in enumerate(pages):
        objects += [page(5 + 2 * number, 3), stream(printed(*lines))]
    return pdf_of(*objects)


def with_content(content: bytes, font: bytes = FONT) -> bytes:
    """Return a PDF of one page with this content stream object and font."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of(CATALOG, pages, page(4, 5), content, font)


def bomb(unpacked: int) -> bytes:
    """Return a small PDF whose content unpacks to ``unpacked`` bytes, through Flate twice."""
    packed = zlib.compress(zlib.compress(b" " * unpacked, 9), 9)
    return with_content(stream(packed, b"/Filter [/FlateDecode /FlateDecode]"))


def cyclic() -> bytes:
    """Return a PDF whose page tree holds itself."""
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")


def scanned() -> bytes:
    """Return a PDF that shows a picture and no letter."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    shown = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents 4 0 R "
        b"/Resources << /XObject << /Im 5 0 R >> >> >>"
    )
    image = (
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 "
        b"/ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    content = stream(b"q 600 0 0 800 0 0 cm /Im Do Q")
    return pdf_of(CATALOG, pages, shown, content, stream(b"\x00", image))


def mapped(letters: Mapping[int, str], *lines: tuple[str, int]) -> bytes:
    """Return a PDF of ``lines`` whose font says that its codes mean other ``letters``."""
    table = b"\n".join(
        b"<%02x> <%b>" % (code, letter.encode("utf-16-be").hex().encode())
        for code, letter in letters.items()
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n"
        % len(letters)
        + table
        + b"\nendbfchar endcmap end end"
    )
    font = FONT[:-2] + b"/ToUnicode 6 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of(CATALOG, pages, page(4, 5), stream(printed(*lines)), font, stream(cmap))


def glyph_numbers() -> bytes:
    """Return a PDF whose font gives numbers of glyphs for letters, as bad exporters do."""
    numbers = {code: chr(code - 29) for code in range(0x20, 0x7F)}
    return mapped(numbers, ("every letter of this line is another one than it seems", 11))


def encrypted(data: bytes, password: str, algorithm: str) -> bytes:
    """Return ``data`` encrypted; an empty password opens it for everyone."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
