"""A citation opens the picture of its page with the very words lit: read back from the boxes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Locator, expect

from browser.visiting import Visit
from paperqa.ui.links import quote_link
from printed_desk import OVER_A_COLUMN, OVER_A_PAGE, printed_desk
from serving import served
from small_desk import PAPER, QUOTE

pytestmark = [
    pytest.mark.browser,
    # Gradio's own, in its server's thread.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

# Places come from the page itself: per cent of the picture, whatever the server meant.
_LIT = """() => [...document.querySelectorAll("#lit .lit-sheet")].map((sheet) => {
  const image = sheet.querySelector("img"), page = image.getBoundingClientRect();
  return {
    page: Number(image.src.match(/(\\d+)\\.png$/)[1]),
    pixels: [image.naturalWidth, image.naturalHeight],
    boxes: [...sheet.querySelectorAll(".lit-box")].map((one) => {
      const box = one.getBoundingClientRect();
      return [(box.left - page.left) / page.width, (page.bottom - box.bottom) / page.height,
              (box.right - page.left) / page.width, (page.bottom - box.top) / page.height];
    }),
  };
})"""
_LOADED = """() => document.querySelector("#lit img") &&
  [...document.querySelectorAll("#lit img")].every((img) => img.naturalWidth > 0)"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("printed")


@pytest.fixture(scope="module")
def printed(folder: Path) -> Iterator[str]:
    desk = printed_desk(folder)
    with served(folder, lambda: desk) as url:
        yield url


def test_a_click_on_a_marker_shows_its_page_with_the_very_words_lit(
    printed: str, folder: Path, visit: Visit
) -> None:
    visit.page.goto(printed)
    visit.ask("Why does the gradient of a deep representation vanish if weights begin too small?")
    marker = visit.page.locator("a.marker").first
    expect(marker).to_have_text("[1]")
    # Until all has come, the chat draws its messages anew.
    expect(visit.page.locator("#question .submit-button")).to_be_visible(timeout=120_000)
    marker.click()
    dialog = opened(visit)
    expect(dialog).to_have_accessible_name("Attention Is All You Need")
    expect(dialog.locator(".lit-quote")).to_have_text(OVER_A_COLUMN)
    assert words_lit(visit, folder) == [(1, letters_of(OVER_A_COLUMN))]
    expect(dialog.locator(".lit-box").first).to_be_in_viewport()
    assert len(dialog.locator(".lit-box").all()) == 3
    link = dialog.get_by_role("link", name="PDF, page 1")
    expect(link).to_have_attribute("href", "https://arxiv.org/pdf/1706.03762#page=1")
    visit.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible(timeout=30_000)
    expect(marker).to_be_focused(timeout=30_000)
    assert "paper=" not in visit.page.url
    assert visit.outside == []


def test_the_address_of_a_quote_over_two_pages_lights_both(
    printed: str, folder: Path, visit: Visit
) -> None:
    address = printed + quote_link(PAPER.id, 1, OVER_A_PAGE)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.goto(address)
    dialog = opened(visit)
    (one, above), (two, below) = words_lit(visit, folder)
    assert (one, two) == (1, 2)
    assert above + below == letters_of(OVER_A_PAGE)
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied", timeout=30_000)
    assert visit.page.evaluate("navigator.clipboard.readText()") == address
    dialog.get_by_role("button", name="Copy quote").click()
    visit.page.wait_for_function(
        "(words) => navigator.clipboard.readText().then((text) => text === words)", arg=OVER_A_PAGE
    )
    visit.page.mouse.click(5, 400)  # beside it
    expect(dialog).not_to_be_visible(timeout=30_000)


def test_without_the_clipboard_of_today_the_old_way_copies(printed: str, visit: Visit) -> None:
    visit.page.add_init_script("delete Navigator.prototype.clipboard")
    # What the old way copies: the browser tells nobody else here.
    visit.page.add_init_script(
        "document.addEventListener('copy', () => { window.copied = getSelection().toString()"
        " || document.activeElement.value; })"
    )
    visit.page.goto(printed + quote_link(PAPER.id, 1, OVER_A_COLUMN))
    dialog = opened(visit)
    button = dialog.get_by_role("button", name="Copy quote")
    button.click()
    expect(dialog.get_by_role("status")).to_have_text("Copied", timeout=30_000)
    assert visit.page.evaluate("window.copied") == OVER_A_COLUMN
    expect(button).to_be_focused(timeout=30_000)


def test_a_note_shows_its_passage_and_wrong_words_say_so(printed: str, visit: Visit) -> None:
    visit.page.goto(printed + quote_link(PAPER.id, None, QUOTE))
    dialog = visit.page.locator("#lit")
    expect(dialog.locator("mark")).to_have_text(QUOTE, timeout=120_000)
    expect(dialog).to_contain_text("A note has no pages: here is its passage.")
    expect(dialog.locator("img")).to_have_count(0)
    visit.page.goto(printed + quote_link(PAPER.id, 1, "<img src=x onerror=alert(1)>"))
    expect(dialog.locator(".error")).to_contain_text("<img src=x onerror", timeout=120_000)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).not_to_be_visible(timeout=30_000)
    assert visit.alerts == []


def test_on_a_phone_in_hebrew_the_lit_words_are_in_view(
    printed: str, folder: Path, visit: Visit
) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.page.context.add_cookies([{"name": "paperqa_lang", "value": "he", "url": printed}])
    visit.page.goto(printed + quote_link(PAPER.id, 1, OVER_A_COLUMN))
    dialog = opened(visit)
    assert words_lit(visit, folder) == [(1, letters_of(OVER_A_COLUMN))]
    expect(dialog.locator(".lit-box").nth(1)).to_be_in_viewport()
    expect(dialog.get_by_role("button", name="העתקת הציטוט")).to_be_in_viewport()
    wide = dialog.evaluate("(e) => [e.getBoundingClientRect().width, e.scrollWidth]")
    assert wide == [390, 390]
    assert dialog.locator(".lit-quote").evaluate("(e) => getComputedStyle(e).direction") == "ltr"


def opened(visit: Visit) -> Locator:
    """Wait until the pictures are there; return the dialog."""
    visit.page.wait_for_function(_LOADED, timeout=120_000)
    return visit.page.locator("#lit")


def words_lit(visit: Visit, folder: Path) -> list[tuple[int, str]]:
    """Return for each page the letters that another reader finds under its boxes."""
    shown: list[dict[str, Any]] = visit.page.evaluate(_LIT)
    found = []
    with pypdfium2.PdfDocument(folder / "pdf" / f"{PAPER.id}.pdf") as document:
        for sheet in shown:
            page = document[sheet["page"] - 1]
            width, height = page.get_size()
            assert sheet["pixels"] == [2 * width, 2 * height]
            text_page = page.get_textpage()
            texts = (
                text_page.get_text_bounded(
                    left * width, bottom * height, right * width, top * height
                )
                for left, bottom, right, top in sheet["boxes"]
            )
            found.append((sheet["page"], letters_of("".join(texts))))
            text_page.close()
            page.close()
    return found


def letters_of(text: str) -> str:
    """The letters of a text, however it was hyphenated and spaced."""
    return re.sub(r"[\s\x02\ufffe\u00ad-]", "", text)
