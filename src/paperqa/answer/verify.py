"""Does the cited passage carry the sentence? Finds the words that do, and says how well.

Measured by the words that sentence and passage share, after stemming; numbers must all be there.
"""

import re
from dataclasses import dataclass

from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens
from paperqa.types import Passage, Support

_SUPPORTED, _WEAK = 0.5, 0.2
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Carrier:
    """The sentence ``passage.text[start:end]`` that carries a claim best, all on one page."""

    start: int
    end: int
    support: Support


def carrier_of(claim: str, passage: Passage) -> Carrier:
    """Return the sentence of ``passage`` that carries ``claim`` best."""
    claimed = set(tokens(claim))
    spans = [
        (start, end)
        for start, end in sentence_spans(passage.text)
        if passage.page_at(start) == passage.page_at(end - 1)
    ] or [(0, len(passage.text.rstrip()))]

    def shared(span: tuple[int, int]) -> int:
        return len(claimed & set(tokens(passage.text[slice(*span)])))

    best = max(spans, key=shared)
    return Carrier(*best, support_of(claim, passage.text[slice(*best)], passage.text))


def support_of(claim: str, sentence: str, passage: str) -> Support:
    """Return how well ``sentence`` carries ``claim``; its numbers may stand elsewhere nearby."""
    claimed = set(tokens(claim))
    share = len(claimed & set(tokens(sentence))) / len(claimed) if claimed else 0.0
    numbers_there = set(_NUMBER.findall(claim)) <= set(_NUMBER.findall(passage))
    if share >= _SUPPORTED and numbers_there:
        return "supported"
    return "weak" if share >= _WEAK and numbers_there else "none"
