"""The components that add papers, and what happens on which click."""

from dataclasses import dataclass
from typing import Any, Final

import gradio as gr

from paperqa.ui.i18n import I18N
from paperqa.ui.papers.adding.adding import SLOW, Adding
from paperqa.ui.papers.adding.reading_lists import LONGEST_NAME

# All of them queue: of an event that does not, Gradio's page never learns that a state changed.
_QUIET: Final[dict[str, Any]] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_limit": None,
}


_KEPT_SECONDS: Final = 2 * 3600
"""For a draft that nobody decides on: a page that is a program may never say that it has left."""


@dataclass(frozen=True, slots=True)
class AddingSection:
    """``changes`` gets another value whenever papers or the index may have changed.

    Listen to ``changes.change``: lists of papers are out of date then.
    """

    changes: gr.State


@dataclass(frozen=True, slots=True)
class _LookParts:
    state: gr.HTML
    timer: gr.Timer
    rebuild: gr.Button
    cancel: gr.Button
    changes: gr.State

    @property
    def all(self) -> list[Any]:
        return [self.state, self.timer, self.rebuild, self.cancel, self.changes]


@dataclass(frozen=True, slots=True)
class _PreviewParts:
    panel: gr.Column
    html: gr.HTML
    name: gr.Textbox
    fetch: gr.Checkbox
    draft: gr.State
    keep: gr.Button
    drop: gr.Button

    @property
    def all(self) -> list[Any]:
        return [self.panel, self.html, self.name, self.fetch, self.draft]


def adding_section(adding: Adding, tab: gr.Tab) -> AddingSection:
    """Add the section to the column that is being built; it looks anew when ``tab`` opens."""
    with gr.Accordion(I18N("adding_title"), open=False, elem_id="adding"):
        files = gr.File(
            label=I18N("adding_upload"),
            file_count="multiple",
            elem_id="adding-files",
            height=140,
        )
        note = gr.HTML(elem_id="adding-note", padding=False)
        preview = _preview()
        with gr.Row(elem_id="adding-rebuilding"):
            rebuild = gr.Button(I18N("adding_rebuild"), elem_id="adding-rebuild", size="sm")
            fetch = gr.Checkbox(label=I18N("adding_fetch"), elem_id="adding-fetch", container=False)
    state = gr.HTML(elem_id="adding-state", padding=False)
    # Not in the accordion: who comes back to a build finds it closed.
    cancel = gr.Button(I18N("adding_cancel"), elem_id="adding-cancel", size="sm", visible=False)
    timer = gr.Timer(SLOW)
    look = _LookParts(state, timer, rebuild, cancel, gr.State(0))
    _wire(adding, tab, (files, note, fetch), preview, look)
    return AddingSection(look.changes)


def _preview() -> _PreviewParts:
    with gr.Column(visible=False, elem_id="adding-preview") as panel:
        html = gr.HTML(padding=False)
        name = gr.Textbox(
            label=I18N("adding_name"), max_length=LONGEST_NAME, max_lines=1, elem_id="adding-name"
        )
        fetch = gr.Checkbox(label=I18N("adding_fetch_list"), container=False)
        with gr.Row():
            keep = gr.Button(
                I18N("adding_keep"), elem_id="adding-keep", size="sm", variant="primary"
            )
            drop = gr.Button(I18N("adding_drop"), elem_id="adding-drop", size="sm")
    draft = gr.State(None, time_to_live=_KEPT_SECONDS)
    return _PreviewParts(panel, html, name, fetch, draft, keep, drop)


def _wire(
    adding: Adding,
    tab: gr.Tab,
    box: tuple[gr.File, gr.HTML, gr.Checkbox],
    preview: _PreviewParts,
    look: _LookParts,
) -> None:
    files, note, fetch = box
    files.upload(adding.received, files, [files, note, *preview.all, *look.all], **_QUIET)
    listed = [preview.draft, preview.name, preview.fetch]
    preview.keep.click(adding.keep, listed, [note, *preview.all, *look.all], **_QUIET)
    preview.drop.click(adding.drop, None, [note, *preview.all], **_QUIET)
    look.rebuild.click(adding.rebuild, fetch, [note, *look.all], **_QUIET)
    look.cancel.click(adding.cancel, None, look.all, **_QUIET)
    # "once", Gradio's own choice, would wait for ever for a look whose answer was lost on the way.
    look.timer.tick(adding.look, None, look.all, trigger_mode="multiple", **_QUIET)
    tab.select(adding.look, None, look.all, **_QUIET)
    tab.select(adding.offers, None, [fetch, preview.fetch], **_QUIET)
    look.changes.change(adding.offers, None, [fetch, preview.fetch], **_QUIET)
