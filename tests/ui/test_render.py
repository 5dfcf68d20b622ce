"""An answer, a refusal and an error as the chat shows them."""

from dataclasses import replace
from html import escape

from paperqa.types import Answer, Citation, Claim, Hit, Paper, Passage
from paperqa.ui.render import (
    ahead_html,
    answer_html,
    error_html,
    failed_html,
    greeting_html,
    question_html,
    stream_html,
)
from paperqa.ui.texts import ADD_MODEL

PAPER = Paper(id="1706.03762", title="Attention Is All You Need")
PASSAGE = Passage("1706.03762", "note", "en", "Terms", "It scales. It helps.", 0, 20)
CITATION = Citation(1, PAPER, PASSAGE, "It helps.", 11, 20, None)
ANSWER = Answer(
    question="Does it help?",
    lang="en",
    text="It helps. [1]",
    citations=(CITATION,),
    found=True,
    mode="extractive",
    model=None,
    ms=412.0,
)
PAPERS = {PAPER.id: PAPER}
MARKER = (
    '<bdi><a class="marker lit supported s-2-1" href="/?paper=1706.03762&amp;quote=It%20helps." '
    'title="Attention Is All You Need, the club’s note">[1]</a></bdi>'
)


def test_a_quoted_answer_stands_beside_its_source() -> None:
    assert answer_html(ANSWER, PAPERS, "2") == (
        '<div class="answer"><div class="said" dir="ltr" lang="en">'
        f'<p class="quoted" dir="ltr" lang="en">It helps. {MARKER}</p>'
        '<p class="colophon" dir="ltr" lang="en">Quoted word for word · <bdi>412 ms</bdi></p></div>'
        '<div class="sources" dir="ltr" lang="en"><p class="heading">Sources</p>'
        '<details class="source note"><summary><span class="number">1</span><span class="about">'
        '<cite><bdi dir="ltr" lang="en">Attention Is All You Need</bdi></cite><span class="where">'
        "<bdi>the club’s note</bdi> · <bdi>Terms</bdi> · <bdi>"
        '<span class="support supported" role="img" title="supports the sentence">✓</span>'
        "</bdi></span></span></summary>"
        '<pre class="passage" dir="ltr" lang="en">It scales. <sup class="at">1</sup>'
        '<mark id="s-2-1">It helps.</mark></pre><p class="links"><a class="outside" '
        'href="https://arxiv.org/abs/1706.03762" target="_blank" rel="noopener noreferrer">'
        'arXiv:1706.03762</a></p></details><p class="show"><a class="lit" '
        'href="/?paper=1706.03762&amp;quote=It%20helps.">Show in the note</a></p>'
        '<p class="legend"><bdi><span class="support supported">✓</span> '
        "supports the sentence</bdi></p></div></div>"
    )


def test_a_written_answer_names_its_writer_and_what_went_wrong() -> None:
    written = replace(ANSWER, mode="model", model="<b>gemma</b>", ms=12_340.0, notice="cut <short>")
    html = str(answer_html(written, PAPERS, "2"))
    assert f'<p dir="ltr" lang="en">It helps. {MARKER}</p>' in html
    assert (
        '<p class="colophon" dir="ltr" lang="en"><span class="notice" dir="auto">cut &lt;short&gt;'
        "</span>Written by <bdi>&lt;b&gt;gemma&lt;/b&gt;</bdi>; check it against the sources · "
        "<bdi>12.3 s</bdi></p>"
    ) in html


def test_a_follow_up_shows_what_was_searched_in_its_own_direction() -> None:
    html = str(answer_html(replace(ANSWER, lang="he", asked="מה זה <LoRA>?"), PAPERS, "2"))
    assert (
        '<span class="searched">חיפשתי: <bdi dir="rtl" lang="he">מה זה &lt;LoRA&gt;?</bdi></span>'
    ) in html
    assert "searched" not in str(answer_html(ANSWER, PAPERS, "2"))


def test_the_own_marker_of_a_quotation_is_found_behind_a_reference_of_the_same_number() -> None:
    passage = replace(PASSAGE, text="As in [1].")
    cited = replace(CITATION, passage=passage, quote="As in [1].", start=0, end=10)
    html = str(answer_html(replace(ANSWER, text="As in [1]. [1]", citations=(cited,)), PAPERS, "2"))
    marker = MARKER.replace("It%20helps.", "As%20in%20%5B1%5D.")
    assert f">As in [1]. {marker}</p>" in html


