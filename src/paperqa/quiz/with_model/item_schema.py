"""The JSON Schema of a batch of items: one kind, some passages, the languages wanted.

Grammars obey ``enum`` and lengths, and not ``minimum``: numbers of passages are an ``enum``. Every
property is required and no other allowed, as servers want that hold to a schema strictly. The
quote comes first: a model that has copied it asks about it.
"""

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from paperqa.quiz.item import Difficulty, ItemKind
from paperqa.quiz.with_model.written_items import WRONG
from paperqa.types import Lang

_LONGEST: Final = {"quote": 360, "key": 80, "question": 240, "answer": 140, "explanation": 220}
_LONGEST_OPEN_ANSWER: Final = 300
_LONGEST_GAP: Final = 60

Schema = Mapping[str, object]


def items_schema(
    kind: ItemKind,
    passages: Sequence[int],
    langs: Sequence[Lang],
    difficulty: Difficulty | None,
) -> Schema:
    """Return the schema of as many items as ``passages`` has numbers."""
    item = _object(
        {
            "passage": {"type": "integer", "enum": list(passages)},
            "quote": _text("quote"),
            "key": _text("key"),
            **{lang: _wording(kind) for lang in langs},
            "difficulty": _one_of([difficulty] if difficulty else get_args(Difficulty)),
        }
    )
    return _object({"items": _list(item, len(passages))})


def choice_schema(answers: Sequence[str]) -> Schema:
    """Return the schema of one answer among ``answers``."""
    return _object({"answer": _one_of(answers)})


def short_text_schema() -> Schema:
    """Return the schema of a few words."""
    return _object({"answer": {"type": "string", "maxLength": _LONGEST_GAP}})


def _wording(kind: ItemKind) -> Schema:
    answer: Mapping[ItemKind, Schema] = {
        "choice": _text("answer"),
        "cloze": {"type": "string", "maxLength": _LONGEST_GAP},
        "truefalse": _one_of(("true", "false")),
        "open": {"type": "string", "maxLength": _LONGEST_OPEN_ANSWER},
    }
    wrong = {"wrong": _list(_text("answer"), WRONG)} if kind == "choice" else {}
    return _object(
        {
            "question": _text("question"),
            "answer": answer[kind],
            **wrong,
            "explanation": _text("explanation"),
        }
    )


def _object(properties: Mapping[str, object]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(item: Schema, count: int) -> Schema:
    return {"type": "array", "items": item, "minItems": count, "maxItems": count}


def _text(name: str) -> Schema:
    return {"type": "string", "maxLength": _LONGEST[name]}


def _one_of(values: Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(values)}
