"""Neighbours among the hits become one hit."""

from dataclasses import replace

import pytest
from small_index import ATTENTION, LORA, passage

from paperqa.answer.retrieval.joining import join_passages, joined, new_pages_first, pages_of
from paperqa.types import Hit, PageBreak, Paper, Passage


def paragraphs(*texts: str, first_page: int = 1) -> list[Passage]:
    """Return neighbours, cut out of one document; each stands on a page of its own."""
    out: list[Passage] = []
    at = 0
    for page, text in enumerate(texts, start=first_page):
        out.append(passage(text, start=at, pages=[(0, page)]))
        at += len(text)
    return out


def hits(passages: list[Passage]) -> list[Hit]:
    return [Hit(row, p, 1.0 / (row + 1)) for row, p in enumerate(passages)]


def test_a_neighbour_joins_the_better_hit_and_leaves_its_place_free() -> None:
    first, second, third = paragraphs("One is here. ", "Two is there. ", "Three.")
    other = passage("Elsewhere.", LORA)
    found = joined(hits([second, other, first, third]), k=2)
    assert [hit.passage.text for hit in found] == [
        "One is here. Two is there. Three.",
        "Elsewhere.",
    ]
    assert found[0].passage == Passage(
        ATTENTION.id,
        "paper",
        "en",
        "3 Model",
        "One is here. Two is there. Three.",
        0,
        33,
        (PageBreak(0, 1), PageBreak(13, 2), PageBreak(27, 3)),
    )
    assert (found[0].row, found[0].score) == (0, 1.0)
    assert found[0].focus == len("One is here. ")
    assert found[0].page == 2


def test_at_most_three_passages_become_one() -> None:
    found = joined(hits(paragraphs("A. ", "B. ", "C. ", "D. ", "E. ")), k=9)
    assert [hit.passage.text for hit in found] == ["A. B. C. ", "D. E. "]


@pytest.mark.parametrize(
    "change",
    [{"paper": LORA.id}, {"section": "4 Why"}, {"kind": "note"}, {"lang": "he"}, {"start": 14}],
)
def test_only_what_continues_the_same_section_of_the_same_text_joins(
    change: dict[str, str | int],
) -> None:
    one, two = paragraphs("One is here. ", "Two is there.")
    stranger = replace(two, **change)  # type: ignore[arg-type]
    stranger = replace(stranger, end=stranger.start + len(stranger.text))
    found = joined(hits([one, stranger]), k=2)
    assert [hit.passage for hit in found] == [one, stranger]


def test_neighbours_on_one_page_keep_one_page_break() -> None:
    one = passage("One runs on. ", start=40, pages=[(0, 7), (4, 8)])
    two = passage("Two runs on too.", start=53, pages=[(0, 8), (4, 9)])
    both = join_passages([two, one])
    assert both.page_breaks == (PageBreak(0, 7), PageBreak(4, 8), PageBreak(17, 9))
    assert (both.start, both.end, both.text) == (40, 69, "One runs on. Two runs on too.")
    assert [both.page_at(offset) for offset in (0, 4, 16, 17)] == [7, 8, 8, 9]


def test_notes_join_without_pages() -> None:
    one = passage("One. ", kind="note")
    two = passage("Two.", kind="note", start=5)
    assert join_passages([one, two]) == replace(one, text="One. Two.", end=9)


def on(paper: Paper, *pages: int, start: int) -> Passage:
    """Return a passage that neighbours no other of these; each of its words begins a page."""
    breaks = [(2 * at, page) for at, page in enumerate(pages)]
    return passage("w " * max(len(pages), 1), paper, start=1000 * start, pages=breaks)


def test_a_hit_waits_whose_pages_better_ones_show() -> None:
    ranked = hits(
        [
            on(LORA, 1, 2, start=0),
            on(LORA, 2, start=1),  # shown already
            on(ATTENTION, 2, start=2),  # of another paper
            on(LORA, 2, 3, start=3),  # half of it is new
            on(LORA, 3, 1, start=4),  # shown by two together
            on(LORA, 9, start=5),
        ]
    )
    assert [hit.row for hit in new_pages_first(ranked)] == [0, 2, 3, 5, 1, 4]
    assert [hit.row for hit in joined(ranked, 4)] == [0, 2, 3, 5]
    assert [hit.row for hit in joined(ranked, 5)] == [0, 2, 3, 5, 1]
    assert [hit.row for hit in joined(ranked, 9)] == [0, 2, 3, 5, 1, 4]


def test_a_neighbour_on_the_same_page_joins_and_what_it_adds_is_shown() -> None:
    one = passage("One. ", pages=[(0, 1)])
    two = passage("Two. ", start=5, pages=[(0, 1), (2, 2)])
    found = joined(hits([one, two, on(ATTENTION, 2, start=1), on(ATTENTION, 3, start=2)]), 2)
    assert [hit.passage.text for hit in found] == ["One. Two. ", "w "]
    assert pages_of(found[1]) == {(ATTENTION.id, 3)}


def test_notes_stand_on_no_page_and_do_not_wait() -> None:
    notes = [passage(f"Note {row}.", kind="note", start=100 * row) for row in range(3)]
    assert [hit.row for hit in joined(hits(notes), 2)] == [0, 1]
    assert new_pages_first(hits(notes)) == hits(notes)