def test_a_hebrew_refusal_shows_the_nearest_passages() -> None:
    refusal = replace(
        ANSWER,
        lang="he",
        text="המאמרים אינם עונים על כך.",
        citations=(),
        found=False,
        nearest=(Hit(0, PASSAGE, 0.2, focus=11),),
    )
    html = str(answer_html(refusal, PAPERS, "2"))
    assert '<p class="refusal" dir="rtl" lang="he">המאמרים אינם עונים על כך.</p>' in html
    assert '<p class="colophon" dir="rtl" lang="he"><bdi>412 ms</bdi></p>' in html
    assert '<p class="heading">הקטעים הקרובים ביותר</p><details' in html
    assert "It scales. <mark>It helps.</mark></pre>" in html


def test_what_a_reader_asks_is_shown_and_not_read_as_html() -> None:
    assert question_html("<img src=x onerror=alert(1)> מה זה?") == (
        '<div class="question" dir="rtl" lang="he">'
        '<bdi dir="ltr">&lt;img src=x onerror=alert(1)&gt;</bdi> מה זה?</div>'
    )


def test_a_stream_without_a_model_shows_quotations_as_they_stand() -> None:
    assert '<p class="quoted" dir="ltr" lang="en">a *b* [1]</p>' in stream_html(
        "a *b* [1]", "en", written=False
    )
    assert '<p dir="ltr" lang="en">a <em>b</em> [1]</p>' in stream_html(
        "a *b* [1]", "en", written=True
    )


def test_an_error_is_one_line_in_place_of_the_answer() -> None:
    assert error_html("no index at <here>", "en") == (
        '<div class="answer"><div class="said" dir="ltr" lang="en">'
        '<p class="error" role="alert" dir="auto">no index at &lt;here&gt;</p></div>'
        '<div class="sources" dir="ltr" lang="en"></div></div>'
    )


def test_the_greeting_says_what_is_missing_and_the_command_that_adds_it() -> None:
    assert greeting_html("en", 2, 32, None) == (
        '<div class="status" dir="ltr" lang="en"><span>2 papers · 32 notes</span> · '
        '<details class="hint"><summary>no language model: answers are quotations</summary><div>'
        "To have answers written, stop paperqa (Ctrl-C) and run this in its folder: "
        f"<code>{escape(ADD_MODEL)}</code></div></details></div>"
    )


def test_the_greeting_names_the_model_that_writes() -> None:
    assert greeting_html("en", 2, 32, "gemma") == (
        '<div class="status" dir="ltr" lang="en"><span>2 papers · 32 notes</span> · '
        "answers written by <bdi>gemma</bdi></div>"
    )


def test_an_index_that_cannot_be_opened_is_said_in_one_line() -> None:
    assert failed_html("no index at x; build one with: paperqa index", "en") == (
        '<div class="status" dir="ltr" lang="en"><bdi class="error">'
        "no index at x; build one with: paperqa index</bdi>. "
        "When that is done, ask again or reload this page.</div>"
    )


def test_sentences_that_are_not_carried_are_listed_with_what_was_not_found() -> None:
    text = "It helps [1]. It has 24 <b>layers</b> [1]. It scales [1]."
    claims = (
        Claim(0, 13, (1,), "supported"),
        Claim(14, 42, (1,), "none", ("24",)),
        Claim(43, 57, (1,), "weak"),
    )
    html = answer_html(replace(ANSWER, mode="model", text=text, claims=claims), PAPERS, "2")
    assert (
        '<ul class="doubts" dir="ltr" lang="en">'
        '<li class="none">Not carried by its source <bdi>(24)</bdi>: '
        '<q dir="auto">It has 24 &lt;b&gt;layers&lt;/b&gt; [1].</q></li>'
        '<li class="weak">Carried only in part by its source: '
        '<q dir="auto">It scales [1].</q></li></ul>'
    ) in html


def test_who_waits_reads_how_many_are_ahead() -> None:
    assert "yours is the next answer" in ahead_html(1, "en")
    assert "3 תשובות לפניך" in ahead_html(3, "he")
