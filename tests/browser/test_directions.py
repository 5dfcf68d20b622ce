"""Hebrew runs from the right, what is Latin in it from the left, and the page with its reader."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.visiting import READY, Visit
from serving import served
from small_desk import QUESTION, ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
NOTE: Final = """---
paper: 1706.03762
lang: en
title: Attention Is All You Need
---
## איך זה עובד

מכפלות הנקודה מחולקות בשורש הריבועי של רוחב המפתח.

## מונחים

קידוד מיקום אומר לרשת היכן עומדת כל מילה.
"""
HEBREW_QUESTION: Final = "במה מכפלות הנקודה מחולקות, בשורש הריבועי של רוחב המפתח?"
PARAGRAPH: Final = "ב-Transformer יש 6 שכבות [1] והשיפור של GPT-3 הוא -3.5% בלבד."
TOLD: Final = (
    f"{PARAGRAPH}\n\n",
    "- השכבה -5 של C++ [1]\n- the second item is in English [1]\n\n",
    "| מודל | ערך |\n|---|---|\n| GPT-3 | -3.5% |\n",
)
# All of the last answer in one go, for the page draws it anew as it grows: of each element its
# direction and its letters (of one line) as they stand on the screen from left to right.
SEEN: Final = """() => {
  const seen = (element) => {
    const boxes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        boxes.push([range.getBoundingClientRect().left, node.data[at]]);
      }
    }
    boxes.sort((a, b) => a[0] - b[0]);
    return [getComputedStyle(element).direction, boxes.map((box) => box[1]).join("")];
  };
  const all = (selector) => [...document.querySelectorAll(selector)].map(seen);
  return {
    paragraph: all(".said > p:first-child"), items: all(".said > ul:not(.doubts) > li"),
    headings: all(".said th"), cells: all(".said td"), title: all(".sources cite bdi"),
  };
}"""


@pytest.fixture
def told(tmp_path: Path) -> Iterator[str]:
    desk = small_desk(tmp_path, ToldModel(*TOLD), NOTE)
    with served(tmp_path, lambda: desk) as url:
        yield url


def test_a_mixed_answer_stands_in_the_order_in_which_it_is_read(told: str, visit: Visit) -> None:
    visit.page.goto(told)
    visit.ask(HEBREW_QUESTION)
    expect(visit.page.locator(".said > p").first).to_have_text(PARAGRAPH)
    seen = visit.page.evaluate(SEEN)
    # From the left: all that is Hebrew is turned round, the rest reads as it was written.
    line = ".דבלב -3.5% אוה GPT-3 לש רופישהו [1] תובכש 6 שי Transformer-ב"
    assert seen["paragraph"] == [["rtl", line]]
    assert seen["items"] == [
        ["rtl", "[1] C++ לש -5 הבכשה"],
        ["ltr", "the second item is in English [1]"],
    ]
    assert seen["headings"] == [["rtl", "לדומ"], ["rtl", "ךרע"]]
    assert [letters for _, letters in seen["cells"]] == ["GPT-3", "-3.5%"]
    assert seen["title"] == [["ltr", "Attention Is All You Need"]]
    lefts = visit.page.evaluate(
        "[...document.querySelectorAll('.said th')].map((it) => it.getBoundingClientRect().left)"
    )
    assert lefts[0] > lefts[1]  # the first column stands on the right


def test_the_question_box_follows_what_is_typed(told: str, visit: Visit) -> None:
    visit.page.goto(told)
    visit.page.locator(READY).first.wait_for(timeout=120_000)
    box = visit.page.locator("#question textarea")
    way = "() => getComputedStyle(document.querySelector('#question textarea')).direction"
    for typed, expected in (("מה זה LoRA?", "rtl"), (QUESTION, "ltr")):
        box.fill(typed)
        visit.page.wait_for_function(f"{way.removeprefix('() => ')} === '{expected}'")
    assert visit.page.evaluate("document.documentElement.dir") == "ltr"


def test_the_page_turns_round_for_hebrew_and_remembers_it(told: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{told}/?__theme=dark")
    page.locator(READY).first.wait_for(timeout=120_000)
    assert _page(page) == ["en", "ltr"]
    expect(page.get_by_role("tab").first).to_have_text("Chat")
    assert _left(page, "#title h1") < _left(page, "#switches")
    page.get_by_role("button", name="עברית").click()
    expect(page.get_by_role("tab").first).to_have_text("שיחה", timeout=120_000)
    assert page.url == f"{told}/?__theme=dark"
    assert _page(page) == ["he", "rtl"]
    expect(page.locator("#question textarea")).to_have_attribute("placeholder", "שאלו את המאמרים")
    expect(page.locator(".status")).to_have_attribute("lang", "he", timeout=120_000)
    assert _left(page, "#title h1") > _left(page, "#switches")
    page.reload()
    expect(page.get_by_role("tab").first).to_have_text("שיחה", timeout=120_000)
    assert _page(page) == ["he", "rtl"]
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("tab").first).to_have_text("Chat", timeout=120_000)
    assert visit.outside == []


def test_the_colours_are_chosen_remembered_and_there_before_anything_is_drawn(
    told: str, browser: Browser
) -> None:
    context = browser.new_context(locale="he-IL", color_scheme="light")
    page = context.new_page()
    page.goto(told)
    switch = page.locator("#theme-switch")
    dark = "document.body.classList.contains('dark')"
    expect(switch).to_have_text("צבעים: כמו במכשיר", timeout=120_000, use_inner_text=True)
    assert page.evaluate(dark) is False
    switch.click()
    expect(switch).to_have_text("צבעים: כהה", use_inner_text=True)
    assert page.evaluate(dark) is True
    # Where Gradio's own script never comes, the page is dark and mirrored all the same.
    page.route("**/assets/**", lambda route: route.abort())
    page.reload()
    paint = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paint) == "rgb(25, 23, 21)"
    assert _page(page) == ["he", "rtl"]
    page.unroute("**/assets/**")
    page.reload()
    expect(switch).to_have_text("צבעים: כהה", timeout=120_000, use_inner_text=True)
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(200)
    assert page.evaluate(dark) is True
    switch.click()
    expect(switch).to_have_text("צבעים: בהיר", use_inner_text=True)
    assert page.evaluate(dark) is False
    context.close()


def _page(page: Page) -> list[str]:
    root = "document.documentElement"
    found: list[str] = page.evaluate(f"[{root}.lang, {root}.dir]")
    return found


def _left(page: Page, selector: str) -> float:
    return float(
        page.evaluate("(it) => document.querySelector(it).getBoundingClientRect().left", selector)
    )
