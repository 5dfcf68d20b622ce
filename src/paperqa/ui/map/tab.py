"""The components of the Map tab, and what happens on which click."""

from typing import Any, Final

import gradio as gr

from paperqa.ui.i18n import I18N
from paperqa.ui.map.desk import MapDesk

_QUIET: Final[dict[str, Any]] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_limit": None,
}
_ON_LOAD: Final = "window.paperqaMap(element, (wish) => trigger('select', wish), watch)"
"""In map.js."""
_TYPE_NEXT: Final = "() => window.paperqaTypeNext()"
"""In asking.js."""


def map_tab(
    desk: MapDesk, chat_papers: gr.Dropdown, chat_box: gr.Textbox, tabs: gr.Tabs
) -> gr.HTML:
    """Add the tab to the tabs that are being built; return the picture.

    A click on it sets ``chat_papers``, writes into ``chat_box`` and opens the tab "chat" of
    ``tabs``.
    """
    with gr.Tab(I18N("map_tab"), id="map", elem_id="map-tab") as tab:
        line = gr.HTML(elem_id="map-line", padding=False)
        picture = gr.HTML(elem_id="map-picture", padding=False, js_on_load=_ON_LOAD)
        shown = gr.State("")
    tab.select(desk.show, shown, [line, picture, shown], **_QUIET)
    asked = picture.select(desk.ask, None, [chat_papers, chat_box, tabs, line], **_QUIET)
    asked.success(None, None, None, js=_TYPE_NEXT, api_visibility="private")
    return picture
