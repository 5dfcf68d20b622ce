"""Text becomes HTML that shows the same characters and does nothing else."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from paperqa.ui.prose import attribute, paragraphs, quoted_paragraphs, verbatim

# What a browser drops or changes in any text: NUL, carriage returns, halves of characters.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
LINKS = {number: Markup("<a>[{}]</a>").format(number) for number in (1, 2)}
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


def test_the_value_of_an_attribute_is_one_line_that_ends_no_attribute_and_opens_no_formula() -> (
    None
):
    assert attribute('a "b"\n <c> $$x$$ \\(y') == (
        "a &#34;b&#34; &lt;c&gt; &#36;&#36;x&#36;&#36; &#92;(y"
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


def test_markdown_of_a_model_is_read_and_each_marker_becomes_its_link() -> None:
    assert paragraphs("It is **fast** [1, 2].", LINKS) == (
        '<p dir="ltr" lang="en">It is <strong>fast</strong> <a>[1]</a> <a>[2]</a>.</p>&#10;'
    )


def test_a_number_that_names_no_source_is_text_and_so_is_an_index_in_code() -> None:
    assert paragraphs("See [7] and `row[1]`.", LINKS) == (
        '<p dir="ltr" lang="en">See [7] and <code>row[1]</code>.</p>&#10;'
    )


def test_a_definition_cannot_turn_a_marker_into_a_link_to_elsewhere() -> None:
    html = str(paragraphs("So it is [1].\n\n[1]: https://leak.example", LINKS))
    assert 'href="https://leak.example"' not in html
    assert html.count("<a>[1]</a>") == 2


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
    assert quoted_paragraphs(text, [(1, 11), (2, 34)], LINKS) == (
        '<p class="quoted" dir="ltr" lang="en">As in [1]. <a>[1]</a></p>'
        '<p class="quoted" dir="rtl" lang="he">שלום Transformer. <a>[2]</a></p>'
    )


def test_a_paragraph_without_a_marker_at_its_end_is_a_heading_of_the_app() -> None:
    assert quoted_paragraphs("Results [1] so\n\nIt wins. [1]", [(1, 25)], LINKS) == (
        '<p class="label" dir="ltr" lang="en">Results [1] so</p>'
        '<p class="quoted" dir="ltr" lang="en">It wins. <a>[1]</a></p>'
    )
