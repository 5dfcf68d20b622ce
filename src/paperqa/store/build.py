"""Builds the next generation: reads what is new, embeds it, swaps it in.

Every file becomes a shard as soon as it is embedded, so that a build killed at any moment goes on
where it was, and the old generation serves meanwhile. One build at a time, by file lock.
Errors: IndexBusyError when another process builds; StoreError when there is nothing to index.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from filelock import FileLock, Timeout

from paperqa.errors import IndexBusyError, IndexDamagedError, IndexMissingError, StoreError
from paperqa.language.script import language_of
from paperqa.protocols import Embedder
from paperqa.sources.catalog_row import is_paper_id
from paperqa.sources.inventory import SourceFile
from paperqa.sources.notes import NOTE_VERSION
from paperqa.sources.passages import CHUNKER_VERSION
from paperqa.sources.pdf import EXTRACTOR_VERSION, PdfLimits
from paperqa.store import bundle, generation
from paperqa.store.reading import make_shards, title_of_note
from paperqa.store.rows import DocumentRow
from paperqa.store.shards import Shard, Shards, shard_key, stack
from paperqa.store.words import WORDS_VERSION
from paperqa.types import Lang, Paper

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
    """What a build did. ``unread`` rows carry the reason; ``changed`` is False for no new index.

    ``because`` says why nothing of the index before could be kept; empty where it could.
    """

    changed: bool
    made: int
    documents: tuple[DocumentRow, ...]
    passages: int
    because: str = ""

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
    lock = FileLock(index_dir / LOCK)
    with _telling_of_the_disk(index_dir):
        index_dir.mkdir(parents=True, exist_ok=True)
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
    """Bring the index up to date with ``plan``; return what was done.

    What ``on_step`` raises ends the build there and then: the index before serves on, and what
    is finished need not be made again.
    """
    with writer_lock(index_dir):
        generation.sweep(index_dir)
        shards = Shards(index_dir / "shards")
        shards.sweep()
        keys = {source: _key(source, embedder) for source in plan.sources}
        before = _serving(index_dir)
        if plan.anew is None or plan.anew:
            _forget(shards, plan, keys)
        elif before and _is_up_to_date(*before, plan, keys, embedder):
            return BuildReport(False, 0, before[1], before[0].passages)
        ready = {key: shard for key in keys.values() if (shard := shards.load(key))}
        missing = [source for source in plan.sources if keys[source] not in ready]
        with closing(make_shards(missing, embedder, plan.limits, plan.workers)) as made:
            for done, (source, shard) in enumerate(made, start=1):
                with _telling_of_the_disk(index_dir):
                    shards.save(keys[source], shard)
                ready[keys[source]] = shard
                on_step(Step(done, len(missing), f"{source.paper.id} ({source.kind})", shard.error))
        rows, passages = _assemble(index_dir, plan, keys, ready, embedder)
        shards.forget_all_but(keys.values())
        because = _why_anew(before[0], embedder) if before else ""
        return BuildReport(True, len(missing), rows, passages, because)


@contextmanager
def _telling_of_the_disk(index_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{index_dir} cannot be written ({error.strerror}); make room there, or name another "
            "folder with PAPERQA_INDEX_DIR"
        ) from error


def _key(source: SourceFile, embedder: Embedder) -> str:
    return shard_key(
        source.sha256, source.paper.id, source.kind,
        EXTRACTOR_VERSION, NOTE_VERSION, CHUNKER_VERSION, embedder.name, embedder.revision,
    )  # fmt: skip


def _forget(shards: Shards, plan: Plan, keys: Mapping[SourceFile, str]) -> None:
    again = [s for s in plan.sources if plan.anew is None or s.paper.id in plan.anew]
    shards.forget([keys[source] for source in again])


def _serving(index_dir: Path) -> tuple[bundle.Manifest, tuple[DocumentRow, ...]] | None:
    """Return manifest and document rows of the index before; None if there is no sound one."""
    try:
        return bundle.verify(index_dir), bundle.read_documents(index_dir)
    except (IndexMissingError, IndexDamagedError):
        return None


def _is_up_to_date(
    manifest: bundle.Manifest,
    documents: Sequence[DocumentRow],
    plan: Plan,
    keys: Mapping[SourceFile, str],
    embedder: Embedder,
) -> bool:
    return (
        [row.key for row in documents] == list(keys.values())
        and manifest.papers_digest == generation.papers_digest(_shown(plan))
        and manifest.versions == VERSIONS
        and (manifest.embedder, manifest.embedder_revision) == (embedder.name, embedder.revision)
    )


def _why_anew(before: bundle.Manifest, embedder: Embedder) -> str:
    """Say in one line which change of the settings or of paperqa remade every vector."""
    if before.embedder != embedder.name:
        return (
            f"the embedder was {before.embedder} and is now {embedder.name}: all is embedded anew"
        )
    if before.embedder_revision != embedder.revision:
        return f"the files of embedder {embedder.name} have changed: all is embedded anew"
    for part in ("extractor", "notes", "chunker"):
        if (was := before.versions.get(part)) != VERSIONS[part]:
            return f"the {part} was version {was} and is now {VERSIONS[part]}: all is read anew"
    return ""


def _assemble(
    index_dir: Path,
    plan: Plan,
    keys: Mapping[SourceFile, str],
    ready: Mapping[str, Shard],
    embedder: Embedder,
) -> tuple[tuple[DocumentRow, ...], int]:
    """Write the generation of all shards; return its document rows and number of passages."""
    passages, vectors = stack([ready[key] for key in keys.values()])
    if not passages:
        raise StoreError(
            "nothing could be indexed: no note and no readable PDF; get papers with: "
            "paperqa fetch, or: paperqa index --pdf-dir DIR"
        )
    rows = tuple(_row(source, key, ready[key]) for source, key in keys.items())
    contents = generation.Contents(
        papers=_shown(plan),
        documents=rows,
        passages=passages,
        vectors=vectors,
        embedder=embedder.name,
        embedder_revision=embedder.revision,
        versions=VERSIONS,
    )
    with _telling_of_the_disk(index_dir):
        generation.write(index_dir, contents)
    return rows, len(passages)


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
        paper = source.paper
        if paper.id not in papers and is_paper_id(paper.id):
            title = paper.title or title_of_note(source) or paper.id
            papers[paper.id] = replace(paper, title=title)
    return list(papers.values())
