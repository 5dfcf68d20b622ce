"""What a model wrote, as items: whole ones only, whatever came around or behind them.

A bound model writes ``{"items": [...]}``. One that is not bound may put prose or a code fence
around it; an answer that was cut off ends in half an item. Texts come out on one line, without
characters that nobody sees. A key that is missing, or a value of another type, makes an item
unusable, and so does a text longer than any item needs.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from paperqa.llm.quotable import one_line
from paperqa.quiz.item import GAP, Difficulty, ItemKind
from paperqa.types import Lang

LONGEST_TEXT: Final = 600
"""Characters of one text; the schema asks for less."""
WRONG: Final = 3
"""Wrong answers of a choice."""
_ITEMS: Final = re.compile(r'"items"\s*:\s*\[|\[\s*(?=\{)')
_BETWEEN: Final = re.compile(r"[\s,]*")
_GAP: Final = re.compile(r"_{2,}")
_TRUE_FALSE: Final = frozenset({"true", "false"})


@dataclass(frozen=True, slots=True)
class WrittenWording:
    """A question as the model words it in one language."""

    lang: Lang
    question: str
    answer: str
    wrong: tuple[str, ...]
    explanation: str

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a reader would see."""
        return (self.question, self.answer, *self.wrong, self.explanation)


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """An item as the model wrote it: nothing of it is checked but its shape.

    ``passage`` is the number that the model names, 0 for none.
    """

    kind: ItemKind
    passage: int
    quote: str
    key: str
    wordings: tuple[WrittenWording, ...]
    difficulty: Difficulty


class _ShapeError(Exception):
    """A value is not what the schema asks for."""


def written_items(text: str, kind: ItemKind, langs: Sequence[Lang]) -> list[WrittenItem | None]:
    """Return the items of ``text`` in order, None for each that cannot be used."""
    return [_item(value, kind, langs) for value in _values(text)]


def _values(text: str) -> Iterator[object]:
    """Yield the values of the first list of objects in ``text``, as far as they are whole."""
    begin = _ITEMS.search(text)
    at = begin.end() if begin else len(text)
    decoder = json.JSONDecoder()
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches nothing, too
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):  # the end of the list, half an item, or a hostile one
            return
        yield value


def _item(value: object, kind: ItemKind, langs: Sequence[Lang]) -> WrittenItem | None:
    try:
        fields = _object(value)
        number = fields.get("passage")
        return WrittenItem(
            kind=kind,
            passage=number if isinstance(number, int) else 0,
            quote=_text(fields, "quote"),
            key=_text(fields, "key"),
            wordings=tuple(_wording(_object(fields.get(lang)), kind, lang) for lang in langs),
            difficulty=_difficulty(fields.get("difficulty")),
        )
    except _ShapeError:
        return None


def _wording(fields: Mapping[str, object], kind: ItemKind, lang: Lang) -> WrittenWording:
    question = _text(fields, "question")
    return WrittenWording(
        lang=lang,
        question=_GAP.sub(GAP, question) if kind == "cloze" else question,
        answer=_truth(fields) if kind == "truefalse" else _text(fields, "answer"),
        wrong=_wrong(fields.get("wrong")) if kind == "choice" else (),
        explanation=_text({"explanation": "", **fields}, "explanation"),
    )


def _wrong(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) != WRONG:
        raise _ShapeError
    return tuple(_text({"wrong": one}, "wrong") for one in value)


def _truth(fields: Mapping[str, object]) -> str:
    told = str(fields.get("answer")).strip().casefold()
    if told not in _TRUE_FALSE:
        raise _ShapeError
    return told


def _difficulty(value: object) -> Difficulty:
    for known in get_args(Difficulty):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise _ShapeError


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _ShapeError
    return value


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise _ShapeError
    return one_line(value)
