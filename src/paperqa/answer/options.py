"""What a caller may say about the answer that it wants."""

from dataclasses import dataclass, field
from typing import Literal

from paperqa.types import Filters, Lang, Turn

Wanted = Literal["auto", "extractive"]


@dataclass(frozen=True, slots=True)
class Options:
    """``lang`` None: the language of the question. ``wanted`` auto: the model if there is one.

    ``history`` is what was asked before, the last turn last: the question may lean on it.
    ``boxes`` looks up where the quotes are printed, which costs half a second for each paper.
    """

    k: int = 5
    filters: Filters = field(default_factory=Filters)
    lang: Lang | None = None
    wanted: Wanted = "auto"
    max_tokens: int = 512
    history: tuple[Turn, ...] = ()
    boxes: bool = False
