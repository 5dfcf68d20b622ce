"""A server that cannot be reached, or refuses, or is no API: one line that says what to do."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest
from scripted_endpoint import (
    Reply,
    ScriptedEndpoint,
    as_json,
    models,
    running_endpoint,
)

from paperqa.errors import ModelError
from paperqa.llm.endpoint.address import parse_endpoint
from paperqa.llm.endpoint.openai_chat import OpenAIChat
from paperqa.types import Message

ASKED = (Message("user", "What is attention?"),)
AGAIN = "; ask again, or look at the server's log"


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    with running_endpoint() as server:
        yield server


def line(endpoint: ScriptedEndpoint, key: str = "") -> str:
    """Return the error's message, without the port."""
    chat = OpenAIChat(parse_endpoint(f"{endpoint.url}/v1#toy", key), context=100)
    with closing(chat), pytest.raises(ModelError) as caught:
        list(chat.stream(ASKED, max_tokens=20))
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(endpoint.url, "http://here")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_nobody_listens() -> None:
    address = f"http://127.0.0.1:{free_port()}/v1"
    with closing(OpenAIChat(parse_endpoint(address), context=100)) as chat:
        for told in map(str, first_errors(chat)):  # the reason is in the words of the system
            assert told.startswith(f"{address} cannot be reached ([Errno ")
            assert told.endswith("); start the server there, or mend PAPERQA_MODEL")


def first_errors(chat: OpenAIChat) -> Iterator[ModelError]:
    """Use ``chat`` in each of the ways that need the server, and yield the errors."""
    for use in (
        lambda: chat.context,
        lambda: chat.count_tokens("a"),
        lambda: list(chat.stream(ASKED, max_tokens=20)),
    ):
        with pytest.raises(ModelError) as caught:
            use()
        yield caught.value


def test_the_server_has_gone_since_it_was_opened() -> None:
    with running_endpoint() as endpoint:
        chat = OpenAIChat(parse_endpoint(endpoint.url), context=100)
        assert chat.context == 100
    with closing(chat), pytest.raises(ModelError) as caught:
        list(chat.stream(ASKED, max_tokens=20))
    assert str(caught.value) == (
        f"{endpoint.url}/v1 cannot be reached (All connection attempts failed); "
        "start the server there, or mend PAPERQA_MODEL"
    )


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (
            404,
            {"detail": "Not Found"},
            "http://here/v1/chat/completions is not there (404 Not Found: Not Found); set "
            "PAPERQA_MODEL to the API's address, which mostly ends in /v1",
        ),
        (
            404,
            {"error": {"code": 404, "message": "File Not Found"}},
            "http://here/v1/chat/completions is not there (404 Not Found: File Not Found); set "
            "PAPERQA_MODEL to the API's address, which mostly ends in /v1",
        ),
        (
            404,
            {"error": {"message": 'model "toy" not found, try pulling it first'}},
            "http://here/v1 has no model 'toy' (404 Not Found: model \"toy\" not found, try "
            "pulling it first); set PAPERQA_MODEL to http://here/v1#NAME, "
            "where NAME is one of: a, b",
        ),
        (
            400,
            {"error": {"message": "The model `toy` does not exist", "code": "model_not_found"}},
            "http://here/v1 has no model 'toy' (400 Bad Request: The model `toy` does not exist); "
            "set PAPERQA_MODEL to http://here/v1#NAME, where NAME is one of: a, b",
        ),
        (
            401,
            {"detail": "Invalid API key"},
            "http://here/v1 wants a key (401 Unauthorized: Invalid API key); "
            "set PAPERQA_MODEL_KEY to one that it takes",
        ),
        (
            429,
            {"error": {"message": "Too many"}},
            "http://here/v1 is busy, or still loads its model (429 Too Many Requests: Too many); "
            "ask again in a minute",
        ),
        (
            503,
            {"error": {"code": 503, "message": "Loading model"}},
            "http://here/v1 is busy, or still loads its model (503 Service Unavailable: Loading "
            "model); ask again in a minute",
        ),
        (500, {"error": "out\nof memory"}, f"http://here/v1 failed (500 Internal Server Error: "
            f"out of memory){AGAIN}"),
        (413, {}, "http://here/v1 refuses the request (413 Request Entity Too Large: {}); "
            "look at the server's log"),
        (599, "x" * 400, f"http://here/v1 failed (599: {'x' * 300}…){AGAIN}"),
    ],
)  # fmt: skip
def test_each_refusal_says_what_to_do(
    endpoint: ScriptedEndpoint, status: int, body: object, told: str
) -> None:
    endpoint.pages["/v1/models"] = models("a", "b")
    endpoint.chat = as_json(body, status)
    assert line(endpoint) == told


def test_a_refused_key_is_not_repeated(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = as_json({"error": {"message": "Incorrect API key: s3cret"}}, 403)
    assert line(endpoint, key="s3cret") == (
        "http://here/v1 refuses the key (403 Forbidden: Incorrect API key: (key)); "
        "set PAPERQA_MODEL_KEY to one that it takes"
    )


def test_a_refusal_at_the_door_is_told_when_it_is_first_used(endpoint: ScriptedEndpoint) -> None:
    endpoint.pages["/v1/models"] = as_json({"detail": "Invalid API key"}, 401)
    with closing(OpenAIChat(parse_endpoint(endpoint.url), context=100)) as chat:
        assert endpoint.asked == []
        assert (
            list(map(str, first_errors(chat)))
            == [
                f"{endpoint.url}/v1 wants a key (401 Unauthorized: Invalid API key); "
                "set PAPERQA_MODEL_KEY to one that it takes"
            ]
            * 3
        )


def test_a_page_of_html_is_not_quoted(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = Reply(b"<html><h1>Bad gateway</h1>", status=502, kind="text/html")
    assert line(endpoint) == f"http://here/v1 failed (502 Bad Gateway){AGAIN}"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(endpoint: ScriptedEndpoint, status: int) -> None:
    with running_endpoint() as other:
        target = f"{other.url}/v1/chat/completions"
        endpoint.chat = Reply(status=status, headers={"Location": target})
        assert line(endpoint) == (
            f"http://here/v1 redirects to {target!r}, which is not followed; "
            "set PAPERQA_MODEL to what you trust"
        )
        assert other.asked == []


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(b"<html>", kind="text/html; charset=utf-8"), "text/html; charset=utf-8"),
        (as_json({"choices": [{"message": {"content": "whole"}}]}), "application/json"),
    ],
)
def test_what_is_no_stream_is_named(endpoint: ScriptedEndpoint, reply: Reply, told: str) -> None:
    endpoint.chat = reply
    assert line(endpoint) == (
        f"http://here/v1 answers with {told}, not as an OpenAI API does; "
        "set PAPERQA_MODEL to the API's address, which mostly ends in /v1"
    )


def test_an_error_in_the_place_of_a_stream_is_told(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = as_json({"error": "Unexpected endpoint"})
    assert line(endpoint) == f"http://here/v1 reports an error (Unexpected endpoint){AGAIN}"
