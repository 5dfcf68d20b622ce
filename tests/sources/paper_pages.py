"""Papers as the reader of PDFs hands them on: lines with fonts and sizes, for tests."""

from paperqa.sources.pdf import Line, RawPdf

BODY = ("Regular", 10.0)
HEADING = ("Bold", 12.0)
SMALL = ("Regular", 8.0)
LABEL = ("Helvetica", 6.0)

TEXT = "a line of running text that is as long as the other lines of the page are"


def lines(*texts: str, style: tuple[str, float] = BODY) -> list[Line]:
    """Return ``texts`` as lines that are set alike."""
    return [Line(text, *style) for text in texts]


def heading(text: str) -> Line:
    """Return a line set like a section heading."""
    return Line(text, *HEADING)


def raw(*pages: list[Line], title: str = "") -> RawPdf:
    """Return the pages as a read PDF."""
    return RawPdf(title, tuple(tuple(page) for page in pages))
