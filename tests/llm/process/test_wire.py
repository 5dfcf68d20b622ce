"""Lines between the app and the process of llama.cpp."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.errors import CutOffError, ModelError
from paperqa.llm.process.wire import (
    Ask,
    Command,
    Count,
    Counted,
    Ended,
    Event,
    Piece,
    Ready,
    Stop,
    WireError,
    decode_command,
    decode_event,
    encode,
    ended_by,
)
from paperqa.types import Message

ASK = Ask(
    7,
    (Message("system", "כללים"), Message("user", "two\nlines\r \ud800 \u2028 end")),
    512,
    {"properties": {"quotes": {"type": "array"}, "answer": {"enum": ["כן", 1, None]}}},
    'root ::= "x"',
    3,
)


@pytest.mark.parametrize(
    "command", [ASK, Ask(1, (), 9), Count(2, "תשומת \ud800\n"), Count(3, ""), Stop(4)]
)
def test_a_command_comes_back_as_it_was_from_one_line(command: Command) -> None:
    line = encode(command)
    assert decode_command(line) == command
    assert (line.count(b"\n"), line[-1:]) == (1, b"\n")


@pytest.mark.parametrize(
    "event",
    [Ready(0, 8192), Counted(1, 0), Piece(2, "\n שלום \ud800"), Ended(3), Ended(4, "ModelError")],
)
def test_an_event_comes_back_as_it_was_from_one_line(event: Event) -> None:
    line = encode(event)
    assert decode_event(line) == event
    assert (line.count(b"\n"), line[-1:]) == (1, b"\n")


@given(st.text())
def test_any_text_passes(text: str) -> None:
    assert decode_event(encode(Piece(1, text))) == Piece(1, text)


def test_the_order_of_a_schemas_properties_is_kept() -> None:
    command = decode_command(encode(ASK))
    assert isinstance(command, Ask)
    assert json.dumps(command.schema) == json.dumps(ASK.schema)


@pytest.mark.parametrize(
    ("error", "kind"), [(ModelError("bad"), ModelError), (CutOffError("cut"), CutOffError)]
)
def test_an_error_keeps_its_kind_and_its_words(error: Exception, kind: type[ModelError]) -> None:
    end = decode_event(encode(ended_by(5, error)))
    assert isinstance(end, Ended)
    assert end.request == 5
    assert type(end.error) is kind
    assert str(end.error) == str(error)


def test_any_other_error_becomes_a_model_error_of_one_line() -> None:
    error = ended_by(5, MemoryError("no\nroom")).error
    assert type(error) is ModelError
    assert str(error) == "the language model failed (MemoryError: no room); ask again"


def test_an_end_without_an_error_has_none() -> None:
    assert Ended(5).error is None


@pytest.mark.parametrize(
    "line",
    [b"ggml: hello\n", b"\xff\n", b"[1]\n", b'{"line": "Sing"}\n', b'{"line": "Ended"}\n',
     b'{"line": "Stop", "request": 1}\n', b'{"line": "Piece", "request": 1, "t": 2}\n'],
)  # fmt: skip
def test_a_line_that_is_no_event_is_refused_with_its_beginning(line: bytes) -> None:
    with pytest.raises(WireError) as caught:
        decode_event(line)
    assert repr(line) in str(caught.value)


def test_an_event_is_no_command() -> None:
    with pytest.raises(WireError):
        decode_command(encode(Ended(1)))
