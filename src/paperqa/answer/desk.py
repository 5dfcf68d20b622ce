"""What answering needs, loaded once: the index, its embedder and, if there is one, the model.

Errors: IndexMissingError and IndexDamagedError; EmbedderError where the embedder has other
        weights than those that made the index; ModelError for a model that is named but broken.
"""

from dataclasses import dataclass

from paperqa.errors import EmbedderError
from paperqa.llm import load_chat_model
from paperqa.protocols import ChatModel, Embedder
from paperqa.settings import Settings
from paperqa.store.bundle import Index, Manifest, open_index
from paperqa.store.embed import SentenceEmbedder


@dataclass(frozen=True, slots=True)
class Desk:
    """``model`` is None where no language model is at hand: answers are then quotations."""

    index: Index
    embedder: Embedder
    model: ChatModel | None = None


def open_desk(settings: Settings, *, with_model: bool = True) -> Desk:
    """Open the index that serves, with the embedder that made it."""
    index = open_index(settings.index_dir)
    # The index names its embedder, whatever the settings say by now: questions use that one.
    embedder = SentenceEmbedder(index.manifest.embedder, offline=settings.offline)
    check_embedder(index.manifest, embedder)
    return Desk(index, embedder, load_chat_model(settings) if with_model else None)


def check_embedder(manifest: Manifest, embedder: Embedder) -> None:
    """Refuse to mix two embedders, or two revisions of one."""
    if embedder.revision != manifest.embedder_revision:
        raise EmbedderError(
            f"the index was made with {manifest.embedder} revision {manifest.embedder_revision}, "
            f"here is revision {embedder.revision}; make it anew with: paperqa index"
        )
