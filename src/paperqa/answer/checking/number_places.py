"""Tells whose a number is: "12 layers with 18 heads" is not "18 layers with 12 heads".

A source may hold every number of a claim, and yet say them of other things. Clauses are compared: a
number belongs to the words around it, and to what it counts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from paperqa.answer.checking.meaning import (
    held_share,
    holds_part,
    meaning_of,
    parts_in,
    said_share,
    words_of,
    words_of_parts,
)
from paperqa.answer.checking.names import holds_name, names_in
from paperqa.answer.checking.numbers import Number, Printed, numbers_in, speaks_of_rates
from paperqa.language.english import to_english

_NUMBER_CLAUSES: Final = re.compile(
    r"[,:](?!\d)|[;()—–]|[.!?](?=\s|$)|\s(?:and|while|but|whereas|versus|vs\.?|against|compared|than|or|"
    r"לעומת|אבל|אך|בעוד|ואילו|מול|או)(?=\s)|\s(?=ו-?[\dA-Z]|וב-|ול-|ומ-)|\sוה?(?=[א-ת]{3})"
)
_COUNTS_NOTHING: Final = re.compile(
    r"[^\w]|[x×]|(?:of|for|from|to|in|on|at|by|per|with|than|is|are|was|were|a|an|the)\b",
    re.IGNORECASE,
)
_BETWEEN_NUMBERS: Final = re.compile(r"\W*(?:x|×|by|על)?\W*", re.IGNORECASE)
_PAGES: Final = re.compile(r"\s?\((?:pp?\.|עמ['׳]) ?[\d, –-]+\)")
_PARTLY: Final = 0.5
_CLEARLY: Final = 0.2
_COUNTED_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    values: frozenset[object]


def without_pages(text: str) -> str:
    """Return ``text`` less the pages that a note names in brackets: they are no part of it."""
    return _PAGES.sub("", text)


def numbers_moved(claim: str, sentence: str) -> bool:
    """Tell whether a number of ``claim`` belongs, in ``sentence``, to something else.

    Only where another number of the sentence fits what the claim says of it better.
    """
    own, others = _clauses(claim), _clauses(sentence)
    return _counts_else(claim, sentence, ()) or any(
        _belongs_elsewhere(clause, value, others)
        for clause in own
        for value in clause.values
        if sum(value in other.values for other in others) == 1
    )


def numbers_apart(
    claim: str, best: Mapping[str, Printed], others: Mapping[str, Printed], about: Sequence[Printed]
) -> bool:
    """Tell whether a number of ``claim`` stands only where a source speaks of something else.

    ``best`` are the sentences that carry the claim, ``others`` those around them, ``about`` what is
    known of the papers. Another sentence may hold the number if it says the clause in which the
    claim has it better than the best ones do, or counts the same things, which they do not count.
    """
    rates = speaks_of_rates(claim)
    replaced = _has_others(claim, best)
    if any(_counts_else(claim, one, others) for one in best):
        return True
    return any(
        not any(one.holds(number, rates) for one in (*best.values(), *about))
        and not any(
            one.holds(number, rates)
            and (
                _says_more(clause, other, best, replaced)
                or _counts_alike(clause, number, other, best)
            )
            for other, one in others.items()
        )
        for clause in _pieces(claim)
        for number in numbers_in(clause)
    )


def _has_others(claim: str, best: Iterable[str]) -> bool:
    """Tell whether ``best`` have numbers that the claim lacks: one may stand in another's place."""
    claimed = {number.value for number in numbers_in(claim)}
    return any(
        number.value not in claimed for one in best for number in numbers_in(without_pages(one))
    )


def _says_more(clause: str, other: str, best: Iterable[str], replaced: bool) -> bool:
    least = max(said_share(clause, one) for one in best)
    said = said_share(clause, other)
    return said >= _PARTLY and (said > least or (said == least and not replaced))


def _counts_alike(clause: str, number: Number, other: str, best: Iterable[str]) -> bool:
    thing = next((thing for value, thing in _counted(clause) if value == number.value), "")
    if not thing:
        return False
    same = any(v == number.value and said_share(thing, words) == 1 for v, words in _counted(other))
    counted = (words for sentence in best for _, words in _counted(sentence))
    return same and not any(said_share(thing, words) for words in counted)


