"""With a password, the browser asks for it once and then sends it along with everything."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, HttpCredentials, expect

from browser.visiting import Visit
from paperqa.settings import Settings
from serving import served
from small_desk import QUESTION, QUOTE, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def test_who_knows_the_password_asks_and_who_does_not_sees_nothing(
    tmp_path: Path, browser: Browser
) -> None:
    desk = small_desk(tmp_path)
    settings = Settings(home=tmp_path, port=0, password="for members: שלום")
    with served(tmp_path, lambda: desk, settings=settings) as url:
        answers: dict[str, int] = {}
        for password in ("for others", settings.password):
            credentials = HttpCredentials(username="dana", password=password)
            context = browser.new_context(locale="en-US", http_credentials=credentials)
            page = context.new_page()
            answer = page.goto(url)
            assert answer is not None
            answers[password] = answer.status
            if answer.ok:
                Visit(page).ask(QUESTION)
                expect(page.locator(".said")).to_contain_text(QUOTE)
                expect(page.locator("#question .submit-button")).to_be_visible()
            else:
                expect(page.locator("body")).to_have_text("paperqa: that is not the password")
            context.close()
    assert answers == {"for others": 401, settings.password: 200}
