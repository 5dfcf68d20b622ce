"""Each embedder's state: whether it is at hand, and who uses it.

Errors: EmbedderError for a broken ``paperqa.json``; no index, or a damaged one, is no error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from paperqa.errors import IndexDamagedError, IndexMissingError
from paperqa.settings import Settings
from paperqa.store.bundle import read_manifest
from paperqa.store.embed import SentenceEmbedder
from paperqa.store.known_embedders import KNOWN_EMBEDDERS, KnownEmbedder, find_known
from paperqa.store.pulled import all_pulled

Place: TypeAlias = Literal["bundled", "pulled", "found", ""]


@dataclass(frozen=True, slots=True)
class EmbedderState:
    """``known`` is None for a model that paperqa knows nothing of.

    ``place`` is ``found`` for a folder or another program's cache, empty for not at hand;
    ``commit`` is that of a pulled one.
    """

    name: str
    known: KnownEmbedder | None
    place: Place
    commit: str
    in_settings: bool
    made_index: bool


def embedder_states(settings: Settings) -> list[EmbedderState]:
    """Return the known models, then others that are pulled, set, or made the index."""
    index = _index_embedder(settings)
    chosen = _embedder(settings.embedder, settings).name
    states = []
    for name in dict.fromkeys(_names(settings, chosen, index)):
        embedder = _embedder(name, settings)
        states.append(
            EmbedderState(
                name=name,
                known=find_known(name),
                place=_place(embedder),
                commit=embedder.commit,
                in_settings=name == chosen,
                made_index=name == index,
            )
        )
    return states


def _names(settings: Settings, chosen: str, index: str) -> Iterator[str]:
    yield from (known.name for known in KNOWN_EMBEDDERS)
    yield from (pulled.repository for pulled in all_pulled(settings.models_dir))
    yield chosen
    if index:
        yield index


def _embedder(name: str, settings: Settings) -> SentenceEmbedder:
    return SentenceEmbedder(name, offline=True, models_dir=settings.models_dir)


def _place(embedder: SentenceEmbedder) -> Place:
    known = find_known(embedder.name)
    if known and known.bundled:
        return "bundled"
    if embedder.commit:
        return "pulled"
    return "found" if embedder.is_here() else ""


def _index_embedder(settings: Settings) -> str:
    try:
        return read_manifest(settings.index_dir)[1].embedder
    except (IndexMissingError, IndexDamagedError):
        return ""  # `paperqa doctor` tells; the list of models needs no index
