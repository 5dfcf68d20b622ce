"""The components of the Quiz tab: a form, how far the quiz is, the quiz to read and to play."""

from dataclasses import dataclass
from typing import Any, Final, cast

import gradio as gr

from paperqa.quiz.exports.formats import FORMATS
from paperqa.quiz.item import DIFFICULTIES, KINDS
from paperqa.ui.i18n import I18N
from paperqa.ui.quiz.plans import FEWEST, MOST, USUAL
from paperqa.ui.quiz.texts import FORMAT_NAMES

_LISTEN: Final = "window.paperqaPlay(element, (move) => trigger('move', move), watch);"
"""In play.js; ``move`` is the event that the component has from here."""
_ANNOUNCE: Final = "element.setAttribute('role', 'status');"
"""The score is read aloud when it changes."""

_KEPT_SECONDS: Final = 12 * 3600
"""For a quiz, since it last grew: who leaves a page open may play in the evening."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is wanted."""

    meeting: gr.Dropdown
    papers: gr.Dropdown
    count: gr.Slider
    lang: gr.Radio
    kinds: gr.CheckboxGroup
    difficulty: gr.Radio
    seed: gr.Number
    with_model: gr.Checkbox
    make: gr.Button
    stop: gr.Button

    @property
    def fields(self) -> list[Any]:
        """What ``QuizMaking.make`` takes, in its order."""
        return [
            self.papers,
            self.count,
            self.lang,
            self.kinds,
            self.difficulty,
            self.seed,
            self.with_model,
        ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """How far the quiz is, the quiz itself, a switch, and what is to be read and taken home."""

    line: gr.HTML
    mode: gr.Radio
    lang: gr.Radio
    reading: gr.Column
    saving: gr.Column
    formats: gr.CheckboxGroup
    save: gr.Button
    file: gr.DownloadButton
    note: gr.HTML
    show_all: gr.Checkbox
    cards: gr.HTML
    made: gr.State
    grown: gr.State
    offered: gr.State


@dataclass(frozen=True, slots=True)
class Play:
    """The quiz as it is played."""

    playing: gr.Column
    score: gr.HTML
    play: gr.HTML
    game: gr.State

    @property
    def moved(self) -> list[Any]:
        """What a move changes."""
        return [self.score, self.play, self.game]


def form_parts() -> Form:
    """Add the form to the page that is being built."""
    meeting = gr.Dropdown(
        label=I18N("quiz_meeting"), info=I18N("quiz_meeting_info"), choices=[], value=None
    )
    papers = gr.Dropdown(
        label=I18N("quiz_papers"), choices=[], value=[], multiselect=True, elem_id="quiz-papers"
    )
    count = gr.Slider(FEWEST, MOST, USUAL, step=1, label=I18N("quiz_count"))
    lang = _radio("quiz_language", ("en", "he", "both"), "both")
    kinds = gr.CheckboxGroup(
        cast(Any, [(I18N(f"quiz_{kind}"), kind) for kind in KINDS]),
        value=list(KINDS),
        label=I18N("quiz_kinds"),
    )
    with gr.Accordion(I18N("quiz_more"), open=False, elem_id="quiz-more"):
        difficulty = _radio("quiz_difficulty", ("mixed", *DIFFICULTIES), "mixed")
        seed = gr.Number(value=0, precision=0, minimum=0, label=I18N("quiz_seed"))
        with_model = gr.Checkbox(value=False, label=I18N("quiz_with_model"), visible=False)
    make = gr.Button(I18N("quiz_make"), variant="primary", elem_id="quiz-make")
    stop = gr.Button(I18N("quiz_stop"), variant="stop", elem_id="quiz-stop", visible=False)
    return Form(meeting, papers, count, lang, kinds, difficulty, seed, with_model, make, stop)


def sheet_parts() -> Sheet:
    """Add what a quiz is read by."""
    line = gr.HTML(elem_id="quiz-line")
    with gr.Row(elem_id="quiz-how"):
        mode = _radio("quiz_mode", ("read", "play"), "read", elem_id="quiz-mode", visible=False)
        lang = _radio("quiz_speak", ("en", "he"), "en", elem_id="quiz-speak", visible=False)
    with gr.Column(visible=False, elem_id="quiz-reading") as reading:
        with gr.Column(visible=False, elem_id="quiz-saving") as saving:
            formats = gr.CheckboxGroup(
                [(FORMAT_NAMES[name], name) for name in FORMATS],
                value=["md", "html"],
                label=I18N("quiz_formats"),
            )
            with gr.Row():
                save = gr.Button(I18N("quiz_save"), elem_id="quiz-save", size="sm")
                file = gr.DownloadButton(visible=False, elem_id="quiz-file", size="sm")
            note = gr.HTML(elem_id="quiz-note")
        show_all = gr.Checkbox(value=False, label=I18N("quiz_show_all"), elem_id="quiz-show-all")
        cards = gr.HTML(elem_id="quiz-cards")
    saved = saving, formats, save, file, note
    states = gr.State(None, time_to_live=_KEPT_SECONDS), gr.State(""), gr.State("")
    return Sheet(line, mode, lang, reading, *saved, show_all, cards, *states)


def play_parts() -> Play:
    """Add what a quiz is played by."""
    with gr.Column(visible=False, elem_id="quiz-playing") as playing:
        score = gr.HTML(elem_id="quiz-score", js_on_load=_ANNOUNCE)
        play = gr.HTML(elem_id="quiz-play", js_on_load=_LISTEN)
    return Play(playing, score, play, gr.State(None, time_to_live=_KEPT_SECONDS))


def _radio(label: str, values: tuple[str, ...], value: str, **more: Any) -> gr.Radio:  # noqa: ANN401 - Gradio's own
    choices = [(I18N(f"quiz_{one}"), one) for one in values]
    return gr.Radio(cast(Any, choices), value=value, label=I18N(label), **more)
