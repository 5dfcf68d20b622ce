"""The stop button ends the model's work and keeps what has come."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.visiting import READY, Visit
from serving import served
from small_desk import QUESTION, ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def test_stop_closes_the_model_and_the_next_question_can_be_asked(
    tmp_path: Path, visit: Visit
) -> None:
    model = ToldModel("They are scaled ", "and scaled ", endless=True)
    desk = small_desk(tmp_path, model)
    with served(tmp_path, lambda: desk) as url:
        visit.page.goto(url)
        visit.page.locator(READY).first.wait_for(timeout=120_000)
        visit.page.fill("#question textarea", QUESTION)
        visit.page.keyboard.press("Enter")
        said = visit.page.locator(".said").last
        expect(said).to_contain_text("They are scaled and scaled and", timeout=30_000)
        assert not model.closed.is_set()
        visit.page.locator("#question .stop-button").click()
        assert model.closed.wait(20)
        expect(visit.page.locator(".stopped")).to_have_text("Stopped.")
        expect(said).to_contain_text("They are scaled and scaled and")
        expect(visit.page.locator("#question .submit-button")).to_be_visible()
        model.endless = False
        model.pieces = ("By the square root of the key width [1].",)
        visit.ask(QUESTION)
        expect(visit.page.locator(".said").last).to_contain_text("By the square root")


def test_a_hostile_model_makes_no_element_and_no_request(tmp_path: Path, visit: Visit) -> None:
    words = "<img src=x onerror=alert(1)> ![t](https://leak.example/x) <form><input></form> "
    model = ToldModel("Scaled by the root of the key width [1]. ", words, "$$x^2$$ [1]")
    desk = small_desk(tmp_path, model)
    with served(tmp_path, lambda: desk) as url:
        visit.page.goto(url)
        visit.ask(QUESTION)
        said = visit.page.locator(".said").last
        expect(said).to_contain_text("![t](https://leak.example/x) <form><input></form>")
        expect(said.locator(".katex-display")).to_have_count(1)
        assert said.locator("img, form, input, script").count() == 0
        visit.page.wait_for_timeout(1000)  # for what it would load; one stream stays open
        assert visit.outside == []
        assert visit.alerts == []
