"""Neighbours among the hits become one hit."""

from dataclasses import replace

import pytest
from small_index import ATTENTION, LORA, passage

from paperqa.answer.retrieval.joining import join_passages, joined
from paperqa.types import Hit, PageBreak, Passage


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
