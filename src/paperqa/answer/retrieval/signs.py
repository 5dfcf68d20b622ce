"""What retrieval shows for and against answering; ``weighing`` decides.

All signs lie in [0, 1] or near it, whatever the size of the index; the score lies below 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from paperqa.answer.retrieval.parts import Part, holds, named_words, parts_of, share
from paperqa.answer.retrieval.query import Query
from paperqa.answer.retrieval.unknown import (
    absent_papers,
    hardly_mentioned,
    names_in,
    unknown_names,
)
from paperqa.language.orders import orders_the_assistant
from paperqa.language.tokens import tokens, word_forms
from paperqa.store.bundle import Index
from paperqa.store.columns import rows_of
from paperqa.types import Evidence, Hit, Matrix

_MOST_MISSING = 1.5


@dataclass(frozen=True, slots=True)
class Signs:
    """``cosine``: the best one; None where nothing was embedded.

    ``coverage``: the share of the question, by idf, that the fullest hit holds. ``agreement``: the
    share of hits that words and embedding both found. ``missing``: the weight of the most telling
    part that the best paper lacks in all its pages, 1 for a word that the whole index lacks.
    ``strangers``: the share of the question's names that the best paper lacks. ``sentence``: the
    best cosine of a single sentence. ``score``: the best hit's, see ``scoring``. ``named``: the
    question names papers; ``astray``: and something else that none of them mentions. ``untold``:
    no note tells of the best hit, or it is a note itself, of a paper that is not here.
    ``unknown``: names that the index lacks, and, where no paper of it is named or chosen, those
    of ``absent_papers`` that it hardly mentions. ``orders``: it is no question, but an order to
    the assistant.
    """

    cosine: float | None
    coverage: float
    missing: float
    agreement: float
    strangers: float = 0.0
    sentence: float | None = None
    score: float = 0.0
    named: bool = False
    astray: bool = False
    untold: bool = False
    unknown: tuple[str, ...] = ()
    orders: bool = False


def signs_of(
    query: Query,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    index: Index,
    vector: Matrix | None,
    *,
    scoped: bool = False,
) -> Signs:
    """Return the signs of ``hits`` and their sentences; ``vector`` (1, d) embeds the question.

    ``scoped``: only some papers are asked.
    """
    parts = parts_of(query, index.words)
    papers = _vocabularies(query, hits, index)
    texts = dict.fromkeys((query.question, query.text))
    unknown = [name for text in texts for name in unknown_names(text, index)]
    if not (query.papers or scoped):
        absent = absent_papers(query, index)
        unknown += [one.name for one in absent if hardly_mentioned(one, index)]
    return Signs(
        cosine=None if vector is None else _best_cosine(hits, index, vector),
        coverage=max((share(parts, _words_around(hit, index)) for hit in hits), default=0.0),
        missing=_missing(parts, papers, index.words.weight(())),
        agreement=_agreement(hits),
        strangers=_strangers(query, papers),
        sentence=max((one.cosine for one in evidence if one.cosine is not None), default=None),
        score=max((hit.score for hit in hits), default=0.0),
        named=bool(query.papers),
        astray=_is_astray(query, index),
        untold=_is_untold(hits, index),
        unknown=tuple(dict.fromkeys(unknown)),
        orders=orders_the_assistant(query.question),
    )


def _best_cosine(hits: Sequence[Hit], index: Index, vector: Matrix) -> float:
    rows = np.asarray([hit.row for hit in hits], dtype=np.int64)
    return float((index.vectors.vectors(rows) @ vector[0]).max(initial=0.0))


def _words_around(hit: Hit, index: Index) -> set[str]:
    title = index.papers[hit.passage.paper].title
    return set(tokens(f"{title}\n{hit.passage.section}\n{hit.passage.text}"))


def _vocabularies(query: Query, hits: Sequence[Hit], index: Index) -> list[set[str]]:
    """Return all words of each paper of the hits, and of the named papers together."""
    choices: list[tuple[str, ...]] = [(hit.passage.paper,) for hit in hits]
    if query.papers:
        choices.append(query.papers)
    return [
        index.words.words_of(rows_of(index.columns.of_papers(papers)))
        for papers in dict.fromkeys(choices)
    ]


def _missing(parts: Sequence[Part], papers: Sequence[set[str]], unseen: float) -> float:
    lacking = [
        max((part.weight * (1 - part.held(words)) for part in parts), default=0.0)
        for words in papers
    ]
    return min(min(lacking, default=unseen) / unseen, _MOST_MISSING)


def _strangers(query: Query, papers: Sequence[set[str]]) -> float:
    forms = [form for name in names_in(query.text) for form in word_forms(name)]
    lacking = [sum(not holds(words, form) for form in forms) for words in papers]
    return min(lacking, default=0) / max(len(forms), 1)


def _is_astray(query: Query, index: Index) -> bool:
    """Tell a question that asks the papers which it names for something that they never mention."""
    if not query.papers:
        return False
    words = index.words.words_of(rows_of(index.columns.of_papers(query.papers)))
    own = named_words(query)
    forms = (form for name in names_in(query.text) for form in word_forms(name))
    return any(own.isdisjoint(form) and not holds(words, form) for form in forms)


def _is_untold(hits: Sequence[Hit], index: Index) -> bool:
    best = max(hits, key=lambda hit: hit.score, default=None)
    if best is None:
        return False
    if best.passage.kind == "note":
        return best.passage.paper not in index.columns.papers_with_pages
    return not bool(index.told.of[best.row])


def _agreement(hits: Sequence[Hit]) -> float:
    both = sum({"words", "dense"} <= set(hit.found_by) for hit in hits)
    return both / max(len(hits), 1)
