"""A desk with the index that serves on disk by now; the model and the queue before it stay.

The embedder stays too where the new index was made with the same one: it is loaded already.
Errors: IndexMissingError, IndexDamagedError, EmbedderError, as ``open_desk`` raises them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from paperqa.answer.desk import Desk, check_embedder
from paperqa.protocols import Embedder
from paperqa.settings import Settings
from paperqa.store.bundle import CURRENT, open_index
from paperqa.store.embed import SentenceEmbedder

EmbedderOf: TypeAlias = Callable[[str], Embedder]
"""Makes an embedder of its own of a name; two threads must not share one."""


@dataclass(frozen=True, slots=True)
class Renewing:
    """Looks which generation of ``index_dir`` serves, and opens it."""

    index_dir: Path
    embedder_of: EmbedderOf

    def mark(self) -> bytes:
        """Return what tells the generation that serves from all others; empty: there is none.

        One small file is read, so that this may be asked for before every question.
        """
        try:
            return (self.index_dir / CURRENT).read_bytes()
        except OSError:  # whoever opens the index says what is wrong with it
            return b""

    def renewed(self, desk: Desk) -> Desk:
        """Return ``desk`` with the index that serves now; ``desk`` itself goes on as it is."""
        index = open_index(self.index_dir)
        manifest, embedder = index.manifest, desk.embedder
        if (embedder.name, embedder.revision) != (manifest.embedder, manifest.embedder_revision):
            embedder = self.embedder_of(manifest.embedder)
            check_embedder(manifest, embedder)
            embedder.embed_questions(["What is attention?"])  # loads it, before the first question
        return replace(desk, index=index, embedder=embedder)


def sentence_embedders(settings: Settings) -> EmbedderOf:
    """Return what makes the embedders that ``settings`` give access to."""

    def embedder_of(name: str) -> Embedder:
        return SentenceEmbedder(name, offline=settings.offline, models_dir=settings.models_dir)

    return embedder_of
