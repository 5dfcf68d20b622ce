"""The papers of a meeting in their order, with what can be said of each."""

from dataclasses import dataclass
from functools import cached_property

from paperqa.quiz.pack.ground import Ground
from paperqa.quiz.pack.names import called
from paperqa.store.bundle import Index
from paperqa.types import Lang, Paper


@dataclass(frozen=True)  # no slots: names are kept
class Member:
    """``place`` counts from 0."""

    place: int
    paper: Paper
    grounds: tuple[Ground, ...]
    index: Index

    @cached_property
    def names(self) -> dict[Lang, str]:
        """What it is called in a sentence of each language."""
        langs: tuple[Lang, ...] = ("en", "he")
        return {lang: called(self.paper, self.index, lang) for lang in langs}

    @property
    def year(self) -> int:
        """Its year; 0 where nobody knows it."""
        return self.paper.year or 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """``members`` in the order in which the club reads them; ``seed`` turns the wordings."""

    members: tuple[Member, ...]
    seed: int = 0

    def others(self, member: Member) -> tuple[Member, ...]:
        """Return the other papers, the next one first."""
        after = self.members[member.place + 1 :]
        return (*after, *self.members[: member.place])
