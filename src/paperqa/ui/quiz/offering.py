"""What a quiz can be about: the papers of the index, and the meetings and lists that name them."""

from collections.abc import Generator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import gradio as gr

from paperqa.answer.desk import Desk
from paperqa.errors import PaperQAError
from paperqa.quiz.choosing_papers import choose_papers
from paperqa.types import Lang, Paper
from paperqa.ui.i18n import I18N
from paperqa.ui.loading import DeskLoader
from paperqa.ui.quiz.progress import line_html, trouble_html
from paperqa.ui.quiz.texts import PROGRESS
from paperqa.ui.reader import reader_of

Steps: TypeAlias = Generator[tuple[Any, ...], None, None]
_BETWEEN: Final = "\n"
"""Between a list and its topic in the value of a choice; no name holds a line break."""


class Offering:
    """Fills the form with what the desk holds, and anew where the desk was exchanged."""

    def __init__(self, loader: DeskLoader) -> None:
        self._loader = loader

    def offer(self, offered: str, picked: object, request: gr.Request) -> Steps:
        """Yield the line, meetings, papers, whether a model can help, and what is offered.

        ``offered`` names what the page offers already: the page is opened once and the tab more
        than once, and the index may be built anew in between. What the visitor has picked stays,
        as far as it is still there.
        """
        lang, nothing = reader_of(request).lang, (gr.skip(),) * 4
        texts = PROGRESS[lang]
        if not self._loader.start().done():
            yield line_html(texts.opening, lang), *nothing
        try:
            desk = self._loader.desk()
        except PaperQAError as error:
            yield trouble_html(str(error), lang), *nothing
            return
        name = _name(desk)
        if offered == name:
            yield gr.skip(), *nothing
            return
        papers, meetings = papers_offered(desk), meetings_offered(desk, lang)
        line = texts.welcome if papers else texts.no_index_papers
        yield (
            gr.skip() if offered else line_html(line, lang),
            gr.Dropdown(choices=meetings, value=None, info=_info(meetings)),
            _papers(papers, picked),
            gr.Checkbox(visible=desk.model is not None),
            name,
        )

    def fill(self, meeting: object, request: gr.Request) -> tuple[Any, Any]:
        """Return the papers of a meeting or list, to be picked, and a line where it is gone."""
        if not meeting or not isinstance(meeting, str):
            return gr.skip(), gr.skip()
        lang = reader_of(request).lang
        try:
            papers = papers_of_meeting(self._loader.desk(), meeting)
        except PaperQAError as error:
            return gr.skip(), trouble_html(str(error), lang)
        return list(papers), line_html(PROGRESS[lang].picked.format(len(papers)), lang)


def papers_offered(desk: Desk) -> list[tuple[str, str]]:
    """Return (title, id) of each paper of which something is in the index, by title."""
    return sorted((paper.title or paper.id, paper.id) for paper in held_papers(desk).values())


def meetings_offered(desk: Desk, lang: Lang) -> list[tuple[str, str]]:
    """Return (label, value) of each reading list, with its topics under it."""
    held = held_papers(desk)
    offered: list[tuple[str, str]] = []
    for name in sorted({name for paper in held.values() for name in paper.lists}):
        offered.append(_choice(held, name, "", lang))
        meetings = [one for paper in held.values() for one in paper.meetings if one.list == name]
        topics = dict.fromkeys(one.topic for one in sorted(meetings, key=lambda one: one.order))
        offered += [_choice(held, name, topic, lang) for topic in topics if topic]
    return offered


def papers_of_meeting(desk: Desk, value: str) -> tuple[str, ...]:
    """Return the ids behind a value of ``meetings_offered``; QuizError where there is none."""
    name, _, topic = value.partition(_BETWEEN)
    return choose_papers(held_papers(desk), lists=[name], meeting=topic or None).papers


def held_papers(desk: Desk) -> Mapping[str, Paper]:
    """Return the papers of which something is in the index, by id."""
    held = {row.paper for row in desk.index.documents if row.passages}
    return {paper.id: paper for paper in desk.index.papers.values() if paper.id in held}


def _choice(held: Mapping[str, Paper], name: str, topic: str, lang: Lang) -> tuple[str, str]:
    texts = PROGRESS[lang]
    count = len(choose_papers(held, lists=[name], meeting=topic or None).papers)
    papers = texts.one_paper if count == 1 else texts.many_papers.format(count)
    label = f"{name} · {topic or texts.whole_list}"
    return f"{label} ({papers})", f"{name}{_BETWEEN}{topic}"


def _info(meetings: Sequence[object]) -> Any:  # noqa: ANN401 - Gradio's types know no I18N here
    return I18N("quiz_meeting_info" if meetings else "quiz_no_meetings")


def _papers(offered: list[tuple[str, str]], picked: object) -> gr.Dropdown:
    """Return the dropdown with those of ``picked`` that are offered."""
    held = [paper for _, paper in offered]  # not a set: what a page sends may have no hash
    there = [paper for paper in picked if paper in held] if isinstance(picked, list) else []
    return gr.Dropdown(choices=offered, value=list(dict.fromkeys(there)), multiselect=True)


def _name(desk: Desk) -> str:
    """Return a name of what ``desk`` offers: another index, or a model since, is another one."""
    return f"{desk.index.name} {desk.model.name if desk.model else ''}"
