"""A quiz item as a member sees it, and a quiz.

An item is one question with one key, worded in one language or in two. Its citation's quote is
verbatim in the passage, on one page, and holds what the answer rests on.
"""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from paperqa.types import Citation, Lang, Paper

ItemKind = Literal["choice", "cloze", "truefalse", "open"]
"""Choose one of up to four; fill a gap; true or false; answer in own words."""
Difficulty = Literal["easy", "medium", "hard"]

KINDS: Final[tuple[ItemKind, ...]] = get_args(ItemKind)
DIFFICULTIES: Final[tuple[Difficulty, ...]] = get_args(Difficulty)
ABBREVIATION: Final = "abbreviation"
"""The maker that asks what letters stand for, and nothing of the paper."""
STATEMENT: Final = "statement"
"""The maker of true-or-false items from a paper's own sentences."""
WHICH_PAPER: Final = "which paper"
"""The maker whose answers are papers: nothing that names the paper may stand near its items."""
GAP: Final = "____"
"""What stands in a question for the words that are asked for."""
TRUE_FALSE: Final[dict[Lang, tuple[str, str]]] = {
    "en": ("True", "False"),
    "he": ("נכון", "לא נכון"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """An item in one language; plain text, no markup.

    ``choices`` are empty for cloze and open items. ``answer`` is ``choices[correct]``, or what
    fills the gap, or a model answer. ``accepted`` are other right ways to fill the gap.
    """

    lang: Lang
    question: str
    answer: str
    choices: tuple[str, ...] = ()
    explanation: str = ""
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizItem:
    """A checked item. ``correct`` is the place of the right choice, the same in all wordings.

    ``id`` is stable: the same seed and the same index give it again. ``maker`` names the kind of
    question ("number", "term", "why" …).
    """

    id: str
    kind: ItemKind
    wordings: tuple[Wording, ...]
    correct: int | None
    citation: Citation
    difficulty: Difficulty
    maker: str

    @property
    def paper(self) -> Paper:
        """The paper that is asked about."""
        return self.citation.paper

    def wording(self, lang: Lang) -> Wording:
        """Return the wording in ``lang``; KeyError where there is none."""
        for one in self.wordings:
            if one.lang == lang:
                return one
        raise KeyError(lang)


@dataclass(frozen=True, slots=True)
class Quiz:
    """Items in the order in which they are asked; all have wordings in ``langs``."""

    title: str
    items: tuple[QuizItem, ...]
    langs: tuple[Lang, ...]
