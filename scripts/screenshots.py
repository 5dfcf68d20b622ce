"""Writes pictures of the app's main views into docs/screenshots/, or the folder given.

python scripts/screenshots.py                 # of the index that is there, in an app of its own
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

import typer
from playwright.sync_api import Browser, Error, Page, sync_playwright

REPOSITORY: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = REPOSITORY / "docs" / "screenshots"
QUESTIONS: Final = {"en": "Why are the dot products scaled?", "he": "מה זה positional encoding?"}
SIZES: Final = {"wide": (1280, 800), "phone": (390, 844)}
LOOKS: Final = (
    ("en", "light", "wide"),
    ("en", "dark", "wide"),
    ("he", "light", "wide"),
    ("he", "dark", "wide"),
    ("en", "light", "phone"),
    ("he", "dark", "phone"),
)


@dataclass(frozen=True, slots=True)
class View:
    """``open`` leads there from the view before; ``there`` is what one then sees."""

    name: str
    open: Callable[[Page, str], None]
    there: str


def _ask(page: Page, lang: str) -> None:
    page.fill("#question textarea", QUESTIONS[lang])
    page.keyboard.press("Enter")
    page.locator(".colophon").wait_for(timeout=300_000)


def _open_source(page: Page, lang: str) -> None:
    page.locator("details.source summary").first.click()


def _open_page(page: Page, lang: str) -> None:
    page.locator("a.marker").first.click()


def _tab(name: str) -> Callable[[Page, str], None]:
    def choose(page: Page, lang: str) -> None:
        page.keyboard.press("Escape")
        page.locator(f"#{name}-tab-button").click(timeout=5_000)

    return choose


VIEWS: Final = (
    View("empty", lambda page, lang: None, "#conversation .examples"),
    View("chat", _ask, ".said .colophon"),
    View("sources", _open_source, "details.source[open]"),
    View("page", _open_page, "#lit[open] .lit-view"),
    View("papers", _tab("papers"), "#papers-list .paper"),
    View("map", _tab("map"), "#map-tab svg"),
    View("quiz", _tab("quiz"), "#quiz-line p"),
)


def main(
    folder: Annotated[Path, typer.Argument(help="Where the pictures go.")] = FOLDER,
    address: Annotated[str, typer.Option(help="An app that runs already.")] = "",
) -> None:
    """Look at every view in both languages, both themes, and on a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    with _browser() as browser, _app(address) as url:
        for look in LOOKS:
            for line in _look(browser, url, folder, *look):
                typer.echo(line)


def _look(
    browser: Browser, url: str, folder: Path, lang: str, theme: str, size: str
) -> Iterator[str]:
    """Yield a line for each picture; a view that does not open is named and left out."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    chosen = (("paperqa_lang", lang), ("paperqa_theme", theme))
    cookies: Any = [{"name": name, "value": value, "url": url} for name, value in chosen]
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(url)
    page.locator(".hint, .status bdi").first.wait_for(timeout=300_000)
    for view in VIEWS:
        name = f"{view.name}-{lang}-{theme}{'' if size == 'wide' else f'-{size}'}.png"
        try:
            view.open(page, lang)
            page.locator(view.there).first.wait_for(timeout=20_000)
        except Error as error:
            yield f"{name}: left out, {str(error).splitlines()[0]}"
            continue
        page.mouse.move(width / 2, height - 2)  # away from what was clicked and looks hovered
        page.wait_for_timeout(900)
        page.screenshot(path=folder / name)
        yield f"{name}: {(folder / name).stat().st_size // 1000} kB"
    context.close()


@contextmanager
def _browser() -> Iterator[Browser]:
    path = os.environ.get("PAPERQA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def _app(address: str) -> Iterator[str]:
    """Yield ``address``, or that of an app started for as long as it is needed."""
    if address:
        yield address
        return
    command = [sys.executable, str(REPOSITORY / "app.py"), "--port", "0"]
    with TemporaryDirectory() as chats:  # what is asked here is nobody's conversation
        environment = {**os.environ, "PAPERQA_CHATS_DIR": chats}
        app = subprocess.Popen(  # noqa: S603 - our own program
            command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
        )
        with app:
            line = app.stdout.readline() if app.stdout else ""
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                yield found[0]
            app.terminate()
    if not found:
        raise typer.BadParameter(f"app.py printed {line!r} instead of its address")


if __name__ == "__main__":
    typer.run(main)
