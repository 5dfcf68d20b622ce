"""Figures of a run: every measure for every group of questions, with its 95 % interval."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from paperqa.evaluate.arms import Found
from paperqa.evaluate.bootstrap import Counts, figures, interval
from paperqa.evaluate.measures import ANSWERED, RANKED, Answered, Count
from paperqa.evaluate.results import Asked, Run

ANSWERS = "answers"
"""The name that stands where arms have theirs."""
RETRIEVAL = tuple(f"{level} {name}" for level in ("paper", "page") for name in RANKED)
"""Measures of retrieval at both levels."""


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one ``by`` (all, lang, script, split, kind, names); ``title`` is shown."""

    by: str
    title: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A share in [0, 1] and its 95 % interval; ``n`` questions count for it, with 0 it is None."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Line:
    """What one arm is worth for one group; ``figures`` by measure."""

    arm: str
    group: Group
    questions: int
    figures: Mapping[str, Figure]


def lines_of(run: Run) -> tuple[Line, ...]:
    """Return the figures of all arms, then those of the answers, group by group."""
    asked = {one.id: one for one in run.asked}
    lines: list[Line] = []
    for arm, found in run.arms.items():
        lines += _lines(arm, [asked[one.id] for one in found], found_counts(found), RETRIEVAL)
    answers = [asked[one.id] for one in run.answers]
    return (*lines, *_lines(ANSWERS, answers, answer_counts(run.answers), tuple(ANSWERED)))


def groups_of(asked: Asked) -> Iterator[Group]:
    """Yield the groups that a question belongs to, ``all`` first."""
    yield Group("all", "all")
    yield Group("lang", asked.lang)
    if asked.script:
        yield Group("script", f"{asked.lang}, {asked.script} terms")
    if asked.split:
        yield Group("split", f"split {asked.split}")
    if asked.kind:
        yield Group("kind", f"kind {asked.kind}")
    if asked.names_paper is not None:
        yield Group("names", "names a paper" if asked.names_paper else "names no paper")


def unit_of(question_id: str) -> str:
    """Return what a question and its translation (q1.en, q1.he) have in common."""
    return question_id.removesuffix(".en").removesuffix(".he")


def found_counts(found: Sequence[Found]) -> Counts:
    """Return part and whole of the measures ``RETRIEVAL``, shape (questions, measures, 2)."""
    measures = RANKED.values()
    return _shaped(
        [
            [measure(ranks) for ranks in (one.papers, one.pages) for measure in measures]
            for one in found
        ],
        len(RETRIEVAL),
    )


def answer_counts(answers: Sequence[Answered]) -> Counts:
    """Return part and whole of the measures ``ANSWERED``, shape (questions, measures, 2)."""
    return _shaped(
        [[measure(one) for measure in ANSWERED.values()] for one in answers], len(ANSWERED)
    )


def _shaped(counts: Sequence[Sequence[Count]], measures: int) -> Counts:
    return np.array(counts, dtype=np.float64).reshape(len(counts), measures, 2)


def _lines(
    arm: str, asked: Sequence[Asked], counts: Counts, measures: Sequence[str]
) -> Iterator[Line]:
    members: dict[Group, list[int]] = {}
    for row, one in enumerate(asked):
        for group in groups_of(one):
            members.setdefault(group, []).append(row)
    order = ("all", "lang", "script", "split", "kind", "names")
    for group in sorted(members, key=lambda group: (order.index(group.by), group.title)):
        rows = members[group]
        units = [unit_of(asked[row].id) for row in rows]
        shown = _figures(counts[rows], units)
        yield Line(arm, group, len(rows), dict(zip(measures, shown, strict=True)))


def _figures(counts: Counts, units: Sequence[str]) -> list[Figure]:
    low, high = interval(counts, units)
    counted = (counts[:, :, 1] > 0).sum(axis=0)
    return [
        Figure(number(value), number(least), number(most), int(n))
        for value, least, most, n in zip(figures(counts), low, high, counted, strict=True)
    ]


def number(value: float) -> float | None:
    """Return ``value`` rounded for JSON, which knows no NaN; finer than tables show."""
    return None if np.isnan(value) else round(float(value), 6)
