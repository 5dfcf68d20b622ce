"""Real llama.cpp with random weights: bound to the schema, and what it has read it reads once."""

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from llama_cpp import Llama
from model_material import PAPER, material
from one_core import one_core as one_core  # a fixture

from paperqa.answer.silent import result_of
from paperqa.errors import CutOffError
from paperqa.llm.llama.engine import LlamaChat
from paperqa.llm.turns import Turns
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import KINDS, ItemKind
from paperqa.quiz.plan import Plan
from paperqa.quiz.with_model.answered_from_quote import quote_reason
from paperqa.quiz.with_model.batches import Batch
from paperqa.quiz.with_model.drafts_by_model import Refused, drafts_by_model
from paperqa.quiz.with_model.item_schema import items_schema
from paperqa.quiz.with_model.reading import reading_of
from paperqa.quiz.with_model.rules import order_of
from paperqa.quiz.with_model.written_items import WrittenItem, written_items
from paperqa.types import Citation, Lang, Message
from tiny_gguf import save_tiny_gguf


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_gguf(tmp_path_factory.mktemp("quiz") / "tiny.gguf", context=16384)


@pytest.fixture
def chat(gguf: Path) -> LlamaChat:
    return LlamaChat(gguf, 16384)


def written(chat: LlamaChat, kind: ItemKind, langs: tuple[Lang, ...]) -> list[WrittenItem | None]:
    wanted = Plan((PAPER.id,), 1, langs, (kind,), "hard")
    reading = reading_of(material(), chat, replace(wanted, count=3), 4000)
    order = Message("user", order_of(Batch(kind, (2, 5)), wanted, reading.name))
    schema = items_schema(kind, (2, 5), langs, "hard")
    text = ""
    with suppress(CutOffError):
        for piece in chat.stream((*reading.messages, order), max_tokens=4000, schema=schema):
            text += piece
    return written_items(text, kind, langs)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_under_the_schema_is_read_as_items(chat: LlamaChat, kind: ItemKind) -> None:
    langs: tuple[Lang, ...] = ("en", "he")
    items = written(chat, kind, langs)
    assert len(items) == 2
    for one in items:
        assert one is not None
        assert (one.kind, one.passage in {2, 5}, one.difficulty) == (kind, True, "hard")
        assert tuple(wording.lang for wording in one.wordings) == langs
        assert {len(wording.wrong) for wording in one.wordings} == {3 if kind == "choice" else 0}


def test_random_weights_make_no_item_that_passes(chat: LlamaChat) -> None:
    wanted = Plan((PAPER.id,), 1, ("en",), ("choice", "cloze"))
    found = [one for one in drafts_by_model(material(), chat, wanted, random.Random(0)) if one]
    assert len(found) == 2
    assert not any(isinstance(one, Draft) for one in found)
    reasons = {one.reason for one in found if isinstance(one, Refused)}
    assert reasons <= {"its quote is not in the paper", "it is not a whole item"}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Tokens of each prompt that llama.cpp reads, those left out that it remembers."""
    read: list[int] = []
    real = Llama.eval

    def counted(llama: Llama, tokens: Sequence[int]) -> None:
        if len(tokens) > 1:
            read.append(len(tokens))
        real(llama, tokens)

    monkeypatch.setattr(Llama, "eval", counted)
    return read


def test_the_second_batch_reads_only_its_own_order(chat: LlamaChat, read: list[int]) -> None:
    wanted = Plan((PAPER.id,), 3, ("en",), ("choice",))
    assert [one for one in drafts_by_model(material(), chat, wanted, random.Random(0)) if one]
    reading = reading_of(material(), chat, wanted, 1020)
    shared = chat.count_prompt(reading.messages)
    first, second = read
    assert first > shared
    assert second < first - shared + 60  # the order, and what the template puts before it


def test_a_check_between_two_batches_does_not_cost_what_was_read(
    chat: LlamaChat, read: list[int]
) -> None:
    reading = reading_of(material(), chat, Plan((PAPER.id,), 3), 4000)
    orders = [Message("user", f"Write items about passage {number}.") for number in (1, 2)]
    quote = reading.passages[2].text
    cited = Citation(1, PAPER, reading.passages[2], quote, 0, len(quote), 3)
    worded = DraftWording("en", "The Transformer has 8 heads.", "true")
    one = Draft("truefalse", "x", (worded,), cited, ("8",), "heads", "easy", 0.5)
    for order in orders:
        schema = items_schema("open", (1,), ("en",), None)
        with suppress(CutOffError):
            list(chat.stream((*reading.messages, order), max_tokens=20, schema=schema))
        result_of(quote_reason(chat, one, random.Random(0), Turns()))
    first, check, second, same = read
    assert first > chat.count_prompt(reading.messages)
    assert check < first
    assert second < 20  # the number of the passage, and what the template puts behind it
    assert same <= check
