"""Events come out the same however the bytes are cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.llm.endpoint.sse import LONGEST_EVENT, Event, EventParser, EventTooLongError

STREAM = (
    b"\xef\xbb\xbf: a comment\r\n\r\n"
    b"data: one\n\n"
    b"data:two\r\ndata: halves\r\n\r\n"
    b"event: error\rdata:  three\r\r"
    b": ping\n\n:\n\n"
    b"id: 7\nretry: 10\ndata\ndata: first\ndata: second\n\n"
    b"event: empty\n\n" + "data: שלום 🙂\n\n".encode() + b"data: last"
)
EVENTS = [
    Event("", "one"),
    Event("", "two\nhalves"),
    Event("error", " three"),
    Event("", "\nfirst\nsecond"),
    Event("", "שלום 🙂"),
    Event("", "last"),
]


def parse(*portions: bytes) -> list[Event]:
    parser = EventParser()
    return [event for portion in portions for event in parser.feed(portion)] + parser.close()


def test_every_line_ending_comment_and_field_is_read_as_the_standard_says() -> None:
    assert parse(STREAM) == EVENTS


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_every_way_of_cutting_the_bytes_gives_the_same_events(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(STREAM)]
    assert parse(*(STREAM[a:b] for a, b in pairwise(edges))) == EVENTS


def test_one_byte_at_a_time_is_enough() -> None:
    assert parse(*(STREAM[i : i + 1] for i in range(len(STREAM)))) == EVENTS


def test_bytes_that_are_no_utf_8_become_replacement_characters() -> None:
    assert parse(b"data: a\xff\xd7b\n\n") == [Event("", "a\ufffd\ufffdb")]


def test_an_event_is_told_at_its_empty_line_and_not_later() -> None:
    parser = EventParser()
    assert parser.feed(b"data: 1\n") == []
    assert parser.feed(b"\nda") == [Event("", "1")]


@pytest.mark.parametrize("line", [b"data: ", b": ", b""])
def test_a_line_without_end_is_refused_at_the_limit(line: bytes) -> None:
    parser = EventParser()
    parser.feed(line + b"x" * (LONGEST_EVENT - len(line)))
    with pytest.raises(EventTooLongError):
        parser.feed(b"x")


def test_an_event_without_end_is_refused_at_the_limit_and_endless_pings_are_not() -> None:
    parser = EventParser()
    line = b"data: " + b"x" * 994 + b"\n"
    with pytest.raises(EventTooLongError):
        list(map(parser.feed, [line] * (LONGEST_EVENT // 1000 + 1)))
    pings = EventParser()
    for _ in range(2000):
        assert pings.feed(b": " + b"p" * 1000 + b"\n") == []
    assert pings.feed(b"data: on\n\n") == [Event("", "on")]
