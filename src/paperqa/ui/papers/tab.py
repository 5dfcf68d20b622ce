"""The components of the Papers tab, and what happens on which click."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast

import gradio as gr

from paperqa.ui.i18n import I18N
from paperqa.ui.papers.desk import PapersDesk
from paperqa.ui.papers.grouping import GROUPINGS

_QUIET: Final[dict[str, Any]] = {
    "api_visibility": "private",
    "show_progress": "hidden",
    "concurrency_limit": None,
}
_ON_LOAD: Final = "window.paperqaPapers(element, (wish) => trigger('select', wish), watch)"
_CHOSEN: Final = "() => window.paperqaChosen()"
_CLEAR: Final = "() => window.paperqaChooseNone()"
"""These three in papers.js."""
_TYPE_NEXT: Final = "() => window.paperqaTypeNext()"
"""In asking.js."""


@dataclass(frozen=True, slots=True)
class PapersParts:
    """What others need of the tab: the place for uploads, and how to show the list anew."""

    papers: PapersDesk
    adding: gr.Column
    grouping: gr.Radio
    line: gr.HTML
    listing: gr.HTML
    shown: gr.State
    tab: gr.Tab
    quiz: gr.Button
    chosen: gr.JSON

    def refresh_on(self, listen: Callable[..., Any]) -> None:
        """Have the list shown anew by an event: ``state.change``, say, or ``event.then``."""
        outputs = [self.line, self.listing, self.shown]
        listen(self.papers.show, [self.grouping, self.shown], outputs, **_QUIET)

    def send_to_quiz(self, quiz_papers: gr.Dropdown, tabs: gr.Tabs) -> None:
        """Have "Quiz on these" fill ``quiz_papers``, made later, and open the tab "quiz"."""
        filled = [quiz_papers, tabs, self.line]
        self.quiz.click(self.papers.quiz_on, self.chosen, filled, js=_CHOSEN, **_QUIET)


def papers_tab(papers: PapersDesk, chat_papers: gr.Dropdown, tabs: gr.Tabs) -> PapersParts:
    """Add the tab to the tabs that are being built.

    What is chosen becomes the value of ``chat_papers``, and the tab "chat" of ``tabs`` opens.
    """
    with gr.Tab(I18N("papers_tab"), id="papers", elem_id="papers-tab") as tab:
        adding = gr.Column(elem_id="papers-adding", scale=0)  # it leaves no gap above a short list
        grouping = _controls()
        line = gr.HTML(elem_id="papers-line", padding=False)
        listing = gr.HTML(elem_id="papers-list", padding=False, js_on_load=_ON_LOAD)
        ask, quiz, clear = _bar()
        shown, chosen = gr.State(""), gr.JSON(visible=False)
    parts = PapersParts(papers, adding, grouping, line, listing, shown, tab, quiz, chosen)
    parts.refresh_on(tab.select)
    parts.refresh_on(grouping.input)
    clear.click(None, None, None, js=_CLEAR, api_visibility="private")
    to_chat = [chat_papers, tabs, line]
    for event in (
        listing.select(papers.ask, None, to_chat, **_QUIET),
        ask.click(papers.ask_only, chosen, to_chat, js=_CHOSEN, **_QUIET),
    ):
        event.success(None, None, None, js=_TYPE_NEXT, api_visibility="private")
    return parts


def _controls() -> gr.Radio:
    """Return how the list is grouped; the box beside it is read in the browser alone."""
    with gr.Row(elem_id="papers-controls"):
        gr.Textbox(
            elem_id="papers-search",
            label=I18N("papers_search"),
            placeholder=I18N("papers_search"),
            show_label=False,
            container=False,
            max_lines=1,
            max_length=200,
            scale=3,
        )
        choices = [(I18N(f"papers_{by}"), by) for by in GROUPINGS]
        return gr.Radio(
            cast(Any, choices),
            value=GROUPINGS[0],
            label=I18N("papers_grouping"),
            elem_id="papers-grouping",
            container=False,
            scale=2,
        )


def _bar() -> tuple[gr.Button, gr.Button, gr.Button]:
    """Return the buttons for what is chosen; the browser shows them while something is."""
    with gr.Row(elem_id="papers-bar"):
        gr.HTML('<p role="status"></p>', elem_id="papers-chosen", padding=False)
        ask = gr.Button(I18N("papers_ask"), elem_id="papers-ask", size="sm", variant="primary")
        quiz = gr.Button(I18N("papers_quiz"), elem_id="papers-quiz", size="sm")
        clear = gr.Button(I18N("papers_clear"), elem_id="papers-clear", size="sm")
    return ask, quiz, clear
