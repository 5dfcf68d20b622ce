"""A statement about a paper, in both languages, with the words of the paper that carry it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from paperqa.types import Citation, Lang

Role = Literal["what", "how", "numbers", "club", "term"]
"""Of which part of a note: what it is, how it works, key numbers, why the club reads it, terms."""
ROLES: Final[tuple[Role, ...]] = ("what", "how", "numbers", "club", "term")


@dataclass(frozen=True, slots=True)
class Fact:
    """``texts`` are the statement by language, without its page references; en always.

    ``terms`` is the term that the statement defines, by language, for the role "term" only; the
    definition begins with it. ``citations`` are quotes that carry it, best first, empty where
    none was found; ``page`` is the page that the note names. ``order``: its place in the note.
    """

    paper: str
    role: Role
    order: int
    texts: Mapping[Lang, str]
    terms: Mapping[Lang, str]
    page: int | None
    citations: tuple[Citation, ...]
