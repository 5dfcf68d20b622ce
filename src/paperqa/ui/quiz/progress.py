"""How far a quiz is, and what came of it, as one line of HTML in the reader's language."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from paperqa.language.script import question_language
from paperqa.quiz.exports.writing import Written
from paperqa.quiz.plan import PaperQuiz
from paperqa.types import Lang
from paperqa.ui.prose import direction
from paperqa.ui.quiz.pieces import plain
from paperqa.ui.quiz.texts import FORMAT_NAMES, PROGRESS

_DOT: Final = Markup(" · ")
_BAR: Final = Markup('<progress max="{}" value="{}" aria-label="{}"></progress>')


def line_html(line: str, lang: Lang) -> Markup:
    """Return a line of the app itself."""
    return Markup('<p class="line"{}>{}</p>').format(direction(lang), plain(line))


def trouble_html(line: str, lang: Lang) -> Markup:
    """Return a line that says what is wrong; it may be in another language than the reader's."""
    way = direction(question_language(line))
    return Markup('<div{}><p class="line trouble" role="alert"{}>{}</p></div>').format(
        direction(lang), way, plain(line)
    )


def progress_html(done: Sequence[PaperQuiz], papers: int, now: str, lang: Lang) -> Markup:
    """Return how many of ``papers`` are done, the items so far, and the title being worked on."""
    texts = PROGRESS[lang]
    parts = [
        Markup("<bdi>{}</bdi>").format(texts.papers.format(len(done), papers)),
        Markup("<bdi>{}</bdi>").format(texts.items.format(_made(done))),
    ]
    if now:
        parts.append(Markup(texts.now).format(_title(now)))  # noqa: S704 - our own words
    bar = _BAR.format(papers, len(done), texts.bar)
    return Markup('<div class="under-way"{}>{}<p class="line">{}</p></div>').format(
        direction(lang), bar, _DOT.join(parts)
    )


def summary_html(done: Sequence[PaperQuiz], papers: int, lang: Lang) -> Markup:
    """Return what was asked for, made and dropped; why; and which papers could not be used."""
    texts = PROGRESS[lang]
    dropped = sum((Counter(dict(quiz.dropped)) for quiz in done), Counter[str]())
    parts = [
        texts.asked.format(sum(quiz.asked for quiz in done)),
        texts.made.format(_made(done)),
        texts.dropped.format(dropped.total()),
    ]
    if len(done) < papers:
        parts.insert(0, texts.stopped.format(len(done), papers))
    line = _DOT.join(Markup("<bdi>{}</bdi>").format(part) for part in parts)
    tried = len(done) == papers  # who stops knows why there is nothing
    nothing = line_html(texts.nothing, lang) if tried and not _made(done) else Markup("")
    return Markup('<div class="summary"{}>{}<p class="line">{}</p>{}{}</div>').format(
        direction(lang), nothing, line, _errors(done), _reasons(dropped, lang)
    )


def saved_html(formats: Sequence[Written], lang: Lang) -> Markup:
    """Return which formats could not be made, and which items had no place in one."""
    broken = (
        trouble_html(f"{FORMAT_NAMES[one.format]}: {one.error}", lang)
        for one in formats
        if one.error
    )
    left_out = (
        _left_out(FORMAT_NAMES[one.format], reason, count, lang)
        for one in formats
        for reason, count in one.left_out
    )
    return Markup("").join((*broken, *left_out))


def _left_out(name: str, reason: str, count: int, lang: Lang) -> Markup:
    """Return how many items a format has no place for; the reason is in English."""
    parts = (name, str(count), reason.removeprefix(f"{name}: "))
    shown = (Markup("<bdi{}>{}</bdi>").format(direction("en"), part) for part in parts)
    line = Markup(PROGRESS[lang].left_out).format(*shown)  # noqa: S704 - our own words
    return Markup('<p class="line"{}>{}</p>').format(direction(lang), line)


def _made(done: Sequence[PaperQuiz]) -> int:
    return sum(len(quiz.items) for quiz in done)


def _title(title: str) -> Markup:
    return Markup("<bdi{}>{}</bdi>").format(direction(question_language(title)), plain(title))


def _errors(done: Sequence[PaperQuiz]) -> Markup:
    rows = [
        Markup("<li>{}: <bdi{}>{}</bdi></li>").format(
            _title(quiz.paper.title or quiz.paper.id),
            direction(question_language(quiz.error)),
            plain(quiz.error),
        )
        for quiz in done
        if quiz.error
    ]
    return (
        Markup('<ul class="troubles">{}</ul>').format(Markup("").join(rows)) if rows else Markup("")
    )


def _reasons(dropped: "Counter[str]", lang: Lang) -> Markup:
    if not dropped:
        return Markup("")
    rows = Markup("").join(
        Markup("<li><bdi>{}</bdi>: {}</li>").format(plain(reason), count)
        for reason, count in dropped.most_common()
    )
    why = Markup(
        '<details class="reasons" id="quiz-reasons"><summary>{}</summary><ul>{}</ul></details>'
    )
    return why.format(PROGRESS[lang].why, rows)
