"""Whether the items of a paper come from all over it, or from its first pages."""

from collections.abc import Sequence
from typing import Final

from paperqa.evaluate.quizzes.balance import Share
from paperqa.evaluate.quizzes.made import Made

_FIRST: Final = 2
"""So many pages are the first ones."""


def pages_used(made: Sequence[Made]) -> Share:
    """Return the pages that items stand on, of those on which they could: at most one an item."""
    used = possible = 0
    for one in made:
        pages = _pages(one)
        used += len(set(pages))
        possible += min(len(pages), len(one.pages))
    return Share(used, possible)


def on_first_pages(made: Sequence[Made]) -> Share:
    """Return the items on the first two pages; chance is those pages' share of all."""
    part = whole = 0
    expected = 0.0
    for one in made:
        pages = _pages(one)
        first = sorted(one.pages)[:_FIRST]
        part += sum(page in first for page in pages)
        whole += len(pages)
        expected += len(pages) * len(first) / len(one.pages) if one.pages else 0.0
    return Share(part, whole, expected / whole if whole else None)


def _pages(one: Made) -> list[int]:
    """Return the page of each item that has one and could have another."""
    return [
        page
        for item in one.quiz.items
        if (page := item.citation.page) is not None and page in one.pages
    ]
