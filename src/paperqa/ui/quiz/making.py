"""The making of a quiz: it grows paper by paper, is summed up, and becomes files.

A quiz is kept in the visitor's session on the server, paper by paper, so that what is done is
there when the visitor stops. Nothing here knows how an item comes about.
"""

import logging
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from threading import Lock
from typing import Any, Final, TypeAlias

import gradio as gr

from paperqa.answer.desk import Desk
from paperqa.errors import PaperQAError
from paperqa.quiz.batch import MakePaperQuiz, about_papers, quiz_of, quizzes_and_beats, which_paper
from paperqa.quiz.choosing_papers import choose_papers
from paperqa.quiz.plan import PaperQuiz
from paperqa.types import Lang
from paperqa.ui.loading import DeskLoader
from paperqa.ui.quiz import progress
from paperqa.ui.quiz.cards import cards_html
from paperqa.ui.quiz.downloads import DownloadFolder
from paperqa.ui.quiz.made import Made
from paperqa.ui.quiz.offering import Offering
from paperqa.ui.quiz.plans import Form, plan_of
from paperqa.ui.quiz.texts import FORMAT_NAMES, PROGRESS
from paperqa.ui.quiz.working import Places, Turn, watched
from paperqa.ui.reader import reader_of
from paperqa.ui.texts import LABELS

Steps: TypeAlias = Generator[tuple[Any, Any, Any], None, None]
"""Line, quiz and how far it is, one after the other; Gradio closes it where the visitor leaves."""

AT_ONCE: Final = 2
"""Quizzes that are made at once, for all visitors; one that was left counts until it has ended."""
OVER: Final = "over"
"""How far a quiz is to which nothing is added."""
_LOG: Final = logging.getLogger(__name__)


class QuizMaking:
    """Answers the tab's events; keeps count of the quizzes in hand and nothing of their content."""

    def __init__(self, loader: DeskLoader, make: MakePaperQuiz, folder: DownloadFolder) -> None:
        self.offering: Final = Offering(loader)
        self._loader = loader
        self._make = make
        self._folder = folder
        self._places = Places(AT_ONCE)
        self._running = 0
        self._lock = Lock()

    def begin(self, request: gr.Request) -> tuple[Any, ...]:
        """Clear the page and turn the Make button into Stop."""
        lang = _reader(request)
        full = self._running >= AT_ONCE or self._places.full
        line = PROGRESS[lang].waiting if full else PROGRESS[lang].starting
        return (
            progress.line_html(line, lang),
            None,
            "",
            None,
            *_buttons(busy=True),
            gr.Column(visible=False),
        )

    def make(
        self,
        papers: object,
        count: object,
        lang: object,
        kinds: object,
        difficulty: object,
        seed: object,
        with_model: object,
        request: gr.Request,
    ) -> Steps:
        """Yield the line, the quiz and how far it is, paper by paper."""
        reader = _reader(request)
        form = Form(papers, count, lang, kinds, difficulty, seed, with_model)
        with self._lock:
            self._running += 1
        try:
            yield from self._grown(form, reader)
        except PaperQAError as error:
            yield progress.trouble_html(str(error), reader), gr.skip(), gr.skip()
        except Exception:
            _LOG.exception("a quiz could not be made")
            yield progress.trouble_html(PROGRESS[reader].crashed, reader), gr.skip(), gr.skip()
        finally:
            with self._lock:
                self._running -= 1

    def halt(self, made: Made | None, request: gr.Request) -> Any:  # noqa: ANN401 - an update, or none
        """Say that a quiz was stopped before it began; for others ``end`` sums up."""
        lang = _reader(request)
        return gr.skip() if made else progress.line_html(LABELS[lang].stopped, lang)

    def end(self, made: Made | None, request: gr.Request) -> tuple[Any, ...]:
        """Say what came of it, also where the visitor has stopped it, and offer the files."""
        lang = _reader(request)
        if not made:
            hidden = gr.Column(visible=False)
            return *(gr.skip(),) * 3, *_buttons(busy=False), hidden, _no_file(), ""
        line = progress.summary_html(made.papers, len(made.plan.papers), lang)
        made = _with_the_rest(made, lang)
        saving = gr.Column(visible=bool(made.items))
        return line, made, OVER, *_buttons(busy=False), saving, _no_file(), ""

    def save(
        self, made: Made | None, formats: Sequence[str], request: gr.Request
    ) -> tuple[Any, Any]:
        """Return the file in which the chosen formats are, and a line on what they leave out."""
        lang = _reader(request)
        chosen = [name for name in FORMAT_NAMES if name in formats]
        if not made or not chosen:
            why = PROGRESS[lang].no_formats if made else PROGRESS[lang].gone
            return _no_file(), progress.trouble_html(why, lang)
        try:
            saved = self._folder.save(quiz_of(made.papers, made.plan, made.title), chosen)
        except PaperQAError as error:
            return _no_file(), progress.trouble_html(str(error), lang)
        shown = gr.DownloadButton(saved.path.name, value=str(saved.path), visible=True)
        return shown, progress.saved_html(saved.formats, lang)

    def _grown(self, form: Form, reader: Lang) -> Steps:
        desk = self._loader.desk()
        plan = plan_of(form, reader, desk.index.papers)
        titles = [_title(desk, paper) for paper in plan.papers]
        made = Made(plan, choose_papers(desk.index.papers, papers=plan.papers).title)
        yield progress.progress_html((), len(titles), titles[0], reader), made, "0"
        # In a thread of its own: who stops in the middle of a paper need not wait for it.
        work = self._places.in_turn(quizzes_and_beats(desk, plan, self._make))
        with closing(watched(work)) as happenings:
            for one in happenings:
                if one is None:
                    yield gr.skip(), gr.skip(), gr.skip()
                    continue
                if one is Turn.WAITING:
                    yield progress.line_html(PROGRESS[reader].waiting, reader), made, "0"
                    continue
                if isinstance(one, PaperQuiz):
                    made = _with_paper(made, one, reader)
                now = "".join(titles[len(made.papers) :][:1])
                line = progress.progress_html(made.papers, len(titles), now, reader)
                yield line, made, str(len(made.papers))


def _with_paper(made: Made, quiz: PaperQuiz, reader: Lang) -> Made:
    own = cards_html(about_papers(quiz.items), len(made.items) + 1, _labels(made, reader))
    return replace(made, papers=(*made.papers, quiz), cards=made.cards + str(own))


def _with_the_rest(made: Made, reader: Lang) -> Made:
    """Return a quiz that grows no more, with the items that ask which paper it is."""
    mixed = which_paper([item for quiz in made.papers for item in quiz.items], made.plan.seed)
    cards = cards_html(mixed, len(made.items) + 1, _labels(made, reader))
    return replace(made, cards=made.cards + str(cards), over=True)


def _labels(made: Made, reader: Lang) -> Lang:
    """Return the language of the cards' labels: the reader's, where the quiz has it."""
    return reader if reader in made.plan.langs else made.plan.langs[0]


def _title(desk: Desk, paper_id: str) -> str:
    paper = desk.index.papers.get(paper_id)
    return paper.title if paper and paper.title else paper_id


def _buttons(*, busy: bool) -> tuple[gr.Button, gr.Button]:
    return gr.Button(visible=not busy), gr.Button(visible=busy)


def _no_file() -> gr.DownloadButton:
    return gr.DownloadButton(value=None, visible=False)


def _reader(request: gr.Request) -> Lang:
    return reader_of(request).lang
