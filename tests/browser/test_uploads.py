"""A member uploads papers and a reading list; the chat answers all the while."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from hostile_pdf import encrypted, pages_of_text
from playwright.sync_api import FilePayload, Page, expect

from adding_club import HORSE_LINE, HORSE_TITLE, ZEBRA_LINE, ZEBRA_TITLE, AddingClub, SlowEmbedder
from browser.visiting import READY, Visit
from paperqa.store.bundle import serving_name
from serving import served
from small_desk import QUESTION

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ZEBRA: Final = pages_of_text([(ZEBRA_TITLE, 20), ("Abstract", 14), (ZEBRA_LINE, 11)])
HORSE: Final = pages_of_text([(HORSE_TITLE, 20), ("Abstract", 14), (HORSE_LINE, 11)])
ON_ZEBRAS: Final = "What do the stripes of the zebra confuse, the eyes of biting flies?"
ON_HORSES: Final = "What does a stay apparatus lock, the legs of the horse?"
SPRING: Final = b"""# Our spring club
- [LoRA](https://arxiv.org/abs/2106.09685), [slides](https://docs.google.com/presentation/d/abc)
- [Attention](https://arxiv.org/abs/1706.03762)
"""


@pytest.fixture
def club(tmp_path: Path) -> AddingClub:
    club = AddingClub(tmp_path)
    club.build()
    return club


@pytest.fixture
def slow() -> Iterator[SlowEmbedder]:
    """Return what the app embeds with: at the horse it waits until it is told to go on."""
    slow = SlowEmbedder(HORSE_LINE)
    yield slow
    slow.go_on.set()


@pytest.fixture
def url(club: AddingClub, slow: SlowEmbedder) -> Iterator[str]:
    settings = club.settings
    with served(club.home, club.open_desk, settings=settings, embedder_of=lambda name: slow) as url:
        yield url


def _open_section(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(READY).first.wait_for(timeout=120_000)
    page.get_by_role("tab", name="Papers").click()
    page.get_by_role("button", name="Add papers").click()


def _upload(page: Page, files: Mapping[str, bytes]) -> None:
    payloads: list[FilePayload] = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        for name, data in files.items()
    ]
    page.locator("#adding-files input[type=file]").set_input_files(payloads)


def _expect_row(page: Page, name: str, end: str) -> None:
    row = page.locator(".file-ends li").filter(has_text=name)
    expect(row.locator(".file-end")).to_have_text(end, timeout=120_000)


def test_each_file_ends_clearly_and_the_good_one_can_be_asked_about(url: str, visit: Visit) -> None:
    page = visit.page
    _open_section(page, url)
    _upload(
        page,
        {
            "zebra.pdf": ZEBRA,
            "<img src=x onerror=alert(1)>.pdf": ZEBRA[:200],
            "locked.pdf": encrypted(HORSE, "secret", "AES-256"),
            "tool.exe": b"MZ",
        },
    )
    state = page.locator("#adding-state")
    expect(state).to_contain_text(
        "Done: 2 papers, 4 passages; 3 files were refused", timeout=120_000
    )
    _expect_row(page, "zebra.pdf", f"added: {ZEBRA_TITLE}")
    _expect_row(page, "img src", "refused: it is damaged (Stream has ended unexpectedly)")
    _expect_row(page, "locked.pdf", "refused: it is encrypted and needs a password")
    _expect_row(
        page,
        "tool.exe",
        "refused: it is neither a PDF nor a reading list (.md, .txt, .yaml, .html)",
    )
    expect(page.locator("#papers-list")).to_contain_text(ZEBRA_TITLE, timeout=30_000)
    expect(page.locator("#status")).to_contain_text("1 papers", timeout=30_000)
    page.get_by_role("tab", name="Chat").click()
    visit.ask(ON_ZEBRAS)
    expect(page.locator(".said").last).to_contain_text(ZEBRA_LINE)
    assert page.locator("#adding-state img").count() == 0
    assert visit.outside == []
    assert visit.alerts == []


def test_a_build_goes_on_without_its_page_and_stopping_it_leaves_the_old_index(
    url: str, visit: Visit, slow: SlowEmbedder, club: AddingClub
) -> None:
    page = visit.page
    _open_section(page, url)
    _upload(page, {"horse.pdf": HORSE})
    assert slow.waits.wait(120)
    visit.page.goto("about:blank")
    page.goto(url)
    visit.ask(QUESTION)
    expect(page.locator(".said").last).to_contain_text("square root of the key width")
    page.get_by_role("tab", name="Papers").click()
    _expect_row(page, "horse.pdf", f"added: {HORSE_TITLE}")
    expect(page.locator("#adding-state progress")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    state = page.locator("#adding-state")
    expect(state).to_contain_text("Stopping after the file at hand…", timeout=30_000)
    slow.go_on.set()
    expect(state).to_contain_text("Stopped. The index is as it was", timeout=60_000)
    assert serving_name(club.settings.index_dir) == "gen-000001"
    page.get_by_role("button", name="Add papers").click()
    page.get_by_role("button", name="Look for new papers and rebuild").click()
    expect(state).to_contain_text("Done: 2 papers, 4 passages", timeout=60_000)
    page.get_by_role("tab", name="Chat").click()
    visit.ask(ON_HORSES)
    expect(page.locator(".said").last).to_contain_text(HORSE_LINE)


def test_a_reading_list_is_shown_before_it_is_added_also_on_a_phone(url: str, visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    _open_section(page, url)
    _upload(page, {"spring.md": SPRING})
    preview = page.locator("#adding-preview")
    expect(preview).to_contain_text("Reading list “Our spring club”", timeout=60_000)
    expect(preview).to_contain_text("2 papers, 1 new, 1 link left out because they are: slides")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    listing = page.locator("#papers-list")
    expect(listing).not_to_contain_text("LoRA")
    page.get_by_role("textbox", name="Name of the list").fill("Spring")
    page.get_by_role("button", name="Add the list").click()
    expect(listing).to_contain_text("LoRA", timeout=60_000)
    expect(listing).to_contain_text("Our spring club")
    expect(preview).to_have_count(0)
    expect(page.locator("#adding-state")).to_contain_text("Done: 1 paper, 2 passages")
