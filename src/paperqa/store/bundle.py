"""A generation: one finished index on disk, whole or not there at all.

    index/CURRENT             the name of the generation that serves
    index/gen-000007/         manifest.json, passages.jsonl, papers.jsonl, documents.jsonl,
                              vectors.faiss, words.json
    index/shards/             see ``shards``

``write`` makes ``gen-N.tmp``, syncs every file, the manifest last, renames it, and only then
swaps ``CURRENT``; ``open_index`` checks size and sha256 of every file before it trusts one (FAISS
files carry no checksum of their own).
Errors: IndexMissingError, IndexDamagedError; both name the command that mends it.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from paperqa.durable import sync_folder, write_durably
from paperqa.errors import IndexDamagedError, IndexMissingError
from paperqa.sources.catalog_row import paper_of_row, row_of_paper
from paperqa.sources.passages import embedded_text
from paperqa.store.rows import (
    DocumentRow,
    document_row_to_json,
    from_json_lines,
    json_lines,
    passage_from_json,
    passage_to_json,
)
from paperqa.store.vectors import FaissStore
from paperqa.store.words import WordIndex
from paperqa.types import Matrix, Paper, Passage

FORMAT = 1
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
_GENERATION = re.compile(r"^gen-(\d{6})$")
_KEPT = 2
_MEND = "mend it with: paperqa index --rebuild"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and what made it; ``files`` maps a name to (bytes, sha256)."""

    format: int
    embedder: str
    embedder_revision: str
    dim: int
    versions: Mapping[str, str]
    documents: int
    passages: int
    papers_digest: str
    files: Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Index:
    """A verified generation in memory; row i of vectors and words is passage i."""

    name: str
    manifest: Manifest
    papers: Mapping[str, Paper]
    documents: tuple[DocumentRow, ...]
    passages: tuple[Passage, ...]
    vectors: FaissStore
    words: WordIndex


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


def open_index(index_dir: Path) -> Index:
    """Return the generation that serves, after a check of every file."""
    name, manifest, data = _verified(index_dir)
    passages = tuple(passage_from_json(row) for row in from_json_lines(data["passages.jsonl"]))
    vectors = FaissStore.from_bytes(data["vectors.faiss"])
    words = WordIndex.from_bytes(data["words.json"])
    counts = {len(passages), len(vectors), len(words), manifest.passages}
    if len(counts) > 1 or vectors.dim != manifest.dim:
        raise IndexDamagedError(f"{index_dir / name}: counts differ ({sorted(counts)}); {_MEND}")
    papers = [paper_of_row(row, "papers.jsonl") for row in from_json_lines(data["papers.jsonl"])]
    return Index(
        name=name,
        manifest=manifest,
        papers={paper.id: paper for paper in papers},
        documents=_documents(data["documents.jsonl"]),
        passages=passages,
        vectors=vectors,
        words=words,
    )


def verify(index_dir: Path) -> Manifest:
    """Check every file of the generation that serves against its manifest."""
    return _verified(index_dir)[1]


def read_manifest(index_dir: Path) -> tuple[str, Manifest]:
    """Return name and manifest of the generation that serves, its files unchecked."""
    pointer = index_dir / CURRENT
    if not pointer.is_file():
        raise IndexMissingError(f"no index at {index_dir}; build one with: paperqa index")
    name = pointer.read_text(encoding="utf-8").strip()
    path = index_dir / name / MANIFEST
    try:
        row = json.loads(path.read_bytes())
        files = {file: (size, digest) for file, (size, digest) in row.pop("files").items()}
        manifest = Manifest(files=files, **row)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamagedError(f"{path} is missing or damaged; {_MEND}") from error
    if manifest.format != FORMAT:
        raise IndexDamagedError(f"{path} has format {manifest.format}, not {FORMAT}; {_MEND}")
    return name, manifest


def read_documents(index_dir: Path) -> tuple[DocumentRow, ...]:
    """Return the document rows of the generation that serves, this one file checked."""
    name, manifest = read_manifest(index_dir)
    return _documents(_checked_file(index_dir / name, "documents.jsonl", manifest))


def write(index_dir: Path, contents: Contents) -> Manifest:
    """Write the next generation and swap it in; the caller holds the writer's lock."""
    sweep(index_dir)
    number = 1 + max(_generations(index_dir), default=0)
    final = index_dir / f"gen-{number:06d}"
    draft = final.with_suffix(".tmp")
    draft.mkdir(parents=True)
    files = _files(contents)
    for file, data in files.items():
        write_durably(draft / file, data)
    manifest = _manifest(contents, files)
    row = {**asdict(manifest), "versions": dict(manifest.versions), "files": dict(manifest.files)}
    write_durably(draft / MANIFEST, json.dumps(row, indent=1).encode())
    draft.rename(final)
    sync_folder(index_dir)
    write_durably(index_dir / CURRENT, final.name.encode())
    _drop_old(index_dir, number)
    return manifest


def sweep(index_dir: Path) -> None:
    """Delete what a killed writer left behind."""
    for draft in index_dir.glob("*.tmp"):
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink()


def papers_digest(papers: Sequence[Paper]) -> str:
    """Return a fingerprint of the catalogue rows that a generation shows."""
    return hashlib.sha256(json_lines(map(row_of_paper, papers))).hexdigest()


def _files(contents: Contents) -> dict[str, bytes]:
    titles = {paper.id: paper.title for paper in contents.papers}
    texts = [
        embedded_text(titles[passage.paper], passage.section, passage.text)
        for passage in contents.passages
    ]
    return {
        "passages.jsonl": json_lines(map(passage_to_json, contents.passages)),
        "papers.jsonl": json_lines(map(row_of_paper, contents.papers)),
        "documents.jsonl": json_lines(map(document_row_to_json, contents.documents)),
        "vectors.faiss": FaissStore.build(contents.vectors).to_bytes(),
        "words.json": WordIndex.build(texts).to_bytes(),
    }


def _manifest(contents: Contents, files: Mapping[str, bytes]) -> Manifest:
    return Manifest(
        format=FORMAT,
        embedder=contents.embedder,
        embedder_revision=contents.embedder_revision,
        dim=contents.vectors.shape[1],
        versions=contents.versions,
        documents=len(contents.documents),
        passages=len(contents.passages),
        papers_digest=papers_digest(contents.papers),
        files={name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()},
    )


def _verified(index_dir: Path) -> tuple[str, Manifest, dict[str, bytes]]:
    name, manifest = read_manifest(index_dir)
    data = {file: _checked_file(index_dir / name, file, manifest) for file in manifest.files}
    return name, manifest, data


def _checked_file(folder: Path, file: str, manifest: Manifest) -> bytes:
    path = folder / file
    size, digest = manifest.files[file]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IndexDamagedError(f"{path} cannot be read ({error.strerror}); {_MEND}") from error
    if len(data) != size:
        raise IndexDamagedError(f"{path} has {len(data)} bytes, its manifest says {size}; {_MEND}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise IndexDamagedError(f"{path} differs from its manifest (sha256); {_MEND}")
    return data


def _documents(data: bytes) -> tuple[DocumentRow, ...]:
    rows: list[dict[str, Any]] = from_json_lines(data)
    return tuple(DocumentRow(**row) for row in rows)


def _generations(index_dir: Path) -> list[int]:
    names = (_GENERATION.match(path.name) for path in index_dir.glob("gen-*"))
    return [int(match[1]) for match in names if match]


def _drop_old(index_dir: Path, newest: int) -> None:
    for number in _generations(index_dir):
        if number <= newest - _KEPT:
            shutil.rmtree(index_dir / f"gen-{number:06d}")
