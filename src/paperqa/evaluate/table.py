"""Markdown tables whose columns stand straight in a terminal, too."""

from collections.abc import Sequence

_TEXT_COLUMNS = 2
_NARROWEST = 2  # "-:" is the shortest that Markdown takes for a ruler


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; its first two columns hold text, the others numbers, set to the right."""
    columns = zip(header, *rows, strict=True)
    widths = [max(_NARROWEST, *map(len, column)) for column in columns]
    ruler = [
        "-" * width if column < _TEXT_COLUMNS else "-" * (width - 1) + ":"
        for column, width in enumerate(widths)
    ]
    return "\n".join(_line(row, widths) for row in (header, ruler, *rows))


def percent(value: float) -> str:
    """Return a share as a person reads it, without the sign of per cent."""
    return f"{100 * value:.1f}"


def points(value: float) -> str:
    """Return a difference of two shares in percentage points, with its sign."""
    return f"{round(100 * value, 1) + 0.0:+.1f}"  # no "-0.0"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if column < _TEXT_COLUMNS else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return f"| {' | '.join(cells)} |"
