"""What the makers that draw on notes work from: the paper's statements, and where they are carried.

Without pages of the paper, as on a machine that could not reach arXiv, the note itself is quoted.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from paperqa.protocols import Embedder
from paperqa.quiz.called import called
from paperqa.quiz.draft import Draft
from paperqa.quiz.facts.aligned import Statement, note_citation
from paperqa.quiz.facts.carried import CARRIED
from paperqa.quiz.facts.carriers import Carried, Carriers
from paperqa.quiz.material import Material
from paperqa.types import Lang

_LAST: Final = 0.4
_WIDENS: Final = 0.1
"""What a second sentence of the quote may add."""
_SAYS_THE_SAME: Final = 0.9
"""What a note's own sentence scores, which says the statement word by word."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """``statements`` are the notes' of ``material``; ``pool`` are those of all papers."""

    material: Material
    statements: tuple[Statement, ...]
    carriers: Carriers
    pool: dict[str, tuple[Statement, ...]]
    embedder: Embedder

    def quote(
        self, statement: Statement, holds: Callable[[str], bool] = lambda text: True
    ) -> Carried | None:
        """Return the quote that carries ``statement`` best, of those for which ``holds``."""
        if not self.material.pages:
            cited = note_citation(statement, "en", self.material.paper)
            return Carried(cited, _SAYS_THE_SAME) if holds(cited.quote) else None
        return self._carried(statement, statement.texts["en"], holds)

    def quote_of_reason(self, statement: Statement, reason: str) -> Carried | None:
        """Return the quote that carries ``reason``, an English clause of ``statement``."""
        if not self.material.pages:
            return self.quote(statement)
        return self._carried(statement, reason, lambda text: True)

    def _carried(
        self, statement: Statement, said: str, holds: Callable[[str], bool]
    ) -> Carried | None:
        found = self.carriers.best(said, statement.page, holds)
        if not found or found[0].score < CARRIED - _WIDENS:
            return None
        wider = self.carriers.widened(said, found[0])
        return wider if wider.score >= CARRIED else None

    def introduced(self, text: str, lang: Lang) -> str:
        """Return ``text``, with the paper's name in front where it does not name the paper."""
        paper = self.material.paper.id
        if any(paper in named.papers for named in self.material.index.names.named(text)):
            return text
        name = called(paper, self.material.index)
        return f"{name}: {text}"


def worth(score: float, quote: Carried, least: float) -> float:
    """Return the score of a draft, in [0, 1]: little where the quote carries less than ``least``.

    Such a draft is used only where a paper has too few others.
    """
    return min(score, 1.0) * (1.0 if quote.score >= least else _LAST)


Maker = Callable[[Grounds, random.Random], Iterator[Draft]]
