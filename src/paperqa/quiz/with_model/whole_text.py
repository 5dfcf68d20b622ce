"""One text by the model, all of it: asked for in turn, heard to its end, or left by who waits.

Empty pieces come while the model is silent or another one's turn is on; closing the generator
closes the model's stream, and frees the turn. An answer that was cut off is returned as far as it
came, and so is one that runs on beyond all limits.

Errors: ModelError as the model raises it.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from paperqa.answer.silent import Silent
from paperqa.errors import CutOffError
from paperqa.llm.turns import Turns
from paperqa.protocols import ChatModel
from paperqa.types import Message

_BEAT: Final = 0.05
"""Seconds between two looks at the queue."""
_MOST_CHARACTERS: Final = 40_000
"""A server may not keep to ``max_tokens``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a model is asked: ``room`` tokens at the most, in the shape of ``schema``."""

    messages: Sequence[Message]
    room: int
    schema: Mapping[str, object]
    seed: int = 0


def whole_text(model: ChatModel, asked: Asked, turns: Turns) -> Silent[str]:
    """Return what ``model`` writes."""
    with turns.join() as turn:
        while not turn.wait(_BEAT):
            yield ""
        return (yield from _heard(model, asked))


def _heard(model: ChatModel, asked: Asked) -> Silent[str]:
    stream = model.stream(
        asked.messages, max_tokens=asked.room, schema=asked.schema, seed=asked.seed
    )
    text = ""
    with closing(stream) as pieces:  # type: ignore[type-var]  # a generator
        try:
            for piece in pieces:
                text += piece
                yield ""
                if len(text) > _MOST_CHARACTERS:
                    break
        except CutOffError:
            return text
    return text
