"""The printed sheet as a browser lays it out."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page
from small_quiz import CLOZE, SMALL_QUIZ, quiz_in

from paperqa.quiz.exports.print_html import document
from paperqa.quiz.item import Quiz


@pytest.fixture
def chromium(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.browser
def test_in_a_browser_directions_hold_nothing_runs_and_no_request_leaves(chromium: Page) -> None:
    asked: list[str] = []
    chromium.on("request", lambda request: asked.append(request.url))
    chromium.on("dialog", lambda dialog: asked.append(dialog.message))
    chromium.set_content(document(quiz_in("he")), wait_until="networkidle")
    seen = chromium.evaluate(
        "['.question', '.wording', 'blockquote', '.choice bdi'].map("
        "name => getComputedStyle(document.querySelector(name)).direction)"
    )
    assert seen == ["rtl", "rtl", "ltr", "ltr"]
    assert asked == []


@pytest.mark.browser
def test_in_a_browser_english_stands_left_and_hebrew_right_on_one_line(chromium: Page) -> None:
    chromium.set_content(document(SMALL_QUIZ))
    boxes = chromium.evaluate(
        "Array.from(document.querySelectorAll('.sheet .item:first-of-type .wording, "
        ".sheet .item:first-of-type .number, .sheet .item:first-of-type .choices')).map("
        "node => { const box = node.getBoundingClientRect(); return [box.left, box.top] })"
    )
    number, english, english_choices, hebrew, hebrew_choices = boxes
    assert english[0] < number[0] < hebrew[0]
    assert english[1] == hebrew[1]
    assert english_choices[1] == hebrew_choices[1]


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "he"])
def test_in_a_browser_points_are_written_left_of_those_there_are(chromium: Page, lang: str) -> None:
    chromium.set_content(document(quiz_in(lang)))
    rule, most = chromium.evaluate(
        "['.score .rule', '.score .rule bdi'].map(name => "
        "document.querySelector(name).getBoundingClientRect().right)"
    )
    assert rule == most  # a fraction, 4 / 5, reads from the left in Hebrew too


@pytest.mark.browser
def test_in_a_browser_a_percent_sign_stands_right_of_its_gap_in_hebrew(chromium: Page) -> None:
    wording = replace(CLOZE.wording("he"), question="הגיעה ל-____% בלבד")
    item = replace(CLOZE, wordings=(wording,))
    chromium.set_content(document(Quiz("t", (item,), ("he",))))
    gap, sign = chromium.evaluate(
        """(() => {
            const gap = document.querySelector(".question .gap"), sign = document.createRange();
            sign.setStart(gap.nextSibling, 0);
            sign.setEnd(gap.nextSibling, 1);
            return [gap.getBoundingClientRect().right, sign.getBoundingClientRect().left];
        })()"""
    )
    assert abs(sign - gap) < 1
