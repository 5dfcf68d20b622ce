"""Checks every sentence of a model's answer against the passages that it cites.

What becomes a ``Claim``: each sentence, list item and table row (see ``statements``), except what
says nothing that a paper could carry: the sentence that refuses, a question, the line that leads in
a list ("The parts are:"), a bare connective ("In short:"). A claim without a marker is ``none``.

A sentence with markers in several places is read in stretches, each with its own markers, and is
carried as well as its worst stretch. A marker's quote is the sentence of its passage that carries
the best carried of all its stretches, and its support is that of this quote: the mark stands beside
the quote; where the same marker is used for more than its passage says, that claim is marked.
``unfound`` holds numbers and names, as written, that neither the cited passages nor their papers'
titles, aliases and authors nor the question hold; of an uncited claim, that no passage which the
answer cites holds. No marker is ever added.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from paperqa.answer.checking.names import holds_name, names_in
from paperqa.answer.checking.numbers import numbers_in
from paperqa.answer.checking.statements import Cited, Statement, statements_of, without_markers
from paperqa.answer.checking.verify import (
    Candidate,
    Carrier,
    Cosines,
    Source,
    candidates,
    cosines_of,
    missing_names,
    missing_numbers,
    score,
    support_by,
)
from paperqa.llm.prompt import NOT_IN_PASSAGES
from paperqa.protocols import Embedder
from paperqa.types import Claim, Support

_WORTH: Final[dict[Support, int]] = {"none": 0, "weak": 1, "supported": 2}
_CONNECTIVE: Final = re.compile(
    r"^[*_\"'“(]*(?:in (?:short|summary|brief|conclusion|other words)|to sum(?:marize| up)?|"
    r"overall|here (?:is|are)|below|as follows|that is|the following|according to the passages?|"
    r"based on the passages?|לסיכום|בקצרה|בקיצור|בסיכום|להלן|הנה|כלומר|לפי הקטעים|"
    r"על פי הקטעים|על סמך הקטעים|במילים אחרות)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_CONNECTIVE: Final = 8


@dataclass(frozen=True, slots=True)
class Checked:
    """``carriers[i]`` is the quote of marker ``i + 1`` within its passage, and its support."""

    claims: tuple[Claim, ...]
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class _Carried:
    """The best sentence of a marker's passage for one stretch of the answer."""

    marker: int
    best: Candidate
    value: float
    support: Support
    """By this passage alone."""
    together: Support
    """By all passages that are cited for the stretch."""


_Readings = Mapping[Cited, Sequence[_Carried]]


def checked_claims(
    text: str, sources: Sequence[Source], question: str = "", embedder: Embedder | None = None
) -> Checked:
    """Check ``text``, whose marker ``[n]`` cites ``sources[n - 1]``; other numbers cite nothing.

    ``question`` is what was asked; ``embedder`` is used if it reads English.
    """
    statements = [one for one in statements_of(text) if one.markers or not says_nothing(one.text)]
    stretches = dict.fromkeys(part for one in statements for part in one.parts)
    used = {number for part in stretches for number in part.markers}
    # A marker that stands in no statement, in a formula say, answers for the whole text.
    unused = tuple(number for number in range(1, len(sources) + 1) if number not in used)
    stretches[Cited(" ".join(without_markers(text).split()), unused)] = None
    found = {part: _candidates(part, sources) for part in stretches}
    pairs = (
        (part.text, candidate.sentence)
        for part, by_marker in found.items()
        for _, several in by_marker
        for candidate in several
    )
    cosines = cosines_of(pairs, embedder)
    readings = {part: _read(part, of, cosines) for part, of in found.items()}
    return Checked(
        tuple(_claim(one, readings, sources, question) for one in statements),
        tuple(_carrier(marker, readings) for marker in range(1, len(sources) + 1)),
    )


def says_nothing(sentence: str) -> bool:
    """Tell a sentence that no paper need carry: a refusal, a question, a lead-in, a connective."""
    bare = sentence.strip(" *_\"'“”")
    if any(bare.rstrip(".") == refusal.rstrip(".") for refusal in NOT_IN_PASSAGES.values()):
        return True
    if bare.endswith(("?", "؟")):
        return True
    if any(char.isdigit() for char in bare):
        return False
    if bare.endswith(":"):
        return True
    short = len(bare.split()) <= _LONGEST_CONNECTIVE
    return short and _CONNECTIVE.match(bare) is not None and not names_in(bare)


def _candidates(part: Cited, sources: Sequence[Source]) -> list[tuple[int, list[Candidate]]]:
    return [
        (number, candidates(part.text, sources[number - 1]))
        for number in part.markers
        if number <= len(sources)
    ]


def _read(
    part: Cited, found: Sequence[tuple[int, Sequence[Candidate]]], cosines: Cosines
) -> list[_Carried]:
    bests = [
        (marker, max(several, key=lambda one: score(one, part.text, cosines)))
        for marker, several in found
    ]
    if not bests:
        return []
    together = support_by([best for _, best in bests], part.text, cosines)
    carried = []
    for marker, best in bests:
        alone = support_by([best], part.text, cosines)
        if alone == "none" and together != "none":
            alone = "weak"  # what it lacks, a passage that is cited beside it holds
        value = score(best, part.text, cosines)
        carried.append(_Carried(marker, best, value, alone, together))
    return carried


def _claim(
    statement: Statement, readings: _Readings, sources: Sequence[Source], question: str
) -> Claim:
    cited = tuple(number for number in statement.markers if number <= len(sources))
    supports: list[Support] = [
        next((one.together for one in readings[part]), "none")
        for part in statement.parts
        if part.markers
    ]
    return Claim(
        start=statement.start,
        end=statement.end,
        markers=cited,
        support=min(supports, key=_worth, default="none"),
        unfound=_unfound(statement, [sources[n - 1] for n in cited] or sources, question),
    )


def _unfound(statement: Statement, sources: Sequence[Source], question: str) -> tuple[str, ...]:
    """Return the numbers and names of a claim that stand nowhere, in the claim's order."""
    text = statement.text
    asked = {number.value for number in numbers_in(question)}
    numbers = [
        text[one.start : one.end]
        for one in missing_numbers(text, sources)
        if one.value not in asked
    ]
    names = [name for name in missing_names(text, sources) if not holds_name(question, name)]
    return tuple(sorted(dict.fromkeys((*numbers, *names)), key=text.index))


def _carrier(marker: int, readings: _Readings) -> Carrier:
    """Return the quote of ``marker``: of all that it answers for, what its passage carries best."""
    best = max(
        (one for several in readings.values() for one in several if one.marker == marker),
        key=lambda one: (_worth(one.support), one.value),
    )
    return Carrier(best.best.start, best.best.end, best.support)


def _worth(support: Support) -> int:
    return _WORTH[support]
