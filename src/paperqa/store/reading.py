"""Turns source files into shards: reads each, cuts it into passages, embeds them.

One bad file is one shard with an error, and the others go on.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TypeAlias

import numpy as np

from paperqa.errors import NoteError, PdfError, VectorError
from paperqa.protocols import Embedder
from paperqa.sources.catalog_row import is_paper_id
from paperqa.sources.document import document_of
from paperqa.sources.inventory import SourceFile
from paperqa.sources.notes import read_note
from paperqa.sources.passages import embedded_text, passages_of
from paperqa.sources.pdf import PdfLimits, RawPdf, read_pdfs
from paperqa.store.shards import Shard
from paperqa.store.vectors import unit_rows
from paperqa.types import Document, Passage

Read: TypeAlias = tuple[Document, int]
"""A document and its number of pages."""


def make_shards(
    sources: Sequence[SourceFile], embedder: Embedder, limits: PdfLimits, workers: int
) -> Generator[tuple[SourceFile, Shard], None, None]:
    """Yield the shard of each source; closing it ends the children that read.

    Notes come first: they take no time, and an index of notes alone already answers.
    """
    for source in sources:
        if source.kind == "note":
            yield source, _shard(_note(source), embedder)
    pdfs = [source for source in sources if source.kind == "paper"]
    with closing(read_pdfs([source.path for source in pdfs], limits, workers)) as read:
        for source, (_, raw) in zip(pdfs, read, strict=True):
            yield source, _shard(_paper(source, raw), embedder)


def title_of_note(source: SourceFile) -> str:
    """Return the title in a note's front matter; empty where the note cannot be read."""
    read = _note(source)
    return "" if isinstance(read, str) else read[0].title


def _note(source: SourceFile) -> Read | str:
    """Return the note, or why it was not read."""
    try:
        note = read_note(source.path)
    except (NoteError, OSError) as error:
        return f"not read, because {error}"
    if not is_paper_id(note.paper):
        return f"not read, because {note.paper!r} is no id of a paper, such as 1706.03762 or gpt1"
    return note, 0


def _paper(source: SourceFile, raw: RawPdf | PdfError) -> Read | str:
    """Return the paper, or why it was not read."""
    if isinstance(raw, PdfError):
        return str(raw)
    return document_of(source.paper.id, source.paper.title, raw), len(raw.pages)


def _shard(read: Read | str, embedder: Embedder) -> Shard:
    if isinstance(read, str):
        return _without_passages(read)
    document, pages = read
    try:
        passages = passages_of(document, embedder.count_tokens, embedder.window)
        if not passages:
            return _without_passages("not read, because it holds no sentence to index", pages)
        texts = [_embedded(part, document.title, embedder) for part in passages]
        vectors = unit_rows(embedder.embed_passages(texts))
    except (ValueError, VectorError) as error:  # a heading fills the window; a row of NaN
        return _without_passages(f"not indexed, because {error}", pages)
    return Shard(tuple(passages), vectors, pages)


def _embedded(part: Passage, title: str, embedder: Embedder) -> str:
    """Return what is embedded of ``part``: of a language that the embedder cannot read, the title.

    Letter by letter, such a text takes it several times as long, for a vector that says nothing.
    """
    readable = part.lang in embedder.languages or not title
    return embedded_text(part.section, part.text) if readable else title


def _without_passages(why: str, pages: int = 0) -> Shard:
    return Shard((), np.zeros((0, 0), dtype=np.float32), pages, why)
