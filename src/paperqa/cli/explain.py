"""How a question was read: its English, word by word, and the papers that it names."""

from typing import Any

from rich.table import Table

from paperqa.answer.retrieval.query import Query
from paperqa.cli.console import literal, out

_NOTHING_SAID = "–"


def reading_row(query: Query) -> dict[str, Any]:
    """Return the reading for a JSON line."""
    english = query.english
    return {
        "english": query.text,
        "steps": [
            {"words": step.hebrew, "english": list(step.english), "kind": step.kind}
            for step in (english.steps if english else ())
        ],
        "unknown": list(english.unknown) if english else [],
        "named": {one.text: list(one.papers) for one in query.named},
    }


def show_reading(query: Query) -> None:
    """Print the reading as a table."""
    if query.english is not None:
        out.print(literal(f"In English: {query.text}", "bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for step in query.english.steps:
            said = " / ".join(step.english) or _NOTHING_SAID
            table.add_row(literal(step.hebrew), literal(said), literal(step.kind, "dim"))
        out.print(table)
    for one in query.named:
        out.print(literal(f"{one.text}: {', '.join(one.papers)}"))
