"""What answering needs, loaded once: the index, its embedder and, if there is one, the model.

Errors: IndexMissingError and IndexDamagedError; EmbedderError where the embedder has other
        weights than those that made the index; ModelError for a model that is named but broken.
"""

from dataclasses import dataclass, field
from functools import cached_property

from paperqa.answer.boxes import BoxFinder
from paperqa.answer.rewrite import Rewriter
from paperqa.answer.sheet import LastPrompt
from paperqa.errors import EmbedderError
from paperqa.llm.load import load_chat_model
from paperqa.llm.turns import Turns
from paperqa.protocols import ChatModel, Embedder
from paperqa.settings import Settings
from paperqa.store.bundle import Index, Manifest, open_index
from paperqa.store.embed import SentenceEmbedder, origin_of
from paperqa.store.refresh import limits_of


@dataclass(frozen=True)  # no slots: some parts remember
class Desk:
    """``model`` is None where no language model is at hand: answers are then quotations.

    ``bound`` holds the model to the grammar of answers that cite. ``boxes`` finds where quotes are
    printed in the PDFs.
    """

    index: Index
    embedder: Embedder
    model: ChatModel | None = None
    bound: bool = True
    boxes: BoxFinder | None = None
    turns: Turns = field(default_factory=Turns, repr=False, compare=False)
    """The queue of those who wait for the model."""
    last_prompt: LastPrompt = field(default_factory=LastPrompt, repr=False, compare=False)
    """What the model has read last."""

    @cached_property
    def rewriter(self) -> Rewriter | None:
        """Puts Hebrew questions into English, where there is a model."""
        return Rewriter(self.model) if self.model else None


def open_desk(settings: Settings, *, with_model: bool = True) -> Desk:
    """Open the index that serves, with the embedder that made it."""
    index = open_index(settings.index_dir)
    # The index names its embedder, whatever the settings say by now: questions use that one.
    embedder = SentenceEmbedder(
        index.manifest.embedder, offline=settings.offline, models_dir=settings.models_dir
    )
    check_embedder(index.manifest, embedder)
    model = load_chat_model(settings) if with_model else None
    boxes = BoxFinder(settings.pdf_dir, limits_of(settings))
    return Desk(index, embedder, model, settings.bound_answers, boxes)


def check_embedder(manifest: Manifest, embedder: Embedder) -> None:
    """Refuse to mix two embedders, or two revisions of one."""
    if embedder.revision != manifest.embedder_revision:
        raise EmbedderError(
            f"the index was made with other files of {manifest.embedder}, revision "
            f"{manifest.embedder_revision}, than are here, {origin_of(embedder)}; make it anew "
            "with: paperqa index"
        )
