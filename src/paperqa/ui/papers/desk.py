"""The tab's events: the list as it is now, and what becomes of the papers that were chosen."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, get_args

import gradio as gr
from markupsafe import Markup

from paperqa.answer.desk import Desk
from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.types import Lang, Paper
from paperqa.ui.loading import DeskLoader
from paperqa.ui.notice import notice_html
from paperqa.ui.papers.asking import scope_of
from paperqa.ui.papers.grouping import Grouping
from paperqa.ui.papers.listing import list_html
from paperqa.ui.papers.shelf import shelf_rows
from paperqa.ui.papers.summaries import summaries
from paperqa.ui.papers.texts import PAPERS_TEXTS
from paperqa.ui.papers.titles import list_titles
from paperqa.ui.reader import reader_of


class PapersDesk:
    """Answers the events of all readers; keeps nothing, the browser knows what is chosen."""

    def __init__(self, loader: DeskLoader, settings: Settings) -> None:
        self._loader = loader
        self._settings = settings

    def show(self, by: str, shown: str, request: gr.Request) -> Iterator[tuple[Any, Any, Any]]:
        """Yield the line above the list, the list, and its digest; what stands already stays.

        ``shown`` is the digest of the list that the reader has before the eyes. The list is there
        before the desk is open, which adds what the notes say.
        """
        lang, grouping = reader_of(request).lang, _grouping(by)
        if not self._loader.start().done():
            line, html = self._listed(None, grouping, lang, Markup(""))
            digest = _digest(html)
            yield line, gr.skip() if digest == shown else html, digest
            shown = digest
        desk, trouble = self._desk(lang)
        line, html = self._listed(desk, grouping, lang, trouble)
        digest = _digest(html)
        yield line, gr.skip() if digest == shown else html, digest

    def ask(self, request: gr.Request, event: gr.EventData) -> tuple[Any, Any, Any]:
        """Return the chat's scope, that one paper, the chat's tab, and the line above the list."""
        wish = event._data if isinstance(event._data, dict) else {}
        return self.ask_only([wish.get("paper")], request)

    def ask_only(self, chosen: object, request: gr.Request) -> tuple[Any, Any, Any]:
        """Return the chat's scope, the chosen papers, the chat's tab, and the line above."""
        return self._sent(chosen, "chat", request)

    def quiz_on(self, chosen: object, request: gr.Request) -> tuple[Any, Any, Any]:
        """Return the quiz's papers, those chosen, the quiz's tab, and the line above."""
        return self._sent(chosen, "quiz", request)

    def _sent(self, chosen: object, tab: str, request: gr.Request) -> tuple[Any, Any, Any]:
        """Return the papers as a scope and ``tab``; else why the desk is not open, and stay."""
        desk, trouble = self._desk(reader_of(request).lang)
        if desk is None:
            return gr.skip(), gr.skip(), trouble
        return scope_of(desk, _ids(chosen)), gr.Tabs(selected=tab), gr.skip()

    def _desk(self, lang: Lang) -> tuple[Desk | None, Markup]:
        """Return the desk, else the line that says why it is not open."""
        try:
            desk = self._loader.desk()
        except PaperQAError as error:
            return None, notice_html(str(error), PAPERS_TEXTS[lang].failed, lang)
        return desk, Markup("")

    def _listed(
        self, desk: Desk | None, by: Grouping, lang: Lang, trouble: Markup
    ) -> tuple[Markup, str]:
        """Return the line above the list, and the list; ``trouble`` is what is known already."""
        texts = PAPERS_TEXTS[lang]
        indexed: Mapping[str, Paper] = desk.index.papers if desk else {}
        try:
            rows = shelf_rows(self._settings, indexed)
        except PaperQAError as error:
            return trouble or notice_html(str(error), texts.failed, lang), ""
        titles, broken = list_titles(self._settings)
        for message in broken:
            trouble += notice_html(message, texts.unreadable_lists, lang)
        said = summaries(desk.index, lang) if desk else {}
        return trouble, str(list_html(rows, by, titles, said, lang))


def _grouping(by: str) -> Grouping:
    return next((one for one in get_args(Grouping) if one == by), "list")


def _ids(chosen: object) -> list[object]:
    return list(chosen) if isinstance(chosen, list) else []


def _digest(html: str) -> str:
    return sha256(html.encode()).hexdigest()
