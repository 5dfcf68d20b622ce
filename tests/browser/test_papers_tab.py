"""A member finds papers, chooses some, and asks or is asked about only these."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser.shown_club import HOSTILE, PAPERS, SAYS, club
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

_GAP = """() => {
    const [add, controls] = ["adding", "papers-controls"].map((id) => document.getElementById(id));
    return controls.getBoundingClientRect().top - add.getBoundingClientRect().bottom;
}"""


@pytest.fixture(scope="module")
def club_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of an app that serves the small club."""
    settings = club(tmp_path_factory.mktemp("club"))
    desk = Desk(open_index(settings.index_dir), WordEmbedder())
    with served(settings.home, lambda: desk, settings=settings) as url:
        yield url


def _open(page: Page, url: str, tab: str = "Papers") -> None:
    page.goto(url)
    page.locator(READY).first.wait_for(timeout=120_000)
    page.get_by_role("tab", name=tab, exact=True).click()
    page.locator("li.paper").first.wait_for(timeout=120_000)


def _shown(page: Page) -> list[str]:
    shown = page.locator("li.paper:visible")
    return [str(row.get_attribute("data-paper")) for row in shown.all()]


def _box(page: Page, title: str) -> str:
    return f"Choose: {title}"


def test_papers_are_found_as_one_types_by_title_author_and_hebrew_name(
    club_app: str, visit: Visit
) -> None:
    page = visit.page
    _open(page, club_app)
    assert _shown(page) == [paper.id for paper in PAPERS]
    search = page.get_by_label("Search titles, names and authors")
    for typed, found in (
        ("lora", ["2106.09685"]),
        ("טרנספורמר", ["1706.03762"]),
        ("capek 2018", ["1810.04805", "nowhere"]),
        ("no such paper", []),
    ):
        search.fill(typed)
        said = f"{len(found)} of 5 papers" if found else "No paper matches"
        expect(page.locator(".shelf .found")).to_have_text(said)
        assert _shown(page) == found
    gap = page.evaluate(_GAP)  # nothing is in the list now: what is above it must not spread
    assert 0 <= gap <= 40
    search.fill("")
    expect(page.locator("li.paper:visible")).to_have_count(5)
    assert visit.alerts == []
    assert page.locator("#papers-tab :is(img, script, b)").count() == 0


def test_what_is_chosen_survives_search_and_grouping_and_becomes_the_scope(
    club_app: str, visit: Visit
) -> None:
    page = visit.page
    _open(page, club_app)
    expect(page.get_by_role("button", name="Ask only these")).to_be_hidden()
    page.get_by_label("Choose all: club: Tuning").check()
    expect(page.locator("#papers-chosen")).to_have_text("2 papers chosen")
    expect(page.get_by_label(_box(page, "A Paper That Is Not Here"))).to_be_disabled()
    page.get_by_label("Search titles, names and authors").fill("bert")
    page.get_by_label(_box(page, PAPERS[1].title)).check()
    page.get_by_label("Year").check()
    page.get_by_label("Search titles, names and authors").fill("")
    expect(page.get_by_role("heading", name="2021")).to_be_visible()
    for number in (1, 2, 3):
        expect(page.get_by_label(_box(page, PAPERS[number].title))).to_be_checked()
    page.get_by_label(_box(page, HOSTILE)).uncheck()
    expect(page.locator("#papers-chosen")).to_have_text("2 papers chosen")
    page.get_by_role("button", name="Ask only these").click()
    expect(page.locator("#question textarea")).to_be_focused(timeout=60_000)
    chip = page.locator("#scope-chip")
    expect(chip).to_contain_text("BERT", timeout=60_000)
    expect(chip).to_contain_text("LoRA")
    visit.ask("What does LoRA train beside each frozen weight matrix?")
    expect(page.locator(".sources cite").first).to_contain_text("LoRA")
    page.get_by_role("tab", name="Papers", exact=True).click()
    page.get_by_role("button", name="Quiz on these").click()
    expect(page.locator("#quiz-papers .token")).to_have_count(2, timeout=60_000)
    page.get_by_role("tab", name="Papers", exact=True).click()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#papers-bar")).to_be_hidden()


def test_a_paper_opens_by_keyboard_and_asking_about_it_asks_only_it(
    club_app: str, visit: Visit
) -> None:
    page = visit.page
    _open(page, club_app)
    page.get_by_label(_box(page, PAPERS[0].title)).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    row = page.locator('li.paper[data-paper="1706.03762"]')
    expect(row.locator(".summary")).to_contain_text(SAYS["1706.03762"])
    expect(row.locator(".state")).to_have_text("Note only")
    page.get_by_label("Year").check()
    expect(page.get_by_role("heading", name="2021")).to_be_visible()
    expect(page.locator("li.paper details[open]")).to_have_count(1)
    expect(row.get_by_role("link", name="arXiv:1706.03762")).to_be_visible()
    row.get_by_role("button", name="Ask about this paper").click()
    expect(page.locator("#question textarea")).to_be_focused(timeout=60_000)
    expect(page.locator("#scope-chip")).to_contain_text(PAPERS[0].title, timeout=60_000)
    expect(page.locator("#scope-chip")).not_to_contain_text("BERT")


def test_on_a_phone_in_hebrew_nothing_sticks_out(club_app: str, visit: Visit) -> None:
    page = visit.page
    page.context.add_cookies([{"name": "paperqa_lang", "value": "he", "url": club_app}])
    page.set_viewport_size({"width": 390, "height": 844})
    _open(page, club_app, "מאמרים")
    page.get_by_label("בחירה: BERT").check()
    expect(page.locator("#papers-chosen")).to_have_text("נבחר מאמר אחד")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
