"""Reads gold questions: JSON lines that say where in the papers the answer stands.

    {"id": "q1.he", "lang": "he", "question": "...", "kind": "number", "script": "latin",
     "gold": [{"paper": "1706.03762", "pages": [4], "key": "extremely small gradients"}],
     "names_paper": true, "split": "tune"}

Only ``question`` is required. ``gold`` may be one flat "paper", "pages", "key" instead; an empty
``gold``, or ``"answerable": false``, marks a question that the papers do not answer. A row with
neither is read, and measured by nothing.
Errors: QuestionFileError, which names file and line.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paperqa.errors import PaperQAError
from paperqa.language.script import question_language
from paperqa.types import Lang

_WANTED = 'a line is an object such as {"question": "What is LoRA?", "gold": []}'
_TEXTS = ("kind", "script", "split")


class QuestionFileError(PaperQAError):
    """The file cannot be read, or a line of it is no question."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The answer stands in ``paper``, on any of ``pages``; no pages: somewhere in it.

    ``key`` is words of the paper that carry the answer.
    """

    paper: str
    pages: tuple[int, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """All of ``gold`` is needed for an answer; ``answerable`` None: nobody has said.

    ``kind``, ``script`` and ``split`` are empty, and ``names_paper`` None, where the row has none.
    """

    id: str
    question: str
    lang: Lang
    gold: tuple[Gold, ...] = ()
    answerable: bool | None = None
    kind: str = ""
    script: str = ""
    split: str = ""
    names_paper: bool | None = None

    @property
    def digest(self) -> str:
        """A fingerprint of what is asked and where the answer stands, 12 hexadecimal digits."""
        where = [(gold.paper, gold.pages) for gold in self.gold]
        text = json.dumps([self.question, where, self.answerable])
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_questions(file: Path) -> list[Question]:
    """Return the questions of ``file`` in its order; ids are unique."""
    found: dict[str, Question] = {}
    for number, line in _lines(file):
        question = _question(f"{file}:{number}", number, line)
        if question.id in found:
            raise QuestionFileError(
                f"{file}:{number}: id {question.id!r} is taken by an earlier line; ids are unique"
            )
        found[question.id] = question
    if not found:
        raise QuestionFileError(f"{file} holds no question; {_WANTED}")
    return list(found.values())


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")  # Notepad writes a BOM
    except OSError as error:
        raise QuestionFileError(
            f"{file} cannot be read ({error.strerror}); name a file of JSON lines"
        ) from error
    except UnicodeDecodeError as error:
        raise QuestionFileError(
            f"{file} is no UTF-8 text (byte {error.start}); save it as UTF-8"
        ) from error
    # Not splitlines(): JSON may hold U+2028 and its like within a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _question(where: str, number: int, line: str) -> Question:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionFileError(f"{where}: this is not JSON ({error}); {_WANTED}") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise QuestionFileError(f"{where}: there is no text under 'question'; {_WANTED}")
    # Half a surrogate pair is no text: tokenizers refuse it, and files cannot hold it.
    question = row["question"].strip().encode("utf-8", "replace").decode()
    if not question:
        raise QuestionFileError(f"{where}: the question is empty; write one, or remove the line")
    gold = _gold(where, row)
    return Question(
        id=_id(where, row.get("id", number)),
        question=question,
        lang=_lang(where, row.get("lang", question_language(question))),
        gold=gold,
        answerable=_answerable(where, row, gold),
        names_paper=_flag(where, row, "names_paper"),
        **{name: _text(where, row, name) for name in _TEXTS},
    )


def _gold(where: str, row: Mapping[str, Any]) -> tuple[Gold, ...]:
    if "gold" in row and "paper" in row:
        raise QuestionFileError(f"{where}: both 'gold' and 'paper' are given; keep one")
    entries = [row] if "paper" in row else row.get("gold", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise QuestionFileError(
            f"{where}: gold is {entries!r}; expected a list of objects with paper and pages"
        )
    return tuple(_entry(where, entry) for entry in entries)


def _entry(where: str, entry: Mapping[str, Any]) -> Gold:
    paper, pages = entry.get("paper"), entry.get("pages", [])
    if not isinstance(paper, str) or not paper:
        raise QuestionFileError(f"{where}: paper is {paper!r}; expected an id such as 1706.03762")
    if not isinstance(pages, list) or not all(type(page) is int and page > 0 for page in pages):
        raise QuestionFileError(
            f"{where}: pages is {pages!r}; expected a list of page numbers, from 1"
        )
    return Gold(paper, tuple(pages), _text(where, entry, "key"))


def _answerable(where: str, row: Mapping[str, Any], gold: tuple[Gold, ...]) -> bool | None:
    answerable = _flag(where, row, "answerable")
    if gold and answerable is False:
        raise QuestionFileError(f"{where}: it has gold, and answerable is false; keep one")
    if answerable is not None:
        return answerable
    return bool(gold) if "gold" in row or "paper" in row else None


def _id(where: str, value: object) -> str:
    if not isinstance(value, (str, int)):
        raise QuestionFileError(f"{where}: id {value!r} is neither text nor a whole number")
    return str(value)


def _lang(where: str, value: object) -> Lang:
    if value not in ("en", "he"):
        raise QuestionFileError(f"{where}: lang is {value!r}; expected en or he")
    return value


def _text(where: str, row: Mapping[str, Any], name: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str):
        raise QuestionFileError(f"{where}: {name} is {value!r}; expected text")
    return value


def _flag(where: str, row: Mapping[str, Any], name: str) -> bool | None:
    value = row.get(name)
    if value is not None and not isinstance(value, bool):
        raise QuestionFileError(f"{where}: {name} is {value!r}; expected true or false")
    return value
