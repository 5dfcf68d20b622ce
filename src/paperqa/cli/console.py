"""Where the command line writes: results to standard output, everything else to standard error."""

import json
import sys
import unicodedata
from io import TextIOWrapper
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

NO_PASSAGE = "No passage fits question and filters; what is indexed: paperqa papers"

out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def fail(message: str) -> None:
    """Print an error's one line."""
    err.print(Text.assemble(("paperqa:", "bold red"), " ", literal(" ".join(message.split()))))


def say(message: str) -> None:
    """Print a line about the work, not its result."""
    err.print(literal(message))


def print_json(row: dict[str, Any]) -> None:
    """Print one object a line, as it is: no style, no wrapping."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:  # a Windows code page, or half a surrogate pair in an id
        line = json.dumps(row)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def literal(text: str, style: str = "") -> Text:
    """Return ``text`` as it stands: no markup, and nothing that could steer the terminal."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return Text("".join(kept), style)


def print_what_can_be() -> None:
    """Let a character that the terminal's encoding lacks become ``?``, and not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def progress() -> Progress:
    """Return a progress bar; it draws nothing where standard error is no terminal."""
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,  # it would leave an empty line there
    )
