"""A question in, an answer with citations out: the one way for chat and CLI.

``ask`` yields pieces of text as they come, how things stand (see ``progress``) and, last, the whole
``Answer``. What the last one says counts: a face replaces what it has shown by ``Answer.text``.
Empty pieces come while nothing is written, so that a reader who leaves is noticed.
"""

import time
from collections.abc import Generator
from dataclasses import replace

from paperqa.answer.desk import Desk
from paperqa.answer.finding import Found, find
from paperqa.answer.options import Options, Wanted
from paperqa.answer.progress import Again, Asked, Piece, Waiting
from paperqa.answer.quoted import REFUSAL, from_others, quoted_answer, refusal
from paperqa.answer.sheet import NothingWrittenError
from paperqa.answer.silent import result_of
from paperqa.answer.written import written_answer
from paperqa.types import Answer, Search

__all__ = [
    "REFUSAL",
    "Again",
    "Asked",
    "Options",
    "Waiting",
    "Wanted",
    "answer_of",
    "ask",
    "search",
]

_BEAT = 0.1
"""Seconds between two looks at the queue."""


def search(desk: Desk, question: str, options: Options | None = None) -> Search:
    """Return the passages that can answer ``question``, and whether they are enough."""
    return result_of(find(desk, question, options or Options())).search


def ask(
    desk: Desk, question: str, options: Options | None = None
) -> Generator[Piece | Answer, None, None]:
    """Yield the answer piece by piece and, last, whole."""
    started = time.perf_counter()
    options = options or Options()
    if desk.model is None or options.wanted == "extractive":
        answer = yield from _answered(desk, question, options)
    else:
        with desk.turns.join() as turn:
            while not turn.wait(_BEAT):
                yield Waiting(turn.ahead)
            waited = (time.perf_counter() - started) * 1000
            answer = yield from _answered(desk, question, options)
            answer.timings["wait"] = waited
    if options.boxes and desk.boxes is not None:
        answer = replace(answer, citations=desk.boxes.with_boxes(answer.citations))
    ms = (time.perf_counter() - started) * 1000
    answer.timings["answer"] = ms - sum(answer.timings.values())
    yield replace(answer, ms=ms)


def answer_of(desk: Desk, question: str, options: Options | None = None) -> Answer:
    """Return the whole answer at once."""
    *_, last = ask(desk, question, options)
    if not isinstance(last, Answer):
        raise TypeError("ask() ends in an Answer")
    return last


def _answered(desk: Desk, question: str, options: Options) -> Generator[Piece, None, Answer]:
    found = yield from find(desk, question, options)
    if found.asked:
        yield Asked(found.asked)
    answer, notice = yield from _written_or_quoted(desk, found, options)
    trouble = notice or found.notice or answer.notice
    return replace(
        answer,
        question=found.typed,
        asked=found.asked,
        notice=". ".join(filter(None, (trouble, _from_others(answer, found)))),
        timings={"search": found.search.ms},
    )


def _from_others(answer: Answer, found: Found) -> str:
    # A refusal says so itself.
    return from_others(found.search) if answer.found else ""


def _written_or_quoted(
    desk: Desk, found: Found, options: Options
) -> Generator[Piece, None, tuple[Answer, str]]:
    """Return the answer, and why it is not the model's where it should have been."""
    if not found.search.enough:
        return refusal(found.search), ""
    if desk.model is None or options.wanted == "extractive":
        answer = quoted_answer(desk, found)
        yield answer.text
        return answer, ""
    try:
        return (yield from written_answer(desk, desk.model, found, options.max_tokens)), ""
    except NothingWrittenError as error:
        # Not streamed: the reader may have seen words of the model, which it must replace.
        return quoted_answer(desk, found), str(error)
