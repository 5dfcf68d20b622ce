"""Where right answers stand: which place, which truth, and whether they are the longest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from paperqa.evaluate.quizzes.chi_square import chi_square, tail
from paperqa.evaluate.quizzes.made import worded
from paperqa.quiz.item import QuizItem


@dataclass(frozen=True, slots=True)
class Positions:
    """How often the right choice stands first, second …; ``p`` is the chance of a spread as uneven.

    ``p`` is None where there is nothing to spread.
    """

    counts: tuple[int, ...]
    chi2: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, and what chance alone would give, where that says something."""

    part: float
    whole: int
    chance: float | None = None

    @property
    def value(self) -> float | None:
        """``part`` by ``whole``; None of nothing."""
        return self.part / self.whole if self.whole else None


def positions(items: Sequence[QuizItem]) -> Positions:
    """Return the places of the right choices; an item of n choices expects 1/n at each."""
    sizes = [
        (item.correct, len(item.wordings[0].choices))
        for item in items
        if item.kind == "choice" and item.correct is not None
    ]
    places = range(max((size for _, size in sizes), default=0))
    right = Counter(place for place, _ in sizes)
    counts = tuple(right[place] for place in places)
    if len(places) < 2:  # one place is no spread
        return Positions(counts, None, None)
    expected = [sum(1 / size for _, size in sizes if size > place) for place in places]
    statistic = chi_square(counts, expected)
    return Positions(counts, statistic, tail(statistic, len(places) - 1))


def truths(items: Sequence[QuizItem]) -> Share:
    """Return the share of true ones among items that are true or false."""
    asked = [item for item in items if item.kind == "truefalse"]
    return Share(sum(item.correct == 0 for item in asked), len(asked), 0.5)


def longest_right(items: Sequence[QuizItem]) -> Share:
    """Return the share of choices, wording by wording, whose longest option is right.

    Of n options that are equally long, the right one counts 1/n: who bets on length picks one.
    """
    part = chance = 0.0
    whole = 0
    for item, wording in worded([item for item in items if item.kind == "choice"]):
        lengths = [len(choice.strip()) for choice in wording.choices]
        longest = [place for place, length in enumerate(lengths) if length == max(lengths)]
        part += (item.correct in longest) / len(longest)
        chance += 1 / len(lengths)
        whole += 1
    return Share(part, whole, chance / whole if whole else None)
