"""Two runs side by side, over the questions that both asked in the same words.

Errors: CompareError where the runs share no question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from paperqa.errors import PaperQAError
from paperqa.evaluate.arms import Found
from paperqa.evaluate.bootstrap import Counts, figures, paired_interval
from paperqa.evaluate.figures import (
    ANSWERS,
    RETRIEVAL,
    Group,
    answer_counts,
    found_counts,
    groups_of,
    number,
    unit_of,
)
from paperqa.evaluate.measures import ANSWERED, Answered, recall_at
from paperqa.evaluate.results import Asked, Run

FIRST = 5
"""A question is won where more of its gold stands among so many first hits than before."""


class CompareError(PaperQAError):
    """The runs have nothing in common."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``new - old`` as ``change``, and its 95 % interval; all None where nothing is counted."""

    old: float | None
    new: float | None
    change: float | None
    low: float | None
    high: float | None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Compared:
    """One arm for one group; ``won`` and ``lost`` name questions."""

    arm: str
    group: Group
    questions: int
    differences: Mapping[str, Difference]
    won: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``changed`` names questions that both runs ask, but in other words or with other gold."""

    old: Run
    new: Run
    lines: tuple[Compared, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What both runs have of an arm, row by row the same question; ``scores`` decide who won."""

    arm: str
    asked: Sequence[Asked]
    measures: Sequence[str]
    old: Counts
    new: Counts
    scores: Sequence[tuple[float, float]]


def compare(old: Run, new: Run) -> Comparison:
    """Return what ``new`` does better and worse than ``old``, arm by arm, then the answers."""
    before = {one.id: one for one in old.asked}
    both = [one for one in new.asked if one.id in before]
    same = {one.id: one for one in both if one.digest == before[one.id].digest}
    lines = tuple(
        line for pairs in _pairs(old, new, same) if pairs.asked for line in _compared(pairs)
    )
    if not lines:
        raise CompareError(
            "the two runs share no question in any arm; run both on one file, with the same arms"
        )
    return Comparison(old, new, lines, tuple(one.id for one in both if one.id not in same))


def _pairs(old: Run, new: Run, same: Mapping[str, Asked]) -> Iterator[_Pairs]:
    for arm, found in new.arms.items():
        before = {one.id: one for one in old.arms.get(arm, ())}
        rows = [(before[one.id], one) for one in found if one.id in before and one.id in same]
        yield _Pairs(
            arm,
            [same[one.id] for _, one in rows],
            RETRIEVAL,
            found_counts([one for one, _ in rows]),
            found_counts([one for _, one in rows]),
            [(_found_score(one), _found_score(other)) for one, other in rows],
        )
    answers = {one.id: one for one in old.answers}
    told = [(answers[a.id], a) for a in new.answers if a.id in answers and a.id in same]
    yield _Pairs(
        ANSWERS,
        [same[one.id] for _, one in told],
        tuple(ANSWERED),
        answer_counts([one for one, _ in told]),
        answer_counts([one for _, one in told]),
        [(_answer_score(one), _answer_score(other)) for one, other in told],
    )


def _found_score(found: Found) -> float:
    return recall_at(found.pages or found.papers, FIRST)[0]


def _answer_score(answer: Answered) -> float:
    return float(answer.refused is not answer.answerable)


def _compared(pairs: _Pairs) -> Iterator[Compared]:
    groups = {group: None for one in pairs.asked for group in groups_of(one)}
    for group in sorted((g for g in groups if g.by in ("all", "lang")), key=lambda g: g.title):
        rows = [row for row, one in enumerate(pairs.asked) if group in groups_of(one)]
        differences = _differences(pairs, rows)
        scores = [(pairs.asked[row].id, *pairs.scores[row]) for row in rows]
        yield Compared(
            arm=pairs.arm,
            group=group,
            questions=len(rows),
            differences=dict(zip(pairs.measures, differences, strict=True)),
            won=tuple(name for name, before, after in scores if after > before),
            lost=tuple(name for name, before, after in scores if after < before),
        )


def _differences(pairs: _Pairs, rows: Sequence[int]) -> Iterator[Difference]:
    old, new = pairs.old[rows], pairs.new[rows]
    low, high = paired_interval(old, new, [unit_of(pairs.asked[row].id) for row in rows])
    before, after = figures(old), figures(new)
    columns = np.stack([before, after, after - before, low, high], axis=1)
    return (Difference(*map(number, column)) for column in columns.tolist())
