"""A source says what it is while closed, and shows the cited words when opened."""

import re
from dataclasses import replace

import pytest

from paperqa.types import Citation, Hit, PageBreak, Paper, Passage
from paperqa.ui.sources import cited_sources, near_source
from paperqa.ui.texts import LABELS

PAPER = Paper(id="1706.03762", title="Attention Is All You Need")
PASSAGE = Passage(
    paper="1706.03762",
    kind="paper",
    lang="en",
    section="3.2 Attention",
    text="We scale <them>. It helps.\nSoftmax saturates.",
    start=0,
    end=45,
    page_breaks=(PageBreak(0, 4), PageBreak(27, 5)),
)
NOTE = replace(PASSAGE, kind="note", page_breaks=(), section="How it works")


def citation(marker: int, start: int, end: int, passage: Passage = PASSAGE) -> Citation:
    return Citation(
        marker=marker,
        paper=PAPER,
        passage=passage,
        quote=passage.text[start:end],
        start=start,
        end=end,
        page=passage.page_at(start),
    )


def test_a_source_holds_title_page_section_passage_lit_words_and_addresses() -> None:
    html = cited_sources([citation(1, 0, 16)], "We scale <them>. [1]", "2", LABELS["en"])
    assert html == (
        '<details class="source"><summary><span class="number">1</span><span class="about">'
        '<cite><bdi dir="ltr" lang="en">Attention Is All You Need</bdi></cite>'
        '<span class="where"><bdi>p. 4</bdi> · <bdi>3.2 Attention</bdi> · '
        '<bdi><span class="support supported" role="img" title="supports the sentence">✓</span>'
        "</bdi></span></span></summary>"
        '<pre class="passage" dir="ltr" lang="en"><sup class="at">1</sup>'
        '<mark id="s-2-1">We scale &lt;them&gt;.</mark> It helps.&#10;Softmax saturates.</pre>'
        '<p class="links"><a class="outside" href="https://arxiv.org/abs/1706.03762" '
        'target="_blank" rel="noopener noreferrer">arXiv:1706.03762</a>'
        '<a class="outside" href="https://arxiv.org/pdf/1706.03762#page=4" '
        'target="_blank" rel="noopener noreferrer">PDF, page 4</a></p></details>'
        '<p class="show"><a class="lit" '
        'href="/?paper=1706.03762&amp;page=4&amp;quote=We%20scale%20%3Cthem%3E.">Show the page</a>'
        '</p><p class="legend"><bdi><span class="support supported">✓</span> '
        "supports the sentence</bdi></p>"
    )


def test_quotations_from_one_page_share_a_source_and_the_next_page_has_its_own() -> None:
    cited = [citation(1, 0, 16), citation(2, 17, 26), citation(3, 27, 45)]
    html = str(cited_sources(cited, PASSAGE.text, "2", LABELS["en"]))
    assert html.count("<details") == 2
    assert '<span class="number">1 2</span>' in html
    assert '<span class="number">3</span>' in html
    assert (
        '<sup class="at">1</sup><mark id="s-2-1">We scale &lt;them&gt;.</mark> '
        '<sup class="at">2</sup><mark id="s-2-2">It helps.</mark>&#10;Softmax saturates.</pre>'
    ) in html
    assert "It helps.&#10;" in html
    assert "#page=5" in html


def test_quotations_that_overlap_have_a_source_each() -> None:
    cited = [citation(1, 0, 16), citation(2, 9, 26)]
    html = str(cited_sources(cited, PASSAGE.text, "2", LABELS["en"]))
    assert '<mark id="s-2-1">We scale &lt;them&gt;.</mark> It helps.' in html
    assert 'We scale <sup class="at">2</sup><mark id="s-2-2">&lt;them&gt;. It helps.</mark>' in html


def test_a_quotation_that_the_answer_does_not_hold_can_be_read_while_closed() -> None:
    html = str(cited_sources([citation(1, 17, 26)], "Other words [1].", "2", LABELS["en"]))
    assert '<q class="glance" dir="ltr" lang="en">It helps.</q></span></summary>' in html


def test_the_clubs_note_is_named_as_such_in_both_languages_and_has_no_pdf() -> None:
    note = [citation(1, 17, 26, NOTE)]
    english = str(cited_sources(note, "", "2", LABELS["en"]))
    hebrew = str(cited_sources(note, "", "2", LABELS["he"]))
    assert '<details class="source note">' in english
    assert "<bdi>the club’s note</bdi> · <bdi>How it works</bdi>" in english
    assert "<bdi>מתוך הסיכום של המועדון</bdi> · <bdi>How it works</bdi>" in hebrew
    assert "arxiv.org/pdf" not in english
    assert 'href="https://arxiv.org/abs/1706.03762"' in english


def test_how_well_a_source_carries_its_sentence_is_a_sign_with_its_words() -> None:
    doubted = replace(citation(2, 17, 26), support="none")
    html = str(cited_sources([citation(1, 0, 16), doubted], "", "2", LABELS["en"]))
    assert (
        '<bdi><span class="support none" role="img" title="may not support the sentence">?</span>'
    ) in html
    assert html.endswith(
        '<p class="legend">'
        '<bdi><span class="support supported">✓</span> supports the sentence</bdi> · '
        '<bdi><span class="support none">?</span> may not support the sentence</bdi></p>'
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//h/x", "http://[x"])
def test_an_address_that_is_not_of_the_web_becomes_no_link(url: str) -> None:
    paper = Paper(id="gpt1", title="GPT", url=url, pdf_url=url)
    html = str(cited_sources([replace(citation(1, 17, 26), paper=paper)], "", "2", LABELS["en"]))
    assert re.findall('href="[^"]*"', html) == [
        'href="/?paper=gpt1&amp;page=4&amp;quote=It%20helps."'
    ]


def test_a_paper_outside_arxiv_links_to_the_address_of_the_reading_list() -> None:
    paper = Paper(id="gpt1", title="GPT", url='https://openai.example/"gpt"?a&b', pdf_url="")
    html = str(cited_sources([replace(citation(1, 17, 26), paper=paper)], "", "2", LABELS["en"]))
    assert 'href="https://openai.example/&#34;gpt&#34;?a&amp;b"' in html
    assert ">openai.example</a>" in html


def test_hostile_titles_and_sections_are_shown_as_they_are_written() -> None:
    paper = replace(PAPER, title="<script>alert(1)</script>")
    passage = replace(PASSAGE, section="</summary><img src=x>")
    html = str(
        cited_sources([replace(citation(1, 17, 26, passage), paper=paper)], "", "2", LABELS["en"])
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;/summary&gt;&lt;img src=x&gt;" in html
    assert "<script" not in html
    assert "<img" not in html


def test_a_passage_that_came_close_lights_its_best_sentence() -> None:
    html = str(near_source(Hit(0, PASSAGE, 0.4, focus=20), PAPER, LABELS["he"]))
    assert "We scale &lt;them&gt;. <mark>It helps.</mark>&#10;Softmax" in html
    assert '<span class="number"></span>' in html
    assert "<bdi>עמ&#39; 4</bdi>" in html
    link = '<a class="lit" href="/?paper=1706.03762&amp;page=4&amp;quote=It%20helps.">'
    assert f'<p class="show">{link}הצגת העמוד</a></p>' in html
