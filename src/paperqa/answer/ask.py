"""A question in, an answer with citations out: the one way for chat, CLI and quiz.

``ask`` yields pieces of text as they come and, last, the whole ``Answer``. What the last one says
counts: a face replaces what it has shown by ``Answer.text``.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from paperqa.answer.desk import Desk
from paperqa.answer.evidence import Scorer, with_focus
from paperqa.answer.extractive import choose
from paperqa.answer.query import understand
from paperqa.answer.recipe import RECIPE
from paperqa.answer.retrieve import best_hits
from paperqa.answer.scoring import Searcher
from paperqa.answer.signs import signs_of
from paperqa.answer.twins import in_language
from paperqa.answer.weighing import is_enough
from paperqa.answer.written import NothingWrittenError, written_answer
from paperqa.errors import ModelError
from paperqa.language.orders import orders_the_assistant
from paperqa.language.script import question_language
from paperqa.types import Answer, Citation, Evidence, Filters, Hit, Lang, Search

Wanted = Literal["auto", "extractive"]

REFUSAL: dict[Lang, str] = {
    "en": "The papers do not say.",
    "he": "המאמרים אינם עונים על כך.",
}


@dataclass(frozen=True, slots=True)
class Options:
    """``lang`` None: the language of the question. ``wanted`` auto: the model if there is one."""

    k: int = 5
    filters: Filters = field(default_factory=Filters)
    lang: Lang | None = None
    wanted: Wanted = "auto"
    max_tokens: int = 512


@dataclass(frozen=True, slots=True)
class _Found:
    """What retrieval came to: the search, its sentences, best first, and what went wrong."""

    search: Search
    evidence: Sequence[Evidence]
    notice: str = ""


def search(desk: Desk, question: str, options: Options | None = None) -> Search:
    """Return the passages that can answer ``question``, and whether they are enough."""
    return _find(desk, question, options or Options()).search


def ask(desk: Desk, question: str, options: Options | None = None) -> Iterator[str | Answer]:
    """Yield the answer piece by piece and, last, whole."""
    started = time.perf_counter()
    options = options or Options()
    found = _find(desk, question, options)
    notice = found.notice
    if not found.search.enough:
        answer = _refusal(found.search)
    elif desk.model is None or options.wanted == "extractive":
        answer = _quoted(desk, found)
        yield answer.text
    else:
        try:
            answer = yield from written_answer(
                desk, found.search, options.max_tokens, REFUSAL[found.search.lang]
            )
        except NothingWrittenError as error:
            # Not streamed: the reader may have seen words of the model, which it must replace.
            answer = _quoted(desk, found)
            notice = str(error)
    ms = (time.perf_counter() - started) * 1000
    timings = {"search": found.search.ms, "answer": ms - found.search.ms}
    yield replace(answer, ms=ms, timings=timings, notice=notice or answer.notice)


def answer_of(desk: Desk, question: str, options: Options | None = None) -> Answer:
    """Return the whole answer at once."""
    *_, last = ask(desk, question, options)
    if not isinstance(last, Answer):
        raise TypeError("ask() ends in an Answer")
    return last


def _find(desk: Desk, question: str, options: Options) -> _Found:
    started = time.perf_counter()
    # Half a surrogate pair is no text: tokenizers refuse it, and files cannot hold it.
    question = question.encode("utf-8", "replace").decode()
    lang = options.lang or question_language(question)
    rewrite, notice = _rewrite(desk, question, options)
    query = understand(question, desk.index, rewrite)
    searcher = Searcher(query, desk.index, desk.embedder, RECIPE)
    hits = best_hits(searcher, options.k, options.filters)
    scorer = Scorer(query, desk.index, desk.embedder, searcher.vector)
    evidence = scorer.evidence(hits)
    signs = signs_of(query, hits, evidence, desk.index, searcher.vector)
    enough = is_enough(signs, desk.embedder.name, query.lang)
    shown = in_language(hits, query.lang, desk.index)
    if shown != hits:
        evidence = scorer.evidence(shown)
    ms = (time.perf_counter() - started) * 1000
    focused = with_focus(shown, evidence)
    search = Search(question, lang, focused, enough and bool(evidence), ms)
    return _Found(search, evidence, notice)


def _rewrite(desk: Desk, question: str, options: Options) -> tuple[str, str]:
    """Return the model's English for a Hebrew question, and what went wrong with it."""
    if desk.rewriter is None or options.wanted != "auto":
        return "", ""
    # An order is refused whatever it says: the model need not read it.
    if question_language(question) != "he" or orders_the_assistant(question):
        return "", ""
    try:
        return desk.rewriter(question), ""
    except ModelError as error:
        return "", f"the language model failed ({error}); searched by the glossary alone"


def _refusal(found: Search) -> Answer:
    return Answer(
        question=found.question,
        lang=found.lang,
        text=REFUSAL[found.lang],
        citations=(),
        found=False,
        mode="extractive",
        model=None,
        ms=0.0,
        nearest=found.hits,
    )


def _quoted(desk: Desk, found: _Found) -> Answer:
    """Quote the sentences that answer best, a paragraph for each passage."""
    text = ""
    citations: list[Citation] = []
    last: Hit | None = None
    for marker, item in enumerate(choose(found.evidence), start=1):
        between = "" if last is None else " " if item.hit is last else "\n\n"
        text += f"{between}{item.sentence} [{marker}]"
        citations.append(_citation(desk, marker, item))
        last = item.hit
    return Answer(
        question=found.search.question,
        lang=found.search.lang,
        text=text,
        citations=tuple(citations),
        found=True,
        mode="extractive",
        model=None,
        ms=0.0,
    )


def _citation(desk: Desk, marker: int, item: Evidence) -> Citation:
    passage = item.hit.passage
    return Citation(
        marker=marker,
        paper=desk.index.papers[passage.paper],
        passage=passage,
        quote=item.sentence,
        start=item.start,
        end=item.end,
        page=passage.page_at(item.start),
    )
