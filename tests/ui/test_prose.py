"""Text becomes HTML that shows the same characters and does nothing else."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from paperqa.ui.prose import paragraphs, quoted_paragraphs, verbatim

# What a browser drops or changes in any text: NUL, carriage returns, halves of characters.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
HOSTILE = (
    "<img src=x onerror=alert(1)> ![t](https://leak.example/x.png) "
    "[x](javascript:alert(1)) <https://leak.example>"
)


class Shown(HTMLParser):
    """Collects the text and the tags of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@given(ANY_TEXT)
def test_verbatim_text_shows_the_same_characters_on_one_line_without_an_element(text: str) -> None:
    html = str(verbatim(text))
    shown = Shown(html)
    assert shown.text == text
    assert shown.tags <= {"wbr"}
    assert "\n" not in html


def test_verbatim_text_escapes_keeps_line_breaks_and_cuts_what_would_open_a_formula() -> None:
    assert verbatim('<b> & "q"\n\n$$x$$ $5 \\[y\\] \\(z\\)') == (
        "&lt;b&gt; &amp; &#34;q&#34;&#10;&#10;$<wbr>$x$<wbr>$ $5 \\<wbr>[y\\] \\<wbr>(z\\)"
    )


@given(ANY_TEXT)
def test_markdown_of_a_model_never_makes_an_image_a_link_or_a_script(text: str) -> None:
    html = str(paragraphs(f"{text} {HOSTILE}\n\n{text}"))
    assert Shown(html).tags.isdisjoint({"img", "a", "script", "form", "input", "iframe", "style"})
    assert "\n" not in html


def test_hostile_markdown_is_shown_as_it_was_written() -> None:
    assert paragraphs(HOSTILE) == (
        '<p dir="ltr" lang="en">&lt;img src=x onerror=alert(1)&gt; '
        "![t](https://leak.example/x.png) [x](javascript:alert(1)) "
        "&lt;https://leak.example&gt;</p>&#10;"
    )


def test_markdown_of_a_model_is_read_and_each_marker_opens_its_source() -> None:
    assert paragraphs("It is **fast** [1, 2].", [1, 2], "4") == (
        '<p dir="ltr" lang="en">It is <strong>fast</strong> '
        '<bdi><a class="marker" href="#s-4-1">[1]</a></bdi> '
        '<bdi><a class="marker" href="#s-4-2">[2]</a></bdi>.</p>&#10;'
    )


def test_a_number_that_names_no_source_is_text_and_so_is_an_index_in_code() -> None:
    assert paragraphs("See [7] and `row[1]`.", [1], "4") == (
        '<p dir="ltr" lang="en">See [7] and <code>row[1]</code>.</p>&#10;'
    )


def test_a_definition_cannot_turn_a_marker_into_a_link_to_elsewhere() -> None:
    html = str(paragraphs("So it is [1].\n\n[1]: https://leak.example", [1], "4"))
    assert 'href="https://leak.example"' not in html
    assert html.count('<a class="marker" href="#s-4-1">[1]</a>') == 2


def test_a_hebrew_paragraph_that_opens_with_a_latin_word_still_runs_from_the_right() -> None:
    assert paragraphs("Transformer הוא רשת נוירונים.\n\nIt is a network.") == (
        '<p dir="rtl" lang="he">Transformer הוא רשת נוירונים.</p>&#10;'
        '<p dir="ltr" lang="en">It is a network.</p>&#10;'
    )


def test_items_of_a_list_have_a_direction_each() -> None:
    html = str(paragraphs("- רשת נוירונים של קשב\n- a network of attention"))
    assert '<li dir="rtl" lang="he">רשת נוירונים של קשב</li>' in html
    assert '<li dir="ltr" lang="en">a network of attention</li>' in html


def test_quotations_link_their_own_markers_and_not_the_references_of_the_paper() -> None:
    text = "As in [1]. [1]\n\nשלום Transformer. [2]"
    assert quoted_paragraphs(text, [(1, 11), (2, 34)], "2") == (
        '<p class="quoted" dir="ltr" lang="en">As in [1]. '
        '<bdi><a class="marker" href="#s-2-1">[1]</a></bdi></p>'
        '<p class="quoted" dir="rtl" lang="he">שלום Transformer. '
        '<bdi><a class="marker" href="#s-2-2">[2]</a></bdi></p>'
    )


def test_a_paragraph_without_a_marker_at_its_end_is_a_heading_of_the_app() -> None:
    assert quoted_paragraphs("Results [1] so\n\nIt wins. [1]", [(1, 25)], "2") == (
        '<p class="label" dir="ltr" lang="en">Results [1] so</p>'
        '<p class="quoted" dir="ltr" lang="en">It wins. '
        '<bdi><a class="marker" href="#s-2-1">[1]</a></bdi></p>'
    )
