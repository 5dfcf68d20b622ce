"""The cards of a quiz: exact HTML, each text in its direction, hostile words as words."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from small_quiz import CHOICE, CLOZE, HOSTILE, OPEN, PASSAGE, TRUE_OR_FALSE

from paperqa.quiz.item import QuizItem
from paperqa.types import Lang
from paperqa.ui.quiz.cards import cards_html
from paperqa.ui.quiz.pieces import plain

LIT = (
    '<p class="show"><a class="lit" href="/?paper=1706.03762&amp;page=4&amp;quote='
    "The%20small%20model%20trains%20for%2012%20hours%20%26%20the%20large%20one%20for%203.5%20days."
    '">Show the page</a></p>'
)
HEBREW_LIT = (
    '<p class="show"><a class="lit" href="/?paper=1706.03762&amp;page=4&amp;quote='
    "scores%20are%20divided%20by%20%E2%88%9Adk%20before%20the%20softmax."
    '">הצגת העמוד</a></p>'
)
LINKS = (
    '<p class="links"><a class="outside" href="https://arxiv.org/abs/1706.03762" '
    'target="_blank" rel="noopener noreferrer">arXiv:1706.03762</a>'
    '<a class="outside" href="https://arxiv.org/pdf/1706.03762#page=4" '
    'target="_blank" rel="noopener noreferrer">PDF, page 4</a></p>'
)
HEBREW_LINKS = LINKS.replace("PDF, page 4", "PDF, עמוד 4")


def _in(lang: Lang, item: QuizItem) -> QuizItem:
    return replace(item, wordings=(item.wording(lang),))


def test_an_english_card_is_question_choices_and_a_closed_key() -> None:
    assert str(cards_html([_in("en", CHOICE)], 7, "en")) == (
        '<ol class="items" start="7" dir="ltr" lang="en"><li class="item" data-kind="choice">'
        '<p class="sort"><bdi dir="ltr" lang="en">Choose one</bdi> · '
        '<bdi dir="ltr" lang="en">medium</bdi> · '
        '<bdi dir="ltr" lang="en">Attention Is All You Need</bdi></p>'
        '<div class="wordings"><div class="wording" dir="ltr" lang="en">'
        '<p class="asked" dir="ltr" lang="en">The small model trains for ____ hours.</p>'
        '<ol class="choices choice">'
        '<li data-choice="0"><bdi dir="ltr" lang="en">3.5</bdi></li>'
        '<li data-choice="1"><bdi dir="ltr" lang="en">24</bdi></li>'
        '<li data-choice="2"><bdi dir="ltr" lang="en">12</bdi></li>'
        '<li data-choice="3"><bdi dir="ltr" lang="en">48</bdi></li></ol></div></div>'
        '<details class="key" id="quiz-key-7">'
        '<summary aria-label="Answer to question 7">Answer</summary>'
        '<div class="wordings"><div class="wording" dir="ltr" lang="en">'
        '<p class="right">C. <bdi dir="ltr" lang="en">12</bdi></p>'
        '<p class="why" dir="ltr" lang="en">12 hours &amp; no more.</p></div></div>'
        '<blockquote class="quote" dir="ltr" lang="en">'
        "The small model trains for 12 hours &amp; the large one for 3.5 days.</blockquote>"
        '<p class="place"><bdi dir="ltr" lang="en">Attention Is All You Need</bdi> · '
        '<bdi dir="ltr" lang="en">3.2 Attention</bdi> · <bdi dir="ltr" lang="en">p. 4</bdi></p>'
        f"{LIT}{LINKS}</details></li></ol>"
    )


def test_a_hebrew_card_runs_from_the_right_and_what_is_english_in_it_from_the_left() -> None:
    assert str(cards_html([_in("he", CLOZE)], 1, "he")) == (
        '<ol class="items" start="1" dir="rtl" lang="he"><li class="item" data-kind="cloze">'
        '<p class="sort"><bdi dir="rtl" lang="he">השלמת החסר</bdi> · '
        '<bdi dir="rtl" lang="he">קשה</bdi> · '
        '<bdi dir="ltr" lang="en">Attention Is All You Need</bdi></p>'
        '<div class="wordings"><div class="wording" dir="rtl" lang="he">'
        '<p class="asked" dir="rtl" lang="he">הציונים מחולקים ב-____ לפני ה-softmax.</p>'
        "</div></div>"
        '<details class="key" id="quiz-key-1"><summary aria-label="תשובה לשאלה 1">תשובה</summary>'
        '<div class="wordings"><div class="wording" dir="rtl" lang="he">'
        '<p class="right"><bdi dir="ltr" lang="en">√dk</bdi></p>'
        '<p class="also">נכון גם: <bdi dir="ltr" lang="en">sqrt(d_k)</bdi></p>'
        '<p class="why" dir="rtl" lang="he">בנוסחה: '
        r'<bdi dir="ltr" lang="en">\(\sqrt{d_k}\)</bdi>.</p></div></div>'
        '<blockquote class="quote" dir="ltr" lang="en">'
        "scores are divided by √dk before the softmax.</blockquote>"
        '<p class="place"><bdi dir="ltr" lang="en">Attention Is All You Need</bdi> · '
        '<bdi dir="ltr" lang="en">3.2 Attention</bdi> · '
        '<bdi dir="rtl" lang="he">עמ&#39; 4</bdi></p>'
        f"{HEBREW_LIT}{HEBREW_LINKS}</details></li></ol>"
    )


def test_two_languages_stand_side_by_side_english_first_with_one_key() -> None:
    turned = replace(TRUE_OR_FALSE, wordings=TRUE_OR_FALSE.wordings[::-1])
    html = str(cards_html([turned], 1, "he"))
    questions, key = html.split("<details")
    assert re.findall(r'<p class="asked"[^>]*>(.*?)</p>', questions) == [
        "The large model trains for 12 hours.",
        "המודל הגדול מתאמן 12 שעות.",
    ]
    assert re.findall(r'<p class="right">(.*?)</p>', key) == [
        '<bdi dir="ltr" lang="en">False</bdi>',
        '<bdi dir="rtl" lang="he">לא נכון</bdi>',
    ]
    assert key.count("<blockquote") == 1


@pytest.mark.parametrize("item", [CLOZE, OPEN], ids=["cloze", "open"])
def test_what_stands_outside_of_the_key_does_not_tell_the_answer(item: QuizItem) -> None:
    outside, key = str(cards_html([item], 1, "en")).split("<details")
    assert item.wording("en").answer not in outside
    assert item.wording("en").answer in key
    assert item.citation.quote not in outside


def test_an_open_question_has_no_choices_and_a_note_has_no_page() -> None:
    note = replace(PASSAGE, kind="note", page_breaks=())
    item = replace(OPEN, citation=replace(OPEN.citation, passage=note, page=None))
    html = str(cards_html([_in("he", item)], 1, "he"))
    assert "choices" not in html
    assert '<bdi dir="rtl" lang="he">הערת המועדון</bdi></p>' in html
    assert "#page" not in html
    assert (
        '<a class="lit" href="/?paper=1706.03762&amp;quote=Masks%20hide%20later%20words%20because'
        '%20a%20word%20must%20not%20see%20its%20future.">הצגה בסיכום</a>'
    ) in html


def test_the_title_is_hidden_where_it_is_the_answer() -> None:
    wording = replace(
        CHOICE.wording("en"),
        question="Which paper is it?",
        answer="Attention Is All You Need",
        choices=("GPT-3", "LoRA", "Attention Is All You Need", "BERT"),
    )
    html = str(cards_html([replace(CHOICE, wordings=(wording,))], 1, "en"))
    sort = html.split('<p class="sort">')[1].split("</p>")[0]
    assert "Attention" not in sort


class _Elements(HTMLParser):
    """What a browser would make of it: tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_hostile_words_stay_words() -> None:
    hostile = '"><img src=x onerror=alert(1)></details> ${alert(1)} {{value}} `</li>'
    paper = replace(HOSTILE.paper, title=hostile)
    passage = replace(PASSAGE, section=hostile)
    citation = replace(HOSTILE.citation, paper=paper, passage=passage, quote=hostile)
    html = str(cards_html([replace(HOSTILE, citation=citation)], 1, "en"))
    known = _Elements(str(cards_html([CHOICE], 1, "en")))
    found = _Elements(html)
    assert found.tags <= known.tags
    assert found.attributes == known.attributes
    for wording in HOSTILE.wordings:
        for text in (wording.question, *wording.choices, wording.explanation):
            assert all(line in found.words for line in text.splitlines())
    assert found.words.count(hostile) == 4
    assert html.count("<li") == html.count("</li>")


def test_an_english_line_of_a_hebrew_question_runs_left_to_right() -> None:
    wording = replace(OPEN.wording("he"), question="מדוע?\n\n“It <is> so.”")
    html = str(cards_html([replace(OPEN, wordings=(wording,))], 1, "he"))
    assert (
        '<p class="asked" dir="rtl" lang="he">מדוע?</p>'
        '<p class="asked" dir="ltr" lang="en">“It &lt;is&gt; so.”</p>'
    ) in html


def test_a_formula_runs_left_to_right_and_is_escaped() -> None:
    assert str(plain(r"אם \(a<b\) אז $$c$$")) == (
        r'אם <bdi dir="ltr" lang="en">\(a&lt;b\)</bdi> אז <bdi dir="ltr" lang="en">$$c$$</bdi>'
    )


def test_no_items_are_no_list() -> None:
    assert str(cards_html([], 1, "en")) == ""
