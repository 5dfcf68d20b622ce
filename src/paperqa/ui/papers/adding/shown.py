"""How far a build is and what became of each file, as HTML in the reader's language."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final

from markupsafe import Markup

from paperqa.language.script import question_language
from paperqa.types import Lang
from paperqa.ui.papers.adding.progress import End, FileEnd, Outcome, Progress, Stage, Trouble
from paperqa.ui.papers.adding.reasons import reason
from paperqa.ui.papers.adding.texts import ADDING, AddingTexts, counted
from paperqa.ui.prose import attribute, direction, verbatim

_NONE: Final = Markup("")
_DOT: Final = Markup(" · ")
_ROW: Final = Markup(
    '<li data-state="{}"><span class="file-name"><bdi>{}</bdi></span> '
    '<span class="file-end">{}{}</span></li>'
)
_MEGABYTE: Final = 1e6
_FAILED: Final = frozenset[Outcome]({"failed", "crashed"})


def progress_html(progress: Progress, lang: Lang, most_mb: int) -> Markup:
    """Return the state of a build: its bar and line, or its end, and a row for each file."""
    head = _end(progress, progress.end, lang) if progress.end else _under_way(progress, lang)
    rows = files_html(progress.files, lang, most_mb)
    troubles = _troubles(progress.troubles, lang, most_mb)
    return Markup('<div class="build"{}>{}{}{}</div>').format(direction(lang), head, rows, troubles)


def files_html(files: Sequence[FileEnd], lang: Lang, most_mb: int) -> Markup:
    """Return a row for each file: its name and what became of it."""
    rows = _NONE.join(_file(file, lang, most_mb) for file in files)
    return Markup('<ul class="file-ends"{}>{}</ul>').format(direction(lang), rows) if rows else rows


def line_html(line: str, lang: Lang, *, trouble: bool = False) -> Markup:
    """Return one line of the app, or of the library, which may be in another language."""
    kind = (
        Markup(' role="alert" class="build-line trouble"')
        if trouble
        else Markup(' role="status" class="build-line"')
    )
    said = Markup("<bdi>{}</bdi>").format(verbatim(line))
    return Markup("<p{}{}>{}</p>").format(kind, direction(lang), said)


def _under_way(progress: Progress, lang: Lang) -> Markup:
    texts, stage = ADDING[lang], progress.stage
    parts = [_bdi(texts.stopping)] if progress.stopping else _stage_parts(stage, texts)
    bar = Markup('<progress aria-label="{}"{}></progress>').format(
        attribute(texts.bar), _reached(stage)
    )
    # No role: it changes every second, and nobody wants that read aloud.
    return bar + Markup('<p class="build-line">{}</p>').format(_DOT.join(parts))


def _reached(stage: Stage) -> Markup:
    """Return how full the bar is; nothing, and it only moves, where nobody knows."""
    if not stage.total:
        return _NONE
    part = stage.done_bytes / stage.size if stage.size else 0.0
    value = min(stage.done + part, stage.total)
    return Markup(' max="{}" value="{:.2f}"').format(stage.total, value)


def _stage_parts(stage: Stage, texts: AddingTexts) -> list[Markup]:
    parts = [_bdi(texts.phases[stage.phase])]
    if stage.total:
        parts.append(_bdi(texts.of.format(stage.done, stage.total)))
    if stage.what:
        parts.append(_said(stage.what))
    if stage.done_bytes:
        parts.append(_bdi(_bytes(stage, texts)))
    if stage.seconds_left is not None and stage.done < stage.total:
        parts.append(_bdi(time_left(stage.seconds_left, texts)))
    return parts


def _bytes(stage: Stage, texts: AddingTexts) -> str:
    done = f"{stage.done_bytes / _MEGABYTE:.1f}"
    if not stage.size:
        return texts.bytes.format(done)
    return texts.bytes_of.format(done, f"{stage.size / _MEGABYTE:.1f}")


def time_left(seconds: float, texts: AddingTexts) -> str:
    """Return how long it still takes, in whole minutes."""
    if seconds < 60:
        return texts.left_seconds
    return texts.left_minutes.format(ceil(seconds / 60))


def _end(progress: Progress, end: End, lang: Lang) -> Markup:
    texts = ADDING[lang]
    holds = f"{counted(texts.papers, end.papers)}, {counted(texts.passages, end.passages)}"
    lines: Mapping[Outcome, str] = {
        "built": texts.built.format(holds),
        "unchanged": texts.unchanged.format(holds),
        "cancelled": texts.cancelled,
        "failed": texts.failed.format(end.why),
        "crashed": texts.crashed,
    }
    parts = [lines[end.outcome]]
    if progress.fetched:
        parts.append(counted(texts.fetched, progress.fetched))
    if progress.refused:
        parts.append(counted(texts.refused, progress.refused))
    return line_html("; ".join(parts), lang, trouble=end.outcome in _FAILED)


def _file(file: FileEnd, lang: Lang, most_mb: int) -> Markup:
    texts = ADDING[lang]
    why = reason(file.why, lang, most_mb) if file.why else ""
    said = texts.files[file.state]
    state = verbatim(said).format(_said(why))
    title = Markup(": {}").format(_titled(file.title)) if file.title else _NONE
    kind = file.state.replace(" ", "-")
    return _ROW.format(kind, verbatim(file.name), state, title)


def _troubles(troubles: Sequence[Trouble], lang: Lang, most_mb: int) -> Markup:
    rows = _NONE.join(
        Markup("<li>{}: {}</li>").format(_said(one.what), _said(reason(one.why, lang, most_mb)))
        for one in troubles
    )
    return Markup('<ul class="build-troubles">{}</ul>').format(rows) if rows else rows


def _titled(title: str) -> Markup:
    return Markup('<bdi class="file-title"{}>{}</bdi>').format(
        direction(question_language(title)), verbatim(title)
    )


def _said(text: str) -> Markup:
    """Return words of somebody else's, in their own direction."""
    return Markup("<bdi{}>{}</bdi>").format(direction(question_language(text)), verbatim(text))


def _bdi(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(verbatim(text))
