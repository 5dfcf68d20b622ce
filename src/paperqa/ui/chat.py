"""The Chat tab: a conversation with the sources of each answer beside it, a box, where to look.

Nothing here knows how an answer comes about: ``reply`` hands the question to ``ask`` and shows
what it yields. Questions of all readers share one queue, for they share one language model.
"""

import logging
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final, TypeAlias, cast, get_args

import gradio as gr

from paperqa.answer.ask import Asked, Options, ask
from paperqa.answer.desk import Desk
from paperqa.answer.followups.followup import turn_of
from paperqa.errors import PaperQAError
from paperqa.language.script import question_language
from paperqa.settings import Settings
from paperqa.types import Answer, Filters, Kind, Lang, Turn
from paperqa.ui import render
from paperqa.ui.growing import GrowingAnswer
from paperqa.ui.i18n import I18N
from paperqa.ui.loading import DeskLoader
from paperqa.ui.reader import reader_of
from paperqa.ui.texts import EXAMPLES, LABELS, WELCOME
from paperqa.ui.turns import PlacedTurn, Turns, kept_turns

History: TypeAlias = list[dict[str, Any]]
"""Messages as Gradio keeps them: ``role``, and ``content`` in HTML of our own."""

LONGEST_QUESTION: Final = 2000
"""Characters; a question longer than a page of a paper is no question."""
AT_ONCE: Final = 16
"""Questions in hand at once; those that wait for the model see their place."""

_LOG: Final = logging.getLogger(__name__)
# What a model writes; single dollars are money more often than maths.
_MATHS: Final = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": r"\[", "right": r"\]", "display": True},
    {"left": r"\(", "right": r"\)", "display": False},
]


class Conversation:
    """Answers the page's events; keeps nothing of its own, the page holds the conversation."""

    def __init__(self, loader: DeskLoader, settings: Settings) -> None:
        self._loader = loader
        self._settings = settings

    def reply(
        self, question: str, papers: list[str], kind: str, history: History, turns: Turns = ()
    ) -> Iterator[tuple[Any, Any, Any]]:
        """Yield the conversation as the answer grows, the state of the box, and the turns."""
        question = clean(question)
        if not question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        lang = question_language(question)
        asked = [*history, _message("user", render.question_html(question))]
        before = kept_turns(turns, len(history))
        # From now on, for the reader may stop the answer and still ask "and why?".
        turn = Turn(question, (), lang)
        searching = _message("assistant", render.searching_html(lang))
        yield [*asked, searching], _busy(), (*before, PlacedTurn(len(asked), turn))
        options = Options(
            k=self._settings.k,
            filters=Filters(papers=tuple(papers), kind=_kind(kind)),
            max_tokens=self._settings.max_tokens,
            history=tuple(placed.turn for placed in before),
        )
        # Something is yielded even if nothing is new, for the reader may have left.
        for html, last in self._shown(question, options, key=str(len(asked))):
            shown = [*asked, _message("assistant", html)] if html else gr.skip()
            yield shown, gr.skip(), (*before, PlacedTurn(len(asked), last)) if last else gr.skip()

    def reply_to_example(
        self, papers: list[str], kind: str, history: History, turns: Turns, example: gr.SelectData
    ) -> Iterator[tuple[Any, Any, Any]]:
        """Answer the example that was clicked."""
        yield from self.reply(str(example.value["text"]), papers, kind, history, turns)

    def end(self, history: History, request: gr.Request) -> tuple[Any, Any]:
        """Say so where the reader stopped the answer, and make the box ready in any case."""
        last = history[-1]["content"][0]["text"] if history else ""
        if not history or history[-1]["role"] != "assistant" or render.is_whole(last):
            return gr.skip(), _ready()
        stopped = last + str(render.stopped_html(_reader(request)))  # a Markup would escape
        return [*history[:-1], _message("assistant", stopped)], _ready()

    def greet(self, request: gr.Request) -> Iterator[tuple[str, Any]]:
        """Yield the line under the title, and the papers that can be chosen."""
        lang = _reader(request)
        if not self._loader.start().done():
            yield render.loading_html(lang), gr.skip()
        try:
            desk = self._loader.desk()
        except PaperQAError as error:
            yield render.failed_html(str(error), lang), gr.skip()
            return
        model = desk.model.name if desk.model else None
        counts = {kind: _documents(desk, kind) for kind in get_args(Kind)}
        line = render.greeting_html(lang, counts["paper"], counts["note"], model)
        yield line, gr.Dropdown(choices=_choices(desk))

    def _shown(
        self, question: str, options: Options, key: str
    ) -> Iterator[tuple[str, Turn | None]]:
        """Yield what stands under the question, empty if nothing new, and the turn it makes."""
        lang = question_language(question)
        try:
            yield from _streamed(self._loader.desk(), question, options, key)
        except PaperQAError as error:
            yield render.error_html(str(error), lang), None
        except Exception:
            _LOG.exception("a question could not be answered")
            yield render.error_html(LABELS[lang].crashed, lang), None


