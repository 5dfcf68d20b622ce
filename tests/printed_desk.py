"""A desk of one paper in two columns on two pages, with its PDF, and of the club's note on it."""

import hashlib
from pathlib import Path

from inked_pdf import Ink, Sheet, inked_pdf

from paperqa.answer.boxes import BoxFinder
from paperqa.answer.desk import Desk
from paperqa.sources.inventory import note_sources, pdf_sources
from paperqa.sources.library import PdfLibrary, PdfRow
from paperqa.sources.pdf import PdfLimits
from paperqa.store.build import Plan, build
from paperqa.store.bundle import open_index
from small_desk import NOTE, PAPER, WordEmbedder

OVER_A_COLUMN = "The gradient of a deep representation vanishes if its weights begin too small."
OVER_A_PAGE = "A wider network forgets an old task more slowly than a narrow one does."
_LEFT = (
    "We train networks of many layers on images",
    "of animals and plants. Each of them has the",
    "same number of weights in every layer. We",
    "measure how long it takes until they answer",
    "as well as people do on the same images.",
    "The gradient of a deep represen-",
)
_RIGHT = (
    "tation vanishes if its weights begin too",
    "small. So we draw the weights at random from",
    "a wide range, and make it wider with depth.",
    "The next part asks what is kept when tasks",
    "follow each other, and how it is measured.",
    "A wider network forgets an old",
)
_OVERLEAF = (
    "task more slowly than a narrow one does.",
    "We show it for three tasks and four widths.",
    "All of them were trained for the same time.",
)


def printed_pages() -> bytes:
    """Return the PDF: quotes go over a hyphen, a column and a page."""
    left = [Ink(line, 60, 700 - 12 * row) for row, line in enumerate(_LEFT)]
    right = [Ink(line, 330, 700 - 12 * row) for row, line in enumerate(_RIGHT)]
    overleaf = [Ink(line, 60, 700 - 12 * row) for row, line in enumerate(_OVERLEAF)]
    return inked_pdf(Sheet([*left, *right]), Sheet(overleaf))


def printed_desk(folder: Path, data: bytes | None = None, note: str = NOTE) -> Desk:
    """Return a desk whose index and PDF (of ``data``, else ``printed_pages``) lie in ``folder``."""
    pdf = keep_pdf(folder, data or printed_pages())
    notes = folder / "notes"
    notes.mkdir()
    (notes / f"{PAPER.id}.en.md").write_text(note, encoding="utf-8")
    papers = {PAPER.id: PAPER}
    files = sorted(notes.iterdir())
    sources = [*pdf_sources(papers, {PAPER.id: pdf}), *note_sources(papers, files)]
    embedder = WordEmbedder()
    build(folder / "index", Plan([PAPER], sources), embedder)
    boxes = BoxFinder(folder / "pdf", PdfLimits())
    return Desk(open_index(folder / "index"), embedder, boxes=boxes)


def keep_pdf(folder: Path, data: bytes) -> Path:
    """Keep ``data`` as the paper's PDF, as an import does."""
    library = PdfLibrary(folder / "pdf")
    library.folder.mkdir(exist_ok=True)
    path = library.folder / f"{PAPER.id}.pdf"
    path.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    library.record(PdfRow(PAPER.id, "kept", path.name, digest, len(data), "fetched"))
    library.save()
    return path
