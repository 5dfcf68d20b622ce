"""The tab's events: what can be picked, a quiz that grows paper by paper, its files.

A quiz is kept in the visitor's session on the server, paper by paper, so that what is done is
there when the visitor stops. Nothing here knows how an item comes about.
"""

import logging
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Final, TypeAlias, TypeVar

import gradio as gr

from paperqa.answer.desk import Desk
from paperqa.errors import PaperQAError
from paperqa.quiz.batch import (
    MakePaperQuiz,
    about_papers,
    quiz_of,
    quiz_of_papers,
    which_paper,
)
from paperqa.quiz.choosing_papers import choose_papers
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Lang
from paperqa.ui.loading import DeskLoader
from paperqa.ui.quiz import progress
from paperqa.ui.quiz.cards import cards_html
from paperqa.ui.quiz.downloads import DownloadFolder
from paperqa.ui.quiz.offering import meetings_offered, papers_of_meeting, papers_offered
from paperqa.ui.quiz.plans import Form, plan_of
from paperqa.ui.quiz.texts import FORMAT_NAMES, PROGRESS
from paperqa.ui.reader import reader_of
from paperqa.ui.texts import LABELS

_T = TypeVar("_T")
Steps: TypeAlias = Generator[_T, None, None]
"""What Gradio shows one after the other, and closes where the visitor stops or leaves."""

AT_ONCE: Final = 2
"""Quizzes that are made at once, for all visitors."""
TICK: Final = 0.3
"""Seconds between two looks whether the visitor has stopped or left."""
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A visitor's quiz: what is wanted and what is there of it; ``title`` names it in files."""

    plan: Plan
    title: str
    papers: tuple[PaperQuiz, ...] = ()

    @property
    def items(self) -> int:
        """How many items there are."""
        return sum(len(quiz.items) for quiz in self.papers)


