"""A reading list that was uploaded: what it holds, and how it is kept.

Errors: ReadingListError and CatalogError, with the name of the upload in place of its file's.
"""

import tempfile
from pathlib import Path
from typing import Final

from markupsafe import Markup

from paperqa.errors import ReadingListError
from paperqa.language.script import question_language
from paperqa.settings import Settings
from paperqa.sources.adding import AddReport, add_list
from paperqa.types import Lang
from paperqa.ui.papers.adding.shown import line_html
from paperqa.ui.papers.adding.texts import ADDING, AddingTexts, counted
from paperqa.ui.papers.adding.uploads import ListDraft
from paperqa.ui.prose import direction, verbatim

LONGEST_NAME: Final = 80
_SHOWN: Final = 8
_LEFT_OUT_HE: Final = {
    "slides": "מצגת",
    "a recording": "הקלטה",
    "a recording or slides": "הקלטה או מצגת",
    "a personal or social page": "עמוד אישי או חברתי",
    "a file on a shared drive": "קובץ בכונן משותף",
    "an address that holds a password": "כתובת שיש בה סיסמה",
}


def read_draft(
    draft: ListDraft, settings: Settings, *, name: str = "", keep: bool = False
) -> AddReport:
    """Say what ``draft`` holds; with ``keep``, add it under ``name``, else its file's."""
    with tempfile.TemporaryDirectory(prefix="paperqa-list-") as folder:
        file = Path(folder) / draft.name
        file.write_bytes(draft.data)
        try:
            return add_list(
                file, settings.catalog, settings.lists_dir, name=name[:LONGEST_NAME], keep=keep
            )
        except ReadingListError as error:
            raise ReadingListError(str(error).replace(str(file), draft.name)) from error


def preview_html(report: AddReport, lang: Lang) -> Markup:
    """Return what a list holds, before it is added."""
    texts = ADDING[lang]
    title = texts.list_of.format(report.title or report.name)
    head = Markup('<p class="list-title"><bdi>{}</bdi></p>').format(verbatim(title))
    line = line_html(_counts(report, texts, lang), lang)
    papers = [paper.title or paper.id for paper in report.new]
    rows = Markup("").join(
        Markup("<li><bdi{}>{}</bdi></li>").format(
            direction(question_language(title)), verbatim(title)
        )
        for title in papers[:_SHOWN]
    )
    if len(papers) > _SHOWN:
        rows += Markup("<li>{}</li>").format(texts.more.format(len(papers) - _SHOWN))
    return Markup('<div class="list-preview"{}>{}{}<ul>{}</ul></div>').format(
        direction(lang), head, line, rows
    )


def _counts(report: AddReport, texts: AddingTexts, lang: Lang) -> str:
    papers = len(report.new) + len(report.known)
    if not papers and not report.further:
        return texts.empty_list
    parts = [counted(texts.papers, papers), texts.new.format(len(report.new))]
    if report.further:
        parts.append(counted(texts.further, len(report.further)))
    if report.left_out:
        parts.append(f"{counted(texts.left_out, len(report.left_out))} {_why(report, lang)}")
    if report.unreadable:
        parts.append(counted(texts.unread, len(report.unreadable)))
    return ", ".join(parts)


def _why(report: AddReport, lang: Lang) -> str:
    """Return why links are left out, each reason once."""
    reasons = dict.fromkeys(entry.left_out for entry in report.left_out)
    words = [_LEFT_OUT_HE.get(why, why) if lang == "he" else why for why in reasons]
    return ADDING[lang].because.format("; ".join(words))
