"""An index in memory, for tests that need no files."""

from collections.abc import Iterable, Sequence

from paperqa.protocols import Embedder
from paperqa.store.bundle import Index, Manifest
from paperqa.store.vectors import FaissStore
from paperqa.store.words import WordIndex
from paperqa.types import Paper, Passage


def memory_index(passages: Sequence[Passage], papers: Iterable[Paper], embedder: Embedder) -> Index:
    """Return an index of ``passages``; row i is passage i."""
    texts = [passage.text for passage in passages]
    manifest = Manifest(
        format=1,
        embedder=embedder.name,
        embedder_revision=embedder.revision,
        dim=embedder.dim,
        versions={},
        documents=0,
        passages=len(passages),
        papers_digest="",
        files={},
    )
    return Index(
        name="gen-000001",
        manifest=manifest,
        papers={paper.id: paper for paper in papers},
        documents=(),
        passages=tuple(passages),
        vectors=FaissStore.build(embedder.embed_passages(texts)),
        words=WordIndex.build(texts),
    )
