"""Pages that notes tell of, and the passages of those pages."""

import numpy as np

from paperqa.store.told import ToldPages, told_rows
from paperqa.types import Kind, Lang, PageBreak, Passage


def passage(paper: str, section: str, kind: Kind = "note", lang: Lang = "en") -> Passage:
    return Passage(paper, kind, lang, section, "It is so.", 0, 9, ())


def page(paper: str, *pages: int) -> Passage:
    breaks = tuple(PageBreak(3 * at, number) for at, number in enumerate(pages))
    return Passage(paper, "paper", "en", "Page 1", "It is so.", 0, 9, breaks)


PASSAGES = [
    page("a", 1),
    page("a", 1, 2),
    page("a", 3),
    page("b", 1),
    passage("a", "What it is"),
    passage("a", "Page 1"),
    passage("a", "Page 1"),
    passage("a", "Page 2"),
    passage("a", "עמוד 1", lang="he"),
    passage("b", "עמוד 1", lang="he"),
    passage("c", "Page 1"),
]


def test_rows_of_a_note_are_told_by_their_section_and_a_papers_are_not() -> None:
    assert told_rows(PASSAGES) == [5, 6, 7, 8, 9, 10]


def test_english_tells_of_a_page_and_hebrew_only_where_there_is_no_english_note() -> None:
    assert ToldPages(PASSAGES).rows.tolist() == [5, 6, 7, 9, 10]


def test_a_passage_has_the_best_score_that_is_told_of_any_page_of_it() -> None:
    told = ToldPages(PASSAGES)
    scores = np.array([0.25, 0.5, 0.75, 0.125, 1.0], dtype=np.float32)
    best = told.best(scores)
    assert best.dtype == np.float32
    assert best.tolist() == [0.5, 0.75, 0.0, 0.125, 0, 0, 0, 0, 0, 0, 0]


def test_what_speaks_against_a_page_is_not_heard() -> None:
    told = ToldPages(PASSAGES)
    assert told.best(np.full(5, -0.5, dtype=np.float32)).tolist() == [0.0] * 11


def test_without_notes_nothing_is_told() -> None:
    told = ToldPages(PASSAGES[:4])
    assert told.rows.tolist() == []
    assert told.best(np.zeros(0, dtype=np.float32)).tolist() == [0.0] * 4
