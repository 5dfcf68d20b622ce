import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_pages import BODY, TEXT, heading, lines

from paperqa.sources.headings import Heading, find_headings
from paperqa.sources.pdf import Line
from paperqa.sources.typesetting import body_of

SOFT_HYPHEN = "\u00ad"


def found(*pages: list[Line]) -> list[Heading]:
    return find_headings(list(pages), body_of(list(pages)))


def titles(*pages: list[Line]) -> list[str]:
    return [heading.title for heading in found(*pages)]


def paper(*headings: Line | str, between: int = 2) -> list[Line]:
    """A page with running text after each heading."""
    page = lines(*[TEXT] * 6)
    for line in headings:
        page += [
            heading(line) if isinstance(line, str) else line,
            *lines(*[TEXT.title()] * between),
        ]
    return page


def test_named_and_numbered_headings_are_found_with_their_place() -> None:
    first = [heading("Abstract"), *lines(TEXT, TEXT), heading("1 Introduction"), *lines(TEXT)]
    second = [*lines(TEXT), heading("2. Method"), *lines(TEXT), heading("References")]
    assert found(first, second) == [
        Heading(0, 0, "Abstract", searched=True),
        Heading(0, 3, "1 Introduction", searched=True),
        Heading(1, 1, "2. Method", searched=True),
        Heading(1, 3, "References", searched=False),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "References",
        "BIBLIOGRAPHY",
        "6 Acknowledgment",
        "Acknowledgements.",
        "IX. References",
        "מקורות",
    ],
)
def test_lists_of_references_and_thanks_are_not_searched(title: str) -> None:
    assert [one.searched for one in found(paper(title))] == [False]


@pytest.mark.parametrize(
    "numbers",
    [
        ["1 One", "2 Two", "3 Three"],
        ["1. One", "1.1. Sub", "1.2. Sub", "2. Two"],
        ["1 One", "2 Two", "2.1 Sub", "2.1.1 Subsub", "2.1.2 Subsub", "2.2 Sub", "3 Three"],
        ["1 One", "3 Three"],  # the second was missed
        ["1 One", "References", "A Proofs", "A.1 First", "B More"],
        ["1 One", "References", "A1. Proofs", "A1.1. First", "A2. More"],
        ["1 One", "Appendix", "Appendix A. Proofs", "Appendix B. More"],
        ["1 RLAIF vs. RLHF", "2 “Quoted” Names", "3 (Brackets)"],
        ["1 引言", "2 相关工作"],
    ],
)
def test_numbers_that_follow_each_other_head_sections(numbers: list[str]) -> None:
    assert titles(paper(*numbers)) == numbers


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        (["1 One", "5 Five"], ["1 One"]),
        (["1 One", "2 Two", "1 Again"], ["1 One", "2 Two"]),
        (["1 One", "A Proof"], ["1 One"]),  # no appendix so early
        (["1 One", "References", "C Proof"], ["1 One", "References"]),
        (["1 one in lower case"], []),
        (["1 One", "2 " + "Too Long " * 12], ["1 One"]),
        (["1 Preface 3", "2 Contents 14", "3 Text 27"], []),
    ],
)
def test_numbers_that_cannot_follow_head_nothing(numbers: list[str], kept: list[str]) -> None:
    between = 0 if numbers[-1].endswith("27") else 2
    assert [title for title in titles(paper(*numbers, between=between)) if title in kept] == kept
    assert set(titles(paper(*numbers, between=between))) <= {*kept, "3 Text 27"}


def test_steps_in_a_small_figure_are_no_sections() -> None:
    figure = [
        Line(text, "Helvetica", 8.7) for text in ("1. Resize", "2. Extract region", "3. Classify")
    ]
    page = paper("1. Introduction", *figure, "2. Object detection", "2.1. Design")
    assert titles(page) == ["1. Introduction", "2. Object detection", "2.1. Design"]


