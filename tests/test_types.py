import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.types import Hit, PageBreak, Passage


def passage(text: str, *breaks: PageBreak) -> Passage:
    return Passage("p", "paper" if breaks else "note", "en", "", text, 7, 7 + len(text), breaks)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 500)), min_size=1, max_size=9))
def test_each_offset_is_on_the_page_that_it_was_written_on(
    stretches: list[tuple[int, int]],
) -> None:
    pages: list[int] = []
    breaks: list[PageBreak] = []
    for length, page in stretches:
        breaks.append(PageBreak(len(pages), page))
        pages += [page] * length
    written = passage("x" * len(pages), *breaks)
    assert [written.page_at(offset) for offset in range(len(pages))] == pages
    assert written.pages == tuple(page for _, page in stretches)
    hits = [Hit(0, written, 1.0, focus=offset) for offset in range(len(pages))]
    assert [hit.page for hit in hits] == pages


def test_a_note_has_no_page() -> None:
    note = passage("a note")
    assert [note.page_at(offset) for offset in range(6)] == [None] * 6
    assert note.pages == ()
    assert Hit(0, note, 1.0).page is None


@pytest.mark.parametrize("offset", [-1, 3, 99])
def test_an_offset_outside_the_passage_is_an_error(offset: int) -> None:
    with pytest.raises(IndexError, match=f"offset {offset} is outside a passage of 3 characters"):
        passage("abc", PageBreak(0, 1)).page_at(offset)


def test_a_hit_whose_focus_is_no_offset_is_an_error() -> None:
    with pytest.raises(IndexError):
        _ = Hit(0, passage("abc", PageBreak(0, 1)), 1.0, focus=3).page