class QuizMaking:
    """Answers the tab's events; keeps count of the quizzes in hand and nothing of their content."""

    def __init__(self, loader: DeskLoader, make: MakePaperQuiz, folder: DownloadFolder) -> None:
        self._loader = loader
        self._make = make
        self._folder = folder
        self._workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="quiz")
        self._running = 0
        self._lock = Lock()

    def offer(self, offered: bool, request: gr.Request) -> Steps[tuple[Any, ...]]:
        """Yield the line, meetings, papers, whether a model can help, and that all is offered.

        The tab is opened more than once; what the visitor has picked and made is left alone.
        """
        nothing = (gr.skip(),) * 4
        if offered:
            yield gr.skip(), *nothing
            return
        lang = _reader(request)
        if not self._loader.start().done():
            yield progress.line_html(PROGRESS[lang].opening, lang), *nothing
        try:
            desk = self._loader.desk()
        except PaperQAError as error:
            yield progress.trouble_html(str(error), lang), *nothing
            return
        yield (
            progress.line_html(PROGRESS[lang].welcome, lang),
            gr.Dropdown(choices=meetings_offered(desk)),
            gr.Dropdown(choices=papers_offered(desk)),
            gr.Checkbox(visible=desk.model is not None),
            True,
        )

    def fill(self, meeting: str | None) -> Any:  # noqa: ANN401 - an update, or none
        """Return the papers of a meeting or list, to be picked."""
        if not meeting:
            return gr.skip()
        return list(papers_of_meeting(self._loader.desk(), meeting))

    def begin(self, request: gr.Request) -> tuple[Any, ...]:
        """Clear the page and turn the Make button into Stop."""
        lang = _reader(request)
        full = self._running >= AT_ONCE
        line = PROGRESS[lang].waiting if full else PROGRESS[lang].starting
        return (
            progress.line_html(line, lang),
            "",
            None,
            *_buttons(busy=True),
            gr.Column(visible=False),
        )

    def make(
        self,
        papers: list[str],
        count: float | None,
        lang: str,
        kinds: list[str],
        difficulty: str,
        seed: float | None,
        with_model: bool,
        request: gr.Request,
    ) -> Steps[tuple[Any, Any, Any]]:
        """Yield the line, the cards and the quiz so far, paper by paper."""
        reader = _reader(request)
        form = Form(papers, count, lang, kinds, difficulty, seed, with_model)
        with self._lock:
            self._running += 1
        try:
            yield from self._grown(plan_of(form, reader), reader)
        except PaperQAError as error:
            yield progress.trouble_html(str(error), reader), gr.skip(), gr.skip()
        except Exception:
            _LOG.exception("a quiz could not be made")
            yield progress.trouble_html(PROGRESS[reader].crashed, reader), gr.skip(), gr.skip()
        finally:
            with self._lock:
                self._running -= 1

    def halt(self, made: Made | None, request: gr.Request) -> Any:  # noqa: ANN401 - see fill
        """Say that a quiz was stopped before it began; for others ``end`` sums up."""
        lang = _reader(request)
        return gr.skip() if made else progress.line_html(LABELS[lang].stopped, lang)

    def end(self, made: Made | None, request: gr.Request) -> tuple[Any, ...]:
        """Say what came of it, also where the visitor has stopped it, and offer the files."""
        lang = _reader(request)
        line = (
            progress.summary_html(made.papers, len(made.plan.papers), lang) if made else gr.skip()
        )
        saving = gr.Column(visible=bool(made and made.items))
        return line, *_buttons(busy=False), saving, _no_file(), ""

    def save(
        self, made: Made | None, formats: Sequence[str], request: gr.Request
    ) -> tuple[Any, Any]:
        """Return the file in which the chosen formats are, and a line on what they leave out."""
        lang = _reader(request)
        chosen = [name for name in FORMAT_NAMES if name in formats]
        if not made or not chosen:
            return _no_file(), progress.trouble_html(PROGRESS[lang].no_formats, lang)
        try:
            saved = self._folder.save(quiz_of(made.papers, made.plan, made.title), chosen)
        except PaperQAError as error:
            return _no_file(), progress.trouble_html(str(error), lang)
        shown = gr.DownloadButton(saved.path.name, value=str(saved.path), visible=True)
        return shown, progress.saved_html(saved.formats, lang)

    def _grown(self, plan: Plan, reader: Lang) -> Steps[tuple[Any, Any, Any]]:
        desk = self._loader.desk()
        titles = [_title(desk, paper) for paper in plan.papers]
        made = Made(plan, choose_papers(desk.index.papers, papers=plan.papers).title)
        cards, shown = "", 0
        labels = reader if reader in plan.langs else plan.langs[0]
        yield progress.progress_html((), len(titles), titles[0], reader), cards, made
        with closing(self._worked(quiz_of_papers(desk, plan, self._make))) as quizzes:
            for quiz in quizzes:
                if quiz is None:
                    yield gr.skip(), gr.skip(), gr.skip()
                    continue
                own = about_papers(quiz.items)
                cards += str(cards_html(own, shown + 1, labels))
                shown += len(own)
                made = replace(made, papers=(*made.papers, quiz))
                now = "".join(titles[len(made.papers) :][:1])
                line = progress.progress_html(made.papers, len(titles), now, reader)
                yield line, cards, made
        mixed = which_paper([item for one in made.papers for item in one.items], plan.seed)
        if mixed:
            yield gr.skip(), cards + str(cards_html(mixed, shown + 1, labels)), gr.skip()

    def _worked(self, quizzes: Iterator[PaperQuiz]) -> Steps[PaperQuiz | None]:
        """Yield the quizzes, and None while one is being made: who stops need not wait for it."""
        while True:
            making = self._workers.submit(next, quizzes, None)
            try:
                while not wait([making], TICK).done:
                    yield None
            finally:
                making.cancel()  # where it has not begun; else it ends unseen
            quiz = making.result()
            if quiz is None:
                return
            yield quiz


def _title(desk: Desk, paper_id: str) -> str:
    paper = desk.index.papers.get(paper_id)
    return paper.title if paper and paper.title else paper_id


def _buttons(*, busy: bool) -> tuple[gr.Button, gr.Button]:
    return gr.Button(visible=not busy), gr.Button(visible=busy)


def _no_file() -> gr.DownloadButton:
    return gr.DownloadButton(value=None, visible=False)


def _reader(request: gr.Request) -> Lang:
    return reader_of(request).lang
