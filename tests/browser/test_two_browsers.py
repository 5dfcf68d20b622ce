"""Two readers at once, and a reader who leaves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.visiting import READY, Visit
from paperqa.types import Message
from serving import served
from small_desk import QUESTION, ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


class NumberedModel(ToldModel):
    """Answers with the number that the question holds."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, object] | None = None,
        grammar: str | None = None,
        seed: int = 0,
    ) -> Iterator[str]:
        [number] = set(re.findall(r"number (\d+)", messages[-1].content))
        for piece in ("Scaled by the square root ", "of the key width, ", f"asks {number} [1]."):
            self.closed.wait(0.2)
            yield piece


def test_two_who_ask_at_once_each_see_their_own_answer(tmp_path: Path, browser: Browser) -> None:
    desk = small_desk(tmp_path, NumberedModel())
    numbers = ("1", "2")
    with served(tmp_path, lambda: desk) as url:
        contexts = [browser.new_context(locale="en-US") for _ in numbers]
        pages = [context.new_page() for context in contexts]
        for page in pages:
            page.goto(url)
        for page, number in zip(pages, numbers, strict=True):
            page.locator(READY).first.wait_for(timeout=120_000)
            page.fill("#question textarea", f"{QUESTION} number {number}")
        for page in pages:
            page.keyboard.press("Enter")
        for page, number in zip(pages, numbers, strict=True):
            expect(page.locator(".colophon")).to_have_count(1, timeout=120_000)
            expect(page.locator(".said")).to_contain_text(f"asks {number}")
            expect(page.locator(".question")).to_contain_text(f"number {number}")
            expect(page.locator(".question")).to_have_count(1)
        for context in contexts:
            context.close()


def test_a_closed_tab_frees_the_model_and_the_next_reader_is_answered(
    tmp_path: Path, browser: Browser, visit: Visit
) -> None:
    model = ToldModel("They are scaled ", "and scaled ", endless=True)
    desk = small_desk(tmp_path, model)
    with served(tmp_path, lambda: desk) as url:
        leaving = browser.new_context(locale="en-US")
        page = leaving.new_page()
        page.goto(url)
        page.locator(READY).first.wait_for(timeout=120_000)
        page.fill("#question textarea", QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator(".said").last).to_contain_text("They are scaled", timeout=60_000)
        assert not model.closed.is_set()
        page.close()
        assert model.closed.wait(20)
        leaving.close()
        model.endless = False
        model.pieces = ("By the square root of the key width [1].",)
        visit.page.goto(url)
        visit.ask(QUESTION)
        expect(visit.page.locator(".said").last).to_contain_text("By the square root")
