"""The one line that a start without a language model ends in: which one fits, and the command."""

from typing import Final

from paperqa.llm.models.known_models import best_for
from paperqa.llm.models.machine_memory import Memory
from paperqa.llm.models.model_files import model_files
from paperqa.settings import Settings

ADD_MODEL: Final = "make model && make run"
"""Pulls the model that fits this machine, then starts the chat with it."""


def offer(settings: Settings, memory: Memory) -> str:
    """Return the line; empty where there is a model, none is wanted, or none can be had.

    It only looks: nothing is loaded, no network is asked, and nothing here can fail a start.
    """
    if settings.model or settings.no_model or settings.offline:
        return ""
    best = best_for(memory.total)
    if best is None or model_files(settings.models_dir):
        return ""
    named = "" if memory.total is not None else f" NAME={best.name}"
    fits = f"for {best.memory_gb} GB of memory" if named else "fits this machine"
    return (
        f"Answers are quotations until a language model is here; {best.name} "
        f"({best.seen_bytes / 1e9:.1f} GB) {fits}: stop this with Ctrl-C, then run: "
        f"{ADD_MODEL.replace('make model', f'make model{named}')}"
    )
