"""Answers of the toy model that are held to a schema or a grammar."""

import json
import re
from pathlib import Path

import pytest
from toy_chat import STORY, up_to_the_cut, with_template

from paperqa.errors import ModelError
from paperqa.llm.llama.engine import LlamaChat
from paperqa.types import Message

SCHEMA = {
    "type": "object",
    "properties": {
        "kind": {"enum": ["true_false", "choice"]},
        "source": {"enum": [2, 5]},
        "hard": {"type": "boolean"},
        "note": {"type": "string", "maxLength": 10},
    },
    "required": ["kind", "source", "hard", "note"],
    "additionalProperties": False,
}


@pytest.mark.parametrize("hero", ["a dog", "Lily", "Tom", "a cat", "the sun", "a big tree"])
def test_a_schema_is_obeyed(chat: LlamaChat, hero: str) -> None:
    story = (Message("user", f"Once upon a time there was {hero}."),)
    item = json.loads("".join(chat.stream(story, max_tokens=300, schema=SCHEMA)))
    assert list(item) == ["kind", "source", "hard", "note"]
    assert item["kind"] in {"true_false", "choice"}
    assert item["source"] in {2, 5}
    assert isinstance(item["hard"], bool)
    assert len(item["note"]) <= 10


def test_hebrew_is_never_cut_inside_a_letter(chat: LlamaChat) -> None:
    def first(tokens: int) -> list[str]:
        answer = chat.stream(STORY, max_tokens=tokens, schema={"enum": ["שלום עולם"]})
        return list(up_to_the_cut(answer))

    whole = first(400)
    assert "".join(whole).strip() == '"שלום עולם"'
    assert [c for c in whole if c in "שלוםע"] == list("שלוםעולם")
    assert len(chat._llama._input_ids) < 100  # it ended by itself, long before 400 tokens
    assert all("".join(whole).startswith("".join(first(n))) for n in range(1, 20))


@pytest.mark.parametrize("schema", [{"type": "nonsense"}, {"$ref": "#/nowhere"}])
def test_a_schema_that_cannot_be_held_to_is_refused_in_one_line(
    chat: LlamaChat, schema: dict[str, object]
) -> None:
    with pytest.raises(ModelError, match=r"^llama\.cpp cannot hold to this JSON Schema .*$"):
        chat.stream(STORY, max_tokens=9, schema=schema)


def test_a_grammar_that_llama_cpp_cannot_read_is_refused_before_it_crashes(
    chat: LlamaChat,
) -> None:
    with pytest.raises(ModelError, match=r"^llama\.cpp cannot read this grammar \(.+\)$"):
        chat.stream(STORY, max_tokens=9, schema={"enum": []})


def test_a_grammar_is_obeyed_and_its_mistakes_are_reported_before_anything_is_written(
    chat: LlamaChat,
) -> None:
    rules = 'root ::= "There were " [2-7] " dogs" ("." | "!")'
    answer = "".join(chat.stream(STORY, max_tokens=60, grammar=rules))
    assert re.fullmatch(r"There were [2-7] dogs[.!]", answer)
    with pytest.raises(ModelError, match=r"^llama\.cpp cannot read this grammar \(.+\)$"):
        chat.stream(STORY, max_tokens=60, grammar="root ::= dogs")


def test_a_schema_is_obeyed_at_once_by_a_model_that_thinks(gguf: Path, tmp_path: Path) -> None:
    path = with_template(gguf, tmp_path / "thinker.gguf", "{{ messages[0].content }}<think>\n")
    answer = LlamaChat(path, 512).stream(STORY, max_tokens=13, schema={"enum": ["yes"]})
    assert json.loads("".join(answer)) == "yes"
