"""A conversation as it is kept: questions in order, each with its answer and what was made of it.

Units: times are seconds since 1970, UTC; exchanges count from 0 in their conversation.
"""

from dataclasses import dataclass, field
from typing import Literal

from paperqa.types import Answer, Filters, Lang

Thumb = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer; ``answer`` is None where it was stopped or broke.

    ``said`` is then what had come of it or, where ``broken``, the error. ``filters`` are those it
    was asked with, ``suggestions`` the further questions that were offered under it.
    """

    question: str
    lang: Lang
    at: float
    answer: Answer | None = None
    said: str = ""
    filters: Filters = field(default_factory=Filters)
    suggestions: tuple[str, ...] = ()
    thumb: Thumb = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation; ``id`` is 16 hexadecimal digits, empty before the first question."""

    id: str = ""
    exchanges: tuple[Exchange, ...] = ()

    @property
    def title(self) -> str:
        """The first question."""
        return self.exchanges[0].question if self.exchanges else ""
