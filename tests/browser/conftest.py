"""A real browser, and the real app as a reader starts it: ``python app.py`` on a small index."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from browser.visiting import HOSTILE_NOTE, REPOSITORY, Visit, started
from paperqa.sources.arxiv_id import arxiv_paper
from paperqa.sources.inventory import note_sources
from paperqa.sources.notes import note_files, read_note
from paperqa.store.build import Plan, build
from paperqa.store.embed import SentenceEmbedder

NOTES = ("1706.03762.en.md", "1706.03762.he.md", "2106.09685.en.md", "2106.09685.he.md")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test twice: on a machine of two cores, loaded, a click can hit a redraw.

    The summary names those that were.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium; skip where there is none."""
    path = os.environ.get("PAPERQA_CHROMIUM") or shutil.which("chromium")
    if not path and os.environ.get("BROWSER_TESTS") == "required":
        pytest.fail("needs Chromium, and may not do without; .ci/run says why it is not there")
    if not path:
        pytest.skip("needs Chromium: install it, or name it in PAPERQA_CHROMIUM")
    expect.set_options(timeout=30_000)  # five seconds are short on a loaded machine
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Return a fresh page of 1280 x 800 that records what it should not do."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    visit = Visit(context.new_page())
    context.on("request", visit.note)
    visit.page.on("dialog", visit.dismiss)
    visit.page.on("console", visit.hear)
    yield visit
    context.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with an index of four of the club's notes and a hostile one."""
    home = tmp_path_factory.mktemp("home")
    notes = home / "ingest" / "notes"
    notes.mkdir(parents=True)
    for name in NOTES:
        shutil.copy(REPOSITORY / "ingest" / "notes" / name, notes)
    (notes / "zebra.en.md").write_text(HOSTILE_NOTE, encoding="utf-8")
    files = note_files(notes)
    papers = {note.paper: arxiv_paper(note.paper, note.title) for note in map(read_note, files[:4])}
    plan = Plan(list(papers.values()), note_sources(papers, files))
    build(home / "index", plan, SentenceEmbedder(offline=True))
    return home


@pytest.fixture(scope="session")
def app(home: Path) -> Iterator[str]:
    """Return the address that ``python app.py`` prints."""
    with started(home) as url:
        yield url
