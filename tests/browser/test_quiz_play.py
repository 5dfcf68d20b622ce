"""A member plays a quiz of known items, in a real browser: by keys, to the end, and the wrong
ones again; the page does not hold a key before the answer; leaving ends a model's work."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Final

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect
from small_quiz import CHOICE, CLOZE, OPEN, TRUE_OR_FALSE

from browser.visiting import READY, Visit
from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.quiz.item import QuizItem
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Paper
from paperqa.ui.links import quote_link
from serving import served
from small_desk import NOTE, PAPER, ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
LONG: Final = 120_000
"""Milliseconds: machines that test are slow."""
OTHER = Paper("lamps", "Lamps at Night")
NUMBERS = NOTE + "\n## Key numbers\n\nThe base model trains for 12 hours. It has 65 heads.\n"
ITEMS = {PAPER.id: (CHOICE, CLOZE, OPEN), OTHER.id: (TRUE_OR_FALSE,)}


def _about(paper: Paper, item: QuizItem) -> QuizItem:
    return replace(item, citation=replace(item.citation, paper=paper))


class ToldMaker:
    """Makes three items of the one paper at once, and of the other one item after ``go_on``."""

    def __init__(self) -> None:
        self.go_on = Event()

    def __call__(self, desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        paper = desk.index.papers[paper_id]
        while paper_id == OTHER.id and not self.go_on.wait(0.05):
            yield ""
        items = tuple(_about(paper, item) for item in ITEMS[paper_id])
        return PaperQuiz(paper, plan.count, items)


@pytest.fixture
def maker() -> Iterator[ToldMaker]:
    maker = ToldMaker()
    yield maker
    maker.go_on.set()


@pytest.fixture
def two_papers(tmp_path: Path, maker: ToldMaker) -> Iterator[str]:
    desk = small_desk(tmp_path)
    row = desk.index.documents[0]
    index = replace(
        desk.index,
        papers={**desk.index.papers, OTHER.id: OTHER},
        documents=(row, replace(row, paper=OTHER.id)),
        passages=(*desk.index.passages, replace(desk.index.passages[0], paper=OTHER.id)),
    )
    with served(tmp_path, lambda: replace(desk, index=index), maker) as url:
        yield url


def _make(page: Page, url: str, *titles: str) -> None:
    page.goto(url)
    page.locator(READY).first.wait_for(timeout=LONG)
    page.get_by_role("tab", name="Quiz").click()
    expect(page.locator("#quiz-line")).to_contain_text("Pick papers", timeout=LONG)
    box = page.get_by_role("combobox", name="Papers")
    box.click()
    for title in titles:
        box.fill(title)
        expect(page.get_by_role("option")).to_have_count(1, timeout=LONG)
        page.get_by_role("option", name=title).click()
    box.press("Escape")
    page.get_by_role("button", name="Make").click()


def _play(page: Page) -> None:
    page.get_by_role("radio", name="Play", exact=True).check(timeout=LONG)


def _asked(page: Page, item: QuizItem, focus: str) -> None:
    """Wait until ``item`` is asked in English, with the focus where a player goes on."""
    expect(page.locator("#quiz-play .asked")).to_have_text(
        item.wording("en").question, timeout=LONG
    )
    expect(page.locator(f"#quiz-play {focus}")).to_be_focused(timeout=LONG)


def _score(page: Page, score: str) -> None:
    expect(page.locator("#quiz-score")).to_have_text(score, use_inner_text=False, timeout=LONG)


def _holds(page: Page, words: str) -> bool:
    return words in page.content()


def test_a_quiz_is_played_by_keys_alone_while_it_is_made_and_the_wrong_one_again(
    two_papers: str, maker: ToldMaker, visit: Visit
) -> None:
    page = visit.page
    _make(page, two_papers, PAPER.title, OTHER.title)
    expect(page.locator("li.item")).to_have_count(3, timeout=LONG)
    assert _holds(page, CHOICE.wording("en").explanation.replace("&", "&amp;"))
    _play(page)
    expect(page.locator("#quiz-play .asked")).to_have_text(
        CHOICE.wording("en").question, timeout=LONG
    )
    _score(page, "right: 0 · wrong: 0 · left: 3")
    for item in (CHOICE, CLOZE, OPEN):
        for wording in item.wordings:
            assert not _holds(page, wording.explanation.replace("&", "&amp;") or wording.answer)
        assert not _holds(page, item.citation.quote.replace("&", "&amp;"))
    # A wrong option.
    page.keyboard.press("2")
    verdict = page.locator("#play-verdict")
    expect(verdict).to_have_text("✗Wrong. The right answer: 12", timeout=LONG)
    expect(page.locator("#quiz-play li.option.right")).to_have_text("✓12 (the right answer)")
    expect(page.locator("#quiz-play a.lit")).to_have_attribute(
        "href", quote_link(PAPER.id, 4, CHOICE.citation.quote)
    )
    expect(page.locator("#quiz-play [data-move=next]")).to_be_focused(timeout=LONG)
    _score(page, "right: 0 · wrong: 1 · left: 2")
    page.keyboard.press("Enter")
    # A gap that is filled rightly.
    _asked(page, CLOZE, "input")
    page.keyboard.type("sqrt(D_k)")
    page.keyboard.press("Enter")
    expect(verdict).to_have_text("✓Right.", timeout=LONG)
    expect(page.locator("#quiz-play [data-move=next]")).to_be_focused(timeout=LONG)
    page.keyboard.press("Enter")
    # An open question, judged by the player.
    _asked(page, OPEN, "#play-question")
    page.keyboard.press("Enter")
    answer = page.locator("#quiz-play .model-answer")
    expect(answer).to_contain_text(OPEN.wording("en").answer, timeout=LONG)
    expect(answer).to_be_focused(timeout=LONG)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(verdict).to_have_text("✓Right.", timeout=LONG)
    expect(page.locator("#quiz-play [data-move=next]")).to_be_focused(timeout=LONG)
    page.keyboard.press("Enter")
    # Faster than the maker; what comes is asked by itself.
    expect(page.locator("#quiz-play")).to_contain_text("That is all so far", timeout=LONG)
    maker.go_on.set()
    _asked(page, TRUE_OR_FALSE, "#play-question")
    page.keyboard.press("1")
    expect(verdict).to_have_text("✗Wrong. The right answer: False", timeout=LONG)
    page.locator("#quiz-play [data-move=next]").press("Enter")
    result = page.locator("#quiz-play .result")
    expect(result.locator("h3")).to_have_text("2 of 4 right", timeout=LONG)
    expect(result.locator("h3")).to_be_focused(timeout=LONG)
    expect(result.locator("tr")).to_have_text([f"{PAPER.title}2 of 3", f"{OTHER.title}0 of 1"])
    page.keyboard.press("Enter")
    _score(page, "right: 0 · wrong: 0 · left: 2")
    asked = page.locator("#quiz-play .asked").text_content()
    assert asked in {CHOICE.wording("en").question, TRUE_OR_FALSE.wording("en").question}
    assert visit.outside == []
    assert visit.alerts == []


_OPTION_PLACES = """() => [...document.querySelectorAll("#quiz-play .option")].map((one) => {
  const at = (what) => one.querySelector(what).getBoundingClientRect();
  return [at(".key").x > at("bdi").x, getComputedStyle(one).direction];
})"""


def test_the_language_is_changed_within_an_item_and_the_cards_come_back_with_their_keys(
    two_papers: str, maker: ToldMaker, visit: Visit
) -> None:
    page = visit.page
    _make(page, two_papers, PAPER.title)
    _play(page)
    expect(page.locator("#quiz-play .asked")).to_have_text(
        CHOICE.wording("en").question, timeout=LONG
    )
    page.locator("#quiz-speak").get_by_label("Hebrew").check()
    hebrew = CHOICE.wording("he").question.split("____")[0].strip()
    expect(page.locator("#quiz-play .asked")).to_contain_text(hebrew, timeout=LONG)
    assert page.evaluate(_OPTION_PLACES) == [[True, "rtl"]] * 4
    page.keyboard.press("3")
    expect(page.locator("#play-verdict")).to_have_text("✓Right.", timeout=LONG)
    page.get_by_role("radio", name="Read", exact=True).check()
    expect(page.locator("li.item")).to_have_count(3, timeout=LONG)
    page.get_by_label("Show all answers").check()
    expect(page.locator("#quiz-cards .right:visible")).to_have_count(6, timeout=LONG)
    page.get_by_label("Show all answers").uncheck()
    expect(page.locator("#quiz-cards .right:visible")).to_have_count(0, timeout=LONG)
    assert page.locator("#quiz-cards a.lit").evaluate_all("all => all.length") == 3
    _play(page)
    _score(page, "right: 1 · wrong: 0 · left: 2")


_REFUSED = """async (moves) => {
  const play = document.querySelector("#quiz-play");
  const button = play.querySelector("[data-option]");
  for (const [number, option] of moves) {
    play.querySelector(".play").dataset.number = number;
    button.dataset.option = option;
    button.click();
    await new Promise((done) => setTimeout(done, 1500));
  }
}"""


def test_on_a_phone_it_fits_and_crafted_moves_are_refused(
    two_papers: str, maker: ToldMaker, visit: Visit
) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    _make(page, two_papers, PAPER.title)
    _play(page)
    expect(page.locator("#quiz-play .option")).to_have_count(4, timeout=LONG)
    page.evaluate(_REFUSED, [[0, 99], [2, 1]])
    _score(page, "right: 0 · wrong: 0 · left: 3")
    assert page.locator("#play-verdict").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.wait_for_function(
        "() => document.querySelector('#quiz-play .asked')?.getBoundingClientRect().top < 500"
    )


class _Held:
    """What the server answered to what was put in last; the page hears of it on ``let_go``."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._answers: list[tuple[Route, APIResponse]] = []
        page.route("**/queue/join*", lambda route: self._answers.append((route, route.fetch())))

    def wait(self) -> None:
        while not self._answers:
            self._page.wait_for_timeout(50)

    def let_go(self) -> None:
        for route, response in self._answers:
            route.fulfill(response=response)
        self._page.unroute("**/queue/join*")


