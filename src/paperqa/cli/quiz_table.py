"""The end of ``paperqa quiz``: what was made of each paper, and which files were written.

A paper is a line of figures and, where drafts were dropped or it could not be used, why.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Final

from rich.cells import cell_len, set_cell_size

from paperqa.cli.console import fail, literal, out, say
from paperqa.quiz.exports.writing import Written, older_files
from paperqa.quiz.plan import PaperQuiz

_REASONS: Final = 3
"""Reasons that are named; the others are summed up."""
_WIDEST: Final = 100
_INDENT: Final = "    "


def show_quizzes(quizzes: Sequence[PaperQuiz]) -> None:
    """Print each paper's row, and the totals."""
    width = max(len("paper"), *(cell_len(quiz.paper.id) for quiz in quizzes))
    out.print(literal(_figures("paper", width, ("asked", "made", "dropped"), "title"), "bold"))
    for quiz in quizzes:
        dropped = sum(count for _, count in quiz.dropped)
        figures = (quiz.asked, len(quiz.items), dropped)
        out.print(literal(_figures(quiz.paper.id, width, figures, quiz.paper.title)))
        _show_below(quiz.error, "red")
        _show_below(reasons(quiz.dropped), "dim")
    if len(quizzes) > 1:
        _show_totals(quizzes, width)


def reasons(dropped: Iterable[tuple[str, int]]) -> str:
    """Return why drafts were dropped, the most frequent reasons first; empty for none."""
    counts: Counter[str] = Counter()
    for reason, count in dropped:
        counts[reason] += count
    ranked = counts.most_common()
    named = [f"{reason} {count}" for reason, count in ranked[:_REASONS]]
    if others := sum(count for _, count in ranked[_REASONS:]):
        named.append(f"other reasons {others}")
    return f"dropped: {', '.join(named)}" if named else ""


def show_files(written: Iterable[Written], folder: Path) -> bool:
    """Print the files of ``folder``, and what they leave out; say whether all could be written."""
    written, whole = tuple(written), True
    for one in written:
        _show_paths(one.files, folder)
        for why, count in one.left_out:
            said = why if why.casefold().startswith(one.format) else f"{one.format}: {why}"
            say(f"left out {count}, {said}")
        if one.error:
            fail(f"no {one.format}: {one.error}")
            whole = False
    if older := older_files(folder, written):
        names = ", ".join(path.relative_to(folder).as_posix() for path in older)
        say(f"of an earlier run, and not written by this one: {names}")
    return whole


def _show_paths(paths: Sequence[Path], folder: Path) -> None:
    """Print ``paths``; those in a folder of their own by that folder."""
    for path in paths:
        if path.parent == folder:
            out.print(literal(str(path)))
    for inner, count in Counter(path.parent for path in paths if path.parent != folder).items():
        out.print(literal(f"{inner}: {count} files"))


def _show_totals(quizzes: Sequence[PaperQuiz], width: int) -> None:
    dropped = [each for quiz in quizzes for each in quiz.dropped]
    figures = (
        sum(quiz.asked for quiz in quizzes),
        sum(len(quiz.items) for quiz in quizzes),
        sum(count for _, count in dropped),
    )
    broken = sum(bool(quiz.error and not quiz.items) for quiz in quizzes)
    about = f"{len(quizzes)} papers" + (f", {broken} of them could not be used" if broken else "")
    out.print(literal(_figures("total", width, figures, about), "bold"))
    _show_below(reasons(dropped), "dim")


def _figures(name: str, width: int, figures: Sequence[object], about: str) -> str:
    asked, made, dropped = figures
    line = f"{set_cell_size(name, width)}  {asked:>5}  {made:>5}  {dropped:>7}  "
    room = min(out.width, _WIDEST) - cell_len(line)
    if cell_len(about) > room:
        about = set_cell_size(about, room - 1).rstrip() + "…"
    return line + about


def _show_below(text: str, style: str) -> None:
    for line in wrap(text, min(out.width, _WIDEST) - len(_INDENT)):
        out.print(literal(f"{_INDENT}{line}", style))
