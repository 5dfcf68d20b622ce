"""Many ask at once: each gets its own answer, one after the other, for there is one model."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import httpx
import pytest

from paperqa.types import Message
from serving import served
from small_desk import QUESTION, QUOTE, ToldModel, small_desk

# The server runs in this process, and Gradio's statistics call pandas in ways that it will drop.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

READERS = 10


class EchoModel(ToldModel):
    """Answers with the number of the question, and counts how many it answers at once."""

    def __init__(self) -> None:
        super().__init__()
        self.most = self.now = 0
        self._lock = Lock()

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
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        for piece in ("Scaled by the square root ", "of the key width, ", f"asks {number} [1]."):
            self.closed.wait(0.05)
            yield piece
        with self._lock:
            self.now -= 1


def test_ten_who_ask_at_once_each_get_their_own_answer(tmp_path: Path) -> None:
    model = EchoModel()
    desk = small_desk(tmp_path, model)
    with served(tmp_path, lambda: desk) as url, ThreadPoolExecutor(READERS) as readers:
        answers = [*readers.map(partial(_answer, url), range(READERS))]
    for number, answer in enumerate(answers):
        assert f"number {number}?" in answer["question"]
        assert f"asks {number} [1]." in answer["answer"], answer
        assert answer["citations"][0]["quote"] == QUOTE
    assert model.most == 1
    assert model.now == 0


def _answer(url: str, number: int) -> dict[str, Any]:
    """Ask as a program does; return the answer."""
    question = f"{QUESTION.removesuffix('?')}, number {number}?"
    with httpx.Client(base_url=url, trust_env=False, timeout=120) as http:
        called = http.post("/gradio_api/call/v2/ask", json={"question": question}).json()
        events = http.get(f"/gradio_api/call/v2/ask/{called['event_id']}").text
    kind, data = events.strip().rsplit("\n\n", 1)[1].split("\n")
    assert kind == "event: complete"
    [answer] = json.loads(data.removeprefix("data: "))
    return dict(answer)
