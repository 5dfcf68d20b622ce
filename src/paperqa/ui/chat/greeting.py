"""What the page says when it is opened: how many papers, which model; and what can be chosen."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import gradio as gr

from paperqa.answer.desk import Desk
from paperqa.errors import PaperQAError
from paperqa.types import Kind, Paper
from paperqa.ui import render
from paperqa.ui.loading import DeskLoader
from paperqa.ui.reader import reader_of


def greeting(loader: DeskLoader, request: gr.Request) -> Iterator[tuple[str, Any]]:
    """Yield the line under the title, and the papers that can be chosen."""
    lang = reader_of(request).lang
    if not loader.start().done():
        yield render.loading_html(lang), gr.skip()
    try:
        desk = loader.desk()
    except PaperQAError as error:
        yield render.failed_html(str(error), lang), gr.skip()
        return
    model = desk.model.name if desk.model else None
    counts = {kind: _documents(desk, kind) for kind in get_args(Kind)}
    line = render.greeting_html(lang, counts["paper"], counts["note"], model)
    yield line, gr.Dropdown(choices=_choices(desk))


def papers_now(loader: DeskLoader) -> Mapping[str, Paper]:
    """Return the papers of the desk that serves; none while it is being opened."""
    opening = loader.start()
    if not opening.done() or opening.exception() is not None:
        return {}
    return loader.desk().index.papers


def _documents(desk: Desk, kind: Kind) -> int:
    return sum(row.kind == kind and not row.error for row in desk.index.documents)


def _choices(desk: Desk) -> list[tuple[str, str]]:
    """Return (title, id) of each paper that has a passage, by title."""
    held = {row.paper for row in desk.index.documents if row.passages}
    papers = (paper for paper in desk.index.papers.values() if paper.id in held)
    return sorted((paper.title or paper.id, paper.id) for paper in papers)
