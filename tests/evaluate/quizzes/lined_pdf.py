"""Writes PDFs of several pages with several lines each."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject


def lined_pdf(*pages: tuple[str, ...]) -> bytes:
    """Return a PDF whose pages print these lines (Latin-1, no brackets)."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(612, 842)
        content = StreamObject()
        shown = "".join(f"({line}) Tj T* " for line in lines)
        content.set_data(f"BT /F1 11 Tf 14 TL 60 780 Td {shown}ET".encode("latin-1"))
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(content)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
