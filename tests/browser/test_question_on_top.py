"""The question stands on top, at the edge of its answer; where to look is said from the start."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

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
LONG: Final = 60_000
TOLD: Final = tuple(f"Sentence {n} says how they are scaled [1].\n\n" for n in range(30))
SEEN: Final = """() => {
  const box = (selector) => [...document.querySelectorAll(selector)].at(-1).getBoundingClientRect();
  const wrap = document.querySelector("#conversation .panel-wrap").getBoundingClientRect();
  const asked = box("#conversation .asked"), said = box("#conversation .said");
  const question = box("#conversation .question");
  return { top: asked.top - wrap.top, saidTop: said.top - wrap.top, height: wrap.height,
    edge: question.right - said.right,
    tools: said.right - box(".foot .tools .act[name=retry]").right };
}"""
TOP: Final = """() => {
  const wrap = document.querySelector("#conversation .panel-wrap");
  const asked = [...document.querySelectorAll("#conversation .asked")];
  if (!wrap || asked.length !== 2) return false;
  return Math.abs(asked[1].getBoundingClientRect().top - wrap.getBoundingClientRect().top) < 12;
}"""


@pytest.fixture
def told(tmp_path: Path) -> Iterator[str]:
    desk = small_desk(tmp_path, ToldModel(*TOLD))
    with served(tmp_path, lambda: desk) as url:
        yield url


def test_the_last_question_stands_on_top_when_it_is_sent_and_when_it_is_opened(
    told: str, visit: Visit
) -> None:
    page = visit.page
    page.goto(told)
    page.locator(READY).first.wait_for(timeout=LONG)
    # None but "everything" is chosen.
    kinds = "() => [...document.querySelectorAll('#scope input[type=radio]')].map((i) => i.checked)"
    page.get_by_role("button", name="Where to look").click()
    expect(page.locator("#scope input[type=radio]")).to_have_count(3, timeout=LONG)
    assert page.evaluate(kinds) == [True, False, False]
    page.get_by_role("button", name="Where to look").click()
    visit.ask(QUESTION)
    visit.ask("לפי מה מחלקים את המכפלות ב-dot products?")
    expect(page.locator(".foot .tools")).to_have_count(2, timeout=LONG)
    page.wait_for_function(TOP, timeout=LONG)
    seen = page.evaluate(SEEN)
    assert 0 < seen["saidTop"] < seen["height"] / 2
    # Both begin at the right, where Hebrew does, and so do the buttons.
    assert abs(seen["edge"]) < 2
    assert -10 < seen["tools"] < 10
    page.reload()
    page.wait_for_function(TOP, timeout=LONG)
