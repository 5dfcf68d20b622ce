"""A run as Markdown: tables that a terminal shows straight and a README takes as they are."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from paperqa.evaluate.arms import ARMS
from paperqa.evaluate.figures import ANSWERS, Figure, Line, lines_of
from paperqa.evaluate.measures import ANSWERED, RANKED
from paperqa.evaluate.results import About, Run
from paperqa.evaluate.table import percent, table

LEVELS = {level: {name: f"{level} {name}" for name in RANKED} for level in ("paper", "page")}
"""For each level, the measures by the name at the head of their column."""
_BOTH = {name: name for name in ("paper R@5", "page R@1", "page R@5", "page R@10", "page nDCG@10")}
_FIRST_GROUPS = ("all", "lang", "script")
_IDS_SHOWN = 8


def report(run: Run) -> str:
    """Return all tables of ``run``, and what was not measured."""
    lines = _that_tell(lines_of(run))
    retrieval = [line for line in lines if line.arm != ANSWERS]
    answers = [line for line in lines if line.arm == ANSWERS]
    first = [line for line in retrieval if line.group.by in _FIRST_GROUPS]
    last = [line for line in retrieval if line.arm == retrieval[-1].arm and line not in first]
    parts = [about(run.about), *_not_measured(run)]
    if first:
        for level, measures in LEVELS.items():
            parts += [f"**The right {level} among the hits**", _figures(first, measures)]
    if last:
        parts += [f"**Kinds of questions, arm: {title(last[0].arm)}**", _figures(last, _BOTH)]
    if first:
        parts += ["**Milliseconds to retrieve**", _times(run)]
    if answers:
        measures = {name: name for name in ANSWERED}
        parts += ["**Answers without a language model**", _figures(answers, measures)]
    parts.append("In per cent; in brackets the 95 % interval (bootstrap over questions).")
    return "\n\n".join(parts)


def title(arm: str) -> str:
    """Return what tables call ``arm``, which may be one of an older version."""
    return ARMS[arm].title if arm in ARMS else arm


def about(run: About) -> str:
    """Return one line: what was measured, on which index and machine, at which commit."""
    parts = [
        f"{run.file} on {run.index} ({run.papers} papers, {run.passages} passages",
        f"{run.embedder})",
        f"searched: {run.kind}",
        f"answers from {run.k} passages",
        f"commit {run.commit}" if run.commit else "no checkout",
        run.date,
        f"{run.cores} cores",
    ]
    return ", ".join(parts)


def _not_measured(run: Run) -> Iterator[str]:
    if run.left_out:
        yield f"Left out, their paper is not in the index: {counted(run.left_out)}"
    if run.unmarked:
        yield f"Measured by nothing, neither gold nor answerable is given: {counted(run.unmarked)}"


def counted(ids: Sequence[str]) -> str:
    """Return how many there are, and the first of them by name."""
    more = ", …" if len(ids) > _IDS_SHOWN else ""
    return f"{len(ids)} ({', '.join(ids[:_IDS_SHOWN])}{more})"


def _that_tell(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without groups that hold all questions: they repeat the first line."""
    most = {line.arm: line.questions for line in lines if line.group.by == "all"}
    return [line for line in lines if line.group.by == "all" or line.questions < most[line.arm]]


def _figures(lines: Sequence[Line], measures: Mapping[str, str]) -> str:
    rows = [
        [title(line.arm), line.group.title, str(line.questions)]
        + [_cell(line.figures[measure]) for measure in measures.values()]
        for line in lines
    ]
    return table(["arm", "questions", "n", *measures], rows)


def _cell(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{percent(figure.value)} ({100 * figure.low:.0f}–{100 * figure.high:.0f})"


def _times(run: Run) -> str:
    rows = []
    for arm, found in run.arms.items():
        median, slow = np.percentile([one.ms for one in found], [50, 90])
        rows.append([title(arm), "all", str(len(found)), f"{median:.1f}", f"{slow:.1f}"])
    return table(["arm", "questions", "n", "median", "90th percentile"], rows)
