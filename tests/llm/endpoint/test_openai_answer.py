"""The text of an answer, however it is streamed; its limit; its end when nobody listens."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from scripted_endpoint import DONE, Reply, ScriptedEndpoint, ended, event, running_endpoint, said

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.endpoint.address import parse_endpoint
from paperqa.llm.endpoint.openai_chat import OpenAIChat, open_endpoint
from paperqa.settings import Settings
from paperqa.types import Message

ASKED = (Message("user", "What is attention?"),)


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    with running_endpoint() as server:
        yield server


def opened(endpoint: ScriptedEndpoint) -> OpenAIChat:
    return OpenAIChat(parse_endpoint(endpoint.url), context=100)


def answer(endpoint: ScriptedEndpoint, *parts: bytes) -> str:
    endpoint.chat = Reply(*parts)
    with closing(opened(endpoint)) as chat:
        return "".join(chat.stream(ASKED, max_tokens=20))


def cut_off(endpoint: ScriptedEndpoint, *parts: bytes) -> tuple[str, str]:
    """Return what was heard, and the error that followed."""
    endpoint.chat = Reply(*parts)
    heard: list[str] = []
    with closing(opened(endpoint)) as chat, pytest.raises(CutOffError) as caught:
        heard.extend(chat.stream(ASKED, max_tokens=20))
    return "".join(heard), str(caught.value)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((said("Hel"), said("lo"), ended()), "Hello"),
        ((said("Hello", "stop"),), "Hello"),
        ((said("Hello"), DONE), "Hello"),
        ((said("Hello"), b"data: [DONE]"), "Hello"),
        ((said("", role="assistant"), said(None), said("Hello"), ended()), "Hello"),
        ((said("Hello"), said(None, "stop"), event({"choices": []}), DONE), "Hello"),
        ((said("Hello"), event({"choices": [], "usage": {"total_tokens": 3}}), DONE), "Hello"),
        ((b": ping\n\n", said("Hel"), b": ping\r\n\r\n:\n\n", said("lo"), ended()), "Hello"),
        ((said("Hello").replace(b"data: ", b"data:"), b"data:[DONE]\n\n"), "Hello"),
        ((said("Hel").replace(b"\n", b"\r\n"), said("lo").replace(b"\n", b"\r\n"), DONE), "Hello"),
        ((b'data: {"choices": [{"delta":\ndata: {"content": "Hello"}}]}\n\n', DONE), "Hello"),
        ((b"event: message\nid: 1\n" + said("Hello"), ended()), "Hello"),
        ((said("Hello"), ended(), said("!"), b"data: {"), "Hello"),
        ((ended(),), ""),
    ],
)
def test_every_manner_of_streaming_gives_the_text(
    endpoint: ScriptedEndpoint, parts: tuple[bytes, ...], text: str
) -> None:
    assert answer(endpoint, *parts) == text


def test_characters_cut_between_two_packets_come_whole(endpoint: ScriptedEndpoint) -> None:
    stream = said("שלום 🙂 – קשב") + ended()
    assert answer(endpoint, *(stream[i : i + 1] for i in range(len(stream)))) == "שלום 🙂 – קשב"


@pytest.mark.parametrize(
    "parts",
    [
        (said("<think>let me"), said(" see</th"), said("ink>\n\nYes"), said("."), ended()),
        (said("<|channel>thought x<channel|>Yes."), ended()),
        (said(None, reasoning_content="let me see"), said("Yes."), ended()),
        (said("", reasoning="let me see"), said("Yes."), ended()),
    ],
)
def test_thoughts_are_left_out(endpoint: ScriptedEndpoint, parts: tuple[bytes, ...]) -> None:
    assert answer(endpoint, *parts) == "Yes."


def test_what_only_looks_like_a_thought_is_told_at_the_end(endpoint: ScriptedEndpoint) -> None:
    assert answer(endpoint, said("<thi"), ended()) == "<thi"


def test_the_limit_of_tokens_is_told_after_the_last_piece(endpoint: ScriptedEndpoint) -> None:
    assert cut_off(endpoint, said("Hel"), said("lo"), ended("length")) == (
        "Hello",
        "toy reached its limit of 20 tokens; "
        "raise PAPERQA_MAX_TOKENS, or the server's context if that is the smaller",
    )


@pytest.mark.parametrize("thought", [said("<think>hm"), said(None, reasoning_content="hm")])
def test_a_limit_spent_on_thinking_says_so(endpoint: ScriptedEndpoint, thought: bytes) -> None:
    _, message = cut_off(endpoint, thought, ended("length"))
    assert message.startswith("toy reached its limit of 20 tokens on thinking; ")


def test_thoughts_without_an_answer_are_no_answer(endpoint: ScriptedEndpoint) -> None:
    with pytest.raises(ModelError) as caught:
        answer(endpoint, said("<think>hm</think>"), ended())
    assert not isinstance(caught.value, CutOffError)
    assert str(caught.value) == (
        "toy thought and did not answer; use a model that does not think aloud"
    )


def test_answers_can_be_asked_for_at_the_same_time(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = [Reply(said("a"), "wait"), Reply(said("b"), ended())]
    with closing(opened(endpoint)) as chat:
        first = chat.stream(ASKED, max_tokens=20)
        assert next(piece for piece in first if piece) == "a"
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "b"
        first.close()
    assert endpoint.hung_up.wait(10)


def test_a_server_that_does_not_say_what_it_is_is_heard_as_empty_pieces_and_can_be_left(
    endpoint: ScriptedEndpoint,
) -> None:
    endpoint.pages["/v1/models"] = Reply("wait", status=0)
    with closing(opened(endpoint)) as chat:
        pieces = chat.stream(ASKED, max_tokens=20)
        assert [next(pieces) for _ in range(3)] == ["", "", ""]
        pieces.close()
        assert [t for t in threading.enumerate() if t.name == "paperqa endpoint"] == []
        endpoint.stopped.set()


@pytest.mark.parametrize("begun", [True, False])
def test_closing_closes_the_connection_before_and_after_the_first_piece(
    endpoint: ScriptedEndpoint, begun: bool
) -> None:
    endpoint.chat = Reply(said("a"), "wait") if begun else Reply("wait", status=0)
    with closing(opened(endpoint)) as chat:
        pieces = chat.stream(ASKED, max_tokens=20)
        while not endpoint.waiting.is_set():
            next(pieces)
        assert not endpoint.hung_up.is_set()
        pieces.close()
    assert endpoint.hung_up.wait(10)
    assert [t for t in threading.enumerate() if t.name == "paperqa endpoint"] == []


def test_a_silent_server_is_heard_as_empty_pieces(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = Reply("wait", status=0)
    with closing(opened(endpoint)) as chat:
        pieces = chat.stream(ASKED, max_tokens=20)
        assert [next(pieces) for _ in range(3)] == ["", "", ""]
        pieces.close()


def test_an_answer_that_is_never_begun_asks_nothing(
    endpoint: ScriptedEndpoint, tmp_path: Path
) -> None:
    chat = open_endpoint(Settings(home=tmp_path, model=endpoint.url))
    chat.stream(ASKED, max_tokens=20)
    assert endpoint.asked == []
