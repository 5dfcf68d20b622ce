"""What ``ask`` yields beside text while an answer is on its way."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Waiting:
    """The model writes for somebody else; ``ahead`` answers come before this one."""

    ahead: int


@dataclass(frozen=True, slots=True)
class Again:
    """What was shown so far does not stand, for ``reason``; the text begins anew."""

    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The whole question that a follow-up was made into, before it is answered."""

    question: str


Piece: TypeAlias = str | Waiting | Again | Asked
"""Text to be shown behind the text before it, perhaps none; or how things stand."""
