"""A paper's items as JSON has them, and back.

A row names the passage of its quote by place, and holds none of its text: whoever reads the row
looks the passage up in the index, and the quote must stand there, word by word, on its page.
Errors: QuizError where it does not; KeyError, TypeError or ValueError for a row of another make.
"""

from dataclasses import asdict
from typing import Any, TypeAlias

from paperqa.errors import QuizError
from paperqa.quiz.item import QuizItem, Wording
from paperqa.quiz.material import passages_of
from paperqa.quiz.plan import PaperQuiz
from paperqa.store.bundle import Index
from paperqa.types import Citation, Passage

_Place: TypeAlias = tuple[str, str, str, int, int]
"""Paper, kind, language, start and end of a passage."""


def paper_quiz_to_json(quiz: PaperQuiz) -> dict[str, Any]:
    """Return the row of ``quiz``."""
    return {
        "paper": quiz.paper.id,
        "asked": quiz.asked,
        "items": [_item_to_json(item) for item in quiz.items],
        "dropped": quiz.dropped,
        "error": quiz.error,
    }


def paper_quiz_from_json(row: dict[str, Any], index: Index) -> PaperQuiz:
    """Return what ``paper_quiz_to_json`` wrote, with papers and passages of ``index``."""
    passages = _Passages(index)
    return PaperQuiz(
        paper=index.papers[row["paper"]],
        asked=row["asked"],
        items=tuple(_item_from_json(item, index, passages) for item in row["items"]),
        dropped=tuple((reason, count) for reason, count in row["dropped"]),
        error=row["error"],
    )


class _Passages:
    """Finds passages by place; a paper's are read once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._papers: set[str] = set()
        self._by_place: dict[_Place, Passage] = {}

    def at(self, place: _Place) -> Passage:
        if (paper := place[0]) not in self._papers:
            self._papers.add(paper)
            for found in passages_of(self._index, paper).values():
                self._by_place.update((_place(passage), passage) for passage in found)
        if place not in self._by_place:
            raise QuizError(f"the index has no passage {place}")
        return self._by_place[place]


def _place(passage: Passage) -> _Place:
    return passage.paper, passage.kind, passage.lang, passage.start, passage.end


def _item_to_json(item: QuizItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "wordings": [asdict(wording) for wording in item.wordings],
        "correct": item.correct,
        "citation": _citation_to_json(item.citation),
        "difficulty": item.difficulty,
        "maker": item.maker,
    }


def _item_from_json(row: dict[str, Any], index: Index, passages: _Passages) -> QuizItem:
    return QuizItem(
        **{
            **row,
            "wordings": tuple(_wording(wording) for wording in row["wordings"]),
            "citation": _citation_from_json(row["citation"], index, passages),
        }
    )


def _wording(row: dict[str, Any]) -> Wording:
    lists = {name: tuple(row[name]) for name in ("choices", "accepted")}
    return Wording(**{**row, **lists})


def _citation_to_json(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "paper": citation.paper.id,
        "passage": _place(citation.passage),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
        "boxes": citation.boxes,
        "support": citation.support,
    }


def _citation_from_json(row: dict[str, Any], index: Index, passages: _Passages) -> Citation:
    paper, kind, lang, start, end = row["passage"]
    boxes = tuple((left, bottom, right, top) for left, bottom, right, top in row["boxes"])
    citation = Citation(
        **{
            **row,
            "paper": index.papers[row["paper"]],
            "passage": passages.at((paper, kind, lang, start, end)),
            "boxes": boxes,
        }
    )
    _check_quote(citation)
    return citation


def _check_quote(citation: Citation) -> None:
    start, end, text = citation.start, citation.end, citation.passage.text
    if not (0 <= start < end and text[start:end] == citation.quote):
        raise QuizError(f"the quote {citation.quote!r} does not stand in its passage")
    if {citation.passage.page_at(start), citation.passage.page_at(end - 1)} != {citation.page}:
        raise QuizError(f"the quote {citation.quote!r} does not stand on page {citation.page}")
