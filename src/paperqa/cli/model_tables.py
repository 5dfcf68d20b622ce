"""The tables of ``paperqa models``, and the same as objects for ``--json``.

A row is two lines: its figures, and under them what the model is good for. That fits 80 columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from rich.cells import cell_len

from paperqa.cli.console import err, literal, out
from paperqa.cli.sizes import gigabytes
from paperqa.llm.models.machine_memory import Memory
from paperqa.llm.models.model_states import ChatModelState, ModelInUse
from paperqa.store.embedder_states import EmbedderState
from paperqa.store.known_embedders import KnownEmbedder

_PLACES = {"bundled": "bundled", "found": "yes", "": "–"}
_INDENT = "    "
_WIDEST_CELL = 23
"""A longer name has a line to itself."""
_WIDEST_TEXT = 100


@dataclass(frozen=True, slots=True)
class _Row:
    cells: Sequence[str]
    about: str = ""
    marked: bool = False


def show_embedders(states: Sequence[EmbedderState]) -> None:
    """Print what searches the passages."""
    head = ("Embedders", "here", "used by", "asks", "he→en", "download", "dim", "window")
    rows = [_Row(_embedder_cells(state), _embedder_about(state.known)) for state in states]
    _print_table(head, rows, figures={4, 5, 6, 7})
    out.print("he→en: Hebrew questions on English passages, Belebele nDCG@10, as published")


def show_chat_models(states: Sequence[ChatModelState], memory: Memory, used: ModelInUse) -> None:
    """Print what writes the answers, and what is to be known of this machine."""
    head = ("Chat models", "here", "memory", "download", "answers", "licence")
    rows = [
        _Row(_chat_cells(state), state.known.good_for if state.known else "", state.suits)
        for state in states
    ]
    _print_table(head, rows, figures={2, 3})
    for line in _chat_notes(states, memory, used):
        out.print(literal(line))
    if used.trouble:
        err.print(literal(used.trouble))


def embedder_row(state: EmbedderState) -> dict[str, Any]:
    """Return all that is known of an embedder."""
    known = state.known
    return {
        "kind": "embedder",
        "name": known.short_name if known else state.name,
        "repository": known.repository if known else state.name,
        "at_hand": bool(state.place),
        "place": state.place or None,
        "commit": state.commit or None,
        "in_settings": state.in_settings,
        "made_index": state.made_index,
        **(_embedder_facts(known) if known else {}),
    }


def chat_row(state: ChatModelState) -> dict[str, Any]:
    """Return all that is known of a chat model."""
    known = state.known
    facts = {
        "repository": known.repository,
        "languages": list(known.languages),
        "memory_gb": known.memory_gb,
        "licence": known.licence,
        "good_for": known.good_for,
    } if known else {}  # fmt: skip
    return {
        "kind": "chat",
        "name": state.name,
        "at_hand": bool(state.place),
        "place": state.place or None,
        "file": str(state.path) if state.path else None,
        "commit": state.commit or None,
        "bytes": state.bytes,
        "in_use": state.in_use,
        "suits_this_machine": state.suits,
        **facts,
    }


def _embedder_facts(known: KnownEmbedder) -> dict[str, Any]:
    return {
        "languages": list(known.languages),
        "hebrew_ndcg10": known.hebrew_ndcg,
        "parameters": known.parameters,
        "download_bytes": known.bytes,
        "download_is_derived": known.seen_bytes is None,
        "dimensions": known.dim,
        "window": known.window,
        "licence": known.licence,
        "good_for": known.good_for,
    }


def _embedder_cells(state: EmbedderState) -> list[str]:
    uses = (("settings", state.in_settings), ("index", state.made_index))
    used = " ".join(word for word, does in uses if does) or "–"
    here = state.commit[:7] if state.place == "pulled" else _PLACES[state.place]
    known = state.known
    if known is None:
        return [state.name, here, used]
    about = "" if known.seen_bytes else "~"
    return [
        known.short_name, here, used, " ".join(known.languages), f"{known.hebrew_ndcg:.1f}",
        f"{about}{gigabytes(known.bytes)}", str(known.dim), str(known.window),
    ]  # fmt: skip


def _embedder_about(known: KnownEmbedder | None) -> str:
    if known is None:
        return ""
    return f"{known.good_for} ({known.parameters / 1e6:.0f} M parameters, {known.licence})"


def _chat_cells(state: ChatModelState) -> list[str]:
    here = "in use" if state.in_use else "yes" if state.place else "–"
    known = state.known
    size = gigabytes(state.bytes) if state.bytes is not None else "–"
    if known is None:
        return [state.name, here, "–", size]
    return [
        state.name, here, f"{known.memory_gb} GB", size, " ".join(known.languages), known.licence,
    ]  # fmt: skip


def _chat_notes(states: Sequence[ChatModelState], memory: Memory, used: ModelInUse) -> list[str]:
    free = f", {memory.free / 2**30:.0f} GB of it free" if memory.free is not None else ""
    best = next((state for state in states if state.suits), None)
    if best:
        notes = [f"* fits this machine: {memory.shown} of memory{free}"]
    elif memory.total is not None:
        notes = [f"this machine has {memory.shown} of memory{free}: none of these fits"]
    else:
        notes = ["this machine does not say how much memory it has"]
    if best and not best.place:
        notes.append(f"bring it here: paperqa models pull {best.name}")
    if not used.address and sum(state.path is not None for state in states) > 1:
        notes.append("to use another: paperqa models pull NAME, or PAPERQA_MODEL=models/FILE.gguf")
    return notes


def _print_table(head: Sequence[str], rows: Sequence[_Row], figures: set[int]) -> None:
    """Print ``rows`` under ``head``; the columns of ``figures`` are flush right."""
    lines = [head, *(row.cells for row in rows)]
    widths = [
        max(min(cell_len(cells[at]), _WIDEST_CELL) for cells in lines if at < len(cells))
        for at in range(len(head))
    ]

    def line(cells: Sequence[str]) -> str:
        padded = []
        for at, cell in enumerate(cells):
            gap = " " * (widths[at] - cell_len(cell))
            padded.append(gap + cell if at in figures else cell + gap)
        return "  ".join(padded).rstrip()

    margin = "  " if any(row.marked for row in rows) else ""
    out.print(literal(f"{margin}{line(head)}", "bold"))
    for row in rows:
        name, *others = row.cells
        if cell_len(name) > widths[0]:
            out.print(literal(f"{margin}{name}"))
            name = ""
        out.print(literal(f"{'* ' if row.marked else margin}{line([name, *others])}"))
        for text in wrap(row.about, min(out.width, _WIDEST_TEXT) - len(_INDENT)):
            out.print(literal(f"{_INDENT}{text}", "dim"))
