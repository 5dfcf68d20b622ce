"""What was asked and answered, as HTML for the chat: one line of markup a message, all escaped.

A message holds no line break, so that the chat's own Markdown reader sees one block of HTML and
leaves it alone; its sanitiser and the page's Content-Security-Policy stand behind this room.
"""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from paperqa.answer.checking.doubts import is_doubtful
from paperqa.language.script import question_language
from paperqa.types import Answer, Claim, Lang, Paper
from paperqa.ui.markers import marker_links
from paperqa.ui.prose import direction, paragraphs, quoted_paragraphs, running_text, verbatim
from paperqa.ui.sources import cited_sources, near_source
from paperqa.ui.texts import ADD_MODEL, GREETINGS, LABELS, Labels

_NONE: Final = Markup("")
_ANSWER: Final = Markup(
    '<div class="answer"><div class="said"{}>{}{}</div><div class="sources"{}>{}</div></div>'
)


def question_html(question: str) -> Markup:
    """Return what the reader asked."""
    lang = question_language(question)
    asked = Markup('<div class="question"{}>{}</div>')
    return asked.format(direction(lang), running_text(question))


def searching_html(lang: Lang) -> Markup:
    """Return what stands there until the first words come."""
    waiting = Markup('<p class="quiet waiting">{}</p>').format(LABELS[lang].searching)
    return _answer(lang, waiting)


def ahead_html(ahead: int, lang: Lang) -> Markup:
    """Return what stands there while the model writes for ``ahead`` others."""
    labels = LABELS[lang]
    said = labels.next_in_line if ahead == 1 else labels.ahead.format(ahead)
    return _answer(lang, Markup('<p class="quiet waiting">{}</p>').format(said))


def stream_html(text: str, lang: Lang, *, written: bool) -> Markup:
    """Return an answer as far as it has come; ``written`` by a model, else quoted."""
    return _answer(lang, paragraphs(text) if written else quoted_paragraphs(text))


def answer_html(
    answer: Answer, papers: Mapping[str, Paper], key: str, foot: Markup = _NONE
) -> Markup:
    """Return the whole answer with its sources; ``key`` is unique in the conversation.

    ``foot`` stands under the answer: what a reader can do with it.
    """
    labels = LABELS[answer.lang]
    return _answer(
        answer.lang,
        _said(answer, key),
        _doubts(answer, labels) + _colophon(answer, labels) + foot,
        _sources(answer, papers, key),
    )


def error_html(message: str, lang: Lang) -> Markup:
    """Return one clear line in place of an answer."""
    said = Markup('<p class="error" role="alert" dir="auto">{}</p>').format(verbatim(message))
    return _answer(lang, said)


def is_whole(html: str) -> bool:
    """Tell an answer (or an error) from one that is still being streamed."""
    return '<p class="colophon"' in html or '<p class="error"' in html


def stopped_html(lang: Lang) -> Markup:
    """Return what is added to an answer that the reader stopped."""
    return Markup('<p class="quiet stopped"{}>{}</p>').format(direction(lang), LABELS[lang].stopped)


def greeting_html(lang: Lang, papers: int, notes: int, model: str | None) -> Markup:
    """Return the line under the title once the index is open."""
    greeting = GREETINGS[lang]
    counts = escape(greeting.ready.format(papers=papers, notes=notes))
    if model is None:
        rest = Markup(
            '<details class="hint"><summary>{}</summary><div>{} <code>{}</code></div></details>'
        ).format(greeting.no_model, greeting.add_model, ADD_MODEL)
    else:
        rest = escape(greeting.model).format(Markup("<bdi>{}</bdi>").format(model))
    return _status(lang, Markup("<span>{}</span> · {}").format(counts, rest))


def loading_html(lang: Lang) -> Markup:
    """Return the line under the title while the index is being opened."""
    return _status(lang, escape(GREETINGS[lang].loading))


def failed_html(message: str, lang: Lang) -> Markup:
    """Return the line under the title where the index could not be opened."""
    line = Markup('<bdi class="error">{}</bdi>. {}').format(
        verbatim(message.rstrip(".")), GREETINGS[lang].failed
    )
    return _status(lang, line)


