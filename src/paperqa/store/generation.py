"""Writes the next generation, and swaps it in when it is whole.

``gen-N.tmp`` is filled, every file synced, the manifest last, and renamed; only then ``CURRENT``
is swapped in one step. A writer killed at any moment leaves the generation that serves as it was.
Errors: VectorError for vectors that cannot be searched; OSError for a disk that takes no more.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from paperqa.durable import sync_folder, write_durably
from paperqa.errors import IndexDamagedError, IndexMissingError
from paperqa.sources.catalog_row import row_of_paper
from paperqa.sources.passages import worded_text
from paperqa.store.bundle import (
    CURRENT,
    DOCUMENTS,
    FORMAT,
    MANIFEST,
    Manifest,
    pointer_to,
    serving_name,
)
from paperqa.store.rows import DocumentRow, document_row_to_json, json_lines, passage_to_json
from paperqa.store.vectors import FaissStore
from paperqa.store.words import WordIndex
from paperqa.types import Matrix, Paper, Passage


@dataclass(frozen=True, slots=True)
class Contents:
    """What ``write`` makes a generation of; vectors (n, d), row i belongs to passage i."""

    papers: Sequence[Paper]
    documents: Sequence[DocumentRow]
    passages: Sequence[Passage]
    vectors: Matrix
    embedder: str
    embedder_revision: str
    versions: Mapping[str, str]


def write(index_dir: Path, contents: Contents) -> Manifest:
    """Write the next generation and swap it in; the caller holds the lock, and has swept."""
    number = 1 + max(_generations(index_dir), default=0)
    final = index_dir / _name(number)
    draft = final.with_suffix(".tmp")
    draft.mkdir(parents=True)
    files = _files(contents)
    for file, data in files.items():
        write_durably(draft / file, data)
    manifest = _manifest(contents, files)
    data = json.dumps(asdict(manifest), indent=1).encode()
    write_durably(draft / MANIFEST, data)
    draft.rename(final)
    sync_folder(index_dir)
    write_durably(index_dir / CURRENT, pointer_to(final.name, data))
    sweep(index_dir)
    return manifest


def sweep(index_dir: Path) -> None:
    """Delete what serves no more, and what a killed writer left behind.

    The generation before the one that serves is kept: somebody may be reading it.
    """
    for draft in index_dir.glob("*.tmp"):
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
    with suppress(IndexMissingError, IndexDamagedError):
        serving = _number(serving_name(index_dir))
        older = [number for number in _generations(index_dir) if number < serving]
        for number in {*_generations(index_dir)} - {serving, max(older, default=serving)}:
            shutil.rmtree(index_dir / _name(number))


def papers_digest(papers: Sequence[Paper]) -> str:
    """Return a fingerprint of the catalogue rows that a generation shows."""
    return hashlib.sha256(json_lines(map(row_of_paper, papers))).hexdigest()


def _files(contents: Contents) -> dict[str, bytes]:
    titles = {paper.id: paper.title for paper in contents.papers}
    texts = [
        worded_text(titles[passage.paper], passage.section, passage.text)
        for passage in contents.passages
    ]
    return {
        "passages.jsonl": json_lines(map(passage_to_json, contents.passages)),
        "papers.jsonl": json_lines(map(row_of_paper, contents.papers)),
        DOCUMENTS: json_lines(map(document_row_to_json, contents.documents)),
        "vectors.faiss": FaissStore.build(contents.vectors).to_bytes(),
        "words.json": WordIndex.build(texts).to_bytes(),
    }


def _manifest(contents: Contents, files: Mapping[str, bytes]) -> Manifest:
    return Manifest(
        format=FORMAT,
        embedder=contents.embedder,
        embedder_revision=contents.embedder_revision,
        dim=contents.vectors.shape[1],
        versions=dict(contents.versions),
        documents=len(contents.documents),
        passages=len(contents.passages),
        papers_digest=papers_digest(contents.papers),
        files={name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()},
    )


def _generations(index_dir: Path) -> list[int]:
    return [_number(path.name) for path in index_dir.glob("gen-" + 6 * "[0-9]")]


def _number(name: str) -> int:
    return int(name.removeprefix("gen-"))


def _name(number: int) -> str:
    return f"gen-{number:06d}"
