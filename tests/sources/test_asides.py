from paper_pages import LABEL, SMALL, TEXT, heading, lines

from paperqa.sources.asides import is_aside, label_fonts, without_labels
from paperqa.sources.pdf import Line
from paperqa.sources.typesetting import Body, body_of

BODY = Body("Regular", 10.0, float(len(TEXT)))
END = TEXT[:-1] + "."
AXES = lines("0.2", "0.4", "Accuracy [%]", "Number of samples", style=LABEL)


def texts(page: list[Line]) -> list[str]:
    return [line.text for line in page]


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


def test_a_footnote_is_small_and_has_words() -> None:
    assert is_aside(Line("1A footnote of the page", "Regular", 8.0), BODY)
    assert not is_aside(Line("1A footnote of the page", "Regular", 10.0), BODY)
    assert not is_aside(Line("1 dk", "Regular", 7.0), BODY)
