"""Which of the quotes found for a statement are shown with it, and whether they say all of it."""

import re
from collections.abc import Sequence
from typing import Final

from paperqa.answer.checking.numbers import lacking, numbers_in, printed_numbers
from paperqa.answer.checking.verify import Source, candidate_of, cosines_of, support_by
from paperqa.protocols import Embedder
from paperqa.types import Citation

_CAPTION: Final = re.compile(r"(?:Figure|Fig\.|Table|Algorithm)\s*\d")
_MOST_EQUALS: Final = 1


def carrying(
    statement: str, citations: Sequence[Citation], embedder: Embedder | None
) -> tuple[tuple[Citation, ...], bool]:
    """Return the fewest of ``citations`` that hold most of ``statement``; and whether they say it.

    They do not where a number in digits stands in none of them, or the check of claims doubts it.
    Of a statement with numbers, quotes that hold none of these are left out.
    """
    own = [one for one in citations if one.passage.kind == "paper" and _reads_well(one.quote)]
    own.sort(key=lambda one: _CAPTION.match(one.quote) is not None)
    if not own:
        return (), False
    chosen = own[:1]
    missing = _missing(statement, chosen)
    for one in own[1:]:
        if len(fewer := _missing(statement, [*chosen, one])) < len(missing):
            chosen, missing = [*chosen, one], fewer
    numbers = [one for one in numbers_in(statement) if statement[one.start].isdigit()]
    if missing and len(missing) == len(numbers):
        return (), False
    kept = [one for one in chosen if not numbers or len(_missing(statement, [one])) < len(numbers)]
    support = _support(statement, kept, embedder)
    if support == "none" and not numbers:
        return (), False
    return tuple(kept), support == "supported" and not missing


def _reads_well(quote: str) -> bool:
    """Tell a whole sentence that is no formula."""
    return not quote[:1].islower() and quote[-1:] != ":" and quote.count("=") <= _MOST_EQUALS


def _missing(statement: str, citations: Sequence[Citation]) -> list[str]:
    """Return the numbers in digits that no quote holds; spelt ones are said in other ways."""
    printed = [printed_numbers(one.quote) for one in citations]
    found = (statement[one.start : one.end] for one in lacking(statement, printed))
    return [number for number in found if number[:1].isdigit()]


def _support(statement: str, citations: Sequence[Citation], embedder: Embedder | None) -> str:
    cosines = cosines_of(((statement, one.quote) for one in citations), embedder)
    bests = [
        candidate_of(statement, Source(one.passage, one.paper), one.start, one.end)
        for one in citations
    ]
    return support_by(bests, statement, cosines)
