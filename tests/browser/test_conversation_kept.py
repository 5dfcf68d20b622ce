"""A conversation outlives page and server; a reader judges, edits, asks again, takes it home."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from browser.visiting import READY, Visit
from serving import served
from small_desk import QUESTION, QUOTE, ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

LONG = 120_000
OTHER = "What tells the network where a token stands, positional encoding?"


def _answered(visit: Visit, count: int) -> Locator:
    """Wait until ``count`` answers are kept; return the last one."""
    tools = visit.page.locator(".foot .tools")
    expect(tools).to_have_count(count, timeout=LONG)
    expect(visit.page.locator("#question .submit-button")).to_be_visible(timeout=LONG)
    return visit.page.locator(".answer").last


def _clipboard(visit: Visit, words: str) -> str:
    """Wait until the clipboard holds ``words``; return all of it."""
    holds = "async (words) => (await navigator.clipboard.readText()).includes(words)"
    visit.page.wait_for_function(holds, arg=words, timeout=LONG)
    return str(visit.page.evaluate("navigator.clipboard.readText()"))


def _download(visit: Visit, name: str) -> str:
    with visit.page.expect_download(timeout=LONG) as saved:
        visit.page.click("#chat-chats")
        visit.page.locator(f"#chats [name={name}]").click(timeout=LONG)
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("#chats")).not_to_be_visible()
    return Path(saved.value.path()).read_text("utf-8")


def test_a_conversation_is_there_after_a_reload_and_after_a_restart(
    tmp_path: Path, visit: Visit
) -> None:
    desk = small_desk(tmp_path)
    page = visit.page
    with served(tmp_path, lambda: desk) as url:
        page.goto(url)
        visit.ask(QUESTION)
        _answered(visit, 1)
        address = re.fullmatch(rf"{url}/(\?chat=[0-9a-f]{{16}})", page.url)
        assert address
        page.reload()
        expect(page.locator(".question")).to_have_text(QUESTION, timeout=LONG)
        expect(page.locator(".answer .quoted").first).to_contain_text(QUOTE)
    with served(tmp_path, lambda: desk) as url:
        page.goto(url + "/" + address[1])
        expect(page.locator(".question")).to_have_text(QUESTION, timeout=LONG)
        visit.ask("why?")
        expect(page.locator(".searched")).to_have_text(f"Searched for: {QUESTION} Why?")
        assert page.url == url + "/" + address[1]
        page.click("#chat-new")
        expect(page.locator(".question")).to_have_count(0, timeout=LONG)
        expect(page).to_have_url(f"{url}/", timeout=LONG)
        page.click("#chat-chats")
        page.locator("#chats .open").click(timeout=LONG)
        expect(page.locator(".question")).to_have_count(2, timeout=LONG)


def test_answers_are_judged_asked_again_and_questions_edited(tmp_path: Path, visit: Visit) -> None:
    desk = small_desk(tmp_path)
    page = visit.page
    with served(tmp_path, lambda: desk) as url:
        page.goto(url)
        visit.ask(QUESTION)
        last = _answered(visit, 1)
        # They draw the answer anew: a click in that very moment would hit nothing.
        page.locator(".ask-on .ask").first.wait_for(timeout=LONG)
        up, down = last.get_by_role("button", name="Good"), last.get_by_role("button", name="Bad")
        up.click()
        expect(up).to_have_attribute("aria-pressed", "true")
        expect(down).to_have_attribute("aria-pressed", "false")
        visit.ask(OTHER)
        _answered(visit, 2)
        page.reload()
        _answered(visit, 2)
        first = page.locator(".answer").first
        expect(first.get_by_role("button", name="Good")).to_have_attribute("aria-pressed", "true")
        # Edited: what is sent takes the old question's place, Escape gives it up.
        page.locator(".asked").first.hover()
        page.get_by_role("button", name="Edit the question").first.click()
        box = page.locator("#question textarea")
        expect(box).to_have_value(QUESTION, timeout=LONG)
        expect(page.locator("#chat-note")).to_contain_text("You are editing an earlier question")
        box.press("Escape")
        expect(box).to_have_value("", timeout=LONG)
        expect(page.locator("#chat-note .editing")).to_have_count(0)
        page.locator(".asked").last.hover()
        page.get_by_role("button", name="Edit the question").last.click()
        expect(box).to_have_value(OTHER, timeout=LONG)
        box.fill("What is positional encoding?")
        box.press("Enter")
        expect(page.locator(".question").last).to_have_text(
            "What is positional encoding?", timeout=LONG
        )
        _answered(visit, 2)
        page.locator(".answer").first.get_by_role("button", name="Ask again").click()
        expect(page.locator(".question")).to_have_count(1, timeout=LONG)
        expect(page.locator(".question")).to_have_text(QUESTION)
        _answered(visit, 1)


def test_a_chat_is_copied_linked_and_taken_home(tmp_path: Path, visit: Visit) -> None:
    desk = small_desk(tmp_path)
    page = visit.page
    with served(tmp_path, lambda: desk) as url:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
        page.goto(url)
        visit.ask(QUESTION)
        last = _answered(visit, 1)
        last.get_by_role("button", name="Copy the answer").click()
        copied = _clipboard(visit, QUOTE)
        assert f"{QUOTE} \\[1\\]" in copied
        assert f"> {QUOTE}" in copied
        last.get_by_role("button", name="Copy a link").click()
        link = _clipboard(visit, url)
        assert f"# {QUESTION}" in _download(visit, "markdown")
        assert "\n  title = {Attention Is All You Need},\n" in _download(visit, "bibtex")
        # The link asks, once; loaded anew, the page shows what it led to.
        page.goto(link)
        expect(page.locator(".question")).to_have_text(QUESTION, timeout=LONG)
        _answered(visit, 1)
        asked = page.url
        assert asked != link
        page.reload()
        _answered(visit, 1)
        expect(page.locator(".question")).to_have_count(1)
        assert page.url == asked
        assert visit.outside == []


def test_what_to_ask_on_is_asked_by_one_click_and_a_filter_is_seen(app: str, visit: Visit) -> None:
    page = visit.page
    page.goto(app)
    visit.ask("What is LoRA?")
    offered = page.locator(".ask-on .ask")
    offered.first.wait_for(timeout=LONG)
    question = offered.first.inner_text()
    offered.first.click()
    expect(page.locator(".question").last).to_have_text(question, timeout=LONG)
    _answered(visit, 2)
    page.get_by_role("button", name="Where to look").click()
    page.get_by_role("combobox", name="Papers").click()
    page.get_by_role("option", name="LoRA").click()
    page.keyboard.press("Escape")
    chip = page.locator("#scope-chip .chip")
    expect(chip).to_contain_text("only: LoRA", timeout=LONG)
    visit.ask("What does attention save?")
    expect(page.locator(".asked").last.locator(".only")).to_have_text("only: LoRA", timeout=LONG)
    _answered(visit, 3)
    chip.click()
    expect(chip).to_have_count(0, timeout=LONG)


def test_closing_the_page_frees_the_model_for_the_next_reader(tmp_path: Path, visit: Visit) -> None:
    model = ToldModel("They are scaled ", "and scaled ", endless=True)
    desk = small_desk(tmp_path, model)
    with served(tmp_path, lambda: desk) as url:
        second = visit.page.context.new_page()
        second.goto(url)
        second.locator(READY).first.wait_for(timeout=LONG)
        second.fill("#question textarea", QUESTION)
        second.keyboard.press("Enter")
        expect(second.locator(".said")).to_contain_text("They are scaled and", timeout=LONG)
        place = second.url
        assert not model.closed.is_set()
        second.close()
        assert model.closed.wait(60)
        model.endless = False
        model.pieces = ("By the square root of the key width [1].",)
        visit.page.goto(place)
        expect(visit.page.locator(".stopped")).to_have_text("Stopped.", timeout=LONG)
        visit.ask(QUESTION)
        expect(visit.page.locator(".said").last).to_contain_text("By the square root")
