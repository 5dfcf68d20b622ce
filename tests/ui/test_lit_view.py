"""The view of a quote as HTML: the boxes are where the words are, and everything is escaped."""

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from paperqa.answer.lit_quote import LitQuote
from paperqa.sources.quote_boxes import PageBoxes
from paperqa.types import Citation, Lang, PageBreak, Paper, Passage
from paperqa.ui.pages.view import failed_view_html, picture_address, view_html

PAPER = Paper(id="1706.03762", title="Attention Is All You Need")
TEXT = "Before. The quoted words go on. After."
PASSAGE = Passage(
    "1706.03762", "paper", "en", "3.2 Attention", TEXT, 0, len(TEXT),
    (PageBreak(0, 4), PageBreak(19, 5)),
)  # fmt: skip
CITATION = Citation(1, PAPER, PASSAGE, TEXT[8:31], 8, 31, 4)
LIT = LitQuote(
    CITATION,
    (
        PageBoxes(4, 600.0, 800.0, ((60.0, 100.0, 240.0, 112.0), (60.0, 80.0, 120.0, 92.0))),
        PageBoxes(5, 800.0, 600.0, ((80.0, 540.0, 160.0, 570.0),)),
    ),
)


def test_each_page_has_its_picture_and_a_box_for_each_line_in_per_cent() -> None:
    html = str(view_html(LIT, "en"))
    pages = re.findall("<figure.*?</figure>", html)
    assert pages == [
        '<figure class="lit-page"><div class="lit-sheet" style="aspect-ratio: 600 / 800">'
        '<img src="/page/1706.03762/4.png" alt="Page 4 of “Attention Is All You Need”; '
        'lit on it: “The quoted words go on.”">'
        '<span class="lit-box" style="left: 10.000%; top: 86.000%; width: 30.000%; height: 1.500%" '
        'data-box="60,100,240,112"></span>'
        '<span class="lit-box" style="left: 10.000%; top: 88.500%; width: 10.000%; height: 1.500%" '
        'data-box="60,80,120,92"></span></div><figcaption>p. 4</figcaption></figure>',
        '<figure class="lit-page"><div class="lit-sheet" style="aspect-ratio: 800 / 600">'
        '<img src="/page/1706.03762/5.png" alt="Page 5 of “Attention Is All You Need”; '
        'lit on it: “The quoted words go on.”">'
        '<span class="lit-box" style="left: 10.000%; top: 5.000%; width: 10.000%; height: 5.000%" '
        'data-box="80,540,160,570"></span></div><figcaption>p. 5</figcaption></figure>',
    ]


def test_the_view_names_paper_place_and_quote_and_links_to_them() -> None:
    html = str(view_html(LIT, "en"))
    assert html.startswith(
        '<article class="lit-view" dir="ltr" lang="en" '
        'data-link="/?paper=1706.03762&amp;page=4&amp;quote=The%20quoted%20words%20go%20on.">'
        '<header><h2 id="lit-title"><bdi dir="ltr" lang="en">Attention Is All You Need</bdi></h2>'
        '<p class="lit-where"><bdi>p. 4</bdi> · <bdi>3.2 Attention</bdi></p></header>'
    )
    assert (
        '<blockquote class="lit-quote" aria-label="Quote" dir="ltr" lang="en">'
        "The quoted words go on.</blockquote>"
    ) in html
    assert 'href="https://arxiv.org/pdf/1706.03762#page=4"' in html
    assert 'data-copied="Copied"' in html
    assert "lit-passage" not in html


def test_in_hebrew_the_labels_are_hebrew_and_an_english_quote_runs_left_to_right() -> None:
    html = str(view_html(LIT, "he"))
    assert html.startswith('<article class="lit-view" dir="rtl" lang="he"')
    assert '<blockquote class="lit-quote" aria-label="ציטוט" dir="ltr" lang="en">' in html
    assert "עמוד 4 של „Attention Is All You Need”; מודגש בו: „The quoted words go on.”" in html
    assert ">העתקת קישור</button>" in html


def test_words_whose_place_is_not_sure_are_lit_in_their_passage_beside_the_bare_pages() -> None:
    html = str(view_html(LitQuote(CITATION, (), "not sure"), "en"))
    assert re.findall('<img src="([^"]*)" alt="([^"]*)"', html) == [
        ("/page/1706.03762/4.png", "Page 4 of “Attention Is All You Need”"),
        ("/page/1706.03762/5.png", "Page 5 of “Attention Is All You Need”"),
    ]
    assert "lit-box" not in html
    assert '<p class="lit-why">Where on the page the words stand is not certain' in html
    assert "Before. <mark>The quoted words go on.</mark> After.</p>" in html


@pytest.mark.parametrize(
    ("unlit", "why"),
    [
        ("note", "A note has no pages: here is its passage."),
        ("no PDF", "The PDF is not on this machine; “paperqa index” fetches it."),
    ],
)
def test_without_a_picture_the_passage_is_shown_and_why(unlit: str, why: str) -> None:
    html = str(view_html(LitQuote(CITATION, (), unlit), "en"))  # type: ignore[arg-type]
    assert "<img" not in html
    assert f'<p class="lit-why">{why}</p>' in html
    assert "Before. <mark>The quoted words go on.</mark> After.</p>" in html


def test_formulas_in_a_hebrew_note_keep_their_own_order() -> None:
    text = "כך: החישוב הוא x + f(x) בכל שכבה. סוף."
    passage = Passage("1706.03762", "note", "he", "", text, 0, len(text), ())
    citation = Citation(1, PAPER, passage, text[4:33], 4, 33, None)
    html = str(view_html(LitQuote(citation, (), "note"), "he"))
    shown = 'החישוב הוא <bdi dir="ltr">x + f(x)</bdi> בכל שכבה.'
    assert f">{shown}</blockquote>" in html
    assert f"כך: <mark>{shown}</mark> סוף.</p>" in html


def test_hostile_words_stay_words_wherever_they_stand() -> None:
    evil = '"><img src=x onerror=alert(1)><script>x</script>'
    passage = replace(PASSAGE, section=evil, text=evil, end=len(evil), page_breaks=())
    paper = Paper(id=f"a/{evil}", title=evil)
    citation = Citation(1, paper, passage, evil, 0, len(evil), 4)
    page = PageBoxes(4, 600.0, 800.0, ((1.0, 2.0, 3.0, 4.0),))
    langs: tuple[Lang, Lang] = ("en", "he")
    for lang in langs:
        for lit in (LitQuote(citation, (page,)), LitQuote(citation, (), "no PDF")):
            html = str(view_html(lit, lang))
            assert "<script" not in html
            assert "<img src=x" not in html
            assert html.count("<img ") == len(lit.pages)
    assert "<img" not in failed_view_html(evil, "en")


def test_an_id_that_is_a_path_keeps_its_slash_and_nothing_else_of_it_is_read_as_an_address() -> (
    None
):
    assert picture_address("hep-th/9901001", 2) == "/page/hep-th/9901001/2.png"
    assert picture_address("a?b#c d", 2) == "/page/a%3Fb%23c%20d/2.png"


def test_a_failure_is_one_line_with_a_heading() -> None:
    assert failed_view_html("no <paper>", "en") == Markup(
        '<article class="lit-view failed" dir="ltr" lang="en"><h2 id="lit-title">'
        'These words cannot be shown</h2><p class="error" role="alert" dir="auto">'
        "no &lt;paper&gt;</p></article>"
    )
