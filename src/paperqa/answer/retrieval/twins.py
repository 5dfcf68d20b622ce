"""A note is written twice, in English and in Hebrew: found in one, it is shown in the other.

English notes are found better (the embedder and BM25 work on English), Hebrew ones are read better
by who asks in Hebrew. The sections of twins follow each other in the same order.
"""

from collections.abc import Sequence
from dataclasses import replace

from paperqa.answer.retrieval.joining import join_passages
from paperqa.store.bundle import Index
from paperqa.store.columns import rows_of
from paperqa.types import Hit, Lang, Rows


def in_language(hits: Sequence[Hit], lang: Lang, index: Index) -> list[Hit]:
    """Return ``hits`` with each note in ``lang``, where it has a twin."""
    shown: dict[int, Hit] = {}
    for hit in hits:
        one = _twin(hit, lang, index) or hit
        # Two hits of one section have one twin: it is shown where the better stood.
        shown.setdefault(one.row, one)
    return list(shown.values())


def _twin(hit: Hit, lang: Lang, index: Index) -> Hit | None:
    passage = hit.passage
    if passage.kind != "note" or passage.lang == lang:
        return None
    here = _sections(_note(passage.paper, passage.lang, index), index)
    there = _sections(_note(passage.paper, lang, index), index)
    place = list(here).index(passage.section)
    if len(here) != len(there):
        return None
    rows = list(there.values())[place]
    twin = join_passages([index.passages[row] for row in rows])
    return replace(hit, row=rows[0], passage=twin, focus=0)


def _note(paper: str, lang: Lang, index: Index) -> Rows:
    columns = index.columns
    return rows_of(columns.of_kind("note") & columns.of_lang(lang) & columns.of_papers([paper]))


def _sections(rows: Rows, index: Index) -> dict[str, list[int]]:
    """Return the rows of each section, in the order of the note."""
    found: dict[str, list[int]] = {}
    for row in rows.tolist():
        found.setdefault(index.passages[row].section, []).append(row)
    return found
