"""Thumbs as an evaluation set, read by the very reader that ``paperqa eval`` uses."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from paperqa.chats.chat import Exchange, Thumb
from paperqa.chats.feedback import Rated, eval_set, rated
from paperqa.chats.shelf import ChatShelf
from paperqa.errors import ChatsError
from paperqa.evaluate.questions import Gold, Question, read_questions
from paperqa.types import Answer, Filters, Paper
from small_chats import (
    ANSWER,
    ASKED,
    CHAT,
    CITATION,
    NOON,
    OTHER,
    OWNER,
    PAPER,
    QUOTE,
    REFUSED,
    STOPPED,
)

PLACE = {"paper": "1706.03762", "pages": [4], "key": QUOTE}


def judged(exchange: Exchange, thumb: Thumb) -> Exchange:
    return replace(exchange, thumb=thumb)


def row_of(exchange: Exchange) -> dict[str, Any]:
    (line,) = eval_set([Rated(exchange)])
    row: dict[str, Any] = json.loads(line)
    return row


def question_of(exchange: Exchange, folder: Path) -> Question:
    file = folder / "set.jsonl"
    file.write_text("\n".join(eval_set([Rated(exchange)])), encoding="utf-8")
    (question,) = read_questions(file)
    return question


def up(answer: Answer, **changes: Any) -> Exchange:  # noqa: ANN401 - fields of an exchange
    return replace(Exchange(answer.question, answer.lang, NOON, answer, thumb="up"), **changes)


def test_a_liked_answer_is_gold(tmp_path: Path) -> None:
    question = question_of(judged(ASKED, "up"), tmp_path)
    assert question == Question(
        id=question.id,
        question="Why scale the dot products?",
        lang="en",
        gold=(Gold("1706.03762", (4,), QUOTE),),
        answerable=True,
        kind="thumb-up",
    )
    assert question.id.startswith("up-")


def test_a_liked_refusal_is_a_question_that_the_papers_do_not_answer(tmp_path: Path) -> None:
    refused = replace(REFUSED, filters=Filters(), thumb="up")
    question = question_of(refused, tmp_path)
    assert (question.gold, question.answerable, question.kind) == ((), False, "thumb-up")


def test_a_refusal_within_chosen_papers_says_nothing_of_the_others(tmp_path: Path) -> None:
    question = question_of(judged(REFUSED, "up"), tmp_path)
    assert (question.gold, question.answerable) == ((), None)


def test_a_disliked_answer_is_measured_by_nothing_and_shows_what_was_said(tmp_path: Path) -> None:
    question = question_of(judged(ASKED, "down"), tmp_path)
    assert (question.gold, question.answerable, question.kind) == ((), None, "thumb-down")
    row = row_of(judged(ASKED, "down"))
    assert row == {
        "id": row["id"],
        "question": "Why scale the dot products?",
        "lang": "en",
        "kind": "thumb-down",
        "said": f"{QUOTE} [1]",
        "cited": [PLACE],
    }
    assert row_of(judged(STOPPED, "down"))["said"] == "The first wor"
    assert question_of(judged(STOPPED, "up"), tmp_path).answerable is None


def test_a_paper_is_one_entry_with_all_its_pages_and_notes_have_none() -> None:
    lora = Paper("2106.09685", "LoRA")
    citations = (
        replace(CITATION, page=7, quote="first"),
        replace(CITATION, paper=lora, page=None, quote="note"),
        replace(CITATION, page=4, quote="second"),
        replace(CITATION, page=7, quote="third"),
        replace(CITATION, page=9, support="none"),
        replace(CITATION, page=1, support="weak"),
    )
    assert row_of(up(replace(ANSWER, citations=citations)))["gold"] == [
        {"paper": "1706.03762", "pages": [1, 4, 7], "key": "first"},
        {"paper": "2106.09685", "pages": [], "key": "note"},
    ]
    unsupported = replace(ANSWER, citations=citations[4:5])
    assert "gold" not in row_of(up(unsupported))


def test_a_follow_up_is_asked_whole() -> None:
    answer = replace(ANSWER, asked="Why are dot products scaled in attention?")
    assert row_of(up(answer, question="And why?"))["question"] == answer.asked


def test_the_same_judgement_is_one_row_and_the_other_thumb_another() -> None:
    liked, disliked = judged(ASKED, "up"), judged(ASKED, "down")
    later = replace(liked, at=NOON + 99)
    lines = list(eval_set(map(Rated, (liked, later, disliked, replace(liked, question=" ")))))
    assert [json.loads(line)["kind"] for line in lines] == ["thumb-up", "thumb-down"]


def test_half_a_surrogate_pair_does_not_spoil_the_file(tmp_path: Path) -> None:
    answer = replace(ANSWER, citations=(replace(CITATION, quote="x\ud800y"),))
    question = question_of(up(answer, question="מה\ud800?"), tmp_path)
    assert question.gold == (Gold("1706.03762", (4,), "x\ud800y"),)


def test_the_thumbs_of_all_owners_are_found_also_of_what_was_asked_again(tmp_path: Path) -> None:
    shelf = ChatShelf(tmp_path)
    for exchange in (ASKED, REFUSED, STOPPED):
        shelf.append(OWNER, CHAT, exchange)
    shelf.rate(OWNER, CHAT, 0, "up")
    shelf.rate(OWNER, CHAT, 2, "down")
    shelf.rate(OWNER, CHAT, 1, "down")
    shelf.rate(OWNER, CHAT, 1, "")
    shelf.cut(OWNER, CHAT, 1)
    shelf.append(OTHER, "b" * 16, judged(REFUSED, "up"))
    found = sorted(rated(tmp_path), key=lambda one: one.exchange.at)
    assert found == [
        Rated(judged(ASKED, "up")),
        Rated(judged(REFUSED, "up")),
        Rated(judged(STOPPED, "down"), retired=True),
    ]
    assert list(rated(tmp_path / "absent")) == []


def test_nothing_tells_whose_it_was_or_when(tmp_path: Path) -> None:
    shelf = ChatShelf(tmp_path)
    shelf.append(OWNER, CHAT, judged(ASKED, "up"))
    shelf.append(OWNER, CHAT, judged(REFUSED, "down"))
    (folder,) = (path.name for path in tmp_path.iterdir())
    text = "".join(eval_set(rated(tmp_path)))
    assert not any(secret in text for secret in (OWNER, folder, CHAT, str(int(NOON))[:7]))
    keys = {key for line in eval_set(rated(tmp_path)) for key in json.loads(line)}
    assert keys == {"id", "question", "lang", "kind", "gold", "said", "cited"}


def test_a_damaged_conversation_does_not_hide_the_others(tmp_path: Path) -> None:
    shelf = ChatShelf(tmp_path)
    shelf.append(OWNER, CHAT, judged(ASKED, "up"))
    shelf.append(OWNER, "b" * 16, judged(ASKED, "up"))
    file = next(tmp_path.glob(f"*/{CHAT}.jsonl"))
    file.write_bytes(file.read_bytes() + b"x\n{}\n")
    told: list[str] = []
    assert list(rated(tmp_path, lambda error: told.append(str(error)))) == [
        Rated(judged(ASKED, "up"))
    ]
    assert [line.split(" is damaged")[0] for line in told] == [f"{file}:2"]
    with pytest.raises(ChatsError, match="is damaged"):
        list(rated(tmp_path))


def test_papers_in_the_gold_are_those_of_the_answer() -> None:
    assert PAPER.id == PLACE["paper"]
