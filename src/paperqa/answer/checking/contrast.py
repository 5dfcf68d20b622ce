"""Tells where a source's sentence says something else than a claim that shares its words.

Found are: a "not" in one of the two, opposite words (increase / decrease, encoder / decoder), sides
of a comparison that have changed places, and numbers or names that belong to another clause. A
claim that contrasts with its source is never more than ``weak``: words alone cannot prove it wrong.
"""

import re
from typing import Final

from paperqa.answer.checking.meaning import (
    holds_part,
    meaning_of,
    said_share,
    without_negations,
    words_of,
    words_of_parts,
)
from paperqa.answer.checking.number_places import numbers_moved, without_pages
from paperqa.answer.checking.opposites import opposed

_COMPARATORS: Final = re.compile(
    r"\b(?:than|outperform\w*|beats?|surpass\w*|exceed\w*|instead of|rather than|in place of|over|"
    r"unlike|above|versus|vs\.?|compared (?:to|with)|replac\w+)\b"
    r"|(?<![א-ת])(?:מאשר|לעומת|על פני|במקום|בניגוד ל|בהשוואה ל|ו?עול(?:ה|ים|ות) על|ו?עלה על"
    r"|ו?עלתה על|ו?מנצח\w*|ו?מחליפ?[הףתימ]*)(?![א-ת])"
    r"|(?:יותר|פחות|גדול\w*|קטנ?ן?\w*|מהיר\w*|איטי\w*|גבוה\w*|נמוכ?ך?\w*|טוב\w*) מ-?(?=[א-תA-Z])",
    re.IGNORECASE,
)
_PARTLY: Final = 0.5
_CLEARLY: Final = 0.2
_SIDE_WORDS: Final = 6


def contrasts(claim: str, sentence: str) -> bool:
    """Tell whether ``sentence`` speaks of what ``claim`` says, but says otherwise."""
    claim, sentence = without_pages(claim), without_pages(sentence)
    return (
        negations_differ(claim, sentence)
        or opposed(claim, sentence)
        or sides_changed(claim, sentence)
        or numbers_moved(claim, sentence)
    )


def negations_differ(claim: str, sentence: str) -> bool:
    """Tell whether a word of both is negated in one of them only, or the claim alone negates."""
    said, source = meaning_of(claim), meaning_of(sentence)
    if said.negates and not source.negates:
        return said.flatly and not source.denies
    if not source.negates:
        return False
    plain = words_of(without_negations(sentence))
    denied = words_of_parts(source.negated)
    if said.negates:
        agree = any(holds_part(denied, part, _PARTLY) for part in said.negated)
        return not agree and any(holds_part(plain, part) for part in said.negated)
    return not said.denies and any(
        holds_part(denied, part, _PARTLY) and not holds_part(plain, part) for part in said.parts
    )


def sides_changed(claim: str, sentence: str) -> bool:
    """Tell whether both compare two things, and the things have changed places."""
    said, source = _sides(claim)[:1], _sides(sentence)
    return bool(source) and any(all(_crossed(sides, others) for others in source) for sides in said)


def _crossed(claim: tuple[str, str], source: tuple[str, str]) -> bool:
    (left, right), (source_left, source_right) = claim, source
    straight = said_share(left, source_left) + said_share(right, source_right)
    return said_share(left, source_right) + said_share(right, source_left) > straight + _CLEARLY


def _sides(text: str) -> list[tuple[str, str]]:
    """Return the few words before and after each word of comparison."""
    return [
        (
            " ".join(text[: cut.start()].split()[-_SIDE_WORDS:]),
            " ".join(text[cut.end() :].split()[:_SIDE_WORDS]),
        )
        for cut in _COMPARATORS.finditer(text)
    ]
