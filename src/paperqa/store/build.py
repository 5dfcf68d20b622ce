"""Builds the next generation: reads what is new, embeds it, swaps it in.

Every file becomes a shard as soon as it is embedded, so that a build killed at any moment goes on
where it was, and the old generation serves meanwhile. One build at a time, by file lock.
Errors: IndexBusyError when another process builds; StoreError when there is nothing to index.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from paperqa.errors import (
    IndexBusyError,
    IndexDamagedError,
    IndexMissingError,
    NoteError,
    PdfError,
    StoreError,
)
from paperqa.language.script import language_of
from paperqa.protocols import Embedder
from paperqa.sources.document import document_of
from paperqa.sources.inventory import SourceFile
from paperqa.sources.notes import NOTE_VERSION, read_note
from paperqa.sources.passages import CHUNKER_VERSION, embedded_text, passages_of
from paperqa.sources.pdf import EXTRACTOR_VERSION, PdfLimits, RawPdf, read_pdfs
from paperqa.store import bundle
from paperqa.store.rows import DocumentRow
from paperqa.store.shards import Shard, Shards, shard_key, stack
from paperqa.store.words import WORDS_VERSION
from paperqa.types import Document, Lang, Paper

VERSIONS = {
    "extractor": EXTRACTOR_VERSION,
    "notes": NOTE_VERSION,
    "chunker": CHUNKER_VERSION,
    "words": WORDS_VERSION,
}
LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Step:
    """Progress: ``done`` of ``total`` files are embedded; ``what`` is the one just finished."""

    done: int
    total: int
    what: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``unread`` rows carry the reason; ``changed`` is False for no new index."""

    changed: bool
    made: int
    documents: tuple[DocumentRow, ...]
    passages: int

    @property
    def unread(self) -> tuple[DocumentRow, ...]:
        """Files that could not be read."""
        return tuple(row for row in self.documents if row.error)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build is to do: all sources, and which of them to make anew in any case."""

    papers: Sequence[Paper]
    sources: Sequence[SourceFile]
    anew: Collection[str] | None = ()
    """Ids of papers whose files are read again; None: every file."""
    limits: PdfLimits = field(default_factory=PdfLimits)
    workers: int = 0


@contextmanager
def writer_lock(index_dir: Path) -> Iterator[None]:
    """Hold the one writer's lock; the kernel frees it when the process dies."""
    index_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(index_dir / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise IndexBusyError(
            f"another process is building {index_dir}; wait for it, or stop it"
        ) from error
    try:
        yield
    finally:
        lock.release()


def build(
    index_dir: Path,
    plan: Plan,
    embedder: Embedder,
    on_step: Callable[[Step], None] = lambda step: None,
) -> BuildReport:
    """Bring the index up to date with ``plan``; return what was done."""
    with writer_lock(index_dir):
        bundle.sweep(index_dir)
        shards = Shards(index_dir / "shards")
        keys = {source: _key(source, embedder) for source in plan.sources}
        if plan.anew is None or plan.anew:
            _forget(shards, plan, keys)
        elif (done := _up_to_date(index_dir, plan, keys, embedder)) is not None:
            return done
        made = _make_missing(shards, plan, keys, embedder, on_step)
        return _assemble(index_dir, shards, plan, keys, embedder, made)


def _key(source: SourceFile, embedder: Embedder) -> str:
    return shard_key(
        source.sha256, source.paper.id, source.paper.title, source.kind,
        EXTRACTOR_VERSION, NOTE_VERSION, CHUNKER_VERSION, embedder.name, embedder.revision,
    )  # fmt: skip


def _forget(shards: Shards, plan: Plan, keys: Mapping[SourceFile, str]) -> None:
    again = [s for s in plan.sources if plan.anew is None or s.paper.id in plan.anew]
    shards.forget([keys[source] for source in again])


def _up_to_date(
    index_dir: Path, plan: Plan, keys: Mapping[SourceFile, str], embedder: Embedder
) -> BuildReport | None:
    try:
        manifest = bundle.verify(index_dir)
        documents = bundle.read_documents(index_dir)
    except (IndexMissingError, IndexDamagedError):
        return None
    same = (
        [row.key for row in documents] == list(keys.values())
        and manifest.papers_digest == bundle.papers_digest(_shown(plan))
        and dict(manifest.versions) == VERSIONS
        and (manifest.embedder, manifest.embedder_revision) == (embedder.name, embedder.revision)
    )
    return BuildReport(False, 0, documents, manifest.passages) if same else None


def _make_missing(
    shards: Shards,
    plan: Plan,
    keys: Mapping[SourceFile, str],
    embedder: Embedder,
    on_step: Callable[[Step], None],
) -> int:
    missing = [source for source in plan.sources if shards.load(keys[source]) is None]
    for done, (source, document) in enumerate(_documents(missing, plan), start=1):
        shard = _embedded(document, embedder)
        shards.save(keys[source], shard)
        on_step(Step(done, len(missing), f"{source.paper.id} ({source.kind})", shard.error))
    return len(missing)


def _documents(
    missing: Sequence[SourceFile], plan: Plan
) -> Iterator[tuple[SourceFile, tuple[Document, int] | str]]:
    """Yield each source with its document and number of pages, or why it was not read.

    Notes come first: they take no time, and an index of notes alone already answers.
    """
    for source in missing:
        if source.kind == "note":
            yield source, _note(source)
    pdfs = [source for source in missing if source.kind == "paper"]
    read = read_pdfs([source.path for source in pdfs], plan.limits, plan.workers)
    for source, (_, raw) in zip(pdfs, read, strict=True):
        yield source, _paper(source, raw)


def _note(source: SourceFile) -> tuple[Document, int] | str:
    try:
        return read_note(source.path), 0
    except NoteError as error:
        return f"not read, because {error}"


def _paper(source: SourceFile, raw: RawPdf | PdfError) -> tuple[Document, int] | str:
    if isinstance(raw, PdfError):
        return str(raw)
    return document_of(source.paper.id, source.paper.title, raw), len(raw.pages)


def _embedded(document: tuple[Document, int] | str, embedder: Embedder) -> Shard:
    if isinstance(document, str):
        return Shard((), np.zeros((0, 0), dtype=np.float32), error=document)
    text, pages = document
    passages = passages_of(text, embedder.count_tokens, embedder.window)
    if not passages:
        why = "not read, because it holds no sentence to index"
        return Shard((), np.zeros((0, 0), dtype=np.float32), pages, why)
    vectors = embedder.embed_passages(
        [embedded_text(text.title, passage.section, passage.text) for passage in passages]
    )
    return Shard(tuple(passages), vectors, pages)


def _assemble(
    index_dir: Path,
    shards: Shards,
    plan: Plan,
    keys: Mapping[SourceFile, str],
    embedder: Embedder,
    made: int,
) -> BuildReport:
    loaded = [shards.load(key) for key in keys.values()]
    whole = [shard for shard in loaded if shard is not None]
    passages, vectors = stack(whole)
    if not passages:
        raise StoreError(
            "nothing could be indexed: no note and no readable PDF; get papers with: "
            "paperqa fetch, or: paperqa index --pdf-dir DIR"
        )
    rows = tuple(
        _row(source, key, shard) for (source, key), shard in zip(keys.items(), whole, strict=True)
    )
    bundle.write(
        index_dir,
        bundle.Contents(
            papers=_shown(plan),
            documents=rows,
            passages=passages,
            vectors=vectors,
            embedder=embedder.name,
            embedder_revision=embedder.revision,
            versions=VERSIONS,
        ),
    )
    shards.forget_all_but(keys.values())
    return BuildReport(True, made, rows, len(passages))


def _row(source: SourceFile, key: str, shard: Shard) -> DocumentRow:
    lang: Lang = shard.passages[0].lang if shard.passages else language_of(source.paper.title)
    return DocumentRow(
        paper=source.paper.id,
        kind=source.kind,
        lang=lang,
        file=source.path.name,
        key=key,
        pages=shard.pages,
        passages=len(shard.passages),
        error=shard.error,
    )


def _shown(plan: Plan) -> list[Paper]:
    """Return the papers that the generation keeps: the catalogue, and notes without a row."""
    papers = {paper.id: paper for paper in plan.papers}
    for source in plan.sources:
        if source.paper.id not in papers:
            papers[source.paper.id] = replace(
                source.paper, title=source.paper.title or source.paper.id
            )
    return list(papers.values())
