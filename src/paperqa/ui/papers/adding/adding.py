"""The events of the section that adds papers; the build itself knows nothing of pages."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import gradio as gr
from markupsafe import Markup

from paperqa.errors import PaperQAError
from paperqa.settings import Settings
from paperqa.store.refresh import open_shelf
from paperqa.types import Lang
from paperqa.ui.loading import DeskLoader
from paperqa.ui.papers.adding.background_build import BackgroundBuild
from paperqa.ui.papers.adding.one_build import Order
from paperqa.ui.papers.adding.progress import FileEnd
from paperqa.ui.papers.adding.reading_lists import preview_html, read_draft
from paperqa.ui.papers.adding.shown import files_html, line_html, progress_html
from paperqa.ui.papers.adding.texts import ADDING, counted
from paperqa.ui.papers.adding.uploads import ListDraft, Taken, Uploads
from paperqa.ui.reader import reader_of
from paperqa.ui.renewing import EmbedderOf, sentence_embedders

FAST: Final = 1.0
SLOW: Final = 10.0
"""Seconds between two looks while a build is under way, and while none is."""
_LOG: Final = logging.getLogger(__name__)


class Look(NamedTuple):
    """What a look at the build sets on the page, in the order of ``section.LookParts``."""

    state: Any
    timer: Any
    rebuild: Any
    cancel: Any
    changes: int


class Preview(NamedTuple):
    """What a reading list that was uploaded sets on the page, in the order of its parts."""

    panel: Any
    html: Any
    name: Any
    fetch: Any
    draft: Any


class Adding:
    """Answers the section's events; ``inbox`` is where the server puts uploaded files."""

    def __init__(
        self,
        settings: Settings,
        loader: DeskLoader,
        inbox: Path,
        embedder_of: EmbedderOf | None = None,
    ) -> None:
        self._settings = settings
        self._loader = loader
        self._uploads = Uploads(inbox, settings)
        self._build = BackgroundBuild(settings, loader, embedder_of or sentence_embedders(settings))

    def close(self) -> None:
        """Stop what is under way, at the end of the app."""
        self._build.close()
        self._uploads.close()

    def look(self, request: gr.Request) -> Look:
        """Return how far the build is."""
        lang = reader_of(request).lang
        progress, running = self._build.progress, self._build.running
        changes = self._build.changes
        html = progress_html(progress, lang, self._settings.max_pdf_mb) if progress else Markup("")
        if trouble := self._loader.trouble:
            html += line_html(ADDING[lang].serves_old.format(trouble), lang, trouble=True)
        timer = gr.Timer(FAST if running else SLOW)
        buttons = gr.Button(interactive=not running), gr.Button(visible=running)
        return Look(str(html), timer, *buttons, changes)

    def received(self, files: list[str] | None, request: gr.Request) -> tuple[Any, ...]:
        """Take uploaded files: PDFs are brought in at once, a reading list is shown first.

        Returns the emptied box, a line for this reader, the list's preview and the look.
        """
        lang = reader_of(request).lang
        taken = self._uploads.take([str(file) for file in files or ()])
        draft, refused = _one_list(taken)
        note = self._bring_in(taken, refused, lang) if taken.pdfs else self._refused(refused, lang)
        preview = _nothing()
        if draft:
            try:
                preview = self._preview(draft, lang)
            except PaperQAError as error:
                note += line_html(str(error), lang, trouble=True)
        return None, str(note), *preview, *self.look(request)

    def keep(
        self, draft: ListDraft | None, name: str, fetch: bool, request: gr.Request
    ) -> tuple[Any, ...]:
        """Add the reading list, and begin to build; return a line, the preview and the look."""
        lang = reader_of(request).lang
        texts = ADDING[lang]
        if draft is None:
            return "", *_closed(), *self.look(request)
        try:
            report = read_draft(draft, self._settings, name=name.strip(), keep=True)
        except (PaperQAError, OSError) as error:
            _LOG.info("a reading list was not added: %s", error)
            return str(line_html(str(error), lang, trouble=True)), *_nothing(), *self.look(request)
        self._build.note_change()
        wanted = tuple(paper.id for paper in (*report.new, *report.known))
        begun = self._build.start(Order(fetch=fetch, wanted=wanted))
        note = line_html(texts.kept.format(report.title or report.name), lang)
        if not begun:
            note += line_html(texts.busy, lang)
        return str(note), *_closed(), *self.look(request)

    def drop(self, request: gr.Request) -> tuple[Any, ...]:
        """Forget the reading list; return a line and the closed preview."""
        lang = reader_of(request).lang
        return str(line_html(ADDING[lang].dropped, lang)), *_closed()

    def rebuild(self, fetch: bool, request: gr.Request) -> tuple[Any, ...]:
        """Begin to build with all that is new; return a line and the look."""
        lang = reader_of(request).lang
        begun = self._build.start(Order(fetch=fetch))
        note = "" if begun else str(line_html(ADDING[lang].busy, lang, trouble=True))
        return note, *self.look(request)

    def cancel(self, request: gr.Request) -> Look:
        """Have the build end soon; return the look."""
        self._build.cancel()
        return self.look(request)

    def offers(self, request: gr.Request) -> tuple[Any, Any]:
        """Return the boxes that offer to fetch, the first with how many papers lack their PDF."""
        texts = ADDING[reader_of(request).lang]
        if self._settings.offline:
            return gr.Checkbox(value=False, visible=False), gr.Checkbox(value=False, visible=False)
        try:
            missing = len(open_shelf(self._settings).missing)
        except PaperQAError as error:
            return gr.Checkbox(info=str(error)), gr.skip()
        info = counted(texts.missing, missing) if missing else texts.nothing_missing
        return gr.Checkbox(info=info), gr.skip()

    def _bring_in(self, taken: Taken, refused: Sequence[FileEnd], lang: Lang) -> Markup:
        begun = self._build.start(
            Order(taken.pdfs, tuple(refused)), at_end=lambda: self._uploads.drop(taken.pdfs)
        )
        if begun:
            return Markup("")
        self._uploads.drop(taken.pdfs)
        return line_html(ADDING[lang].busy, lang, trouble=True)

    def _refused(self, refused: Sequence[FileEnd], lang: Lang) -> Markup:
        return files_html(refused, lang, self._settings.max_pdf_mb)

    def _preview(self, draft: ListDraft, lang: Lang) -> Preview:
        report = read_draft(draft, self._settings)
        return Preview(
            panel=gr.Column(visible=True),
            html=str(preview_html(report, lang)),
            name=report.name,
            fetch=gr.Checkbox(value=not self._settings.offline),
            draft=draft,
        )


def _one_list(taken: Taken) -> tuple[ListDraft | None, list[FileEnd]]:
    """Return the first reading list; the others are refused."""
    first, *others = (*taken.lists, None) if taken.lists else (None,)
    refused = [FileEnd(draft.name, "refused", why="one list") for draft in others if draft]
    return first, [*taken.refused, *refused]


def _nothing() -> Preview:
    """Return a preview that stays as it is."""
    return Preview(*(gr.skip() for _ in Preview._fields))


def _closed() -> Preview:
    return Preview(gr.Column(visible=False), "", "", gr.skip(), None)
