"""The components of the Chat tab, and what happens on which click."""

from dataclasses import dataclass
from typing import Any, Final, cast, get_args

import gradio as gr

from paperqa.types import Kind
from paperqa.ui.chat.conversation import Conversation
from paperqa.ui.chat.questions import LONGEST_QUESTION
from paperqa.ui.chat.scope import EVERYTHING
from paperqa.ui.i18n import I18N
from paperqa.ui.texts import EXAMPLES, WELCOME

AT_ONCE: Final = 16
"""Questions in hand at once; those that wait for the model see their place."""
_SUGGESTED_AT_ONCE: Final = 2
_PRIVATE: Final[dict[str, Any]] = {"api_visibility": "private", "show_progress": "hidden"}
# What a model writes; single dollars are money more often than maths.
_MATHS: Final = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": r"\[", "right": r"\]", "display": True},
    {"left": r"\(", "right": r"\)", "display": False},
]
_TELLS_CLICKS: Final = "window.paperqaTell = (kind, act) => trigger(kind, act);"
_TELLS_PLACE: Final = "watch('value', () => window.paperqaPlace(props.value));"
_TELLS_EDITING: Final = "watch('value', () => window.paperqaEditing(props.value));"
_TELLS_FILE: Final = "watch('value', () => window.paperqaSave(props.value));"
"""The other ends are in chat.js."""


@dataclass(frozen=True, slots=True)
class ChatParts:
    """What other tabs may fill: the ``papers`` to be asked, the ``box`` with a question."""

    papers: gr.Dropdown
    box: gr.Textbox


@dataclass(frozen=True, slots=True)
class _Parts:
    """``place`` and the three after it are not seen; see ``Update`` for what they hold."""

    chat: gr.Chatbot
    box: gr.Textbox
    place: gr.HTML
    editing: gr.HTML
    saved: gr.HTML
    clicks: gr.HTML
    note: gr.HTML
    panel: gr.HTML
    chip: gr.HTML
    papers: gr.Dropdown
    kind: gr.Radio

    @property
    def outputs(self) -> list[Any]:
        """The parts in the order of ``Update``."""
        seen = [self.chat, self.box, self.place, self.editing, self.note, self.panel]
        return [*seen, self.saved, self.papers, self.kind]


def chat_tab(conversation: Conversation) -> ChatParts:
    """Add the tab to the tabs that are being built; return what other tabs may fill."""
    with gr.Tab(I18N("chat_tab"), id="chat", elem_id="chat-tab", scale=1):
        parts = _parts()
        suggested = _wire_questions(conversation, parts)
        _wire_clicks(conversation, parts, suggested)
    return ChatParts(parts.papers, parts.box)


def _parts() -> _Parts:
    chat = _chatbot()
    note = gr.HTML(elem_id="chat-note", padding=False)
    box = _box()
    with gr.Row(elem_id="chat-foot"):
        papers, kind = _scope()
        chip = gr.HTML(elem_id="scope-chip", padding=False)
        gr.Button(I18N("chat_new"), elem_id="chat-new", size="sm")
        gr.Button(I18N("chat_chats"), elem_id="chat-chats", size="sm")
    panel = gr.HTML(elem_id="chats", padding=False)
    return _Parts(
        chat=chat,
        box=box,
        place=_unseen("place", _TELLS_PLACE),
        editing=_unseen("editing", _TELLS_EDITING),
        saved=_unseen("saved", _TELLS_FILE),
        clicks=_unseen("clicks", _TELLS_CLICKS),
        note=note,
        panel=panel,
        chip=chip,
        papers=papers,
        kind=kind,
    )


def _unseen(name: str, script: str) -> gr.HTML:
    """Return a part that holds a value and shows nothing of it."""
    return gr.HTML(
        "", html_template="", js_on_load=script, visible="hidden", elem_id=f"chat-{name}"
    )


def _box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        placeholder=I18N("ask"),
        label=I18N("ask"),
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        max_length=LONGEST_QUESTION,
        submit_btn=True,
        autofocus=True,
    )


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="conversation",
        show_label=False,
        container=False,
        layout="panel",
        autoscroll=False,  # see scrolling.js
        scale=1,
        height="100%",
        buttons=[],
        latex_delimiters=cast(Any, _MATHS),
        allow_tags=False,
        group_consecutive_messages=False,
        placeholder=WELCOME,
        examples=[{"text": text} for text in EXAMPLES],
    )


def _scope() -> tuple[gr.Dropdown, gr.Radio]:
    with gr.Accordion(I18N("scope"), open=False, elem_id="scope"), gr.Row():
        papers = gr.Dropdown(label=I18N("papers"), choices=[], value=[], multiselect=True, scale=3)
        choices = [(I18N(kind), kind) for kind in (EVERYTHING, *get_args(Kind))]
        kind = gr.Radio(cast(Any, choices), value=EVERYTHING, label=I18N("kind"), scale=2)
    return papers, kind


def _wire_questions(conversation: Conversation, parts: _Parts) -> list[dict[str, Any]]:
    """Wire what ends in an answer; return the events that suggest what to ask on."""
    asking: dict[str, Any] = {
        "outputs": parts.outputs,
        "concurrency_id": "questions",
        "concurrency_limit": AT_ONCE,
        "preprocess": False,  # see filters_of
        **_PRIVATE,
    }
    scope: list[Any] = [parts.place, parts.papers, parts.kind]
    typed = [parts.box, parts.place, parts.editing, parts.papers, parts.kind]
    asked = [
        parts.box.submit(conversation.reply, typed, **asking),
        parts.chat.example_select(conversation.reply_to_example, scope, **asking),
        parts.clicks.submit(conversation.reply_to_click, scope, **asking),
        gr.on(fn=conversation.ask_by_address, **asking),  # on load
    ]
    # Also on load; what is kept is shown at once, however many questions wait.
    gr.on(
        fn=conversation.open_by_address,
        outputs=parts.outputs,
        concurrency_limit=None,
        **_PRIVATE,
    )
    parts.box.stop(None, cancels=asked, api_visibility="private")
    # After the event and not in ``stop``: a late piece of the answer would overwrite the note.
    ended = [
        event.then(conversation.end, parts.place, parts.outputs, queue=False, **_PRIVATE)
        for event in asked
    ]
    return [
        event.then(
            conversation.suggest,
            parts.place,
            parts.outputs,
            concurrency_limit=_SUGGESTED_AT_ONCE,
            concurrency_id="suggestions",
            trigger_mode="multiple",
            **_PRIVATE,
        )
        for event in ended
    ]


def _wire_clicks(
    conversation: Conversation, parts: _Parts, suggested: list[dict[str, Any]]
) -> None:
    """Wire the other buttons; who leaves a chat (``input``) is not followed by its suggestions."""
    for on_click, cancelled in ((parts.clicks.select, None), (parts.clicks.input, suggested)):
        on_click(
            conversation.click,
            parts.place,
            parts.outputs,
            queue=False,
            trigger_mode="multiple",
            cancels=cancelled,
            **_PRIVATE,
        )
    for part in (parts.papers, parts.kind):
        part.change(
            conversation.chip,
            [parts.papers, parts.kind],
            parts.chip,
            queue=False,
            trigger_mode="always_last",
            preprocess=False,
            **_PRIVATE,
        )
