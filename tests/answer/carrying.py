"""One claim against one passage, as ``checked_claims`` weighs it."""

from paperqa.answer.checking.verify import (
    Carrier,
    Source,
    candidates,
    cosines_of,
    score,
    support_by,
)
from paperqa.protocols import Embedder
from paperqa.types import Paper, Passage


def carrier_of(
    claim: str, passage: Passage, paper: Paper | None = None, embedder: Embedder | None = None
) -> Carrier:
    """Return the sentence of ``passage`` that carries ``claim`` best, and how well it does."""
    found = candidates(claim, Source(passage, paper))
    cosines = cosines_of(((claim, one.sentence) for one in found), embedder)
    best = max(found, key=lambda one: score(one, claim, cosines))
    return Carrier(best.start, best.end, support_by([best], claim, cosines))
