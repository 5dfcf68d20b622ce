import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.sentences import sentence_spans
from paperqa.sources.passages import embedded_text, passages_of, worded_text
from paperqa.types import Document, Kind, Lang, PageBreak, Passage, Section


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def count_letters(texts: Sequence[str]) -> list[int]:
    """As a tokenizer that knows no word: a token a letter, and one before and behind."""
    return [len(text.replace(" ", "")) + 2 for text in texts]


def document(text: str, *sections: Section, breaks: tuple[PageBreak, ...] = ()) -> Document:
    return Document("1706.03762", "paper", "en", "A Title", text, sections, breaks)


def cut(
    text: str,
    window: int,
    *sections: Section,
    count: Callable[[Sequence[str]], list[int]] = count_words,
    breaks: tuple[PageBreak, ...] = (),
) -> list[Passage]:
    sections = sections or (Section(0, ""),)
    return passages_of(document(text, *sections, breaks=breaks), count, window, window)


ONE = "The first sentence is about attention."
TWO = "Another sentence describes recurrence."
THREE = "Finally one mentions convolutions."


def test_the_embedder_reads_the_section_and_bm25_the_title_too() -> None:
    assert embedded_text("2 Method", "It is so.") == "2 Method\nIt is so."
    assert embedded_text("", "It is so.") == "It is so."
    assert worded_text("A Title", "", "It is so.") == "A Title\nIt is so."
    assert worded_text("A Title", "2 Method", "It is so.") == "A Title\n2 Method\nIt is so."


def test_a_passage_holds_as_many_sentences_as_fit_and_the_space_behind_them() -> None:
    text = f"{ONE} {TWO} {THREE}"
    breaks = (PageBreak(0, 3), PageBreak(len(ONE) + 9, 4))
    first, second = cut(text, 10, breaks=breaks)
    assert first == Passage(
        paper="1706.03762",
        kind="paper",
        lang="en",
        section="",
        text=f"{ONE} {TWO} ",
        start=0,
        end=len(ONE) + len(TWO) + 2,
        page_breaks=breaks,
    )
    assert second.text == THREE
    assert second.page_breaks == (PageBreak(0, 4),)
    assert [passage.text for passage in cut(text, 9)] == [f"{ONE} ", f"{TWO} {THREE}"]


def test_a_page_that_begins_with_a_passage_is_its_first() -> None:
    breaks = (PageBreak(0, 1), PageBreak(len(ONE) + 1, 2), PageBreak(len(ONE) + 6, 3))
    first, second = cut(f"{ONE} {TWO}", 6, breaks=breaks)
    assert first.page_breaks == (PageBreak(0, 1),)
    assert second.page_breaks == (PageBreak(0, 2), PageBreak(5, 3))


def test_no_passage_crosses_a_section_and_unsearched_ones_have_none() -> None:
    text = f"{ONE}\n{TWO}\n{THREE}"
    sections = (
        Section(0, "1 Introduction"),
        Section(len(ONE) + 1, "References", searched=False),
        Section(len(ONE) + len(TWO) + 2, "A Proofs"),
    )
    found = cut(text, 50, *sections)
    assert [(one.section, one.text) for one in found] == [
        ("1 Introduction", ONE),
        ("A Proofs", THREE),
    ]


def test_the_sections_title_takes_its_share_of_the_window() -> None:
    sections = (Section(0, "3 A section title of seven words"),)
    assert [one.text for one in cut(f"{ONE} {TWO}", 16, *sections)] == [f"{ONE} ", TWO]
    assert [one.text for one in cut(f"{ONE} {TWO}", 17, *sections)] == [f"{ONE} {TWO}"]


def test_a_title_that_fills_the_window_is_an_error() -> None:
    with pytest.raises(ValueError, match="a section title fills 7 of the window's 8 tokens"):
        cut(ONE, 8, Section(0, "3 A section title of seven words"))


def test_a_sentence_longer_than_the_window_is_cut_at_spaces_near_its_middle() -> None:
    sentence = "alphabet " * 15 + "end."
    found = cut(sentence, 10)
    assert [one.text for one in found] == ["alphabet " * 7, "alphabet " * 8 + "end."]


def test_a_word_longer_than_the_window_is_cut_within() -> None:
    assert (
        "".join(one.text for one in cut("abcdefgh" * 20, 42, count=count_letters))
        == "abcdefgh" * 20
    )


def test_scraps_without_letters_are_no_passages() -> None:
    assert cut("1 2 3\n4.5 6.7\nA b c.", 50) == []
    assert cut("", 50) == []


def test_a_notes_passages_have_no_pages() -> None:
    (passage,) = cut(ONE, 50)
    assert passage.page_breaks == ()
    assert passage.page_at(0) is None


TEXTS = st.lists(
    st.sampled_from(
        [ONE, TWO, THREE, "בעברית יש משפט אחד, ועוד חצי.", "x" * 90, "a " * 70, "😀 " * 9]
    )
    | st.text(alphabet="abc. \nאב😀", max_size=60),
    max_size=8,
).map(lambda parts: re.sub(" +", " ", " ".join(parts)))


@given(TEXTS, st.integers(30, 90), st.lists(st.integers(0, 400), max_size=4))
def test_passages_fit_the_window_touch_and_lose_no_word(
    text: str, window: int, cuts: list[int]
) -> None:
    offsets = sorted({0, *(offset % (len(text) + 1) for offset in cuts)})
    sections = [Section(offset, f"{number} S") for number, offset in enumerate(offsets)]
    for count in (count_words, count_letters):
        found = cut(text, window, *sections, count=count)
        for one in found:
            assert text[one.start : one.end] == one.text
            assert count([embedded_text(one.section, one.text)])[0] <= window
            assert sentence_spans(one.text)[0][0] == 0
        for before, after in pairwise(found):
            between = text[before.end : after.start]
            same = before.section == after.section
            # What lies between two was dropped as a scrap, or is white space between sections.
            scrap = sum(char.isalpha() for char in between) < 20 * (len(between) // 20 + 1)
            assert before.end <= after.start
            assert not between or scrap or not same


@pytest.mark.parametrize(
    ("kind", "lang", "title", "apart"),
    [
        ("note", "en", "Page 4", True),
        ("note", "en", "How it works", False),
        ("note", "he", "עמוד 4", False),  # searched by its English twin
        ("paper", "en", "Page 4", False),
    ],
)
def test_what_an_english_note_tells_of_a_page_is_cut_into_its_sentences(
    kind: Kind, lang: Lang, title: str, apart: bool
) -> None:
    text = f"{ONE} {TWO} {THREE}"
    note = Document("1706.03762", kind, lang, "A Title", text, (Section(0, title),))
    found = [passage.text for passage in passages_of(note, count_words, 99, 99)]
    assert found == ([f"{ONE} ", f"{TWO} ", THREE] if apart else [text])


def test_bm25_reads_of_what_is_told_of_a_page_its_own_words_only() -> None:
    assert worded_text("A Title", "Page 4", "It is so.") == "It is so."
    assert worded_text("A Title", "עמוד 4", "כך הוא.") == "כך הוא."
