from hypothesis import given
from hypothesis import strategies as st
from paper_pages import LABEL, SMALL, TEXT, heading, lines

from paperqa.sources.asides import label_fonts, out_of_sentences, without_labels
from paperqa.sources.pdf import Line
from paperqa.sources.typesetting import Body, body_of

BODY = Body("Regular", 10.0, float(len(TEXT)))
END = TEXT[:-1] + "."
AXES = lines("0.2", "0.4", "Accuracy [%]", "Number of samples", style=LABEL)


def texts(page: list[Line]) -> list[str]:
    return [line.text for line in page]


def moved(*page: Line) -> list[str]:
    return texts(out_of_sentences(list(page), frozenset({"Helvetica"}), BODY))


def test_the_body_is_what_most_characters_are_set_in() -> None:
    pages = [[heading("1 One"), *lines(TEXT, TEXT, TEXT)], lines("note", style=SMALL)]
    assert body_of(pages) == Body("Regular", 10.0, len(TEXT))
    assert body_of([]) == body_of([[]]) == Body()


def test_fonts_without_prose_are_those_of_figures() -> None:
    tagged = [Line(TEXT, "ABCDEF+Times-Italic", 9.0), Line("x", "GHIJKL+Times-Bold", 9.0)]
    pages = [[*lines(*[TEXT] * 5), *AXES, *tagged, Line("x = y", "CMMI10", 10.0)]]
    assert label_fonts(pages, body_of(pages)) == {"Helvetica", "CMMI"}


def test_runs_of_labels_are_dropped_and_single_ones_kept() -> None:
    page = [*lines(TEXT), *AXES, *lines(TEXT), AXES[0], AXES[1], *lines(END)]
    kept = without_labels(page, frozenset({"Helvetica"}), BODY)
    assert texts(kept) == [TEXT, TEXT, "0.2", "0.4", END]
    assert without_labels(page, frozenset(), BODY) == page


def test_a_footnote_goes_behind_the_sentence_that_it_interrupts() -> None:
    note = lines("1A footnote of the page", "in two lines", style=SMALL)
    page = [*lines(END, TEXT), *note, *lines("and so on", END, TEXT)]
    assert moved(*page) == [END, TEXT, "and so on", END, *texts(note), TEXT]


def test_a_footnote_at_the_foot_goes_before_the_sentence_that_the_next_page_ends() -> None:
    note = lines("1A footnote of the page", style=SMALL)
    assert moved(*lines(TEXT, END, TEXT, TEXT), *note) == [TEXT, END, *texts(note), TEXT, TEXT]


def test_a_footnote_between_sentences_stays() -> None:
    note = lines("1A footnote of the page", style=SMALL)
    page = [*lines(TEXT, END), *note, *lines(END.title(), TEXT)]
    assert moved(*page) == texts(page)


def test_a_figure_at_the_top_goes_behind_the_sentence_of_the_page_before() -> None:
    figure = [
        Line("Scaled Attention", "Regular", 10.0),
        *lines("Figure 1: How it is.", style=SMALL),
    ]
    page = [*figure, *lines("of the values, where " + TEXT, END, TEXT)]
    assert moved(*page) == [*texts(page[2:4]), *texts(figure), TEXT]


def test_a_caption_set_like_the_text_ends_in_a_short_line() -> None:
    caption = lines("Table 2: " + TEXT, "so much for it.")
    page = [*lines(END, TEXT), *caption, *lines("and so on", END)]
    assert moved(*page) == [END, TEXT, "and so on", END, *texts(caption)]


def test_nothing_is_moved_over_a_heading() -> None:
    note = lines("1A footnote of the page", style=SMALL)
    page = [*lines(TEXT), *note, *lines("and so on", TEXT), heading("References"), *lines(END)]
    assert moved(*page) == [TEXT, "and so on", TEXT, *texts(note), "References", END]
    small_list = lines("[1] A. Uthor. A title,", "2019. A journal", style=SMALL)
    page = [*lines(END, TEXT), heading("References"), *small_list]
    assert moved(*page) == texts(page)


@given(
    st.lists(
        st.builds(
            Line,
            st.sampled_from([TEXT, END, "short", "Figure 1: x", "of it.", ")", "A", "7"]),
            st.sampled_from(["Regular", "Helvetica"]),
            st.sampled_from([0.0, 8.0, 10.0, 12.0]),
        )
    )
)
def test_no_line_is_lost_or_doubled(page: list[Line]) -> None:
    after = out_of_sentences(page, frozenset({"Helvetica"}), BODY)
    assert sorted(map(id, after)) == sorted(map(id, page))
