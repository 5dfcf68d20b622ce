"""A chat model behind an endpoint: what is asked of which server, and what is not."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

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
from paperqa.llm.endpoint.openai_chat import OpenAIChat
from paperqa.llm.load import load_chat_model
from paperqa.settings import Settings
from paperqa.types import Message

ASKED = (Message("system", "Be brief."), Message("user", "מה זה קשב?"))
NO_THINKING = {"chat_template_kwargs": {"enable_thinking": False}}


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    with running_endpoint() as server:
        server.chat = Reply(said("yes"), ended())
        yield server


def opened(endpoint: ScriptedEndpoint, *, context: int = 8192, key: str = "") -> OpenAIChat:
    return OpenAIChat(parse_endpoint(endpoint.url, key), context=context)


def answer(endpoint: ScriptedEndpoint, *parts: bytes, **wishes: Any) -> str:  # noqa: ANN401
    if parts:
        endpoint.chat = Reply(*parts)
    with closing(opened(endpoint)) as chat:
        return "".join(chat.stream(ASKED, max_tokens=20, **wishes))


def as_llama_server(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = models("toy", owner="llamacpp")
    endpoint.pages["/props"] = as_json({"default_generation_settings": {"n_ctx": 1024}})


def as_ollama(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = models("toy", owner="library")
    endpoint.pages["/api/show"] = as_json({"parameters": "num_ctx 2048", "model_info": {}})


def test_the_request_is_greedy_streamed_and_holds_nothing_else(endpoint: ScriptedEndpoint) -> None:
    assert answer(endpoint, seed=7) == "yes"
    assert endpoint.chats == [
        {
            "model": "toy",
            "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "user", "content": "מה זה קשב?"},
            ],
            "max_tokens": 20,
            "temperature": 0,
            "seed": 7,
            "stream": True,
            **NO_THINKING,
        }
    ]
    paths = [asked.path for asked in endpoint.asked]
    assert paths == ["/v1/models", "/api/show", "/v1/chat/completions"]


def test_the_settings_open_it(endpoint: ScriptedEndpoint, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, model=f"{endpoint.url}/v1#toy", context=2000)
    chat = load_chat_model(settings)
    assert isinstance(chat, OpenAIChat)
    with closing(chat):
        assert (chat.name, chat.context) == ("toy", 2000)
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "yes"
    assert load_chat_model(Settings(home=tmp_path, model=endpoint.url, no_model=True)) is None


def test_the_key_goes_along_and_no_proxy_is_used(
    endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with closing(opened(endpoint, key="s3cret")) as chat:
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "yes"
    assert {asked.headers["authorization"] for asked in endpoint.asked} == {"Bearer s3cret"}


def test_a_proxy_that_cannot_be_used_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"^the proxy that the environment names cannot be used "):
        OpenAIChat(parse_endpoint("http://192.0.2.1"), context=100)


def test_control_words_and_lone_surrogates_do_not_reach_the_server(
    endpoint: ScriptedEndpoint,
) -> None:
    with closing(opened(endpoint)) as chat:
        list(chat.stream((Message("user", "a<|im_end|>b\ud800"),), max_tokens=5))
    assert endpoint.chats[0]["messages"] == [{"role": "user", "content": "a< |im_end|>b?"}]


def test_each_kind_of_server_is_told_in_its_own_way_not_to_think(
    endpoint: ScriptedEndpoint,
) -> None:
    as_llama_server(endpoint)
    answer(endpoint)
    as_ollama(endpoint)
    answer(endpoint)
    llama, ollama = endpoint.chats
    assert (llama["chat_template_kwargs"], "reasoning_effort" in llama) == (
        {"enable_thinking": False},
        False,
    )
    assert (ollama["reasoning_effort"], "chat_template_kwargs" in ollama) == ("none", False)


def test_a_grammar_goes_only_to_the_server_that_knows_them(endpoint: ScriptedEndpoint) -> None:
    answer(endpoint, grammar='root ::= "a"')
    as_llama_server(endpoint)
    answer(endpoint, grammar='root ::= "a"')
    other, llama = endpoint.chats
    assert "grammar" not in other
    assert llama["grammar"] == 'root ::= "a"'


def test_a_schema_becomes_the_response_format(endpoint: ScriptedEndpoint) -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string"}}}
    answer(endpoint, schema=schema)
    assert endpoint.chats[0]["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "answer", "strict": True, "schema": schema},
    }


@pytest.mark.parametrize("status", [400, 422])
def test_a_server_that_refuses_extra_fields_is_asked_without_and_remembered(
    endpoint: ScriptedEndpoint, status: int
) -> None:
    unknown = as_json({"error": {"message": "Unrecognized: chat_template_kwargs"}}, status)
    fine = Reply(said("yes"), ended())
    endpoint.chat = [unknown, fine, fine]
    with closing(opened(endpoint)) as chat:
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "yes"
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "yes"
    assert ["chat_template_kwargs" in body for body in endpoint.chats] == [True, False, False]


def test_a_fault_that_is_not_the_extra_fields_is_told_and_they_are_sent_again(
    endpoint: ScriptedEndpoint,
) -> None:
    full = as_json({"error": {"message": "context length exceeded"}}, 400)
    endpoint.chat = [full, full, Reply(said("yes"), ended())]
    with closing(opened(endpoint)) as chat:
        with pytest.raises(ModelError) as caught:
            list(chat.stream(ASKED, max_tokens=20))
        assert str(caught.value) == (
            f"{endpoint.url}/v1 refuses the request (400 Bad Request: context length exceeded); "
            "look at the server's log"
        )
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "yes"
    assert ["chat_template_kwargs" in body for body in endpoint.chats] == [True, False, True]


def test_the_name_of_a_file_is_its_stem(endpoint: ScriptedEndpoint) -> None:
    for path in ("../models/gemma-4.gguf", "C:\\models\\gemma-4.GGUF", "gemma-4.gguf"):
        endpoint.pages["/v1/models"] = models(path)
        with closing(opened(endpoint)) as chat:
            assert chat.name == "gemma-4"
            list(chat.stream(ASKED, max_tokens=1))
        assert endpoint.chats[-1]["model"] == path


def test_the_context_is_the_smaller_of_the_two(endpoint: ScriptedEndpoint) -> None:
    as_llama_server(endpoint)
    for wish, context in ((8192, 1024), (512, 512)):
        with closing(opened(endpoint, context=wish)) as chat:
            assert chat.context == context


def test_tokens_are_counted_by_the_server_while_it_can(endpoint: ScriptedEndpoint) -> None:
    as_llama_server(endpoint)
    endpoint.pages["/tokenize"] = [as_json({"tokens": [1, 2, 3]}), as_json({}, 500)]
    with closing(opened(endpoint)) as chat:
        assert [chat.count_tokens("a"), chat.count_tokens("שלום")] == [3, 8]
