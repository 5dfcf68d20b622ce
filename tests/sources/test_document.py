import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_pages import BODY, SMALL, TEXT, heading, lines, raw

from paperqa.sources.document import PlacedLine, document_of, pages_of, placed_lines
from paperqa.sources.passages import passages_of
from paperqa.sources.pdf import Line, RawPdf
from paperqa.types import Document, Page, PageBreak, Section


def document(*pages: list[Line], title: str = "") -> Document:
    return document_of("1706.03762", title, raw(*pages))


def text_of(*pages: list[Line]) -> str:
    return document(*pages).text


def joined(*printed: str) -> str:
    """What the last of these lines becomes, after enough text to tell how long lines are."""
    whole = text_of(lines(*[TEXT.upper()] * 5, *printed))
    return whole.removeprefix(" ".join([TEXT.upper()] * 5)).strip()


def test_pages_sections_and_breaks_of_a_small_paper() -> None:
    paper = document(
        [*lines("A Title"), heading("1 Introduction"), *lines(f"It begins {TEXT}", "and goes on")],
        [*lines("over the page."), heading("References"), *lines("[1] A book.")],
    )
    introduction = f"It begins {TEXT} and goes on over the page.\n"
    text = f"A Title\n{introduction}[1] A book."
    assert paper == Document(
        paper="1706.03762",
        kind="paper",
        lang="en",
        title="",
        text=text,
        sections=(
            Section(0, ""),
            Section(8, "1 Introduction"),
            Section(8 + len(introduction), "References", searched=False),
        ),
        page_breaks=(PageBreak(0, 1), PageBreak(text.index("over the"), 2)),
    )
    assert pages_of(paper) == [
        Page(1, text[: text.index("over the")]),
        Page(2, text[text.index("over the") :]),
    ]


def test_the_catalogues_title_comes_before_the_files_own() -> None:
    pdf = RawPdf("The\x00 ﬁle's", ((Line(TEXT),),))
    assert document_of("x", "The catalogue's", pdf).title == "The catalogue's"
    assert document_of("x", "", pdf).title == "The file's"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (["representa\ufffe", "tion"], "representation"),
        (["representa\ufffetion"], "representation"),  # pdfium gives both halves in one line
        (["rep\u00adre\u00adsen\u00adta\u00adtion"], "representation"),
        (["left-to-right", "left-to\ufffe", "right"], "left-to-right left-to-right"),
        (["left-to-right", "left-to\uffferight"], "left-to-right left-to-right"),
        (["top\ufffe1 accuracy"], "top-1 accuracy"),
        (["a-b", "ab and a-b", "a\ufffeb"], "a-b ab and a-b a-b"),
        (["ends in a cut\ufffe"], "ends in a cut"),
        (["\ufffe"], ""),
    ],
)
def test_a_printed_hyphen_stays_where_the_word_is_written_with_one(
    printed: list[str], text: str
) -> None:
    assert joined(*printed) == text


def test_a_word_cut_by_the_page_is_whole_and_stands_on_both_pages() -> None:
    paper = document(lines(TEXT, "the Con-"), lines("vNets are", TEXT))
    assert paper.text == f"{TEXT} the ConvNets are {TEXT}"
    assert paper.page_breaks[1].offset == paper.text.index("vNets")


def test_a_cut_word_is_not_joined_to_a_figure_that_opens_the_next_page() -> None:
    for opens in ("(a) Various frameworks", "Table of numbers"):
        assert text_of(lines(TEXT, "the Con-"), lines(opens)) == f"{TEXT} the Con- {opens}"


def test_a_paragraph_goes_on_over_a_page_with_one_space() -> None:
    assert text_of(lines(TEXT, TEXT), lines(TEXT)) == " ".join([TEXT] * 3)


@pytest.mark.parametrize(
    "line",
    ["• a point", "(2) a point", "3. a point", "Figure 3: a caption", "BERT 84.6 83.4 71.2 90.5"],
)
def test_lists_captions_and_rows_of_tables_are_paragraphs(line: str) -> None:
    assert text_of(lines(TEXT, TEXT, line)) == f"{TEXT} {TEXT}\n{line}"


def test_a_sentence_that_ends_early_ends_its_paragraph() -> None:
    assert text_of(lines(TEXT, "It ends.", TEXT)) == f"{TEXT} It ends.\n{TEXT}"
    full = TEXT[:-1] + "."
    assert text_of(lines(TEXT, full, TEXT)) == f"{TEXT} {full} {TEXT}"


