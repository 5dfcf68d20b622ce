"""A server that is down when the app starts, slow to say what it is, or comes up later."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from scripted_endpoint import (
    Reply,
    ScriptedEndpoint,
    as_json,
    ended,
    models,
    running_endpoint,
    said,
)

from paperqa.errors import ModelError
from paperqa.llm.endpoint.address import parse_endpoint
from paperqa.llm.endpoint.once import Once
from paperqa.llm.endpoint.openai_chat import OpenAIChat
from paperqa.llm.load import load_chat_model
from paperqa.settings import Settings
from paperqa.types import Message

ASKED = (Message("user", "What is attention?"),)
LOADING = as_json({"error": {"message": "Loading model"}}, 503)


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    with running_endpoint() as server:
        server.chat = Reply(said("yes"), ended())
        yield server


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_a_server_that_is_down_opens_all_the_same_and_has_a_name(tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    names = {}
    for model in ("", "#gemma4:e4b", "#../gemma.gguf"):
        chat = load_chat_model(Settings(home=tmp_path, model=address + model))
        assert isinstance(chat, OpenAIChat)
        with closing(chat):
            names[model] = chat.name
            with pytest.raises(ModelError, match=" cannot be reached "):
                _ = chat.context
            assert chat.name == names[model]
    assert names == {"": "127.0.0.1", "#gemma4:e4b": "gemma4:e4b", "#../gemma.gguf": "gemma"}


def test_a_wrong_address_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^PAPERQA_MODEL is no address "):
        load_chat_model(Settings(home=tmp_path, model="http://host:port"))


def test_a_server_that_comes_up_later_is_asked_again_and_then_no_more(
    endpoint: ScriptedEndpoint,
) -> None:
    endpoint.pages["/v1/models"] = [LOADING, LOADING, models("toy", owner="vllm", max_model_len=50)]
    with closing(OpenAIChat(parse_endpoint(endpoint.url), context=100)) as chat:
        for _ in range(2):
            with pytest.raises(ModelError, match="is busy, or still loads its model"):
                list(chat.stream(ASKED, max_tokens=20))
        assert chat.name == "127.0.0.1"  # a name alone does not ask again
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "yes"
        assert (chat.name, chat.context, chat.count_tokens("a")) == ("toy", 50, 1)
    assert [asked.path for asked in endpoint.asked].count("/v1/models") == 3


def test_a_name_does_not_wait_for_a_server_that_says_nothing(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = Reply("wait", status=0)
    with closing(OpenAIChat(parse_endpoint(endpoint.url), context=100)) as chat:
        assert chat.name == "127.0.0.1"
        assert endpoint.waiting.is_set()
        assert not endpoint.hung_up.is_set()  # it is still waited for, but not by the name
        endpoint.stopped.set()


def test_all_who_wait_share_one_value_and_one_failure() -> None:
    go = Event()
    calls: list[int] = []

    def fetch() -> int:
        calls.append(len(calls))
        assert go.wait(60)
        if len(calls) == 1:
            raise ModelError("not yet")
        return 7

    once = Once(fetch)
    waiting = [once.begin() for _ in range(3)]
    assert len(set(map(id, waiting))) == 1
    assert once.glance(0) is None  # it is not there yet
    go.set()
    with pytest.raises(ModelError, match="not yet"):
        waiting[0].result()
    assert once.glance(60) is None  # it has failed, and a glance does not try again
    assert [once.begin().result() for _ in range(3)] == [7, 7, 7]
    assert once.glance(0) == 7
    assert calls == [0, 1]
