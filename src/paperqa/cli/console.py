"""Where the command line writes: results to standard output, everything else to standard error."""

import json
import sys
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def fail(message: str) -> None:
    """Print an error's one line."""
    err.print(f"[bold red]paperqa:[/] {escaped(message)}")


def say(message: str) -> None:
    """Print a line about the work, not its result."""
    err.print(escaped(message))


def print_json(row: dict[str, Any]) -> None:
    """Print one object a line, as it is: no style, no wrapping."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def escaped(text: str) -> str:
    """Return ``text`` so that rich takes no ``[1]`` in it for a style."""
    return text.replace("[", "\\[")


def progress() -> Progress:
    """Return a progress bar; it draws nothing where standard error is no terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    )
