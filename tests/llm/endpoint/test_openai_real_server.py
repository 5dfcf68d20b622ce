"""The same against a server that is not ours: llama-cpp-python's, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.endpoint.address import parse_endpoint
from paperqa.llm.endpoint.background import overhear
from paperqa.llm.endpoint.chat_request import ChatRequest, Limits
from paperqa.llm.endpoint.json_requests import JsonRequests
from paperqa.llm.endpoint.openai_chat import OpenAIChat
from paperqa.llm.endpoint.server_facts import Server, ask_server
from paperqa.types import Message
from tiny_gguf import save_tiny_gguf

KEY = "s3cret"
STORY = (Message("system", "Tell a story."), Message("user", "Once upon a time there was a dog."))
LONGEST_START = 120


class RealServer:
    """``url`` is its address; ``said`` what it has printed so far."""

    def __init__(self, port: int, log: Path) -> None:
        self.url = f"http://127.0.0.1:{port}/v1"
        self._log = log

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def is_up(self) -> bool:
        try:
            return httpx.get(f"{self.url}/models", headers=HEADERS, trust_env=False).is_success
        except httpx.TransportError:
            return False

    def whole_answer(self, max_tokens: int) -> tuple[str, str]:
        """Return text and finish_reason, asked for without streaming and without our code."""
        body = {
            "model": "toy",
            "messages": [{"role": m.role, "content": m.content} for m in STORY],
            "max_tokens": max_tokens,
            "temperature": 0,
            "seed": 0,
        }
        got = httpx.post(
            f"{self.url}/chat/completions", json=body, headers=HEADERS, trust_env=False, timeout=60
        )
        choice = got.raise_for_status().json()["choices"][0]
        return str(choice["message"]["content"]), str(choice["finish_reason"])

    def wait_until_it_says(self, words: str, times: int) -> None:
        for _ in range(1000):
            if self.said.count(words) >= times:
                return
            time.sleep(0.02)
        pytest.fail(f"the server did not say {words!r} {times} times, only {self.said!r}")


HEADERS = {"Authorization": f"Bearer {KEY}"}


@contextmanager
def serving(gguf: Path, folder: Path) -> Iterator[RealServer]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    wishes = {"model": gguf, "model_alias": "toy", "port": port, "n_ctx": 2048, "api_key": KEY}
    arguments = [word for name, value in wishes.items() for word in (f"--{name}", str(value))]
    log = folder / "server.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "llama_cpp.server", *arguments],
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HOST": "127.0.0.1"},
        )
    server = RealServer(port, log)
    try:
        deadline = time.monotonic() + LONGEST_START
        while not server.is_up():
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the server did not start: {server.said}")
            time.sleep(0.1)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="module", params=["tiny", "stories260K"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RealServer]:
    folder = tmp_path_factory.mktemp("server")
    if request.param == "tiny":
        gguf = save_tiny_gguf(folder / "tiny.gguf")
    else:
        gguf = request.getfixturevalue("shared") / "models" / "stories260K.gguf"
        if not gguf.is_file():
            pytest.skip("needs the toy model, ../shared/models/stories260K.gguf")
    with serving(gguf, folder) as running:
        yield running


@pytest.fixture
def chat(server: RealServer) -> Iterator[OpenAIChat]:
    with closing(OpenAIChat(parse_endpoint(server.url, KEY), context=2048)) as opened:
        yield opened


def heard_until_cut(chat: OpenAIChat, max_tokens: int) -> str:
    heard: list[str] = []
    with pytest.raises(CutOffError):
        heard.extend(chat.stream(STORY, max_tokens=max_tokens))
    return "".join(heard)


def test_its_one_model_is_found(chat: OpenAIChat) -> None:
    assert (chat.name, chat.context) == ("toy", 2048)


def test_it_is_known_for_what_it_is(server: RealServer) -> None:
    endpoint = parse_endpoint(server.url, KEY)
    with closing(JsonRequests(endpoint, endpoint.tls())) as requests:
        assert ask_server(requests) == Server("other", "toy", ("toy",), None)


def test_without_the_key_it_is_refused(server: RealServer) -> None:
    chat = OpenAIChat(parse_endpoint(server.url), context=2048)
    with closing(chat), pytest.raises(ModelError) as caught:
        list(chat.stream(STORY, max_tokens=1))
    assert str(caught.value) == (
        f"{server.url} wants a key (401 Unauthorized: Invalid API key); "
        "set PAPERQA_MODEL_KEY to one that it takes"
    )


@pytest.mark.parametrize("max_tokens", [1, 40, 300])
def test_the_stream_is_the_whole_answer_and_its_cut_is_told(
    chat: OpenAIChat, server: RealServer, max_tokens: int
) -> None:
    text, reason = server.whole_answer(max_tokens)
    assert reason == "length"
    heard = heard_until_cut(chat, max_tokens)
    assert heard == text.lstrip()
    assert heard


def test_a_second_answer_is_the_same(chat: OpenAIChat) -> None:
    assert heard_until_cut(chat, 60) == heard_until_cut(chat, 60)


def test_an_answer_that_ends_by_itself_is_whole(server: RealServer) -> None:
    endpoint = parse_endpoint(server.url, KEY)
    wishes = {
        "model": "toy",
        "messages": [{"role": "user", "content": "Is it so?"}],
        "max_tokens": 50,
        "temperature": 0,
        "stream": True,
        "grammar": 'root ::= "yes, and no"',  # neither toy would ever end
    }
    request = ChatRequest(endpoint, endpoint.tls(), Limits(), wishes, {})
    assert "".join(overhear(request.write)) == "yes, and no"


def test_closing_stops_the_server(chat: OpenAIChat, server: RealServer) -> None:
    farewell = "Disconnected from client"
    before = server.said.count(farewell)
    pieces = chat.stream(STORY, max_tokens=1900)
    assert next(piece for piece in pieces if piece)
    pieces.close()
    server.wait_until_it_says(farewell, before + 1)
    text, _ = server.whole_answer(20)
    assert heard_until_cut(chat, 20) == text.lstrip()


def test_a_prompt_beyond_the_context_is_an_error_and_the_next_answer_comes(
    chat: OpenAIChat,
) -> None:
    with pytest.raises(ModelError) as caught:
        list(chat.stream((Message("user", "dog " * 4000),), max_tokens=20))
    assert not isinstance(caught.value, CutOffError)
    assert heard_until_cut(chat, 5)
