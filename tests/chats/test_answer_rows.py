import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperqa.chats.answer_rows import (
    answer_from_json,
    answer_to_json,
    exchange_from_json,
    exchange_to_json,
)
from paperqa.chats.chat import Exchange
from paperqa.errors import ChatsError
from paperqa.store.rows import from_json_lines, json_lines
from paperqa.types import (
    Answer,
    Citation,
    Claim,
    Filters,
    Hit,
    Link,
    Meeting,
    PageBreak,
    Paper,
    Passage,
)
from small_chats import ANSWER, ASKED, REFUSED, STOPPED

# With half surrogate pairs, which PDFs hold, and the line breaks that are none in JSON.
TEXTS = st.text(
    st.characters(codec=None) | st.sampled_from("\ud83d\ude00\u2028\r\n\x00א"), max_size=8
)
NUMBERS = st.integers(0, 10**12)
FLOATS = st.floats(allow_nan=False)
LANGS: Any = st.sampled_from(["en", "he"])
PAPERS = st.builds(
    Paper,
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    st.none() | NUMBERS,
    TEXTS,
    links=st.lists(st.builds(Link, st.sampled_from(["pdf", "talk"]), TEXTS, TEXTS), max_size=2).map(
        tuple
    ),
    meetings=st.lists(st.builds(Meeting, TEXTS, TEXTS, NUMBERS), max_size=2).map(tuple),
)
PASSAGES = st.builds(
    Passage,
    TEXTS,
    st.sampled_from(["paper", "note"]),
    LANGS,
    TEXTS,
    TEXTS,
    NUMBERS,
    NUMBERS,
    st.lists(st.builds(PageBreak, NUMBERS, NUMBERS), max_size=2).map(tuple),
)
SUPPORT: Any = st.sampled_from(["supported", "weak", "none"])
CITATIONS = st.builds(
    Citation,
    NUMBERS,
    PAPERS,
    PASSAGES,
    TEXTS,
    NUMBERS,
    NUMBERS,
    st.none() | NUMBERS,
    st.lists(st.tuples(FLOATS, FLOATS, FLOATS, FLOATS), max_size=2).map(tuple),
    SUPPORT,
)
ANSWERS = st.builds(
    Answer,
    TEXTS,
    LANGS,
    TEXTS,
    st.lists(CITATIONS, max_size=2).map(tuple),
    st.booleans(),
    st.sampled_from(["extractive", "model"]),
    st.none() | TEXTS,
    FLOATS,
    st.lists(
        st.builds(Hit, NUMBERS, PASSAGES, FLOATS, NUMBERS, st.lists(TEXTS, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    TEXTS,
    st.lists(
        st.builds(
            Claim, NUMBERS, NUMBERS, st.lists(NUMBERS).map(tuple), SUPPORT, st.just(("94%",))
        ),
        max_size=2,
    ).map(tuple),
    TEXTS,
    st.dictionaries(TEXTS, FLOATS, max_size=2),
)
EXCHANGES = st.builds(
    Exchange,
    TEXTS,
    LANGS,
    st.floats(0, 10**11),
    st.none() | ANSWERS,
    TEXTS,
    st.builds(
        Filters,
        st.lists(TEXTS, max_size=2).map(tuple),
        st.lists(TEXTS, max_size=2).map(tuple),
        st.sampled_from([None, "paper", "note"]),
    ),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.sampled_from(["", "up", "down"]),
    st.booleans(),
)


def through_a_file(row: dict[str, Any]) -> dict[str, Any]:
    (back,) = from_json_lines(json_lines([row]))
    return back


@given(answer=ANSWERS)
@settings(deadline=None, max_examples=60)
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    assert answer_from_json(through_a_file(answer_to_json(answer))) == answer


@given(exchange=EXCHANGES)
@settings(deadline=None, max_examples=60)
def test_an_exchange_comes_back_as_it_was(exchange: Exchange) -> None:
    assert exchange_from_json(through_a_file(exchange_to_json(exchange))) == exchange


def test_a_row_says_its_format_and_names_its_fields() -> None:
    row = exchange_to_json(STOPPED)
    assert row == {
        "format": 1,
        "question": "And then?",
        "lang": "en",
        "at": 1_784_980_920.0,
        "answer": None,
        "said": "The first wor",
        "filters": {"papers": [], "lists": [], "kind": None},
        "suggestions": [],
        "thumb": "",
        "broken": False,
    }


def test_numbers_of_numpy_are_written_as_numbers() -> None:
    hit = Hit(np.int64(7), REFUSED.answer.nearest[0].passage, np.float32(0.5), 24)  # type: ignore[arg-type, union-attr]
    answer = Answer("q", "en", "t", (), False, "extractive", None, np.float64(1.5), (hit,))
    row = json.loads(json.dumps(answer_to_json(answer)))
    assert (row["ms"], row["nearest"][0]["row"], row["nearest"][0]["score"]) == (1.5, 7, 0.5)


def test_a_row_from_before_a_field_was_there_is_read() -> None:
    row = exchange_to_json(ASKED)
    del row["suggestions"], row["answer"]["claims"]
    assert exchange_from_json(row) == Exchange(ASKED.question, "en", ASKED.at, ANSWER)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("format", 2, "the row has format 2, this paperqa reads 1; install the newest one"),
        ("format", None, "the row has format None, this paperqa reads 1; install the newest one"),
        ("text", 5, "Answer.text is 5, expected str"),
        ("lang", "fr", "Answer.lang is 'fr', expected one of 'en', 'he'"),
        ("found", 1, "Answer.found is 1, expected bool"),
        ("ms", True, "Answer.ms is True, expected float"),
        ("model", 1, "Answer.model is 1, expected str"),
        ("citations", {}, "Answer.citations is {}, expected a list"),
        ("citations", [[]], "Answer.citations[0] is [], expected an object"),
        (
            "claims",
            [{"start": 0}],
            "Answer.claims[0] is ['start'], expected also end, markers, support",
        ),
        ("colour", "red", "Answer is ['colour'], expected no such fields"),
        ("timings", {"a": "b"}, "Answer.timings.a is 'b', expected float"),
    ],
)
def test_a_row_that_does_not_hold_what_it_should_is_an_error(
    field: str, value: object, why: str
) -> None:
    with pytest.raises(ChatsError) as caught:
        answer_from_json({**answer_to_json(ANSWER), field: value})
    assert why in str(caught.value)


def test_a_box_has_four_sides() -> None:
    row = answer_to_json(ANSWER)
    row["citations"][0]["boxes"][0].append(1.0)
    with pytest.raises(ChatsError, match=r"citations\[0\]\.boxes\[0\] is \[71\.5"):
        answer_from_json(row)


@pytest.mark.parametrize("at", [-1.0, float("nan"), float("inf"), 253_402_300_800.0])
def test_a_time_without_a_date_is_an_error(at: float) -> None:
    with pytest.raises(ChatsError, match="expected seconds since 1970"):
        exchange_from_json({**exchange_to_json(STOPPED), "at": at})
