"""The components of the Quiz tab, and what happens on which click."""

from dataclasses import dataclass
from typing import Any, Final, cast

import gradio as gr

from paperqa.quiz.exports.formats import FORMATS
from paperqa.quiz.item import DIFFICULTIES, KINDS
from paperqa.ui.i18n import I18N
from paperqa.ui.quiz.making import AT_ONCE, QuizMaking
from paperqa.ui.quiz.plans import FEWEST, MOST, USUAL
from paperqa.ui.quiz.texts import FORMAT_NAMES

_PRIVATE: Final[dict[str, Any]] = {"api_visibility": "private", "show_progress": "hidden"}
_PRESS_SAVE: Final = "() => window.paperqaPress('quiz-file')"
"""In quiz.js."""


@dataclass(frozen=True, slots=True)
class _Form:
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
class _Sheet:
    line: gr.HTML
    saving: gr.Column
    formats: gr.CheckboxGroup
    save: gr.Button
    file: gr.DownloadButton
    note: gr.HTML
    cards: gr.HTML
    made: gr.State
    offered: gr.State


def quiz_tab(making: QuizMaking) -> None:
    """Add the tab to the tabs that are being built."""
    with (
        gr.Tab(I18N("quiz_tab"), id="quiz", elem_id="quiz-tab") as tab,
        gr.Row(elem_id="quiz", equal_height=False),
    ):
        with gr.Column(elem_id="quiz-form", scale=2, min_width=260):
            form = _form()
        with gr.Column(elem_id="quiz-sheet", scale=5, min_width=260):
            sheet = _sheet()
    _wire(making, tab, form, sheet)


def _form() -> _Form:
    meeting = gr.Dropdown(label=I18N("quiz_meeting"), choices=[], value=None)
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
    return _Form(meeting, papers, count, lang, kinds, difficulty, seed, with_model, make, stop)


def _sheet() -> _Sheet:
    line = gr.HTML(elem_id="quiz-line")
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
    cards = gr.HTML(elem_id="quiz-cards")
    return _Sheet(line, saving, formats, save, file, note, cards, gr.State(None), gr.State(False))


def _radio(label: str, values: tuple[str, ...], value: str) -> gr.Radio:
    choices = [(I18N(f"quiz_{one}"), one) for one in values]
    return gr.Radio(cast(Any, choices), value=value, label=I18N(label))


def _wire(making: QuizMaking, tab: gr.Tab, form: _Form, sheet: _Sheet) -> None:
    offered = [sheet.line, form.meeting, form.papers, form.with_model, sheet.offered]
    tab.select(making.offer, sheet.offered, offered, concurrency_limit=None, **_PRIVATE)
    form.meeting.input(making.fill, form.meeting, form.papers, **_PRIVATE)
    buttons = [form.make, form.stop, sheet.saving]
    begun = form.make.click(
        making.begin, None, [sheet.line, sheet.cards, sheet.made, *buttons], queue=False, **_PRIVATE
    )
    growing = begun.then(
        making.make,
        form.fields,
        [sheet.line, sheet.cards, sheet.made],
        concurrency_id="quizzes",
        concurrency_limit=AT_ONCE,
        **_PRIVATE,
    )
    form.stop.click(None, cancels=[growing], api_visibility="private")
    form.stop.click(making.halt, sheet.made, sheet.line, queue=False, **_PRIVATE)
    # After the event and not in ``stop``: a late paper would overwrite the summary.
    ended = [sheet.line, *buttons, sheet.file, sheet.note]
    growing.then(making.end, sheet.made, ended, queue=False, **_PRIVATE)
    saved = sheet.save.click(
        making.save, [sheet.made, sheet.formats], [sheet.file, sheet.note], **_PRIVATE
    )
    saved.success(None, None, None, js=_PRESS_SAVE, api_visibility="private")
