"""What a maker proposes: a question, its right answer and wrong ones, not yet checked or placed."""

from dataclasses import dataclass

from paperqa.quiz.item import Difficulty, ItemKind
from paperqa.types import Citation, Lang


@dataclass(frozen=True, slots=True)
class DraftWording:
    """A draft in one language.

    ``wrong`` are the distractors of a choice, more than three where there are more: the one who
    places them chooses; the wordings of one draft have the same wrong answers in the same order.
    For truefalse, ``right`` is "true" or "false" and ``wrong`` is empty.
    """

    lang: Lang
    question: str
    right: str
    wrong: tuple[str, ...] = ()
    explanation: str = ""
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """``key`` are the words, as printed in the quote, that prove the answer: the number, the term.

    The quote must hold every one of them. ``about`` names the fact that is asked: of two drafts
    with the same ``about`` at most one is used. ``score`` in [0, 1]: how good a question it is.
    """

    kind: ItemKind
    maker: str
    wordings: tuple[DraftWording, ...]
    citation: Citation
    key: tuple[str, ...]
    about: str
    difficulty: Difficulty
    score: float
