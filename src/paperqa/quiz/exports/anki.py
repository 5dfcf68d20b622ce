"""A quiz for Anki: ``quiz.apkg``, a note an item, a deck a paper under the deck of the quiz.

An item that asks for its paper lies in the quiz's own deck: Anki shows the name of the deck, and a
paper's would tell. A note's ``guid`` depends on its item's id alone: to import the quiz again
updates the notes and keeps what was learnt. Decks are known by the titles of quiz and paper; tags
are ``paper::1706.03762``, ``kind::choice`` and ``difficulty::medium``; new cards come in the order
of the quiz.
Source: Anki manual, "Packaged Decks"; Anki keeps the note that was changed last, hence the clock.
"""

import sqlite3
import time
from contextlib import closing
from hashlib import sha256
from itertools import count
from typing import Final

import genanki
from markupsafe import escape

from paperqa.quiz.exports.anki_cards import model
from paperqa.quiz.exports.anki_fields import fields_of
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.fixed_zip import zipped
from paperqa.quiz.exports.legal_text import legal
from paperqa.quiz.item import WHICH_PAPER, Quiz, QuizItem
from paperqa.types import Paper

FILE: Final = "quiz.apkg"
_SMALLEST_ID: Final = 1 << 30
_UNTITLED: Final = "Club quiz"


def export(quiz: Quiz) -> Exported:
    """Return ``quiz.apkg``; every item has a place in it."""
    return Exported({FILE: package(quiz, time.time())})


def package(quiz: Quiz, made: float) -> bytes:
    """Return the Anki package of ``quiz``; ``made``: seconds since 1970.

    Anki replaces a note that it knows only by one that was made later.
    """
    # genanki's own write_to_file leaves its temporary file behind.
    with closing(sqlite3.connect(":memory:")) as database:
        collection = genanki.Package(_decks(quiz))
        collection.write_to_db(database.cursor(), made, count(int(made * 1000)))
        database.commit()
        content = database.serialize()
    return zipped({"collection.anki2": content, "media": b"{}"})


def _decks(quiz: Quiz) -> list[genanki.Deck]:
    title = _deck_name(quiz.title) or _UNTITLED
    decks = {"": genanki.Deck(_stable_id(title), title, str(escape(title)))}
    note_type = model()
    for place, item in enumerate(quiz.items, start=1):
        about = "" if item.maker == WHICH_PAPER else item.paper.id
        if about not in decks:
            decks[about] = _paper_deck(title, item.paper)
        decks[about].add_note(_note(item, quiz, note_type, place))
    return list(decks.values())


def _paper_deck(title: str, paper: Paper) -> genanki.Deck:
    name = f"{title}::{_deck_name(paper.title) or _deck_name(paper.id)}"
    return genanki.Deck(_stable_id(name), name)


def _note(item: QuizItem, quiz: Quiz, note_type: genanki.Model, place: int) -> genanki.Note:
    return genanki.Note(
        note_type,
        fields_of(item, quiz),
        tags=[
            f"paper::{_tag(item.paper.id)}",
            f"kind::{item.kind}",
            f"difficulty::{item.difficulty}",
        ],
        guid=genanki.guid_for("paperqa", item.id),
        due=place,
    )


def _stable_id(name: str) -> int:
    """Return a number in [2³⁰, 2³¹) that depends on ``name`` alone: the range genanki asks for."""
    digest = int.from_bytes(sha256(name.encode("utf-8")).digest()[:8], "big")
    return _SMALLEST_ID + digest % _SMALLEST_ID


def _deck_name(text: str) -> str:
    """Return ``text`` as one level of a deck's name: ``::`` would part it into two."""
    line = " ".join(legal(text).split())
    while "::" in line:
        line = line.replace("::", ":")
    return line.strip(": ")


def _tag(text: str) -> str:
    """Return ``text`` as one tag: spaces part tags."""
    return "_".join(legal(text).split())
