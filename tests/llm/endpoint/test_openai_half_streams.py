"""A stream that goes wrong after it began, or never begins, is not taken for an answer."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from scripted_endpoint import DONE, Reply, ScriptedEndpoint, ended, event, running_endpoint, said

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.endpoint.address import parse_endpoint
from paperqa.llm.endpoint.chat_request import Limits
from paperqa.llm.endpoint.openai_chat import OpenAIChat
from paperqa.llm.endpoint.sse import LONGEST_EVENT
from paperqa.types import Message

ASKED = (Message("user", "What is attention?"),)
AGAIN = "; ask again, or look at the server's log"


@pytest.fixture
def endpoint() -> Iterator[ScriptedEndpoint]:
    with running_endpoint() as server:
        yield server


def trouble(endpoint: ScriptedEndpoint, limits: Limits | None = None) -> tuple[str, ModelError]:
    """Return what was heard before the error, and the error."""
    heard: list[str] = []
    chat = OpenAIChat(parse_endpoint(endpoint.url), context=100, limits=limits)
    with closing(chat), pytest.raises(ModelError) as caught:
        heard.extend(chat.stream(ASKED, max_tokens=20))
    assert "\n" not in str(caught.value)
    return "".join(heard), caught.value


def line(endpoint: ScriptedEndpoint, *parts: bytes | float | str) -> str:
    endpoint.chat = Reply(*parts)
    _, error = trouble(endpoint)
    assert not isinstance(error, CutOffError)
    return str(error).replace(endpoint.url, "http://here")


@pytest.mark.parametrize(
    "fault",
    [
        event({"error": {"message": "out of memory", "code": 500}}),
        event({"error": "out of memory"}),
        b"event: error\n" + event({"message": "out of memory"}),
        b"event: error\n" + event("out of memory"),
    ],
)
def test_an_error_within_the_stream_comes_after_what_was_written(
    endpoint: ScriptedEndpoint, fault: bytes
) -> None:
    endpoint.chat = Reply(said("Hello"), fault, DONE)
    heard, error = trouble(endpoint)
    assert heard == "Hello"
    assert str(error) == f"{endpoint.url}/v1 reports an error (out of memory){AGAIN}"


@pytest.mark.parametrize("reason", ["content_filter", "error", "abort"])
def test_a_stop_that_is_no_end_is_an_error(endpoint: ScriptedEndpoint, reason: str) -> None:
    told = line(endpoint, said("Hello"), ended(reason))
    assert told == f"http://here/v1 reports an error (it stopped for {reason}){AGAIN}"


@pytest.mark.parametrize(
    ("parts", "when"),
    [
        ((said("Hello"),), "in the middle of its answer"),
        ((said("Hello"), b'data: {"choices": []}'), "in the middle of its answer"),
        ((said(None, reasoning="hm"),), "in the middle of its answer"),
        ((said("", role="assistant"), b": ping\n\n"), "before it answered"),
        ((b"",), "before it answered"),
    ],
)
def test_half_a_stream_is_no_answer_although_it_ends_in_good_order(
    endpoint: ScriptedEndpoint, parts: tuple[bytes, ...], when: str
) -> None:
    told = line(endpoint, *parts)
    assert told == f"http://here/v1 broke off {when} (the stream has no end){AGAIN}"


def test_a_connection_that_breaks_is_told_after_what_was_written(
    endpoint: ScriptedEndpoint,
) -> None:
    endpoint.chat = Reply(said("Hello"), headers={"Content-Length": "9999"})
    heard, error = trouble(endpoint)
    assert heard == "Hello"
    assert str(error).startswith(
        f"{endpoint.url}/v1 broke off in the middle of its answer (peer closed connection "
    )


def test_a_connection_that_breaks_before_any_word_is_told(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = Reply(status=0)
    assert str(trouble(endpoint)[1]) == (
        f"{endpoint.url}/v1 broke off before it answered "
        f"(Server disconnected without sending a response.){AGAIN}"
    )


def test_what_is_no_http_is_told(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = Reply(b"SSH-2.0-OpenSSH\r\n\r\n", status=0)
    told = str(trouble(endpoint)[1])
    assert told.startswith(f"{endpoint.url}/v1 broke off before it answered (")


def test_an_event_that_is_no_json_is_told(endpoint: ScriptedEndpoint) -> None:
    assert line(endpoint, b"data: {oops\n\n", DONE) == (
        "http://here/v1 answers with an event that is no JSON, '{oops', not as an OpenAI API "
        "does; set PAPERQA_MODEL to the API's address, which mostly ends in /v1"
    )


def test_a_key_within_it_is_not_shown_by_half(endpoint: ScriptedEndpoint) -> None:
    key = "k" * 50 + "'" + "y" * 30
    endpoint.chat = Reply(b"data: {oops " + key.encode() + b"\n\n", DONE)
    chat = OpenAIChat(parse_endpoint(endpoint.url, key), context=100)
    with closing(chat), pytest.raises(ModelError) as caught:
        list(chat.stream(ASKED, max_tokens=20))
    assert "an event that is no JSON, '{oops (key)', not as" in str(caught.value)


@pytest.mark.parametrize("chunk", [[], "text", 7, {}, {"choices": {}}, {"choices": ["a"]},
    {"choices": [{"delta": "a"}]}, {"choices": [{"delta": {"content": ["a"]}}]}])  # fmt: skip
def test_an_event_of_an_unknown_shape_says_nothing(
    endpoint: ScriptedEndpoint, chunk: object
) -> None:
    endpoint.chat = Reply(event(chunk), said("yes"), ended())
    with closing(OpenAIChat(parse_endpoint(endpoint.url), context=100)) as chat:
        assert "".join(chat.stream(ASKED, max_tokens=20)) == "yes"


def test_a_line_without_end_is_not_kept_in_memory(endpoint: ScriptedEndpoint) -> None:
    told = line(endpoint, said("Hello"), b"data: ", *[b"x" * (1 << 16)] * 17, "wait")
    assert told == (
        f"http://here/v1 reports an error (an event of more than {LONGEST_EVENT} bytes){AGAIN}"
    )
    assert endpoint.hung_up.wait(10)


@pytest.mark.parametrize(
    "parts", [("wait",), (said("", role="assistant"), "wait"), (b": ping\n\n", "wait")]
)
def test_a_model_that_does_not_begin_is_given_up_at_the_limit_of_time(
    endpoint: ScriptedEndpoint, parts: tuple[bytes | str, ...]
) -> None:
    endpoint.chat = Reply(*parts)
    _, error = trouble(endpoint, limits=Limits(answer=0.3, silence=0.1))
    assert not isinstance(error, CutOffError)
    assert str(error) == (
        f"{endpoint.url}/v1 wrote nothing for 0.3 seconds and had not begun its answer{AGAIN}"
    )
    assert endpoint.hung_up.wait(10)


def test_silence_in_mid_answer_is_no_end(endpoint: ScriptedEndpoint) -> None:
    endpoint.chat = Reply(said("Hello"), "wait")
    heard, error = trouble(endpoint, limits=Limits(answer=60, silence=0.1))
    assert heard == "Hello"
    assert not isinstance(error, CutOffError)
    assert str(error) == (
        f"{endpoint.url}/v1 wrote nothing for 0.1 seconds in the middle of its answer{AGAIN}"
    )
    assert endpoint.hung_up.wait(10)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((said("Hello"), *[b": ping\n\n", 0.05] * 20, "wait"), "Hello"),
        ((said("<thi"), "wait"), "<thi"),
        ((said(None, reasoning="hm"), "wait"), ""),
    ],
)
def test_an_answer_is_cut_off_at_the_limit_of_time_and_the_connection_closed(
    endpoint: ScriptedEndpoint, parts: tuple[bytes | float | str, ...], text: str
) -> None:
    endpoint.chat = Reply(*parts)
    heard, error = trouble(endpoint, limits=Limits(answer=0.3, silence=60))
    assert heard == text
    assert isinstance(error, CutOffError)
    assert str(error) == (
        "toy reached its limit of 0.3 seconds; raise PAPERQA_ANSWER_SECONDS, or use a faster model"
    )
