"""What was asked before, kept in step with the messages on the page.

The messages are HTML and come back from the browser; the turns stay on the server. Each knows the
place of its question, so that those of a conversation that was cleared are forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from paperqa.types import Turn

MOST: Final = 4


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """``turn`` whose question is message number ``place``, from 1."""

    place: int
    turn: Turn


Turns: TypeAlias = tuple[PlacedTurn, ...]


def kept_turns(turns: Sequence[PlacedTurn], messages: int) -> Turns:
    """Return the last of ``turns`` whose questions are among the first ``messages``."""
    return tuple(placed for placed in turns if placed.place <= messages)[-MOST:]
