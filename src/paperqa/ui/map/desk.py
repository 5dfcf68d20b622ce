"""The tab's events: the map is drawn once for each index, a click on it asks.

Drawing takes a second or more: whoever comes meanwhile waits for the same map.
"""

from collections.abc import Iterator
from hashlib import sha256
from threading import Lock
from typing import Any

import gradio as gr
from markupsafe import Markup

from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.store.bundle import Index
from paperqa.ui.loading import DeskLoader
from paperqa.ui.map.drawing import map_html
from paperqa.ui.map.placing import PaperMap, dots_by_id, map_of
from paperqa.ui.map.texts import MAP_TEXTS
from paperqa.ui.notice import notice_html, waiting_html
from paperqa.ui.papers.asking import scope_of
from paperqa.ui.papers.titles import list_titles
from paperqa.ui.reader import reader_of


class MapDesk:
    """Answers the events of all readers; keeps the map of the index that serves."""

    def __init__(self, loader: DeskLoader, settings: Settings) -> None:
        self._loader = loader
        self._settings = settings
        self._lock = Lock()
        self._drawn: tuple[Index, PaperMap] | None = None

    def show(self, shown: str, request: gr.Request) -> Iterator[tuple[Any, Any, Any]]:
        """Yield the line above the map, the map, and its digest; what stands already stays.

        ``shown`` is the digest of the map that the reader has before the eyes.
        """
        lang = reader_of(request).lang
        texts = MAP_TEXTS[lang]
        if not shown:
            yield waiting_html(texts.drawing, lang), gr.skip(), gr.skip()
        try:
            index = self._loader.desk().index
            titles, _ = list_titles(self._settings)  # the Papers tab says what is wrong
            html = str(map_html(self._map(index), titles, lang))
        except PaperQAError as error:
            yield notice_html(str(error), texts.failed, lang), gr.skip(), gr.skip()
            return
        digest = sha256(html.encode()).hexdigest()
        yield Markup(""), gr.skip() if digest == shown else html, digest

    def ask(self, request: gr.Request, event: gr.EventData) -> tuple[Any, Any, Any, Any]:
        """Return the scope of one paper, a question about it if that is wished, the tab, the line.

        The line above the map is another only where the desk cannot be opened.
        """
        lang = reader_of(request).lang
        texts, wish = MAP_TEXTS[lang], event._data if isinstance(event._data, dict) else {}
        try:
            desk = self._loader.desk()
            dot = dots_by_id(self._map(desk.index)).get(str(wish.get("paper")))
        except PaperQAError as error:
            return *(gr.skip(),) * 3, notice_html(str(error), texts.failed, lang)
        if dot is None:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip()
        box = gr.skip() if wish.get("only") else texts.question.format(dot.name)
        return scope_of(desk, [dot.paper.id]), box, gr.Tabs(selected="chat"), gr.skip()

    def _map(self, index: Index) -> PaperMap:
        with self._lock:
            if self._drawn is None or self._drawn[0] is not index:
                self._drawn = (index, map_of(index))
            return self._drawn[1]
