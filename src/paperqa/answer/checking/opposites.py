"""Tells where a sentence says "decrease" and a claim says "increase".

A claim that says a word, where the source lacks it and has its opposite, says something else.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from paperqa.answer.checking.meaning import (
    clauses_of,
    holds_part,
    meaning_of,
    said_share,
    words_of,
    words_of_parts,
)
from paperqa.answer.retrieval.parts import Part

_OPPOSITES: Final = """
    increase rise grow raise improve gain | decrease reduce drop fall decline shrink worsen hurt
    more | less fewer
    higher high large larger big bigger | lower low small smaller tiny
    better best | worse worst
    faster fast quick quicker accelerate | slower slow
    longer long | shorter short
    before prior pre | after following post
    first | last final second third
    encoder encode | decoder decode
    maximum maximize maximise | minimum minimize minimise
    always | never sometimes
    left | right
    supervised | unsupervised
    labeled labelled | unlabeled unlabelled
    positive | negative
    linear | quadratic logarithmic exponential constant cubic
    local | global
    input | output
    train | freeze frozen
    sparse | dense
    shallow | deep
    discrete | continuous
    cheaper cheap | expensive costly
    easier easy simple simpler | harder hard difficult complex
    single | multiple
    add | remove drop
    fixed constant | learned learnable trained
    open | closed
    even | odd
    masked | unmasked
    unidirectional | bidirectional
    parallel | sequential
    generator | discriminator
    row | column
"""


def opposed(claim: str, sentence: str) -> bool:
    """Tell whether ``claim`` has a word of which ``sentence`` has the opposite.

    The sentence as a whole, or the clause of it that is nearest to the claim.
    """
    parts = meaning_of(claim).parts
    own = words_of_parts(parts)
    clauses = clauses_of(sentence)
    nearest = max(clauses, key=lambda clause: said_share(claim, clause), default=sentence)
    return any(_has_opposite(parts, own, words_of(text)) for text in (sentence, nearest))


def _has_opposite(parts: Sequence[Part], own: frozenset[str], words: frozenset[str]) -> bool:
    missing = [part for part in parts if not holds_part(words, part)]
    return any(
        (_said_by(part) - words) & one and words & other and not own & other
        for part in missing
        for pair in _opposites()
        for one, other in (pair, pair[::-1])
    )


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = []
    for line in _OPPOSITES.strip().splitlines():
        one, other = (words_of(side) for side in line.split("|"))
        pairs.append((one - other, other - one))
    return tuple(pairs)


def _said_by(part: Part) -> set[str]:
    """Return the words of the first way to say ``part``, and of all ways of one word."""
    single = {way.words[0][-1] for way in part.ways if len(way.words) == 1}
    return single | {forms[-1] for forms in part.ways[0].words}
