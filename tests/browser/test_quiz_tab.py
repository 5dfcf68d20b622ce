"""A member has a quiz made, reads it, reveals an answer and takes it home, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Final
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect
from small_quiz import HOSTILE, PASSAGE, SMALL_QUIZ

from browser.visiting import READY, Visit
from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.quiz.plan import PaperQuiz, Plan
from serving import served
from small_desk import PAPER, QUESTION, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
LORA: Final = "LoRA: Low-Rank Adaptation of Large Language Models"


class ToldMaker:
    """Makes the small quiz of every paper; waits for ``go_on`` before it makes one."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.asked: list[Plan] = []

    def __call__(self, desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        self.asked.append(plan)
        while not self.go_on.wait(0.05):
            yield ""
        return PaperQuiz(PAPER, plan.count, SMALL_QUIZ.items, (("no quote", 2),))


@pytest.fixture
def maker() -> Iterator[ToldMaker]:
    maker = ToldMaker()
    yield maker
    maker.go_on.set()


@pytest.fixture
def small_app(tmp_path: Path, maker: ToldMaker) -> Iterator[str]:
    desk = small_desk(tmp_path)
    with served(tmp_path, lambda: desk, maker) as url:
        yield url


def _open_tab(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(READY).first.wait_for(timeout=60_000)
    page.get_by_role("tab", name="Quiz").click()
    expect(page.locator("#quiz-line")).to_contain_text("Pick papers", timeout=60_000)


def _pick(page: Page, *titles: str) -> None:
    box = page.get_by_role("combobox", name="Papers")
    box.click()
    for title in titles:
        box.fill(title)
        expect(page.get_by_role("option")).to_have_count(1)
        page.get_by_role("option", name=title).click()
    box.press("Escape")


def _make(page: Page) -> None:
    page.get_by_role("button", name="Make").click()


def test_a_quiz_is_made_read_revealed_and_taken_home(
    app: str, visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    _open_tab(page, app)
    _pick(page, "Attention Is All You Need", LORA)
    page.get_by_label("Both, side by side").check()
    _make(page)
    expect(page.locator("#quiz-line")).to_contain_text("made: 10", timeout=120_000)
    cards = page.locator("ol.items > li.item")
    expect(cards).to_have_count(10)
    starts = page.locator("ol.items").evaluate_all("all => all.map((one) => one.start)")
    assert starts == [1, 6]
    card = cards.first
    expect(card.locator(".asked")).to_have_count(2)
    key = card.locator("details.key")
    expect(key.locator(".right").first).not_to_be_visible()
    key.locator("summary").press("Enter")
    expect(key.locator(".right").first).to_be_visible()
    expect(key.locator("blockquote")).to_be_visible()
    expect(key.locator(".place")).to_contain_text("Attention Is All You Need")
    for name in ("Anki", "CSV"):
        page.get_by_label(name).check()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Download", exact=True).click()
    assert download.value.suggested_filename == "paperqa-quiz.zip"
    download.value.save_as(tmp_path / "quiz.zip")
    question = card.locator(".asked").first.text_content() or ""
    with ZipFile(tmp_path / "quiz.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "quiz.md",
            "quiz-key.md",
            "quiz.html",
            "quiz.apkg",
            "quiz.csv",
        ]
        assert question.split("____")[0].split('"')[0] in archive.read("quiz.csv").decode()
    expect(page.locator("#quiz-file")).to_have_text("paperqa-quiz.zip")
    assert visit.outside == []
    assert visit.alerts == []


def test_a_hebrew_card_runs_from_the_right_and_its_english_quote_from_the_left(
    small_app: str, maker: ToldMaker, visit: Visit
) -> None:
    maker.go_on.set()
    _open_tab(visit.page, small_app)
    _pick(visit.page, PAPER.title)
    visit.page.get_by_label("Hebrew").check()
    _make(visit.page)
    card = visit.page.locator("li.item").first
    card.locator("summary").click()

    def direction(selector: str) -> str:
        return str(card.locator(selector).evaluate("e => getComputedStyle(e).direction"))

    assert direction('.asked:has-text("המודל הקטן")') == "rtl"
    assert direction("[lang=he] > ol.choice") == "rtl"
    assert direction('[lang=he] > ol.choice > li[data-choice="2"] > bdi') == "ltr"
    assert direction('.why:has-text("12 שעות")') == "rtl"
    assert direction("blockquote") == "ltr"
    expect(card.locator("blockquote")).to_have_text(SMALL_QUIZ.items[0].citation.quote)


def test_hostile_words_of_an_item_make_no_element_and_no_request(
    small_app: str, maker: ToldMaker, visit: Visit
) -> None:
    maker.go_on.set()
    _open_tab(visit.page, small_app)
    _pick(visit.page, PAPER.title)
    _make(visit.page)
    card = visit.page.locator("li.item").nth(1)
    expect(card.locator(".asked").first).to_have_text(HOSTILE.wording("en").question)
    assert PASSAGE.text.count("<b>bold</b>") == 1
    card.locator("summary").click()
    expect(card.locator("blockquote")).to_have_text(HOSTILE.citation.quote)
    assert visit.page.locator("#quiz-cards :is(b, script, img)").count() == 0
    assert visit.outside == []
    assert visit.alerts == []


def test_while_a_quiz_is_made_the_chat_answers_and_stop_keeps_what_is_done(
    small_app: str, maker: ToldMaker, visit: Visit
) -> None:
    page = visit.page
    _open_tab(page, small_app)
    _pick(page, PAPER.title)
    _make(page)
    line = page.locator("#quiz-line")
    expect(line).to_contain_text(f"papers: 0 of 1 · items: 0 · now: {PAPER.title}")
    expect(page.get_by_role("button", name="Make")).to_have_count(0)
    page.get_by_role("tab", name="Chat").click()
    visit.ask(QUESTION)
    page.get_by_role("tab", name="Quiz").click()
    page.get_by_role("button", name="Stop").click()
    expect(line).to_contain_text("stopped after 0 of 1 papers")
    expect(page.locator("#quiz-saving")).to_have_count(0)
    maker.go_on.set()
    _make(page)
    expect(line).to_contain_text("asked for: 5 · made: 5 · drafts dropped: 2")
    expect(page.locator("li.item")).to_have_count(5)


def test_what_was_made_before_the_chat_was_used_is_still_there(
    small_app: str, maker: ToldMaker, visit: Visit
) -> None:
    maker.go_on.set()
    page = visit.page
    _open_tab(page, small_app)
    _pick(page, PAPER.title)
    _make(page)
    expect(page.locator("li.item")).to_have_count(5)
    page.get_by_role("tab", name="Chat").click()
    expect(page.locator("#question textarea")).to_be_visible()
    page.get_by_role("tab", name="Quiz").click()
    expect(page.locator("li.item")).to_have_count(5)
    expect(page.locator("#quiz-line")).to_contain_text("made: 5")


_HEBREW_BELOW_ENGLISH = """() => {
  const card = document.querySelector("li.item");
  const box = (lang) => card?.querySelector(`.wording[lang=${lang}]`)?.getBoundingClientRect();
  return box("he")?.top >= box("en")?.bottom;
}"""


def test_on_a_phone_the_quiz_stands_below_its_form_and_nothing_sticks_out(
    small_app: str, maker: ToldMaker, visit: Visit
) -> None:
    maker.go_on.set()
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    _open_tab(page, small_app)
    _pick(page, PAPER.title)
    page.get_by_label("Both, side by side").check()
    _make(page)
    card = page.locator("li.item").first
    expect(card).to_be_visible()
    # Both measured in one moment: the cards are replaced as they come.
    page.wait_for_function(_HEBREW_BELOW_ENGLISH)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_every_control_of_the_form_has_a_name(
    small_app: str, maker: ToldMaker, visit: Visit
) -> None:
    _open_tab(visit.page, small_app)
    visit.page.get_by_role("button", name="More").click()
    for role, name in (
        ("combobox", "From a meeting or list"),
        ("combobox", "Papers"),
        ("slider", "Items a paper"),
        ("group", "Language"),
        ("group", "Kinds of questions"),
        ("group", "Difficulty"),
        ("spinbutton", "Seed"),
        ("button", "Make"),
    ):
        expect(visit.page.get_by_role(role, name=name).first).to_be_visible()  # type: ignore[arg-type]
    assert maker.asked == []
