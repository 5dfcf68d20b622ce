"""A visitor's quiz as it grows. It stays on the server: who plays must not find the key."""

from collections.abc import Sequence
from dataclasses import dataclass

from paperqa.quiz.batch import about_papers, quiz_of
from paperqa.quiz.item import QuizItem
from paperqa.quiz.plan import PaperQuiz, Plan


@dataclass(frozen=True, slots=True)
class Made:
    """What is wanted and what is there of it; ``title`` names it in files.

    ``cards`` are the items as HTML to be read. ``over``: nothing is added any more.
    """

    plan: Plan
    title: str
    papers: tuple[PaperQuiz, ...] = ()
    cards: str = ""
    over: bool = False

    @property
    def items(self) -> Sequence[QuizItem]:
        """The items in the order in which they are asked; what is added comes behind.

        Those that ask which paper it is come last, once there is no more to be told by.
        """
        if self.over:
            return quiz_of(self.papers, self.plan, self.title).items
        return about_papers([item for quiz in self.papers for item in quiz.items])
