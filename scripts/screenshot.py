"""Makes docs/screenshot.png of a chat that is running.

python app.py &
python scripts/screenshot.py http://127.0.0.1:7860
"""

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer
from playwright.sync_api import sync_playwright

TARGET = Path(__file__).resolve().parents[1] / "docs" / "screenshot.png"


def main(
    address: Annotated[str, typer.Argument(help="Where the chat runs.")] = "http://127.0.0.1:7860",
    question: Annotated[str, typer.Option()] = "Why are the dot products scaled?",
    marker: Annotated[int, typer.Option(help="The citation to open.")] = 2,
) -> None:
    """Ask, open a citation, and save what the browser shows."""
    browser_path = os.environ.get("PAPERQA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US")
        page.goto(f"{address}/?__theme=light")
        page.locator(".hint, .status bdi").first.wait_for(timeout=120_000)
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.locator(".colophon").wait_for(timeout=300_000)
        page.locator("a.marker", has_text=f"[{marker}]").first.click()
        page.mouse.move(640, 600)  # away from the marker, which would look hovered
        page.wait_for_timeout(500)
        TARGET.parent.mkdir(exist_ok=True)
        page.screenshot(path=TARGET)
        browser.close()
    typer.echo(f"{TARGET}: {TARGET.stat().st_size // 1000} kB")


if __name__ == "__main__":
    typer.run(main)
