"""A club's folder with a few notes and PDFs, for tests of the store."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from paperqa.settings import Settings
from paperqa.sources.catalog import save_catalog
from paperqa.sources.catalog_row import paper_of_row
from paperqa.sources.inventory import note_sources, pdf_sources
from paperqa.sources.notes import note_files
from paperqa.store.build import Plan
from paperqa.store.bundle import Index
from paperqa.types import Matrix, Paper, Passage

ATTENTION, BERT, GPT = (
    paper_of_row(row, "here")
    for row in (
        {"id": "1706.03762", "title": "Attention Is All You Need", "lists": ["basics"]},
        {"id": "1810.04805", "title": "BERT: Pre-training of Deep Bidirectional Transformers"},
        {"id": "gpt1", "title": "Improving Language Understanding by Generative Pre-Training"},
    )
)

ON_ATTENTION = "Attention weighs all positions of a sequence at once."
ON_BERT = "BERT reads a sentence from both sides and guesses masked words."
ON_BERT_HE = "המודל קורא משפט משני הצדדים ומנחש מילים שהוסתרו בו."
ON_GPT = "GPT guesses the next word and is then tuned for a task."


@dataclass
class Club:
    """Writes sources into ``home``, and plans what to build of them."""

    home: Path
    papers: dict[str, Paper] = field(
        default_factory=lambda: {paper.id: paper for paper in (ATTENTION, BERT, GPT)}
    )

    @property
    def index_dir(self) -> Path:
        return self.home / "index"

    def settings(self, **knobs: object) -> Settings:
        """Return settings of this folder, offline and without pauses unless ``knobs`` say else."""
        quick: dict[str, Any] = {"offline": True, "fetch_delay": 0.0, "fetch_retries": 0}
        return Settings(home=self.home, notes_dir=self.home / "notes", **{**quick, **knobs})

    def save_catalog(self) -> None:
        """Write the catalogue where settings expect it."""
        (self.home / "ingest").mkdir()
        save_catalog(self.home / "ingest" / "catalog.jsonl", self.papers)

    def note(self, paper: str, body: str, lang: str = "en", title: str = "A note") -> Path:
        """Write the note ``<paper>.<lang>.md``."""
        path = self.home / "notes" / f"{paper}.{lang}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"---\npaper: {paper}\nlang: {lang}\ntitle: {title}\n---\n"
        path.write_text(f"{head}## What it is\n{body}\n", encoding="utf-8")
        return path

    def pdf(self, paper: str, *pages: str) -> Path:
        """Write a PDF with a line of text on each page."""
        return self.file(paper, pdf_of(*pages))

    def file(self, paper: str, data: bytes) -> Path:
        """Write ``data`` where the PDF of ``paper`` is expected."""
        path = self.home / "pdf" / f"{paper}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def plan(self, anew: Collection[str] | None = ()) -> Plan:
        pdfs = {path.stem: path for path in sorted((self.home / "pdf").glob("*.pdf"))}
        notes = note_files(self.home / "notes")
        sources = [*note_sources(self.papers, notes), *pdf_sources(self.papers, pdfs)]
        return Plan(list(self.papers.values()), sources, anew, workers=1)


def club_with_notes(home: Path) -> Club:
    """Return a club with four notes on three papers."""
    club = Club(home)
    club.note(ATTENTION.id, ON_ATTENTION)
    club.note(BERT.id, ON_BERT)
    club.note(BERT.id, ON_BERT_HE, "he")
    club.note(GPT.id, ON_GPT)
    return club


@dataclass(frozen=True)
class Content:
    """All that an index serves, in a form that ``==`` compares."""

    papers: dict[str, Paper]
    documents: tuple[tuple[str, str, str, str, int, int, str], ...]
    passages: tuple[Passage, ...]
    vectors: list[list[float]]
    scores: list[list[float]]


def content_of(index: Index) -> Content:
    """Return what ``index`` serves; scores are those of each passage's own text."""
    rows = np.arange(len(index.passages), dtype=np.int64)
    vectors: Matrix = index.vectors.vectors(rows)
    scores: list[npt.NDArray[np.float32]] = [index.words.scores(p.text) for p in index.passages]
    return Content(
        papers=dict(index.papers),
        documents=tuple(
            (row.paper, row.kind, row.lang, row.file, row.pages, row.passages, row.error)
            for row in index.documents
        ),
        passages=index.passages,
        vectors=vectors.tolist(),
        scores=[row.tolist() for row in scores],
    )


def pdf_of(*pages: str) -> bytes:
    """Return a PDF that prints one line (Latin-1, no brackets) on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, line in enumerate(pages):
        content = f"BT /F1 11 Tf 60 780 Td ({line}) Tj ET"
        bodies.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] "
            f"/Contents {5 + 2 * number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        bodies.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, table = "%PDF-1.4\n", ""
    for number, body in enumerate(bodies, start=1):
        table += f"{len(out):010d} 00000 n \n"
        out += f"{number} 0 obj\n{body}\nendobj\n"
    size = len(bodies) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")
