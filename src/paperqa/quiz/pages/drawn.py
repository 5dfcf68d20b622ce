"""What all makers draw from: the paper's good sentences, its terms, its words."""

import random
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import Difficulty, ItemKind
from paperqa.quiz.material import Material
from paperqa.quiz.pages.frames import name_of
from paperqa.quiz.pages.hygiene import has_subject
from paperqa.quiz.pages.lexicon import Lexicon, lexicon_of
from paperqa.quiz.pages.phrases import Term, Terms, authors_in
from paperqa.quiz.pages.sentence import PageSentence, printed_sentences, sentences_of

_OWN: Final = 0.5
"""Sections of less weight tell of other papers, or print stories as examples."""


@dataclass(frozen=True)  # no slots: what is derived is kept in the instance
class Drawn:
    """``material`` read once; ``rng`` is for all makers in turn."""

    material: Material
    rng: random.Random

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all papers of the index."""
        return lexicon_of(self.material.index)

    @cached_property
    def name(self) -> str:
        """What questions call the paper."""
        return name_of(self.material)

    @cached_property
    def printed(self) -> tuple[PageSentence, ...]:
        """All whole sentences in reading order."""
        return tuple(printed_sentences(self.material))

    @cached_property
    def sentences(self) -> tuple[PageSentence, ...]:
        """The sentences that can stand alone, in reading order."""
        return tuple(sentences_of(self.printed, self.lexicon))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The paper's key terms, best first."""
        own = (one.text for one in self.printed if one.weight >= _OWN and has_subject(one.text))
        return Terms(own, self.lexicon, authors_in(self.material.pages)).all

    @cached_property
    def text(self) -> str:
        """The words of all pages as printed, on one line."""
        return " ".join(" ".join(one.text for one in self.material.pages).split())

    @cached_property
    def folded(self) -> str:
        """``text`` without regard to case."""
        return self.text.casefold()

    def draft(
        self,
        sentence: PageSentence,
        kind: ItemKind,
        maker: str,
        wordings: tuple[DraftWording, ...],
        key: str,
        difficulty: Difficulty,
        clearness: float,
        about: str = "",
    ) -> Draft:
        """Return a draft of ``sentence``; its score is ``clearness`` times the section's weight."""
        return Draft(
            kind=kind,
            maker=maker,
            wordings=wordings,
            citation=sentence.citation(self.material.paper),
            key=(key,),
            about=about or sentence.about,
            difficulty=difficulty,
            score=round(min(max(clearness * (0.35 + 0.65 * sentence.weight), 0.0), 1.0), 3),
        )