def test_what_is_too_long_to_be_thanks_is_searched() -> None:
    thanks = [heading("Acknowledgments"), *lines(*[f"{TEXT} thanks"] * 20)]
    assert [one.searched for one in document(lines(TEXT), thanks).sections] == [True, False]
    longer = [heading("Acknowledgments"), *lines(*[f"{TEXT} thanks"] * 80)]
    assert [one.searched for one in document(lines(TEXT), longer).sections] == [True, True]


def test_every_part_of_the_text_knows_its_printed_line() -> None:
    printed = [
        "It begins and ends in a re\ufffe",
        "presentation.",
        "a Con\ufffe1Footnotes are glued",
    ]
    first = [Line(text, *BODY, row=3 + row) for row, text in enumerate(printed)]
    pdf = raw(first, [heading("1 Introduction"), Line("vNets.", *BODY, row=1)])
    text, placed = placed_lines(pdf)
    assert text == document_of("x", "", pdf).text
    assert [(text[part.start : part.end], part.page, part.row) for part in placed] == [
        ("It begins and ends in a re", 1, 3),
        ("presentation.", 1, 4),
        ("a Con", 1, 5),
        ("1Footnotes are glued", 1, 5),
        ("vNets.", 2, 1),
    ]
    assert placed[0] == PlacedLine(0, 26, 1, 3)


def test_a_footnote_is_a_paragraph_where_the_page_has_it() -> None:
    first = [*lines(f"{TEXT}.", TEXT), *lines("1A footnote with words.", style=SMALL)]
    expected = f"{TEXT}. {TEXT}\n1A footnote with words.\ngoes on."
    assert text_of(first, lines("goes on.")) == expected


def test_the_pieces_of_a_formula_stay_in_their_sentence() -> None:
    page = [*lines("Here", "we scale", "by √"), *lines("1", "dk", style=SMALL)]
    after = lines(". So", "it goes", "on here")
    assert text_of([*page, *after]) == "Here we scale by √ 1 dk . So it goes on here"


@pytest.mark.parametrize("pages", [[], [[]], [[], []], [lines("")], [[heading("References")]]])
def test_a_paper_without_words_is_a_document_without_text(pages: list[list[Line]]) -> None:
    paper = document(*pages)
    assert paper.text == ""
    assert paper.sections[0] == Section(0, "")


def count_words(texts: object) -> list[int]:
    assert isinstance(texts, list)
    return [len(text.split()) for text in texts]


LINE = st.tuples(st.integers(1, 9), st.sampled_from([BODY, BODY, SMALL]), st.sampled_from(".,; "))
PAGES = st.lists(
    st.tuples(st.lists(LINE, max_size=9), st.booleans(), st.integers(0, 9)), min_size=1, max_size=5
)


def words_of(number: int) -> str:
    """A word that no other number has, of letters alone: digits would make a running head."""
    return "w" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "x"


@given(PAGES, st.integers(9, 60))
def test_every_offset_of_every_passage_is_on_the_page_that_it_came_from(
    plan: list[tuple[list[tuple[int, tuple[str, float], str]], bool, int]], window: int
) -> None:
    numbers = count()
    page_of: dict[str, int] = {}
    pages: list[list[Line]] = []
    section = 0
    for number, (printed, headed, at) in enumerate(plan, start=1):
        page = []
        for length, style, stop in printed:
            words = [words_of(next(numbers)) for _ in range(length)]
            page_of.update(dict.fromkeys(words, number))
            page.append(Line(" ".join(words).capitalize() + stop, *style))
        if headed:
            section += 1
            page.insert(at, heading(f"{section} Section"))
        pages.append(page)
    paper = document(*pages)
    # All words are there, once, in the text or (a heading of one style) in no passage at all.
    assert sorted(re.findall(r"w[a-j]+x", paper.text.lower())) == sorted(page_of)
    for passage in passages_of(paper, count_words, window, window):
        assert paper.text[passage.start : passage.end] == passage.text
        for word in re.finditer(r"w[a-j]+x", passage.text.lower()):
            for offset in range(*word.span()):
                assert passage.page_at(offset) == page_of[word[0]]


@given(st.lists(st.lists(st.text(max_size=30), max_size=5), max_size=4))
def test_any_text_makes_a_document_whose_offsets_hold(pages: list[list[str]]) -> None:
    paper = document(*(lines(*page) for page in pages))
    offsets = [section.offset for section in paper.sections]
    assert offsets == sorted(offsets)
    breaks = [cut.offset for cut in paper.page_breaks]
    assert breaks == sorted(breaks)
    assert breaks[:1] in ([], [0])
    assert "\u00ad" not in paper.text
    assert "".join(page.text for page in pages_of(paper)) == paper.text
