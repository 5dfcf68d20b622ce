"""Finds the passages that can answer a question: BM25 and dense search, fused by rank.

Scores are sums of weighted reciprocal ranks, comparable within one question only.
Source: Cormack, Clarke, Büttcher 2009, "Reciprocal Rank Fusion"; the weights are measured, see
benchmarks/LOG.md.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from paperqa.language.questions import asks_meaning
from paperqa.language.script import question_language
from paperqa.protocols import Embedder
from paperqa.store.bundle import Index
from paperqa.types import Filters, Hit, Lang, PageBreak, Passage, Rows

WORDS_WEIGHT = 1.0
DENSE_WEIGHT = 0.5
RRF_K = 5
DEPTH = 100
"""Rows that each ranking hands to the fusion."""
_MERGED_AT_MOST = 3
_OPENING = re.compile(
    r"^(?:$|(?:1\.?\s+)?(?:abstract|introduction|what it is|terms|מה זה|מונחים|תקציר|מבוא)\b)",
    re.IGNORECASE,
)
"""Sections in which papers and notes say what a thing is."""
_LATIN_TERM = re.compile(r"[A-Za-z][\w.+#/-]*(?:\s+[A-Za-z0-9][\w.+#/-]*)*")


def retrieve(
    question: str, index: Index, embedder: Embedder, k: int, filters: Filters | None = None
) -> list[Hit]:
    """Return at most ``k`` hits, best first, neighbouring passages joined."""
    lang = question_language(question)
    allowed = _allowed(index, filters or Filters(), lang)
    if not len(allowed):
        return []
    rankings = {
        name: (index.words.search(question, DEPTH, rows)[0], WORDS_WEIGHT)
        for name, rows in _word_searches(question, lang, index, allowed)
    }
    if dense := _dense_query(question, lang, embedder):
        vectors = embedder.embed_questions([dense])
        rankings["dense"] = (index.vectors.search(vectors, DEPTH, allowed)[0][0], DENSE_WEIGHT)
    return joined(fused(rankings, index), k)


def _word_searches(
    question: str, lang: Lang, index: Index, allowed: Rows
) -> Iterator[tuple[str, Rows]]:
    """Yield what BM25 searches: everything and, for some questions, where answers stand first."""
    passages = index.passages
    yield "words", allowed
    if lang == "he":
        # Latin terms match every English page: the club's Hebrew notes must not drown in them.
        yield "hebrew", np.asarray([r for r in allowed if passages[r].lang == lang], dtype=np.int64)
    if asks_meaning(question):
        rows = [row for row in allowed if _OPENING.match(passages[row].section)]
        yield "openings", np.asarray(rows, dtype=np.int64)


def _dense_query(question: str, lang: Lang, embedder: Embedder) -> str:
    """Return what to embed: where the embedder knows not the language, the Latin terms."""
    if lang in embedder.languages:
        return question
    return " ".join(_LATIN_TERM.findall(question))


def _allowed(index: Index, filters: Filters, lang: Lang) -> Rows:
    papers = set(filters.papers)
    lists = set(filters.lists)
    own_notes = {p.paper for p in index.passages if p.kind == "note" and p.lang == lang}

    def may(passage: Passage) -> bool:
        if papers and passage.paper not in papers:
            return False
        if lists and not lists.intersection(index.papers[passage.paper].lists):
            return False
        if filters.kind and passage.kind != filters.kind:
            return False
        # A note in the other language says the same: it serves where there is none in the asker's.
        return passage.kind == "paper" or passage.lang == lang or passage.paper not in own_notes

    rows = [row for row, passage in enumerate(index.passages) if may(passage)]
    return np.asarray(rows, dtype=np.int64)


def fused(
    rankings: Mapping[str, tuple[Rows, float]], index: Index, rrf_k: int = RRF_K
) -> list[Hit]:
    """Fuse rankings, each with its weight, by reciprocal rank; best first, ties in row order."""
    scores: dict[int, float] = {}
    found_by: dict[int, tuple[str, ...]] = {}
    for name, (rows, weight) in rankings.items():
        for rank, row in enumerate(rows.tolist(), start=1):
            scores[row] = scores.get(row, 0.0) + weight / (rrf_k + rank)
            found_by[row] = (*found_by.get(row, ()), name)
    order = sorted(scores, key=lambda row: (-scores[row], row))
    return [Hit(row, index.passages[row], scores[row], found_by=found_by[row]) for row in order]


def joined(ranked: Sequence[Hit], k: int) -> list[Hit]:
    """Take the best hits; one that continues a better one joins it and leaves its place free."""
    groups: list[list[Hit]] = []
    for hit in ranked:
        group = next((g for g in groups if _touches(g, hit)), None)
        if group is not None:
            group.append(hit)
        elif len(groups) == k:
            break
        else:
            groups.append([hit])
    return [_join(group) for group in groups]


def _touches(group: list[Hit], hit: Hit) -> bool:
    if len(group) >= _MERGED_AT_MOST:
        return False
    new = hit.passage
    return any(
        (new.paper, new.kind, new.lang, new.section)
        == (old.passage.paper, old.passage.kind, old.passage.lang, old.passage.section)
        and (new.start == old.passage.end or new.end == old.passage.start)
        for old in group
    )


def _join(group: list[Hit]) -> Hit:
    best = group[0]
    passage = join_passages([hit.passage for hit in group])
    return replace(best, passage=passage, focus=best.passage.start - passage.start)


def join_passages(passages: Sequence[Passage]) -> Passage:
    """Return one passage made of neighbours, each beginning where another ends."""
    first, *others = sorted(passages, key=lambda passage: passage.start)
    text, breaks = first.text, list(first.page_breaks)
    for other in others:
        shift = other.start - first.start
        for cut in other.page_breaks:
            if cut.page != breaks[-1].page:
                breaks.append(PageBreak(cut.offset + shift, cut.page))
        text += other.text
    return replace(first, text=text, end=first.start + len(text), page_breaks=tuple(breaks))
