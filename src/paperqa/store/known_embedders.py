"""The embedding models that paperqa knows by name, and what is published of them.

Units:  parameters and bytes as whole numbers; window in tokens; nDCG@10 in points of 100.
Source: nDCG@10 of Hebrew questions on English passages is Belebele (arXiv:2308.16884), subset
        eng_Latn-heb_Hebr, of github.com/embeddings-benchmark/results at commit f4cc6c8; prompts
        of the multilingual E5 models: arXiv:2402.05672; the rest: the models' own cards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from paperqa.settings import BUNDLED_EMBEDDER
from paperqa.types import Lang

NO_PROMPTS: Mapping[str, str] = MappingProxyType({})
# The repositories of multilingual E5 do not store the prompts that the models were trained with.
E5_PROMPTS: Mapping[str, str] = MappingProxyType({"query": "query: ", "document": "passage: "})

_BYTES_PER_PARAMETER = 4
_ENGLISH_ONLY = (
    "all-minilm",
    "all-mpnet",
    "bge-small-en",
    "bge-base-en",
    "bge-large-en",
    "msmarco",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEmbedder:
    """One model. ``prompts`` are those that its repository does not store itself.

    ``seen_bytes`` is the size of the files that ``paperqa models pull`` takes, None where it
    was not seen on the hub.
    """

    repository: str
    parameters: int
    seen_bytes: int | None = None
    dim: int
    window: int
    licence: str
    languages: tuple[Lang, ...] = ("en", "he")
    hebrew_ndcg: float
    good_for: str
    prompts: Mapping[str, str] = field(default_factory=lambda: NO_PROMPTS)

    @property
    def short_name(self) -> str:
        """The name without its owner."""
        return short_name(self.repository)

    @property
    def bundled(self) -> bool:
        """Tell whether the model comes with the installation."""
        return self.short_name == BUNDLED_EMBEDDER

    @property
    def name(self) -> str:
        """The name that an index keeps."""
        return self.short_name if self.bundled else self.repository

    @property
    def bytes(self) -> int:
        """Bytes to download: seen, or else those of the parameters as float32."""
        return self.seen_bytes or self.parameters * _BYTES_PER_PARAMETER


KNOWN_EMBEDDERS = (
    KnownEmbedder(
        repository=f"sentence-transformers/{BUNDLED_EMBEDDER}",
        parameters=22_700_000,
        seen_bytes=91_600_000,
        dim=384,
        window=256,
        licence="Apache-2.0",
        languages=("en",),
        hebrew_ndcg=6.0,
        good_for="English questions; comes with the installation, the fastest",
    ),
    KnownEmbedder(
        repository="hotchpotch/bekko-embedding-v1-a25m",
        parameters=123_000_000,
        dim=384,
        window=8192,
        licence="MIT",
        hebrew_ndcg=74.1,
        good_for="Hebrew questions on a laptop: the best for its time",
    ),
    KnownEmbedder(
        repository="hotchpotch/bekko-embedding-v1-a8m",
        parameters=106_000_000,
        dim=384,
        window=8192,
        licence="MIT",
        hebrew_ndcg=69.7,
        good_for="Hebrew questions on a slow machine",
    ),
    KnownEmbedder(
        repository="BAAI/bge-m3",
        parameters=568_000_000,
        seen_bytes=2_292_000_000,
        dim=1024,
        window=8192,
        licence="MIT",
        hebrew_ndcg=85.9,
        good_for="Hebrew questions, the best here; indexing takes hours without a GPU",
    ),
    KnownEmbedder(
        repository="intfloat/multilingual-e5-small",
        parameters=118_000_000,
        dim=384,
        window=512,
        licence="MIT",
        hebrew_ndcg=63.3,
        good_for="a well-tried small one",
        prompts=E5_PROMPTS,
    ),
    KnownEmbedder(
        repository="intfloat/multilingual-e5-base",
        parameters=278_000_000,
        dim=768,
        window=512,
        licence="MIT",
        hebrew_ndcg=68.9,
        good_for="a well-tried one between small and large",
        prompts=E5_PROMPTS,
    ),
    KnownEmbedder(
        repository="intfloat/multilingual-e5-large",
        parameters=560_000_000,
        dim=1024,
        window=512,
        licence="MIT",
        hebrew_ndcg=83.8,
        good_for="Hebrew questions and English science; indexing takes hours without a GPU",
        prompts=E5_PROMPTS,
    ),
)
"""In the order in which they are shown."""

FIRST_MULTILINGUAL = KNOWN_EMBEDDERS[1]
"""The one to try first where the bundled one's English is not enough."""


def short_name(name: str) -> str:
    """Return a repository's name without its owner."""
    return name.rpartition("/")[2]


def find_known(name: str) -> KnownEmbedder | None:
    """Return the model that ``name`` means: its repository or its short name, in any case."""
    wanted = name.strip().casefold()
    for known in KNOWN_EMBEDDERS:
        if wanted in {known.repository.casefold(), known.short_name.casefold()}:
            return known
    return None


def languages_of(name: str) -> tuple[Lang, ...]:
    """Return the languages of a model's questions; by its name where it is not known."""
    if known := find_known(name):
        return known.languages
    english = any(part in name.casefold() for part in _ENGLISH_ONLY)
    return ("en",) if english else ("en", "he")


def prompts_of(name: str) -> Mapping[str, str]:
    """Return the prompts that a model needs and does not store; E5's also in a copy of it."""
    if known := find_known(name):
        return known.prompts
    folded = name.casefold()
    is_e5 = "multilingual-e5" in folded and "instruct" not in folded
    return E5_PROMPTS if is_e5 else NO_PROMPTS
