"""axe-core finds no serious fault in any view of the page, in both languages and both themes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.visiting import READY, Visit
from serving import served
from small_desk import QUESTION, ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
GRAVE: Final = {"serious", "critical"}


@dataclass(frozen=True, slots=True)
class View:
    """``open`` leads there from the page as it opens; ``there`` is what one then sees."""

    name: str
    open: Callable[[Page], None]
    there: str


def _tab(key: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f"#{key}-tab-button").click()


def _ask(page: Page) -> None:
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.locator(".colophon").wait_for(timeout=120_000)
    # Again and again: the page draws an answer anew as it grows, and closes what was open.
    page.wait_for_function(
        """() => {
          const source = document.querySelector("details.source");
          if (source && !source.open) source.querySelector("summary").click();
          return source?.querySelector("mark")?.checkVisibility();
        }""",
        polling=500,
        timeout=120_000,
    )


def _open_page(page: Page) -> None:
    _ask(page)
    page.locator("a.marker").first.click()


VIEWS: Final = (
    View("chat, empty", lambda page: None, "#conversation .examples"),
    View("chat, answered, a source open", _ask, "details.source[open] mark"),
    View("the page of a citation", _open_page, "#lit[open] .lit-view"),
    View("papers", _tab("papers"), "#papers-list .paper"),
    View("map", _tab("map"), "#map-tab svg"),
    View("quiz", _tab("quiz"), "#quiz-line p"),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("told")
    desk = small_desk(
        folder, ToldModel("By the root of the key width [1].\n\n| a | b |\n|-|-|\n|1|2|")
    )
    with served(folder, lambda: desk) as url:
        yield url


@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("he", "dark")])
def test_no_view_has_a_serious_fault(told: str, browser: Browser, lang: str, theme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    cookies: Any = [
        {"name": f"paperqa_{name}", "value": value, "url": told}
        for name, value in (("lang", lang), ("theme", theme))
    ]
    context.add_cookies(cookies)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for view in VIEWS:
        page.goto(told)
        page.locator(READY).first.wait_for(timeout=120_000)
        view.open(page)
        page.locator(view.there).first.wait_for(timeout=120_000)
        found[view.name] = _faults(page)
    context.close()
    assert found == {view.name: [] for view in VIEWS}


def _faults(page: Page) -> list[str]:
    answer = Axe().run(page).response
    return [
        f"{fault['id']}: {node['target']} {node['html'][:200]} {node['failureSummary'][:300]}"
        for fault in answer["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def test_the_keyboard_leads_to_the_question_and_the_answer_is_read_out_once(
    told: str, visit: Visit
) -> None:
    page = visit.page
    page.goto(told)
    page.locator(READY).first.wait_for(timeout=120_000)
    box = page.locator("#question textarea")
    page.locator("#quiz-tab-button").click()
    page.locator("#quiz-line p").wait_for(timeout=120_000)
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    skip = page.locator("a.skip")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    read_out: list[str] = []
    page.expose_function("readOut", lambda text: read_out.append(text))
    page.evaluate(
        """() => new MutationObserver(() => readOut(announced.textContent))
          .observe(announced, { childList: true })"""
    )
    visit.ask(QUESTION)
    expect(page.locator("#announced")).to_contain_text("By the root of the key width")
    expect(page.locator("#announced")).not_to_contain_text("Copy")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    expect(page.locator("#conversation [role=log]")).to_have_attribute("aria-live", "off")
    visit.ask(QUESTION)
    page.wait_for_timeout(500)
    assert len(read_out) == 2
    # Each thing that can be reached is seen when it is.
    page.locator("#theme-switch").focus()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.id") == "language-switch"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
