"""A generation: one finished index on disk, whole or not there at all.

    index/CURRENT             the generation that serves, and the sha256 of its manifest
    index/gen-000007/         manifest.json, passages.jsonl, papers.jsonl, documents.jsonl,
                              vectors.faiss, words.json
    index/shards/             see ``shards``

``generation.write`` makes them; here they are read. Every byte is checked before it is trusted:
``CURRENT`` vouches for the manifest, the manifest for the files (FAISS files carry no checksum of
their own).
Errors: IndexMissingError, IndexDamagedError; both name the command that mends it.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from paperqa.errors import IndexDamagedError, IndexMissingError
from paperqa.language.transliteration import Transliterations, latin_words
from paperqa.sources.catalog_row import paper_of_row
from paperqa.sources.paper_names import NameBook
from paperqa.store.columns import Columns
from paperqa.store.rows import DocumentRow, from_json_lines, passage_from_json
from paperqa.store.told import ToldPages, told_rows
from paperqa.store.vectors import FaissStore
from paperqa.store.words import WORDS_VERSION, WordIndex
from paperqa.types import Matrix, Paper, Passage

FORMAT = 1
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
DOCUMENTS = "documents.jsonl"
_POINTER = re.compile(r"(gen-\d{6}) ([0-9a-f]{64})\n")
_MEND = "mend it with: paperqa index"


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


@dataclass(frozen=True)  # no slots: what is derived is kept in the instance
class Index:
    """A verified generation in memory; row i of vectors and words is passage i."""

    name: str
    manifest: Manifest
    papers: Mapping[str, Paper]
    documents: tuple[DocumentRow, ...]
    passages: tuple[Passage, ...]
    vectors: FaissStore
    words: WordIndex

    @cached_property
    def names(self) -> NameBook:
        """What the papers are called."""
        return NameBook(self.papers)

    @cached_property
    def heard(self) -> Transliterations:
        """The passages' English words by their sound."""
        return Transliterations(latin_words(passage.text for passage in self.passages))

    @cached_property
    def columns(self) -> Columns:
        """Paper, kind, language and section of the passages, to choose rows by."""
        return Columns(self.passages)

    @cached_property
    def told(self) -> ToldPages:
        """The sentences of notes that tell of a page, and the passages of that page."""
        return ToldPages(self.passages)

    @cached_property
    def told_vectors(self) -> Matrix:
        """The vectors (m, d) of ``told.rows``."""
        return self.vectors.vectors(self.told.rows)


def open_index(index_dir: Path) -> Index:
    """Return the generation that serves, after a check of every file."""
    name, manifest, data = _read(index_dir)
    folder = index_dir / name
    if (made := manifest.versions.get("words")) != WORDS_VERSION:
        # Questions are cut into words by today's rules: those of the index must be the same.
        raise IndexDamagedError(
            f"{folder} holds words of version {made}, not {WORDS_VERSION}; {_MEND}"
        )
    passages = tuple(passage_from_json(row) for row in from_json_lines(data["passages.jsonl"]))
    vectors = FaissStore.from_bytes(data["vectors.faiss"])
    words = WordIndex.from_bytes(data["words.json"], told_rows(passages))
    counts = {len(passages), len(vectors), len(words), manifest.passages}
    if len(counts) > 1 or vectors.dim != manifest.dim:
        raise IndexDamagedError(f"{folder}: counts differ ({sorted(counts)}); {_MEND}")
    papers = [paper_of_row(row, "papers.jsonl") for row in from_json_lines(data["papers.jsonl"])]
    return Index(
        name=name,
        manifest=manifest,
        papers={paper.id: paper for paper in papers},
        documents=_documents(data[DOCUMENTS]),
        passages=passages,
        vectors=vectors,
        words=words,
    )


def verify(index_dir: Path) -> Manifest:
    """Check every file of the generation that serves against its manifest."""
    return _read(index_dir)[1]


def read_manifest(index_dir: Path) -> tuple[str, Manifest]:
    """Return name and manifest of the generation that serves, its other files unchecked."""
    name, manifest, _ = _read(index_dir, ())
    return name, manifest


def read_documents(index_dir: Path) -> tuple[DocumentRow, ...]:
    """Return the document rows of the generation that serves, this one file checked."""
    return _documents(_read(index_dir, (DOCUMENTS,))[2][DOCUMENTS])


def serving_name(index_dir: Path) -> str:
    """Return the name of the generation that serves, itself unchecked."""
    return _pointer(index_dir)[0]


def pointer_to(name: str, manifest: bytes) -> bytes:
    """Return the content of ``CURRENT`` for the generation ``name`` with that manifest."""
    return f"{name} {hashlib.sha256(manifest).hexdigest()}\n".encode()


def _read(
    index_dir: Path, files: Collection[str] | None = None
) -> tuple[str, Manifest, dict[str, bytes]]:
    """Return name, manifest and checked ``files`` (None: all) of the generation that serves."""
    while True:
        name, digest = pointer = _pointer(index_dir)
        folder = index_dir / name
        try:
            manifest = _manifest(folder / MANIFEST, digest)
            wanted = manifest.files if files is None else files
            return name, manifest, {file: _checked(folder / file, manifest) for file in wanted}
        except IndexDamagedError:
            # Builds keep the last generation but one: a slow reader's may be gone by now.
            if _pointer(index_dir) == pointer:
                raise


def _pointer(index_dir: Path) -> tuple[str, str]:
    """Return the name of the generation that serves, and its manifest's sha256."""
    path = index_dir / CURRENT
    if not path.exists():
        raise IndexMissingError(f"no index at {index_dir}; build one with: paperqa index")
    text = _bytes(path).decode(errors="replace")
    match = _POINTER.fullmatch(text)
    if match is None:
        raise IndexDamagedError(f"{path} names no generation ({text[:20]!r}); {_MEND}")
    return match[1], match[2]


def _manifest(path: Path, digest: str) -> Manifest:
    data = _bytes(path)
    if hashlib.sha256(data).hexdigest() != digest:
        raise IndexDamagedError(f"{path} differs from what {CURRENT} says (sha256); {_MEND}")
    row = json.loads(data)
    if row["format"] != FORMAT:
        raise IndexDamagedError(f"{path} has format {row['format']}, not {FORMAT}; {_MEND}")
    files = {file: (size, digest) for file, (size, digest) in row["files"].items()}
    return Manifest(**{**row, "files": files})


def _checked(path: Path, manifest: Manifest) -> bytes:
    size, digest = manifest.files[path.name]
    data = _bytes(path)
    if len(data) != size:
        raise IndexDamagedError(f"{path} has {len(data)} bytes, its manifest says {size}; {_MEND}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise IndexDamagedError(f"{path} differs from its manifest (sha256); {_MEND}")
    return data


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IndexDamagedError(f"{path} cannot be read ({error.strerror}); {_MEND}") from error


def _documents(data: bytes) -> tuple[DocumentRow, ...]:
    rows: list[dict[str, Any]] = from_json_lines(data)
    return tuple(DocumentRow(**row) for row in rows)