def _status(lang: Lang, line: Markup) -> Markup:
    return Markup('<div class="status"{}>{}</div>').format(direction(lang), line)


def _answer(lang: Lang, said: Markup, colophon: Markup = _NONE, sources: Markup = _NONE) -> Markup:
    way = direction(lang)
    return _ANSWER.format(way, said, colophon, way, sources)


def _said(answer: Answer, key: str) -> Markup:
    if not answer.citations:
        said = Markup('<p class="refusal"{}>{}</p>')
        return said.format(direction(question_language(answer.text)), running_text(answer.text))
    links = marker_links(answer.citations, key, LABELS[answer.lang])
    if answer.mode == "extractive":
        return quoted_paragraphs(answer.text, _own_markers(answer), links)
    return paragraphs(answer.text, links)


def _own_markers(answer: Answer) -> list[tuple[int, int]]:
    """Return (number, offset) of each marker that stands behind its quotation."""
    found, at = [], 0
    for citation in answer.citations:
        quoted = f"{citation.quote} [{citation.marker}]"
        start = answer.text.find(quoted, at)
        if start >= 0:
            found.append((citation.marker, start + len(citation.quote) + 1))
            at = start + len(quoted)
    return found


def _colophon(answer: Answer, labels: Labels) -> Markup:
    """Return how the answer came about, and what went wrong on the way."""
    parts = [Markup("<bdi>{}</bdi>").format(_duration(answer.ms))]
    if answer.found and answer.mode == "model":
        name = Markup("<bdi>{}</bdi>").format(answer.model or "?")
        parts.insert(0, escape(labels.written).format(name))
    elif answer.found:
        parts.insert(0, escape(labels.quoted))
    line = Markup(" · ").join(parts)
    notice = (
        Markup('<span class="notice" dir="auto">{}</span>').format(verbatim(answer.notice))
        if answer.notice
        else _NONE
    )
    way = direction(answer.lang)
    searched = _searched(answer.asked, labels) if answer.asked else _NONE
    return Markup('<p class="colophon"{}>{}{}{}</p>').format(way, notice, searched, line)


def _searched(asked: str, labels: Labels) -> Markup:
    """Return the whole question that a follow-up was made into; the reader may judge it."""
    whole = Markup("<bdi{}>{}</bdi>").format(direction(question_language(asked)), verbatim(asked))
    return Markup('<span class="searched">{}</span>').format(escape(labels.searched).format(whole))


def _doubts(answer: Answer, labels: Labels) -> Markup:
    """Return the sentences that their sources do not carry, or only in part, each with why."""
    lines = [_doubt(answer, claim, labels) for claim in answer.claims if is_doubtful(claim)]
    if not lines:
        return _NONE
    return Markup('<ul class="doubts"{}>{}</ul>').format(
        direction(answer.lang), Markup("").join(lines)
    )


def _doubt(answer: Answer, claim: Claim, labels: Labels) -> Markup:
    why = labels.not_carried if claim.support == "none" else labels.partly_carried
    unfound = _NONE
    if claim.unfound:
        unfound = Markup(" <bdi>({})</bdi>").format(", ".join(claim.unfound))
    sentence = verbatim(answer.text[claim.start : claim.end])
    line = Markup('<li class="{}">{}{}: <q dir="auto">{}</q></li>')
    return line.format(claim.support, why, unfound, sentence)


def _duration(ms: float) -> str:
    return f"{ms / 1000:.1f} s" if ms >= 1000 else f"{ms:.0f} ms"


def _sources(answer: Answer, papers: Mapping[str, Paper], key: str) -> Markup:
    labels = LABELS[answer.lang]
    if answer.citations:
        heading, listed = labels.sources, cited_sources(answer.citations, answer.text, key, labels)
    else:
        heading = labels.nearest
        listed = Markup("").join(
            near_source(hit, papers[hit.passage.paper], labels) for hit in answer.nearest
        )
    return Markup('<p class="heading">{}</p>{}').format(heading, listed) if listed else _NONE
