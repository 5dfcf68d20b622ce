"""Forty hostile strings through every channel: all of them stay words, in their boxes."""

from collections.abc import Generator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.hostile import HOSTILE, QUESTION, WRONG, hostile_desk
from browser.visiting import READY, Visit
from paperqa.answer.desk import Desk
from paperqa.quiz.item import QuizItem, Wording
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Citation, Paper, Passage
from serving import served
from small_desk import QUESTION as PLAIN_QUESTION
from small_desk import ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
TALK = ".question, .answer"


def _is_clean(visit: Visit, selector: str) -> None:
    """Assert that nothing ran, nothing was asked for and nothing sticks out, wide or narrow."""
    page = visit.page
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(500)  # for what would run, and for the new width
        assert page.locator(selector).count()
        assert "\n".join(page.evaluate(WRONG, selector)) == ""
    page.set_viewport_size({"width": 1280, "height": 800})
    assert visit.alerts == []
    assert visit.outside == []
    assert visit.refused == []


def _shown(page: Page, selector: str) -> str:
    return " ".join("".join(page.locator(selector).all_text_contents()).split())


def test_what_a_reader_types_stays_words(tmp_path: Path, visit: Visit) -> None:
    desk = small_desk(tmp_path)
    with served(tmp_path, lambda: desk) as url:
        visit.page.goto(url)
        typed = [text for text in HOSTILE if len(text) < 200]
        for part in (typed[::3], typed[1::3], typed[2::3], [HOSTILE[-4]], [HOSTILE[-3]]):
            visit.ask(" ".join(part))
        shown = _shown(visit.page, "#conversation .question")
        for text in typed:
            assert " ".join(text.split()) in shown or "\x00" in text
        _is_clean(visit, TALK)


def test_what_papers_say_and_are_called_stays_words(tmp_path: Path, visit: Visit) -> None:
    desk = hostile_desk(tmp_path)
    with served(tmp_path, lambda: desk) as url:
        visit.page.goto(url)
        visit.ask(QUESTION)
        page = visit.page
        expect(page.locator("details.source").first).to_be_visible()
        shown = _shown(page, "#conversation .answer")
        for text in ("<script class=hostile>alert(1)</script>", "${alert(23)}", "<!-- never"):
            assert text in shown
        assert "<base class=hostile" in _shown(page, "details.source cite")
        assert "class=hostile" in _shown(page, "details.source .where")
        _is_clean(visit, TALK)
        for tab, part in (("Papers", "#papers-list"), ("Map", "#map-picture")):
            page.get_by_role("tab", name=tab).click()
            expect(page.locator(part)).to_contain_text("Zebra <script", timeout=60_000)
            _is_clean(visit, part)


def test_what_a_model_writes_stays_words(tmp_path: Path, visit: Visit) -> None:
    first = "The dot products are scaled by the square root of the key width [1].\n\n"
    desk = small_desk(tmp_path, ToldModel(first, *(f"{text} [1].\n\n" for text in HOSTILE)))
    with served(tmp_path, lambda: desk) as url:
        visit.page.goto(url)
        visit.ask(PLAIN_QUESTION)
        shown = _shown(visit.page, "#conversation .said")
        for text in ("<script class=hostile>alert(1)</script>", "![t](https://leak.example/i.png)"):
            assert text in shown
        _is_clean(visit, TALK)


def test_links_to_the_app_stay_words(tmp_path: Path, visit: Visit) -> None:
    desk = hostile_desk(tmp_path)
    page = visit.page
    with served(tmp_path, lambda: desk) as url:
        for text in HOSTILE:
            asked = f"paper={quote(text)}&page={quote(text)}&quote={quote(text)}"
            page.goto(f"{url}/lit?{asked}")
            assert page.evaluate(WRONG, "body")[:-1] == []  # the last: without styles it is wide
        page.goto(f"{url}/?paper=zebra&quote={quote(HOSTILE[2])}")
        expect(page.locator("#lit .lit-view")).to_contain_text(HOSTILE[2], timeout=120_000)
        _is_clean(visit, "#lit")
        every = quote(" ".join(text for text in HOSTILE if len(text) < 60))
        page.goto(f"{url}/?q={every}&chat={every}&__theme={every}&paper={every}&quote={every}")
        page.locator(READY).first.wait_for(timeout=120_000)
        page.wait_for_timeout(1000)
        assert page.locator(".hostile").count() == 0
        assert (visit.alerts, visit.outside, visit.refused) == ([], [], [])


def test_what_a_quiz_asks_stays_words(tmp_path: Path, visit: Visit) -> None:
    desk = hostile_desk(tmp_path)
    page = visit.page
    with served(tmp_path, lambda: desk, _hostile_quiz) as url:
        page.goto(url)
        page.locator(READY).first.wait_for(timeout=120_000)
        page.get_by_role("tab", name="Quiz").click()
        box = page.get_by_role("combobox", name="Papers")
        box.click()
        page.get_by_role("option").first.click()
        box.press("Escape")
        page.get_by_role("button", name="Make").click()
        expect(page.locator("ol.items > li.item")).to_have_count(len(HOSTILE), timeout=60_000)
        assert "${alert(23)}" in _shown(page, "ol.items")
        _is_clean(visit, "ol.items > li.item")


def _hostile_quiz(desk: Desk, plan: Plan, paper_id: str) -> Generator[str, None, PaperQuiz]:
    """Return a quiz of an item a string, which stands wherever an item has words."""
    yield ""
    paper = desk.index.papers[paper_id]
    items = tuple(_item(paper, number, text) for number, text in enumerate(HOSTILE))
    return PaperQuiz(paper, plan.count, items)


def _item(paper: Paper, number: int, text: str) -> QuizItem:
    passage = Passage(paper.id, "note", "en", text, text, 0, len(text))
    choices = (text, *(f"{text} {n}" for n in range(3)))
    return QuizItem(
        id=f"zebra-{number}",
        kind="choice",
        wordings=(Wording("en", f"Asked: {text}", text, choices, text),),
        correct=0,
        citation=Citation(1, paper, passage, text, 0, len(text), None),
        difficulty="medium",
        maker="term",
    )
