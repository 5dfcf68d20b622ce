"""Which sentences of an answer a reader should check."""

from paperqa.types import Claim


def is_doubtful(claim: Claim) -> bool:
    """Tell a claim that its passages do not carry, or whose numbers or names they do not hold."""
    return claim.support != "supported" or bool(claim.unfound)
