"""What readers thought of answers, as questions that ``paperqa eval`` can ask again.

    thumb up, an answer that cites    its papers, pages and quotes are the gold
    thumb up, a refusal               the papers do not answer it: answerable is false
    thumb down                        nobody has said what is right: neither gold nor answerable, so
                                      that nothing measures it; what was said and cited stands
                                      beside, to be looked at

``kind`` is "thumb-up" or "thumb-down". A refusal within chosen papers says nothing of the others,
and a citation whose passage does not carry its claim is no gold: such rows are not measured either.
Rows hold questions, answers and places in papers, and no reader, conversation or time.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paperqa.chats.chat import Exchange
from paperqa.chats.chat_files import all_chat_files
from paperqa.chats.chat_log import exchanges_of, read_log
from paperqa.errors import ChatsError
from paperqa.types import Answer, Citation, Filters


@dataclass(frozen=True, slots=True)
class Rated:
    """An exchange that has a thumb; ``retired`` where its question was asked again since."""

    exchange: Exchange
    retired: bool = False


def rated(folder: Path, on_damage: Callable[[ChatsError], None] | None = None) -> Iterator[Rated]:
    """Yield what all owners judged, conversation by conversation.

    A damaged conversation is given to ``on_damage``, or raised where there is none.
    """
    for file in all_chat_files(folder):
        try:
            yield from _rated_in(file)
        except ChatsError as error:
            if on_damage is None:
                raise
            on_damage(error)


def eval_set(judged: Iterable[Rated]) -> Iterator[str]:
    """Yield a line of JSON for each of ``judged``; the same row is not repeated."""
    seen: set[str] = set()
    for one in judged:
        row = _row(one)
        if row["question"] and row["id"] not in seen:
            seen.add(row["id"])
            yield _line(row)


def _rated_in(file: Path) -> list[Rated]:
    """Return a list, so that a damaged conversation gives nothing rather than a part."""
    log = read_log(file)
    retired = [Rated(exchange, retired=True) for exchange in exchanges_of(log.retired, file)]
    live = [Rated(exchange) for exchange in exchanges_of(log.live, file) if exchange.thumb]
    return [*retired, *live]


def _row(one: Rated) -> dict[str, Any]:
    exchange, answer = one.exchange, one.exchange.answer
    asked = (answer.asked if answer else "") or exchange.question  # whole, where it was a follow-up
    row: dict[str, Any] = {
        "question": asked.strip(),
        "lang": exchange.lang,
        "kind": f"thumb-{exchange.thumb}",
    }
    if exchange.thumb == "up":
        row |= _gold(answer, exchange.filters) if answer else {}
    else:
        said = answer.text if answer else exchange.said
        row |= {"said": said, "cited": _places(answer.citations) if answer else []}
    digest = hashlib.sha256(json.dumps(row).encode("ascii")).hexdigest()
    return {"id": f"{exchange.thumb}-{digest[:12]}", **row}


def _gold(answer: Answer, filters: Filters) -> dict[str, Any]:
    if not answer.found:
        return {"gold": [], "answerable": False} if filters == Filters() else {}
    gold = _places(one for one in answer.citations if one.support != "none")
    return {"gold": gold} if gold else {}


def _places(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Return a gold entry for each paper: all its pages that are cited, its first quote as key."""
    places: dict[str, dict[str, Any]] = {}
    for one in citations:
        place = places.setdefault(one.paper.id, {"paper": one.paper.id, "pages": []})
        if one.page and one.page not in place["pages"]:
            place["pages"] = sorted([*place["pages"], one.page])
        place.setdefault("key", one.quote)
    return list(places.values())


def _line(row: dict[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair of a PDF, which no file can hold
        return json.dumps(row)
    return line