@pytest.mark.parametrize("leave", ["stop", "stop at once", "close"])
def test_stop_and_a_closed_tab_end_a_models_work_in_the_middle_of_a_paper(
    tmp_path: Path, visit: Visit, leave: str
) -> None:
    page = visit.page
    model = ToldModel("{", endless=True)
    desk = small_desk(tmp_path, model, note=NUMBERS)
    with served(tmp_path, lambda: desk) as url:
        page.goto(url)
        page.locator(READY).first.wait_for(timeout=LONG)
        page.get_by_role("tab", name="Quiz").click()
        page.get_by_role("button", name=re.compile("More")).click(timeout=LONG)
        page.get_by_label("The language model writes items too").check(timeout=LONG)
        box = page.get_by_role("combobox", name="Papers")
        box.click()
        page.get_by_role("option", name=PAPER.title).click()
        box.press("Escape")
        held = _Held(page) if leave == "stop at once" else None
        page.get_by_role("button", name="Make").click()
        if held:
            held.wait()
        assert model.begun.wait(60)
        assert not model.closed.is_set()
        if leave == "close":
            page.close()
        else:
            page.get_by_role("button", name="Stop").click()
            if held:
                held.let_go()
            expect(page.locator("#quiz-line")).to_contain_text("stopped after 0 of 1", timeout=LONG)
        assert model.closed.wait(20)
