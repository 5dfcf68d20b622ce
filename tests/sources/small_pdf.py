"""Writes a PDF of one page, and reads title and page one of any PDF, for tests of imports."""

from pathlib import Path

import pypdfium2

from paperqa.errors import PdfError
from paperqa.sources.match_pdf import PdfHead


def small_pdf(*lines: str, title: str = "") -> bytes:
    """Return a PDF that prints ``lines`` (Latin-1, no brackets) and bears ``title``."""
    text = "".join(f"({line}) Tj T* " for line in lines)
    content = f"BT /F1 11 Tf 14 TL 60 780 Td {text}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def read_head(path: Path) -> PdfHead:
    """Read with pdfium what the reader of PDFs gives an import."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            page = document[0]
            text_page = page.get_textpage()
            text, title = text_page.get_text_range(), document.get_metadata_value("Title")
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise PdfError(f"not read, because it is damaged ({error})") from error
    if not text.strip():
        raise PdfError("not read, because it has no text layer")
    return PdfHead(title, text)
