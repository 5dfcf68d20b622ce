"""What an event changes on the page; what it does not name stays as it is."""

from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import gradio as gr
from markupsafe import Markup

from paperqa.ui.prose import verbatim

History: TypeAlias = list[dict[str, Any]]
"""Messages as Gradio keeps them: ``role``, and ``content`` in HTML of our own."""


@dataclass(frozen=True, slots=True)
class Update:
    """New values of the tab's parts, in the order in which events output them.

    ``place`` is the id of the chat that is shown, ``editing`` the key of the question that is
    being edited; ``saved`` is a file for the reader, as chat.js takes it.
    """

    chat: History | None = None
    box: gr.Textbox | None = None
    place: str | None = None
    editing: str | None = None
    note: str | None = None
    panel: str | None = None
    saved: str | None = None
    papers: list[str] | None = None
    kind: str | None = None

    def outputs(self) -> tuple[Any, ...]:
        """Return what Gradio takes for the outputs of an event."""
        values = (getattr(self, field.name) for field in fields(self))
        return tuple(gr.skip() if value is None else value for value in values)


def trouble(message: str) -> Update:
    """Return an update that says above the box, in one line, what went wrong."""
    line = Markup('<p class="error" role="alert" dir="auto">{}</p>').format(verbatim(message))
    return Update(note=str(line))


def busy_box() -> gr.Textbox:
    """Return the empty box with a button that stops the answer."""
    return gr.Textbox(value="", submit_btn=False, stop_btn=True)


def ready_box() -> gr.Textbox:
    """Return the box as one can ask in it."""
    return gr.Textbox(submit_btn=True, stop_btn=False)
