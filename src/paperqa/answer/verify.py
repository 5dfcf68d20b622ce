"""Does the cited passage carry the sentence? Finds the words that do, and says how well.

Measured by the words that sentence and passage share, after stemming; numbers must all be there.
Across languages only terms and numbers can be compared: a Hebrew sentence on an English passage is
measured by its Latin terms, and is at best ``weak`` where it has none.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from paperqa.language.script import language_of
from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens
from paperqa.types import Passage, Support

_SUPPORTED, _WEAK = 0.5, 0.2
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


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
    ] or _parts_of_pages(passage)

    def shared(span: tuple[int, int]) -> int:
        return len(claimed & set(tokens(passage.text[slice(*span)])))

    best = max(spans, key=shared)
    return Carrier(*best, support_of(claim, passage.text[slice(*best)], passage.text))


def support_of(claim: str, sentence: str, passage: str) -> Support:
    """Return how well ``sentence`` carries ``claim``; its numbers may stand elsewhere nearby."""
    if not _numbers(claim) <= _numbers(passage):
        return "none"
    claimed = set(tokens(claim))
    share = 0.0
    if language_of(claim) != language_of(sentence):
        claimed = {word for word in claimed if word.isascii()}
        share = _WEAK  # nothing to compare is no sign against it
    if claimed:
        share = len(claimed & set(tokens(sentence))) / len(claimed)
    return "supported" if share >= _SUPPORTED else "weak" if share >= _WEAK else "none"


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(_THOUSANDS.sub("", text)))


def _parts_of_pages(passage: Passage) -> list[tuple[int, int]]:
    """Return where each page's part of the text starts and ends, without outer spaces."""
    cuts = [0, *(cut.offset for cut in passage.page_breaks if cut.offset), len(passage.text)]
    parts = [(start, passage.text[start:end]) for start, end in pairwise(cuts)]
    return [
        (start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
        for start, part in parts
        if part.strip()
    ]
