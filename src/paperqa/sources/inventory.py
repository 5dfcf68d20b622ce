"""What there is to index: the PDF of each paper, and the club's notes, with content hashes.

Errors: NoteError for a note that cannot be read; a PDF is only hashed here.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from paperqa.types import Kind, Paper


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read. ``sha256`` is of its bytes."""

    paper: Paper
    kind: Kind
    path: Path
    sha256: str


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pdf_sources(papers: Mapping[str, Paper], pdfs: Mapping[str, Path]) -> list[SourceFile]:
    """Return a row for each paper that has a PDF, in the order of ``papers``."""
    return [
        SourceFile(paper, "paper", pdfs[paper.id], sha256_of(pdfs[paper.id]))
        for paper in papers.values()
        if paper.id in pdfs
    ]


def note_sources(papers: Mapping[str, Paper], notes: list[Path]) -> list[SourceFile]:
    """Return a row for each note; a note's paper is the part of its name before the language.

    A note on a paper that no list names still counts: its front matter holds the title.
    """
    rows = []
    for path in notes:
        paper_id = path.name.removesuffix(".md").rpartition(".")[0] or path.stem
        paper = papers.get(paper_id) or Paper(id=paper_id, title="")
        rows.append(SourceFile(paper, "note", path, sha256_of(path)))
    return rows
