"""From a question as it was typed to what can answer it.

A follow-up is made whole and a Hebrew question put into English, by the model where there is one;
then passages are found and judged, or, for a question about whole papers, chosen to stand for them.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperqa.answer.desk import Desk
from paperqa.answer.followups.completing import Completer
from paperqa.answer.followups.followup import Followup, whole_question
from paperqa.answer.options import Options
from paperqa.answer.overviews.summing_up import Overview, overview_of
from paperqa.answer.retrieval.evidence import Scorer, with_focus
from paperqa.answer.retrieval.query import Query, understand
from paperqa.answer.retrieval.recipe import RECIPE
from paperqa.answer.retrieval.retrieve import best_hits, notes_beside
from paperqa.answer.retrieval.scoring import Searcher
from paperqa.answer.retrieval.signs import signs_of
from paperqa.answer.retrieval.twins import in_language
from paperqa.answer.retrieval.unknown import absent_papers, hardly_mentioned
from paperqa.answer.retrieval.weighing import is_enough
from paperqa.answer.silent import Silent
from paperqa.errors import ModelError
from paperqa.language.orders import orders_the_assistant
from paperqa.language.script import question_language
from paperqa.store.bundle import Index
from paperqa.types import Evidence, Lang, Search


@dataclass(frozen=True, slots=True)
class Found:
    """The search, its sentences, best first, and what went wrong on the way.

    ``typed`` is the question as it came; ``asked`` the whole one, where it leaned on another.
    """

    search: Search
    evidence: Sequence[Evidence]
    typed: str
    asked: str = ""
    notice: str = ""
    overview: Overview | None = None


def find(desk: Desk, question: str, options: Options) -> Silent[Found]:
    """Return what can answer ``question``; empty pieces come while a model is at work."""
    started = time.perf_counter()
    # Half a surrogate pair is no text: tokenizers refuse it, and files cannot hold it.
    typed = question.encode("utf-8", "replace").decode()
    whole, notice = yield from _whole(desk, typed, options)
    asked = "" if whole.question == typed.strip() else whole.question
    question = asked or typed
    rewrite, failed = yield from _rewrite(desk, question, options)
    query = understand(question, desk.index, rewrite, whole.papers)
    found = _searched(desk, query, options.lang or whole.lang, options)
    ms = (time.perf_counter() - started) * 1000
    return replace(
        found,
        search=replace(found.search, ms=ms),
        typed=typed,
        asked=asked,
        notice=notice or failed,
    )


def _searched(desk: Desk, query: Query, lang: Lang, options: Options) -> Found:
    # An order is refused, whatever else it asks for.
    ordered = orders_the_assistant(query.question)
    overview = None if ordered else overview_of(query, desk.index, options.filters, lang)
    if overview is not None:
        chosen = with_focus(overview.hits, overview.sources)
        search = Search(query.question, lang, chosen, enough=True, ms=0.0)
        return Found(search, overview.sources, query.question, overview=overview)
    searcher = Searcher(query, desk.index, desk.embedder, RECIPE)
    hits = best_hits(searcher, options.k, options.filters)
    beside = notes_beside(searcher, options.filters)
    # Notes first: of more hits than are read, the last are left out.
    heard = [*beside, *hits]
    scorer = Scorer(query, desk.index, desk.embedder, searcher.vector)
    evidence = scorer.evidence(heard)
    scoped = bool(options.filters.papers)
    signs = signs_of(query, heard, evidence, desk.index, searcher.vector, scoped=scoped)
    enough = is_enough(signs, desk.embedder.name, query.lang)
    shown, told = (in_language(some, query.lang, desk.index) for some in (hits, beside))
    if [*told, *shown] != heard:
        evidence = scorer.evidence([*told, *shown])
    search = Search(
        query.question,
        lang,
        with_focus(shown, evidence),
        enough and bool(evidence),
        ms=0.0,
        beside=with_focus(told, evidence),
        absent=_absent(query, desk.index, scoped=scoped),
    )
    return Found(search, evidence, query.question)


def _absent(query: Query, index: Index, *, scoped: bool) -> tuple[tuple[str, str], ...]:
    """Return names and titles of the papers that are asked for and not here.

    Beside a paper that is here, what others often speak of is rather its tool: ImageNet, Adam.
    """
    return tuple(
        (one.name, one.title)
        for one in absent_papers(query, index)
        if not (query.papers or scoped) or hardly_mentioned(one, index)
    )


def _whole(desk: Desk, question: str, options: Options) -> Silent[tuple[Followup, str]]:
    """Return the question as it can be understood alone, and what went wrong with that."""
    scope = options.filters.papers
    # An order leans on nothing, and nothing on it.
    history = [turn for turn in options.history if not orders_the_assistant(turn.question)]
    if orders_the_assistant(question):
        history = []
    if history and desk.model is not None and options.wanted == "auto":
        completer = Completer(desk.model, desk.index)
        try:
            return (yield from completer.written(question, history, scope)), ""
        except ModelError as error:
            failed = f"the language model failed ({error}); the question was completed by rules"
            return whole_question(question, history, desk.index, scope), failed
    return whole_question(question, history, desk.index, scope), ""


def _rewrite(desk: Desk, question: str, options: Options) -> Silent[tuple[str, str]]:
    """Return the model's English for a Hebrew question, and what went wrong with it."""
    if desk.rewriter is None or options.wanted != "auto":
        return "", ""
    # An order is refused whatever it says: the model need not read it.
    if question_language(question) != "he" or orders_the_assistant(question):
        return "", ""
    try:
        return (yield from desk.rewriter.written(question)), ""
    except ModelError as error:
        return "", f"the language model failed ({error}); searched by the glossary alone"
