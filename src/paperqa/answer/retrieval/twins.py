"""A note is written twice, in English and in Hebrew: found in one, it is shown in the other.

English notes are found better (the embedder and BM25 work on English), Hebrew ones are read better
by who asks in Hebrew. The sections of twins follow each other in the same order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from paperqa.answer.retrieval.joining import join_passages
from paperqa.sources.notes import told_page
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


def whole_sections(hits: Iterable[Hit], index: Index) -> Iterator[Hit]:
    """Yield ``hits`` with all that a note tells of a page in place of one sentence of it, once."""
    seen: set[int] = set()
    for hit in hits:
        passage = hit.passage
        if passage.kind == "note" and told_page(passage.section) is not None:
            rows = _sections(_note(passage.paper, passage.lang, index), index)[passage.section]
            if rows[0] in seen:
                continue
            seen.add(rows[0])
            yield _joined(hit, rows, index)
        else:
            yield hit


def _twin(hit: Hit, lang: Lang, index: Index) -> Hit | None:
    passage = hit.passage
    if passage.kind != "note" or passage.lang == lang:
        return None
    here = _sections(_note(passage.paper, passage.lang, index), index)
    there = _sections(_note(passage.paper, lang, index), index)
    place = list(here).index(passage.section)
    if len(here) != len(there):
        return None
    return _joined(hit, list(there.values())[place], index)


def _joined(hit: Hit, rows: Sequence[int], index: Index) -> Hit:
    whole = join_passages([index.passages[row] for row in rows])
    return replace(hit, row=rows[0], passage=whole, focus=0)


def _note(paper: str, lang: Lang, index: Index) -> Rows:
    columns = index.columns
    return rows_of(columns.of_kind("note") & columns.of_lang(lang) & columns.of_papers([paper]))


def _sections(rows: Rows, index: Index) -> dict[str, list[int]]:
    """Return the rows of each section, in the order of the note."""
    found: dict[str, list[int]] = {}
    for row in rows.tolist():
        found.setdefault(index.passages[row].section, []).append(row)
    return found
