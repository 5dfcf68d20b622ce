"""A reader asks in both languages and opens what an answer rests on, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from browser.visiting import HOSTILE, Visit, started

pytestmark = pytest.mark.browser

ENGLISH = "why are the dot products scaled?"
HEBREW = "מה זה positional encoding?"


def test_an_english_question_is_answered_and_its_citation_opens_on_the_quoted_words(
    app: str, visit: Visit
) -> None:
    visit.page.goto(app)
    visit.ask(ENGLISH)
    answer = visit.page.locator(".answer").last
    source = answer.locator("details.source").first
    quote = source.locator("mark").first
    expect(quote).not_to_be_visible()
    answer.locator("a.marker").first.click()
    dialog = visit.page.locator("#lit")
    expect(dialog.locator("mark")).to_have_text(quote.text_content() or "", timeout=120_000)
    expect(dialog).to_contain_text("A note has no pages: here is its passage.")
    visit.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    source.locator("summary").click()
    expect(quote).to_be_visible()
    expect(quote).to_be_in_viewport()
    expect(source.locator("cite")).to_have_text("Attention Is All You Need")
    expect(source.locator(".where")).to_contain_text("the club’s note")
    words = quote.text_content() or ""
    assert "dot products are scaled by 1/sqrt(d_k)" in words
    assert words in (answer.locator(".said").text_content() or "")
    assert words in (source.locator("pre.passage").text_content() or "")
    link = source.locator("a.outside").first
    assert link.get_attribute("href") == "https://arxiv.org/abs/1706.03762"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert visit.outside == []


def test_a_hebrew_question_is_answered_in_hebrew_from_the_right(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.ask(HEBREW)
    paragraph = visit.page.locator(".answer .said p").first
    assert "קידודי מיקום" in (paragraph.text_content() or "")
    style = paragraph.evaluate(
        "e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]"
    )
    assert style == ["rtl", "start"]
    right_gap, left_gap = paragraph.evaluate(
        """p => {
          const lines = document.createRange();
          lines.selectNodeContents(p);
          const boxes = [...lines.getClientRects()], box = p.getBoundingClientRect();
          const last = boxes.filter((one) => Math.abs(one.bottom - boxes.at(-1).bottom) < 8);
          return [box.right - Math.max(...last.map((one) => one.right)),
                  Math.min(...last.map((one) => one.left)) - box.left];
        }"""
    )
    assert right_gap < 2
    assert left_gap > 40
    question = visit.page.locator(".question").last
    assert question.evaluate("e => getComputedStyle(e).direction") == "rtl"
    expect(visit.page.locator(".sources .heading").last).to_have_text("מקורות")
    assert visit.outside == []


def test_a_marker_of_an_older_answer_opens_the_words_of_that_answer(app: str, visit: Visit) -> None:
    visit.page.goto(f"{app}/?__theme=dark")
    visit.ask(ENGLISH)
    visit.ask(HEBREW)
    words = visit.page.locator("#lit .lit-quote")
    for answer in visit.page.locator(".answer").all():
        source = answer.locator("details.source").first
        answer.locator("a.marker").first.click()
        cited = source.locator("mark").first.text_content() or ""
        expect(words).to_have_text(cited, timeout=120_000)
        visit.page.keyboard.press("Escape")
        # Its source is marked in the column, for the marker has the focus again.
        expect(visit.page.locator("details.source.pointed")).to_have_count(1)
        expect(source).to_have_class(re.compile("pointed"))
    assert re.fullmatch(rf"{app}/\?__theme=dark&chat=[0-9a-f]{{16}}", visit.page.url)


def test_a_source_opens_by_its_summary_and_by_the_keyboard(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.ask(ENGLISH)
    source = visit.page.locator("details.source").first
    source.locator("summary").click()
    expect(source.locator("mark").first).to_be_in_viewport()
    source.locator("summary").press("Enter")
    expect(source.locator("mark").first).not_to_be_visible()


def test_hostile_words_of_a_source_and_of_a_reader_stay_words(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.ask(f"How does the zebra protocol greet every reader? {HOSTILE}")
    answer = visit.page.locator(".answer").last
    expect(answer.locator("pre.passage").first).to_contain_text(HOSTILE)
    expect(answer.locator("cite").first).to_have_text("<b onmouseover=alert(1)>Zebra</b> protocol")
    expect(visit.page.locator(".question").last).to_contain_text(HOSTILE)
    assert visit.page.locator("#conversation img").count() == 0
    assert visit.page.locator("#conversation [onmouseover], #conversation b").count() == 0
    visit.page.wait_for_timeout(1000)  # for what it would load; one stream stays open
    assert visit.outside == []
    assert visit.alerts == []


def test_a_refusal_shows_the_nearest_passages(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.ask("Which pizza in Haifa is best?")
    answer = visit.page.locator(".answer").last
    expect(answer.locator(".refusal")).to_have_text("The papers do not say.")
    near = answer.locator("details.source").first
    near.locator("summary").click()
    expect(near.locator("mark")).to_be_visible()


def test_an_example_is_asked_by_one_click(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.page.get_by_role("button", name="Why are the dot products scaled?").click()
    visit.page.locator(".colophon").wait_for(timeout=120_000)
    expect(visit.page.locator(".question")).to_have_text("Why are the dot products scaled?")
    expect(visit.page.locator("#question .submit-button")).to_be_visible()


def test_the_scope_keeps_the_answer_to_the_papers_chosen(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.page.locator(".hint").wait_for(timeout=120_000)
    visit.page.get_by_role("button", name="Where to look").click()
    visit.page.get_by_role("combobox", name="Papers").click()
    visit.page.get_by_role("option", name="LoRA").click()
    visit.page.keyboard.press("Escape")
    visit.ask("What does LoRA or attention save?")
    titles = set(visit.page.locator(".answer cite").all_text_contents())
    assert titles == {"LoRA: Low-Rank Adaptation of Large Language Models"}


def test_the_page_says_once_what_is_missing_and_the_command_that_adds_it(
    app: str, visit: Visit
) -> None:
    visit.page.goto(app)
    hint = visit.page.locator(".hint")
    expect(hint.locator("summary")).to_have_text(
        "no language model: answers are quotations", timeout=120_000
    )
    expect(hint.locator("code")).not_to_be_visible()
    hint.locator("summary").click()
    expect(hint.locator("code")).to_have_text("make model && make run")


def test_sources_stand_beside_an_answer_and_on_a_phone_below_it(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.ask(ENGLISH)
    said, sources = visit.page.locator(".said").last, visit.page.locator(".sources").last
    assert _edge(sources, "left") > _edge(said, "right")
    visit.page.set_viewport_size({"width": 390, "height": 844})
    assert _edge(sources, "top") >= _edge(said, "bottom")
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390


def _edge(element: Locator, name: str) -> float:
    return float(element.evaluate(f"e => e.getBoundingClientRect().{name}"))


def test_without_an_index_the_page_opens_and_says_how_to_build_one(
    tmp_path: Path, visit: Visit
) -> None:
    (tmp_path / "ingest").mkdir()
    with started(tmp_path) as url:
        visit.page.goto(url)
        expect(visit.page.locator(".status .error")).to_contain_text(
            "build one with: paperqa index", timeout=120_000
        )
        visit.page.fill("#question textarea", ENGLISH)
        visit.page.keyboard.press("Enter")
        error = visit.page.locator(".said .error")
        expect(error).to_contain_text("build one with: paperqa index", timeout=120_000)
        assert "Traceback" not in (visit.page.text_content("body") or "")
