"""The chat models that paperqa knows by name: one for each size of machine.

Each fits with its weights, 8,192 tokens of context, and the rest of paperqa into the memory that
is named. ``file`` may be a pattern: which file is meant is then asked of the hub.

Units:  bytes of the download; GB (2**30 bytes) of a machine's memory, as it is sold.
Source: the models' own cards; sizes as published by those who made the files. DictaLM 3.0:
        arXiv:2602.02104; Dicta publishes a GGUF of its thinking variant only. No score of Hebrew
        answers is published for the Gemma 4 models of this size.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import inf
from typing import Final

from paperqa.types import Lang

_ROUNDED_DOWN: Final = 0.85
"""Of the memory that is sold, firmware and graphics keep some to themselves."""
_BESIDE_WEIGHTS: Final = 1_500_000_000
"""Bytes for 8,192 tokens of context, the embedder, and the chat itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChatModel:
    """One model; ``seen_bytes`` is a published size, which the hub makes exact at the pull.

    ``patient`` marks one that is too slow to be offered unasked.
    """

    name: str
    repository: str
    file: str
    seen_bytes: int
    memory_gb: int
    licence: str
    languages: tuple[Lang, ...] = ("en", "he")
    good_for: str
    patient: bool = False

    @property
    def runs_in_bytes(self) -> int:
        """Memory that it fills while it answers, about."""
        return self.seen_bytes + _BESIDE_WEIGHTS

    def is_file(self, name: str) -> bool:
        """Tell whether a file of that name holds this model."""
        return matches(name, self.file)

    def fits(self, memory: int | None) -> bool:
        """Tell whether a machine with so many bytes of memory holds it; unknown memory does."""
        return (inf if memory is None else memory / 2**30) >= self.memory_gb * _ROUNDED_DOWN


KNOWN_CHAT_MODELS: Final = (
    KnownChatModel(
        name="dictalm-3-1.7b",
        repository="dicta-il/DictaLM-3.0-1.7B-Thinking-GGUF",
        file="DictaLM-3.0-1.7B-Thinking*Q4_K_M.gguf",
        seen_bytes=1_110_000_000,
        memory_gb=4,
        licence="Apache-2.0",
        good_for="Hebrew on a small machine; weak at reasoning",
    ),
    KnownChatModel(
        name="gemma-4-e2b",
        repository="unsloth/gemma-4-E2B-it-qat-GGUF",
        file="gemma-4-E2B-it-qat-UD-Q4_K_XL.gguf",
        seen_bytes=2_620_000_000,
        memory_gb=8,
        licence="Apache-2.0",
        good_for="answers in both languages on a laptop",
    ),
    KnownChatModel(
        name="gemma-4-e4b",
        repository="unsloth/gemma-4-E4B-it-qat-GGUF",
        file="gemma-4-E4B-it-qat-UD-Q4_K_XL.gguf",
        seen_bytes=4_220_000_000,
        memory_gb=16,
        licence="Apache-2.0",
        good_for="better answers than gemma-4-e2b, and slower",
    ),
    KnownChatModel(
        name="gemma-4-12b",
        repository="unsloth/gemma-4-12B-it-qat-GGUF",
        file="gemma-4-12B-it-qat-UD-Q4_K_XL.gguf",
        seen_bytes=6_720_000_000,
        memory_gb=16,
        licence="Apache-2.0",
        good_for="the best answers here, for those who can wait",
        patient=True,
    ),
)
"""Smallest first."""

FOR_UNKNOWN_MEMORY: Final = KNOWN_CHAT_MODELS[1]
"""What to name where nobody knows how much memory there is."""


def find_chat_model(name: str) -> KnownChatModel | None:
    """Return the model that ``name`` means: its name or its repository, in any case."""
    wanted = name.strip().casefold()
    for known in KNOWN_CHAT_MODELS:
        if wanted in {known.name, known.repository.casefold()}:
            return known
    return None


def best_for(memory: int | None) -> KnownChatModel | None:
    """Return the largest model that fits ``memory`` bytes and is not slow; None: none fits.

    Where the memory is unknown, that is a guess, and who shows it must say so.
    """
    if memory is None:
        return FOR_UNKNOWN_MEMORY
    fitting = [known for known in KNOWN_CHAT_MODELS if known.fits(memory) and not known.patient]
    return fitting[-1] if fitting else None


def matches(name: str, pattern: str) -> bool:
    """Compare a file's name with a pattern (``*``, ``?``, ``[…]``), in any case."""
    return fnmatchcase(name.casefold(), pattern.casefold())
