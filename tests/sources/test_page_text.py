import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_pages import TEXT, lines, raw

from paperqa.sources.page_text import SOFT_HYPHEN, clean_pages, clean_text


def texts(*pages: list[str]) -> list[list[str]]:
    """What is left of the lines of some pages."""
    cleaned = clean_pages(raw(*(lines(*page) for page in pages)))
    return [[line.text for line in page] for page in cleaned]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("ﬁne-tuning eﬃcient ﬂow", "fine-tuning efficient flow"),
        ("E\x1ecient Simpli\x1ced \x1dow", "Efficient Simplified flow"),  # TeX's T1 ligatures
        ("if r \x1c d, N \x1d d", "if r ≪ d, N ≫ d"),  # TeX's symbols of the same codes
        ("a\u00a0b\u2003c  d\t", "a b c d"),
        ("nul\x00 bell\x07 \x9f", "nul bell"),
        ("bidi \u202b\u200fmarks\u202c \u2066x\u2069", "bidi marks x"),
        ("zero\u200bwidth \ufeff", "zerowidth"),
        ("lone \ud83d and \ue001private", "lone and private"),
        ("𝑥 = ½ ²", "x = 1⁄2 2"),
        ("left-to\uffferight lan\x02guage", f"left-to{SOFT_HYPHEN}right lan{SOFT_HYPHEN}guage"),
        ("e\u200b\u0301", "é"),
        ("", ""),
    ],
)
def test_characters_become_those_that_a_reader_types(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_holds_no_hidden_character_and_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)
    hidden = [char for char in clean if unicodedata.category(char)[0] == "C"]
    assert set(hidden) <= {SOFT_HYPHEN}
    assert clean == " ".join(clean.split())
    assert clean_text(clean) == clean


@pytest.mark.parametrize(
    "stamp",
    ["arXiv:1706.03762v7 [cs.CL] 2 Aug 2023", "arXiv: cs/0112017v1 [stat.ML] 10 Dec 2001"],
)
def test_the_stamp_of_arxiv_is_dropped_wherever_it_stands(stamp: str) -> None:
    assert texts([TEXT, "and more", stamp, "the end", TEXT]) == [
        [TEXT, "and more", "the end", TEXT]
    ]


def test_a_sentence_that_names_an_arxiv_paper_stays() -> None:
    sentence = "arXiv:1706.03762 was written on 2 Aug 2023 by eight people"
    assert texts([TEXT, sentence, TEXT]) == [[TEXT, sentence, TEXT]]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        [
            f"{number} Vaswani et al.",
            f"{word} begins the page",
            TEXT,
            f"so ends {word}",
            str(number),
        ]
        for number, word in enumerate(["alpha", "beta", "gamma", "delta"], start=7)
    ]
    assert texts(*pages) == [
        [f"{word} begins the page", TEXT, f"so ends {word}"]
        for word in ["alpha", "beta", "gamma", "delta"]
    ]


def test_a_line_that_stands_at_the_edge_of_two_pages_stays() -> None:
    pages = [["once more", "first", "second", "third"], ["once more", "and", "so", "forth"], [TEXT]]
    assert texts(*pages) == pages


def test_a_number_within_a_page_is_no_page_number() -> None:
    assert texts([TEXT, "and", "42", "or", TEXT]) == [[TEXT, "and", "42", "or", TEXT]]


def test_a_word_cut_at_the_foot_of_a_page_loses_the_page_number() -> None:
    cut = f"standard Con{SOFT_HYPHEN}"
    assert texts([TEXT, "standard Con\ufffe6"], ["vNets are", TEXT])[0] == [TEXT, cut]
    assert texts([TEXT, "standard Con-"], ["vNets are", TEXT])[0] == [TEXT, cut]


def test_base64_and_path_data_are_left_out() -> None:
    junk = "iVBORw0KGgoAAAANSUhEUgAA" * 40
    assert texts([TEXT, f"see {junk} here", junk, TEXT]) == [[TEXT, "see here", TEXT]]


def test_a_long_address_stays() -> None:
    address = "https://example.org/" + "a-path/" * 20
    assert texts([TEXT, address, TEXT]) == [[TEXT, address, TEXT]]


def test_25_kilobytes_of_coordinates_are_left_out() -> None:
    coordinates = [f"{x}.5 {x + 1}.25 l {x} {x} m" for x in range(1000)]
    assert sum(map(len, coordinates)) > 20_000
    assert texts([TEXT, *coordinates, TEXT]) == [[TEXT, TEXT]]


def test_a_short_table_of_numbers_stays() -> None:
    rows = ["1 2 3", "4 5 6", "7 8 9"]
    assert texts([TEXT, *rows, TEXT]) == [[TEXT, *rows, TEXT]]


def test_hebrew_words_spelt_from_their_end_are_turned() -> None:
    page = ["םולש םלוע", "BERT אוה לדומ", "ןכ ,28.4 םילדומ"]
    assert texts(page) == [["שלום עולם", "BERT הוא מודל", "כן ,28.4 מודלים"]]


def test_hebrew_in_its_own_order_stays() -> None:
    page = ["שלום עולם", "BERT הוא מודל", "אין מילים"]
    assert texts(page) == [page]


def test_brackets_kept_as_they_are_drawn_are_turned_in_hebrew_lines_alone() -> None:
    page = ["כפתור) ללחוץ על סיימתי(.", "המודל )BERT( גדול", "f(x) is kept (so)"]
    assert texts(page) == [["כפתור (ללחוץ על סיימתי).", "המודל (BERT) גדול", "f(x) is kept (so)"]]


def test_brackets_in_their_own_order_stay() -> None:
    page = ["המודל (BERT) גדול", "כפתור (ללחוץ).", "א) רשימה"]
    assert texts(page) == [page]


def test_no_page_and_an_empty_page_are_pages_like_others() -> None:
    assert texts() == []
    assert texts([], [""], ["  "]) == [[], [], []]


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=4))
def test_cleaning_keeps_the_number_of_pages_and_leaves_no_empty_line(
    pages: list[list[str]],
) -> None:
    cleaned = texts(*pages)
    assert len(cleaned) == len(pages)
    assert all(line for page in cleaned for line in page)
