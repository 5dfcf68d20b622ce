"""A reader asks on without naming the paper again."""

import pytest
from playwright.sync_api import expect

from browser.visiting import Visit

pytestmark = pytest.mark.browser


def test_a_follow_up_is_searched_whole_and_a_new_page_knows_nothing_of_it(
    app: str, visit: Visit
) -> None:
    visit.page.goto(app)
    visit.ask("What is LoRA?")
    visit.ask("does it add latency?")
    searched = visit.page.locator(".searched")
    expect(searched).to_have_text("Searched for: does LoRA add latency?")
    visit.ask("ולמה?")
    expect(searched).to_have_count(2)
    expect(searched.last).to_have_text("חיפשתי: does LoRA add latency? ולמה?")
    visit.page.goto(app)
    visit.ask("does it add latency?")
    expect(searched).to_have_count(0)
    assert visit.outside == []


def test_a_summary_has_headings_and_a_source_in_every_paragraph(app: str, visit: Visit) -> None:
    visit.page.goto(app)
    visit.ask("Summarise the LoRA paper")
    said = visit.page.locator(".answer .said").last
    expect(said.locator("p.label")).to_have_text(
        ["What it is", "How it works", "Results", "Limits and outlook"]
    )
    quoted = said.locator("p.quoted")
    expect(quoted).to_have_count(4)
    for paragraph in quoted.all():
        assert paragraph.locator("a.marker").count() >= 1
