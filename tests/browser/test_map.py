"""A member looks at the map, opens a paper by mouse or keys, and asks about it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser.shown_club import HOSTILE, PAPERS, club
from browser.visiting import READY, Visit
from paperqa.answer.desk import Desk
from paperqa.store.bundle import open_index
from serving import served
from small_desk import WordEmbedder

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ON_MAP = [paper for paper in PAPERS if paper.id != "nowhere"]
# All in one moment: how many pairs of labels cover each other on the screen.
_COVERED = """() => {
  const boxes = [...document.querySelectorAll("g.dot text")].map((t) => t.getBoundingClientRect());
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)).length;
}"""


@pytest.fixture(scope="module")
def map_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = club(tmp_path_factory.mktemp("map"))
    desk = Desk(open_index(settings.index_dir), WordEmbedder())
    with served(settings.home, lambda: desk, settings=settings) as url:
        yield url


def _open(page: Page, url: str, tab: str = "Map") -> None:
    page.goto(url)
    page.locator(READY).first.wait_for(timeout=120_000)
    page.get_by_role("tab", name=tab, exact=True).click()
    page.locator("g.dot").first.wait_for(timeout=120_000)


def _dot(page: Page, paper: str) -> str:
    return f'g.dot[data-paper="{paper}"]'


def test_a_click_opens_a_card_and_asking_fills_the_box_and_the_scope(
    map_app: str, visit: Visit
) -> None:
    page = visit.page
    _open(page, map_app)
    expect(page.locator("g.dot")).to_have_count(len(ON_MAP))
    assert page.evaluate(_COVERED) == 0
    page.locator(_dot(page, "2106.09685")).click()
    card = page.get_by_role("dialog", name="LoRA: Low-Rank Adaptation")
    expect(card).to_contain_text("2021 · Tuning")
    card.locator("[data-go]").first.click()
    expect(page.locator(".map-card h4")).not_to_have_text("LoRA: Low-Rank Adaptation")
    page.keyboard.press("Escape")
    page.locator(_dot(page, "evil")).click()
    expect(page.locator(".map-card h4")).to_have_text(HOSTILE)
    page.keyboard.press("Escape")
    page.locator(_dot(page, "2106.09685")).click()
    card.get_by_role("button", name="Ask about this paper").click()
    box = page.locator("#question textarea")
    expect(box).to_be_focused(timeout=60_000)
    expect(box).to_have_value("What is the main idea of LoRA?")
    expect(page.locator("#scope-chip")).to_contain_text("LoRA", timeout=60_000)
    assert page.locator("#map-tab :is(img, script, b)").count() == 0
    assert visit.alerts == []


def test_arrow_keys_go_from_paper_to_paper_and_escape_closes(map_app: str, visit: Visit) -> None:
    page = visit.page
    _open(page, map_app)
    page.locator('g.dot[tabindex="0"]').focus()
    seen = set()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.dataset.paper"))
    assert len(seen) > 1
    assert seen <= {paper.id for paper in ON_MAP}
    last = page.evaluate("document.activeElement.dataset.paper")
    page.keyboard.press("Enter")
    expect(page.locator(".map-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.paper") == last
    expect(page.locator('g.dot[tabindex="0"]')).to_have_count(1)


def test_the_map_is_a_list_too_and_fits_a_phone_in_hebrew(map_app: str, visit: Visit) -> None:
    page = visit.page
    page.context.add_cookies([{"name": "paperqa_lang", "value": "he", "url": map_app}])
    page.set_viewport_size({"width": 390, "height": 844})
    _open(page, map_app, "מפה")
    page.get_by_text("המפה כרשימה").click()
    rows = page.locator("li.map-paper")
    expect(rows).to_have_count(len(ON_MAP))
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    row = page.locator('li.map-paper[data-paper="2106.09685"]')
    row.get_by_role("button", name="לשאול על המאמר הזה").click()
    box = page.locator("#question textarea")
    expect(box).to_have_value("מה הרעיון המרכזי של LoRA?", timeout=60_000)
