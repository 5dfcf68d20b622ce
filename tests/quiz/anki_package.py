"""Reads an Anki package as Anki's own schema has it, and its fields as a browser would."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from small_quiz import CHOICE

from paperqa.quiz.exports.anki import package
from paperqa.quiz.item import Quiz, QuizItem
from paperqa.types import Lang

MADE: Final = 1_700_000_000.0
FIELDS: Final = [
    *("Question", "Choices", "Answer", "Explanation"),
    *("Question 2", "Choices 2", "Answer 2", "Explanation 2"),
    *("Quote", "Where"),
]


@dataclass(frozen=True)
class Note:
    """A note as the collection holds it; ``fields`` are HTML."""

    guid: str
    model: int
    tags: str
    fields: dict[str, str]
    deck: str
    due: int


@dataclass(frozen=True)
class Collection:
    """What Anki finds in a package."""

    notes: list[Note]
    models: dict[str, dict[str, object]]
    decks: dict[str, str]


def opened(content: bytes) -> Collection:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert json.loads(archive.read("media")) == {}
        database = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        ((models, decks),) = connection.execute("SELECT models, decks FROM col")
        rows = connection.execute(
            "SELECT guid, mid, tags, flds, did, due, ord, queue, type"
            " FROM notes JOIN cards ON nid = notes.id ORDER BY due"
        ).fetchall()
        ((count,),) = connection.execute("SELECT count(*) FROM notes")
    assert count == len(rows)
    assert {row[6:] for row in rows} <= {(0, 0, 0)}
    names = {number: deck["name"] for number, deck in json.loads(decks).items()}
    notes = [
        Note(
            guid,
            model,
            tags,
            dict(zip(FIELDS, text.split("\x1f"), strict=True)),
            names[str(did)],
            due,
        )
        for guid, model, tags, text, did, due, *_ in rows
    ]
    return Collection(notes, json.loads(models), names)


def notes_of(*items: QuizItem, langs: Sequence[Lang] = ("en", "he")) -> list[Note]:
    return opened(package(Quiz("t", items, tuple(langs)), MADE)).notes


class Paragraphs(HTMLParser):
    """Texts of p, li and blockquote, with their directions."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.direction = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "br":
            self.handle_data("\n")
        elif tag in {"p", "li", "blockquote", "ul"}:
            self.direction = dict(attrs).get("dir") or self.direction
            if tag != "ul":
                self.found.append((self.direction, ""))

    def handle_data(self, data: str) -> None:
        direction, text = self.found.pop()
        self.found.append((direction, text + data))


def paragraphs(html: str) -> list[tuple[str, str]]:
    parser = Paragraphs()
    parser.feed(html)
    parser.close()
    return parser.found


def asking(text: str) -> QuizItem:
    return replace(CHOICE, wordings=(replace(CHOICE.wordings[0], question=text),))
