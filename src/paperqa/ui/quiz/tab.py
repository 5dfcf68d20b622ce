"""The Quiz tab: what happens on which click."""

from dataclasses import dataclass
from typing import Any, Final

import gradio as gr

from paperqa.ui.i18n import I18N
from paperqa.ui.quiz.making import AT_ONCE, QuizMaking
from paperqa.ui.quiz.parts import Form, Play, Sheet, form_parts, play_parts, sheet_parts
from paperqa.ui.quiz.playing import play, show, speak

_PRIVATE: Final[dict[str, Any]] = {"api_visibility": "private", "show_progress": "hidden"}
_UNCHECKED: Final[dict[str, Any]] = {"preprocess": False, **_PRIVATE}
"""For what takes the papers or the meeting: see ``plan_of``."""
_PRESS_SAVE: Final = "() => window.paperqaPress('quiz-file')"
_SHOW_ALL: Final = "(all) => window.paperqaShowKeys(all)"
"""In quiz.js."""


@dataclass(frozen=True, slots=True)
class QuizParts:
    """What others may fill: ``papers``, with ids; and all that is offered, whenever it may be new.

    ``QuizMaking.offering.offer`` takes ``offered``, not preprocessed, and returns ``offers``.
    """

    papers: gr.Dropdown
    offered: list[Any]
    offers: list[Any]


def quiz_tab(making: QuizMaking) -> QuizParts:
    """Add the tab to the tabs that are being built; the caller has it filled as the page opens."""
    with (
        gr.Tab(I18N("quiz_tab"), id="quiz", elem_id="quiz-tab") as tab,
        gr.Row(elem_id="quiz", equal_height=False),
    ):
        with gr.Column(elem_id="quiz-form", scale=2, min_width=260):
            form = form_parts()
        with gr.Column(elem_id="quiz-sheet", scale=5, min_width=260):
            sheet, played = sheet_parts(), play_parts()
    parts = QuizParts(
        form.papers,
        offered=[sheet.offered, form.papers],
        offers=[sheet.line, form.meeting, form.papers, form.with_model, sheet.offered],
    )
    offer = making.offering.offer
    tab.select(offer, parts.offered, parts.offers, concurrency_limit=None, **_UNCHECKED)
    filled = [form.papers, sheet.line]
    form.meeting.input(making.offering.fill, form.meeting, filled, **_UNCHECKED)
    _wire_making(making, form, sheet, played)
    _wire_saving(making, sheet)
    _wire_play(sheet, played)
    return parts


def _wire_making(making: QuizMaking, form: Form, sheet: Sheet, played: Play) -> None:
    buttons = [form.make, form.stop, sheet.saving]
    cleared = [sheet.line, sheet.made, sheet.grown, played.game]
    grows = [sheet.line, sheet.made, sheet.grown]
    begun = form.make.click(making.begin, None, [*cleared, *buttons], queue=False, **_PRIVATE)
    growing = begun.then(
        making.make,
        form.fields,
        grows,
        concurrency_id="quizzes",
        concurrency_limit=AT_ONCE,
        **_UNCHECKED,
    )
    form.stop.click(None, cancels=[growing], api_visibility="private")
    form.stop.click(making.halt, sheet.made, sheet.line, queue=False, **_PRIVATE)
    # After the event and not in ``stop``: a late paper would overwrite the summary.
    ended = [*grows, *buttons, sheet.file, sheet.note]
    growing.then(making.end, sheet.made, ended, queue=False, **_PRIVATE)


def _wire_saving(making: QuizMaking, sheet: Sheet) -> None:
    saved = sheet.save.click(
        making.save, [sheet.made, sheet.formats], [sheet.file, sheet.note], **_PRIVATE
    )
    saved.success(None, None, None, js=_PRESS_SAVE, api_visibility="private")


def _wire_play(sheet: Sheet, played: Play) -> None:
    now: dict[str, Any] = {"concurrency_limit": None, **_PRIVATE}
    seen = [sheet.mode, sheet.made, played.game]
    shown = [sheet.mode, sheet.lang, sheet.reading, sheet.cards, played.playing, *played.moved]
    # The cards come by an event of their own: who plays meanwhile must not be sent them.
    sheet.grown.change(show, seen, shown, **now)
    sheet.mode.input(show, seen, shown, **now)
    sheet.lang.input(speak, [sheet.lang, sheet.made, played.game], played.moved, **now)
    played.play.move(play, [sheet.made, played.game], played.moved, **now)
    sheet.show_all.input(None, sheet.show_all, None, js=_SHOW_ALL, api_visibility="private")
