"""Answers without a language model: the few sentences that answer best, verbatim.

The passage with the best sentence comes first; within a passage, sentences stand as the paper has
them. A sentence that leans on the one before it ("To counteract this effect, …") brings that one
along.
"""

import re
from collections.abc import Sequence

from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens
from paperqa.types import Evidence, Hit

MOST_SENTENCES = 4
_CLOSE_TO_BEST = 0.72
_SAME = 0.6
_LEANS = re.compile(
    r"^(?:this|that|these|those|it|they|such|however|therefore|thus|hence|moreover|furthermore|"
    r"instead|in (?:contrast|particular|addition|this|these)|"
    r"to (?:do|counteract|address|avoid) (?:so|this|these)|"
    r"as a result|for this reason|additionally|also|specifically|then|note that this|"
    r"הוא|היא|הם|הן|זה|זו|זאת|לכן|אולם|עם זאת|בנוסף)\b",
    re.IGNORECASE,
)


def choose(evidence: Sequence[Evidence], most: int = MOST_SENTENCES) -> list[Evidence]:
    """Return what to quote of ``evidence`` (best first), in reading order."""
    chosen: list[Evidence] = []
    for item in evidence:
        if len(chosen) >= most or item.score < _CLOSE_TO_BEST * evidence[0].score:
            break
        if any(says_the_same(item, other) for other in chosen):
            continue
        chosen.append(item)
        before = _leans_on(item)
        if before and len(chosen) < most and not any(says_the_same(before, c) for c in chosen):
            chosen.append(before)
    return _in_reading_order(chosen)


def _in_reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    order: dict[int, int] = {}
    for item in chosen:
        order.setdefault(item.hit.row, len(order))
    return sorted(chosen, key=lambda item: (order[item.hit.row], item.start))


def _leans_on(item: Evidence) -> Evidence | None:
    """Return the sentence before, where ``item`` cannot be understood without it."""
    if not _LEANS.match(item.sentence):
        return None
    hit: Hit = item.hit
    text = hit.passage.text
    before = [span for span in sentence_spans(text) if span[1] <= item.start]
    if not before:
        return None
    start, end = before[-1]
    one_page = hit.passage.page_at(start) == hit.passage.page_at(end - 1)
    whole = text[end - 1] in ".!?" and text[start].isupper()
    return Evidence(hit, text[start:end], start, end, item.score) if one_page and whole else None


def says_the_same(one: Evidence, other: Evidence, share: float = _SAME) -> bool:
    """Tell whether more than ``share`` of the shorter sentence's words stand in the other."""
    first, second = set(tokens(one.sentence)), set(tokens(other.sentence))
    smaller = min(len(first), len(second))
    return smaller > 0 and len(first & second) / smaller > share