def _counts_else(claim: str, sentence: str, around: Iterable[str]) -> bool:
    """Tell "12 layers with 18 heads" from "18 layers with 12 heads" by what follows each number.

    What the claim counts, ``sentence`` or one ``around`` it counts by another number.
    """
    counted = _counted(sentence)
    nearby = [*counted, *(pair for one in around for pair in _counted(one))]
    for value, thing in _counted(claim):
        here = [words for number, words in counted if number == value]
        rivals = [words for number, words in nearby if number != value]
        if not thing or not here:
            continue
        # "And the big one 213 million": what was said of it before the number will do.
        if not all(here) and said_share(_thing_before(sentence, value), claim):
            continue
        kept = any(holds_part(words_of(words), part) for words in here for part in parts_in(thing))
        if not kept and any(holds_part(words_of(words), parts_in(thing)[0]) for words in rivals):
            return True
    return False


def _counted(text: str) -> list[tuple[object, str]]:
    """Return each number of ``text`` and the words for what it counts, empty where not plain.

    ``8 heads`` and ``two 3x3 convolutions`` count what follows; ``width 64`` what stands before.
    """
    numbers = sorted(numbers_in(text), key=lambda one: one.start)
    found: list[tuple[object, str]] = []
    end, thing = len(text), ""
    for number in reversed(numbers):
        gap = text[number.end : end]
        if not thing or not _BETWEEN_NUMBERS.fullmatch(gap):
            thing = _thing_after(gap) or ""
        found.append((number.value, thing))
        end = number.start
    return found[::-1]


def _thing_after(gap: str) -> str:
    clause = _NUMBER_CLAUSES.split(gap)[0] or ""
    words = " ".join(clause.split()[:_COUNTED_WORDS])
    plain = parts_in(words) and not _COUNTS_NOTHING.match(words) and not _is_joined(words)
    return words if plain else ""


def _thing_before(text: str, value: object) -> str:
    """Return the two words before the number ``value``, within their clause."""
    number = next(one for one in numbers_in(text) if one.value == value)
    clause = _NUMBER_CLAUSES.split(text[: number.start])[-1] or ""
    return " ".join(clause.split()[1 - _COUNTED_WORDS :])


def _is_joined(words: str) -> bool:
    """Tell Hebrew that begins with a preposition: the number counts something else."""
    steps = to_english(words).steps if "א" <= words.lstrip()[:1] <= "ת" else ()
    return bool(steps) and steps[0].glue not in {"", "the"}


def _belongs_elsewhere(clause: _Clause, value: object, others: Sequence[_Clause]) -> bool:
    there = next(other for other in others if value in other.values)
    rivals = [other for other in others if other.values - clause.values and other is not there]
    if not rivals:
        return False
    names, own_names = names_in(clause.text), names_in(there.text)
    elsewhere = any(holds_name(rival.text, name) for rival in rivals for name in names)
    if own_names and elsewhere and not any(holds_name(there.text, name) for name in names):
        return True
    said = words_of(clause.text)
    return any(
        _of_its_own(rival, there) & said
        and (
            _fit(said, rival) > _fit(said, there) + _CLEARLY or not _of_its_own(there, rival) & said
        )
        for rival in rivals
        if _of_its_own(there, rival)
    )


def _fit(said: frozenset[str], clause: _Clause) -> float:
    """Return the share of the words of ``clause`` that are ``said``."""
    return held_share(meaning_of(clause.text), said)


def _of_its_own(clause: _Clause, other: _Clause) -> frozenset[str]:
    """Return the telling words of ``clause`` that ``other`` lacks."""
    telling = tuple(part for part in parts_in(clause.text) if part.weight >= 1)
    return words_of_parts(telling) - words_of(other.text)


def _clauses(text: str) -> list[_Clause]:
    return [
        _Clause(piece, frozenset(number.value for number in numbers_in(piece)))
        for piece in _pieces(text)
    ]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _NUMBER_CLAUSES.split(text):
        # A clause of nothing but a number continues the one before it.
        if pieces and not parts_in(piece):
            pieces[-1] += f" {piece}"
        elif piece.strip():
            pieces.append(piece)
    return pieces