def chat_tab(conversation: Conversation) -> gr.Dropdown:
    """Add the tab to the tabs that are being built; return where papers are chosen."""
    with gr.Tab(I18N("chat_tab"), id="chat", elem_id="chat-tab", scale=1):
        chat = _chatbot()
        box = gr.Textbox(
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
        papers, kind = _scope()
        turns = gr.State(())
        _wire(conversation, (chat, box, papers, kind, turns))
    return papers


def clean(question: str) -> str:
    """Return a question as it can be stored and shown: no half characters, no outer spaces."""
    whole = question.encode("utf-8", "ignore").decode("utf-8")
    return whole.strip()[:LONGEST_QUESTION]


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="conversation",
        show_label=False,
        container=False,
        layout="panel",
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
        kinds = ("all", *get_args(Kind))
        choices = [(I18N(kind), kind) for kind in kinds]
        kind = gr.Radio(cast(Any, choices), value="all", label=I18N("kind"), scale=2)
    return papers, kind


def _wire(
    conversation: Conversation,
    parts: tuple[gr.Chatbot, gr.Textbox, gr.Dropdown, gr.Radio, gr.State],
) -> None:
    chat, box, papers, kind, turns = parts
    shared: dict[str, Any] = {
        "outputs": [chat, box, turns],
        "api_visibility": "private",
        "concurrency_id": "questions",
        "concurrency_limit": AT_ONCE,
        "show_progress": "hidden",
    }
    scope: list[Any] = [papers, kind, chat, turns]
    asked = box.submit(conversation.reply, [box, *scope], **shared)
    clicked = chat.example_select(conversation.reply_to_example, scope, **shared)
    box.stop(None, cancels=[asked, clicked], api_visibility="private")
    # After the event and not in ``stop``: a late piece of the answer would overwrite the note.
    for event in (asked, clicked):
        event.then(conversation.end, [chat], [chat, box], queue=False, api_visibility="private")


def _streamed(
    desk: Desk, question: str, options: Options, key: str
) -> Iterator[tuple[str, Turn | None]]:
    growing = GrowingAnswer(desk, question, key)
    # Closed here and now when the reader stops: the model must not write on for nobody.
    with closing(ask(desk, question, options)) as pieces:
        for piece in pieces:
            yield growing.html(piece), _turn(piece, question)


def _turn(piece: object, question: str) -> Turn | None:
    """Return what a next question may lean on, as soon as it is known."""
    match piece:
        case Answer():
            return turn_of(piece)
        case Asked(question=whole):
            return Turn(whole, (), question_language(question))
    return None


def _documents(desk: Desk, kind: Kind) -> int:
    return sum(row.kind == kind and not row.error for row in desk.index.documents)


def _choices(desk: Desk) -> list[tuple[str, str]]:
    """Return (title, id) of each paper that has a passage, by title."""
    held = {row.paper for row in desk.index.documents if row.passages}
    papers = (paper for paper in desk.index.papers.values() if paper.id in held)
    return sorted((paper.title or paper.id, paper.id) for paper in papers)


def _kind(choice: str) -> Kind | None:
    return cast(Kind, choice) if choice in get_args(Kind) else None


def _reader(request: gr.Request) -> Lang:
    return reader_of(request).lang


def _message(role: str, html: str) -> dict[str, Any]:
    return {"role": role, "content": str(html)}


def _busy() -> gr.Textbox:
    return gr.Textbox(value="", submit_btn=False, stop_btn=True)


def _ready() -> gr.Textbox:
    return gr.Textbox(submit_btn=True, stop_btn=False)
