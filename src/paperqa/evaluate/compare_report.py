"""A comparison of two runs as Markdown."""

from collections.abc import Iterator, Mapping, Sequence

from paperqa.evaluate.compare import FIRST, Compared, Comparison, Difference
from paperqa.evaluate.figures import ANSWERS
from paperqa.evaluate.measures import ANSWERED
from paperqa.evaluate.report import LEVELS, about, counted, title
from paperqa.evaluate.table import points, table


def comparison_report(comparison: Comparison) -> str:
    """Return the tables of differences, and which questions were won and lost."""
    retrieval = [line for line in comparison.lines if line.arm != ANSWERS]
    answers = [line for line in comparison.lines if line.arm == ANSWERS]
    parts = [f"Old: {about(comparison.old.about)}", f"New: {about(comparison.new.about)}"]
    if comparison.changed:
        parts.append(f"Not compared, they ask something else now: {counted(comparison.changed)}")
    for level, measures in LEVELS.items() if retrieval else ():
        parts += [f"**Change: the right {level} among the hits**", _table(retrieval, measures)]
    if answers:
        measures = {name: name for name in ANSWERED}
        parts += ["**Change: answers without a language model**", _table(answers, measures)]
    parts.append(
        "In percentage points, new less old; in brackets the 95 % interval (paired bootstrap); "
        "* where it leaves out 0."
    )
    parts += [text for line in comparison.lines for text in _won_and_lost(line)]
    return "\n\n".join(parts)


def _table(lines: Sequence[Compared], measures: Mapping[str, str]) -> str:
    rows = [
        [title(line.arm), line.group.title, str(line.questions)]
        + [_cell(line.differences[measure]) for measure in measures.values()]
        for line in lines
    ]
    return table(["arm", "questions", "n", *measures], rows)


def _cell(difference: Difference) -> str:
    if difference.change is None or difference.low is None or difference.high is None:
        return "–"
    ends = f"{points(difference.low)} to {points(difference.high)}"
    return f"{points(difference.change)} ({ends}){'*' if difference.clear else ' '}"


def _won_and_lost(line: Compared) -> Iterator[str]:
    if line.group.by != "all":
        return
    what = "answered or refused rightly" if line.arm == ANSWERS else f"gold in the first {FIRST}"
    for name, ids in (("won", line.won), ("lost", line.lost)):
        yield f"{title(line.arm)}, {what}, {name} {len(ids)}: {', '.join(ids) or '–'}"
