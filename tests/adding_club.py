"""A club with one note, an app that answers from it, and PDFs to be uploaded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

from paperqa.answer.desk import Desk
from paperqa.protocols import Embedder
from paperqa.settings import Settings
from paperqa.sources.catalog import save_catalog
from paperqa.store.bundle import open_index
from paperqa.store.refresh import Watcher, Wish, refresh
from paperqa.types import Matrix
from paperqa.ui.loading import DeskLoader
from paperqa.ui.renewing import Renewing
from small_desk import NOTE, PAPER, WordEmbedder

ZEBRA_TITLE = "Stripes of the Zebra Keep Flies Away"
ZEBRA_LINE = "The stripes of the zebra confuse the eyes of biting flies before they land."
HORSE_TITLE = "A Horse Sleeps While It Stands Upright"
HORSE_LINE = "A stay apparatus locks the legs of the horse while it sleeps upright."


class SlowEmbedder(WordEmbedder):
    """Waits before it embeds a text that holds ``at``, and says that it waits."""

    def __init__(self, at: str) -> None:
        self._at = at
        self.waits = Event()
        self.go_on = Event()

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        if any(self._at in text for text in texts):
            self.waits.set()
            assert self.go_on.wait(60)
        return super().embed_passages(texts)


def embedder_of(name: str) -> Embedder:
    """Return an embedder of hashed words; only its own name is known."""
    assert name == WordEmbedder.name
    return WordEmbedder()


@dataclass
class AddingClub:
    """The club's home; ``settings`` are offline unless ``knobs`` say else."""

    home: Path
    knobs: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        notes = self.home / "ingest" / "notes"
        notes.mkdir(parents=True)
        (notes / f"{PAPER.id}.en.md").write_text(NOTE, encoding="utf-8")
        save_catalog(self.home / "ingest" / "catalog.jsonl", {PAPER.id: PAPER})

    @property
    def settings(self) -> Settings:
        knobs = {"embedder": WordEmbedder.name, "offline": True, "port": 0, **self.knobs}
        return Settings(home=self.home, **knobs)

    @property
    def inbox(self) -> Path:
        """Return the folder where the server puts uploads."""
        return self.home / "inbox"

    def open_desk(self) -> Desk:
        """Open the index that serves."""
        return Desk(open_index(self.settings.index_dir), WordEmbedder())

    def loader(self) -> DeskLoader:
        """Return a loader; the desk is not open yet."""
        return DeskLoader(self.open_desk, Renewing(self.settings.index_dir, embedder_of))

    def build(self) -> None:
        """Build the first index."""
        refresh(self.settings, WordEmbedder(), Wish(), Watcher())

    def put(self, name: str, data: bytes) -> str:
        """Put an upload where the server would, and return its path."""
        folder = self.inbox / f"{len(list(self.inbox.glob('*'))):064x}"
        folder.mkdir(parents=True)
        (folder / name).write_bytes(data)
        return str(folder / name)