def test_an_introduction_overrules_a_figure_before_it() -> None:
    figure = [Line(text, "Helvetica", 20.0) for text in ("1 Collect data", "2 Train")]
    page = paper(*figure, "1 Introduction", "2 Other Matters")
    assert titles(page)[-2:] == ["1 Introduction", "2 Other Matters"]


def test_a_row_of_a_table_set_unlike_the_other_headings_is_none() -> None:
    row = Line("3 Initialization Perplexity", "Math", 10.0)
    assert titles(paper("1 One", "2 Two", row, "3 Three")) == ["1 One", "2 Two", "3 Three"]


def test_subsections_in_capitals_of_the_texts_own_font_are_found() -> None:
    sub = Line("2.1 SMALL CAPITALS AND r", *BODY)
    assert titles(paper("1 One", "2 Two", sub)) == ["1 One", "2 Two", "2.1 SMALL CAPITALS AND r"]


@pytest.mark.parametrize("name", ["Method", "Results", "Experiments", "Background"])
def test_in_a_paper_with_numbers_a_bare_name_heads_a_column_of_a_table(name: str) -> None:
    assert titles(paper("1 One", name)) == ["1 One"]
    assert titles(paper("Abstract", name)) == ["Abstract", name]


@pytest.mark.parametrize("text", ["experiments.", "introduction", "Appendix.", "References:"])
def test_the_last_word_of_a_sentence_is_no_heading(text: str) -> None:
    assert titles(paper(Line(text, *BODY))) == []


def test_a_paragraph_that_runs_on_from_its_title_keeps_its_words() -> None:
    run_in = Line("1.1 Attention Modules. Transformer adopts attention", "Bold", 10.0)
    assert titles(paper("1 One", run_in)) == ["1 One"]


def test_a_numbered_exercise_whose_sentence_goes_on_is_no_heading() -> None:
    page = paper("1 Modify the program so that it tosses a coin")
    page[-2] = Line("every hundred tosses", *BODY)
    assert titles(page) == []


def test_a_long_heading_fills_two_lines() -> None:
    page = paper("1 Introduction", f"2 What Information About All Words Is Cap{SOFT_HYPHEN}")
    page.insert(-2, heading("tured by the Model?"))
    assert found(page)[1] == Heading(
        0, 9, "2 What Information About All Words Is Captured by the Model?", searched=True, lines=2
    )


def test_a_heading_is_not_joined_to_the_next_one() -> None:
    page = paper("1 A Heading That Fills Nearly a Whole Line of Text")
    page[7:] = [heading("1.1 Its First Subsection, Long Enough Too"), *lines(TEXT.title())]
    assert [(one.title, one.lines) for one in found(page)] == [
        ("1 A Heading That Fills Nearly a Whole Line of Text", 1),
        ("1.1 Its First Subsection, Long Enough Too", 1),
    ]


def test_without_fonts_names_are_still_found() -> None:
    page = [Line(text) for text in ("Abstract", TEXT, "1 Introduction", TEXT, "References", TEXT)]
    assert titles(page) == ["Abstract", "1 Introduction", "References"]


@given(
    st.lists(
        st.builds(
            Line,
            st.from_regex(
                r"[A-Z0-9.]{1,6} [A-Za-z. ]{0,20}|References|[a-z]{1,30}", fullmatch=True
            ),
            st.sampled_from(["Bold", "Regular"]),
            st.sampled_from([0.0, 8.0, 10.0, 12.0]),
        ),
        max_size=12,
    )
)
def test_any_lines_have_headings_in_order_that_lie_among_them(page: list[Line]) -> None:
    headings = found(page)
    ends = [0, *(one.line + one.lines for one in headings)]
    assert all(one.line >= 0 and one.line + one.lines <= len(page) for one in headings)
    assert [one.line for one in headings] == sorted({one.line for one in headings})
    assert ends == sorted(ends)
