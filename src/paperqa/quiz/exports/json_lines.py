r"""A quiz for programs: ``quiz.jsonl``, UTF-8, one JSON object an item, in the order of the quiz.

quiz        title of the quiz
number      place in the quiz, from 1
id          stable name of the item: the same seed and index give it again
kind        "choice", "cloze", "truefalse" or "open"
difficulty  "easy", "medium" or "hard"
maker       what kind of question it is: "number", "term", "why" …
correct     place of the right choice, from 0, in every language; null for cloze and open
wordings    by language, "en" and "he", in the order of the quiz:
    question     plain text; "____" is the gap of a cloze
    choices      list of texts; empty for cloze and open
    answer       the right choice, what fills the gap, or a model answer
    accepted     list of other right ways to fill the gap
    explanation  why it is right; may be empty
    where        title, section and page of the quote in one line
paper       id, title, authors (list), year (or null) and url of the paper that is asked about
source      "paper", or "note" where the quote stands in the club's note
section     heading over the quote; may be empty
page        page of the quote, from 1; null for a note
quote       verbatim from that page
quote_lang  language of the quote

A line break within a text is always escaped, U+2028, U+2029 and U+0085 too, so that every way to
split the file into lines gives the items. Texts are kept to the last character, illegal ones
(half a surrogate pair) as JSON escapes.
"""

import json
from typing import Any, Final

from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.placing import where_of
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Citation

FILE: Final = "quiz.jsonl"
_LINE_BREAKS: Final = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def export(quiz: Quiz) -> Exported:
    """Return ``quiz.jsonl``; every item has a place in it."""
    lines = (
        json.dumps(_row(quiz.title, number, item, quiz), ensure_ascii=False)
        for number, item in enumerate(quiz.items, start=1)
    )
    text = "".join(f"{line.translate(_LINE_BREAKS)}\n" for line in lines)
    # Python's escape of half a surrogate pair, \udXXX, is JSON's as well.
    return Exported({FILE: text.encode("utf-8", "backslashreplace")})


def _row(title: str, number: int, item: QuizItem, quiz: Quiz) -> dict[str, Any]:
    citation, paper = item.citation, item.paper
    return {
        "quiz": title,
        "number": number,
        "id": item.id,
        "kind": item.kind,
        "difficulty": item.difficulty,
        "maker": item.maker,
        "correct": item.correct,
        "wordings": {lang: _wording(item.wording(lang), citation) for lang in quiz.langs},
        "paper": {
            "id": paper.id,
            "title": paper.title,
            "authors": paper.authors,
            "year": paper.year,
            "url": paper.url,
        },
        "source": citation.passage.kind,
        "section": citation.passage.section,
        "page": citation.page,
        "quote": citation.quote,
        "quote_lang": citation.passage.lang,
    }


def _wording(wording: Wording, citation: Citation) -> dict[str, Any]:
    return {
        "question": wording.question,
        "choices": wording.choices,
        "answer": wording.answer,
        "accepted": wording.accepted,
        "explanation": wording.explanation,
        "where": where_of(citation, wording.lang),
    }
