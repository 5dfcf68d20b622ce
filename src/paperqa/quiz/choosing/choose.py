"""Chooses a paper's items among its drafts: the best, but of all kinds and from the whole paper.

One after the other the draft that is worth most is taken: its own score, less for a page, a section
or a maker that was used already. None is taken that asks what another asks, tells another's answer
or is told by it. Kinds share the count; where one has too few drafts, the others fill up.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from paperqa.quiz.choosing.same_words import ask_the_same, folded, gives_away
from paperqa.quiz.draft import Draft
from paperqa.quiz.item import ABBREVIATION, STATEMENT, WHICH_PAPER, Difficulty, ItemKind

_SHARES: Final[Mapping[ItemKind, float]] = {
    "choice": 0.45,
    "truefalse": 0.2,
    "cloze": 0.15,
    "open": 0.2,
}
_RARE_FIRST: Final[tuple[ItemKind, ...]] = ("open", "cloze", "truefalse", "choice")
_PAGE_AGAIN: Final = 0.12
_MAKER_AGAIN: Final = 0.1
_GOOD: Final = 0.4
"""A kind's share is filled with drafts of such a score; worse ones come where nothing else does."""
_MOST_OF_ONE_MAKER: Final = 0.3
"""Share of the items; more only where nothing else is left."""
_MOST_OF: Final[Mapping[str, float]] = {ABBREVIATION: 0.1, STATEMENT: 0.1}
"""A quiz with more of these is shorter instead: they ask for words, not for the paper."""
_CHANCE: Final = 0.06
"""Seeds differ by this much, so that another seed gives another quiz of about the same worth."""


_Worth = tuple[Draft, float]


@dataclass(slots=True)
class _Chosen:
    wanted: int
    drafts: list[Draft] = field(default_factory=list)
    makers: Counter[str] = field(default_factory=Counter)
    pages: Counter[int | None] = field(default_factory=Counter)
    truths: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        return len(self.drafts)

    def take(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.makers[_family(draft)] += 1
        self.pages[draft.citation.page] += 1
        if draft.kind == "truefalse":
            self.truths[draft.wordings[0].right] += 1


def choose(
    drafts: Sequence[Draft],
    count: int,
    kinds: Sequence[ItemKind],
    difficulty: Difficulty | None,
    rng: random.Random,
) -> tuple[list[Draft], Counter[str]]:
    """Return at most ``count`` drafts in reading order, and how many fell out, by reason."""
    # Drafts in an order of their own, so that chance hangs on the seed alone.
    worth = [(draft, draft.score + _CHANCE * rng.random()) for draft in drafts]
    left = [
        pair for pair in worth if pair[0].kind in kinds and difficulty in (None, pair[0].difficulty)
    ]
    chosen = _Chosen(count)
    most_of_one = math.ceil(_MOST_OF_ONE_MAKER * count)
    quotas = _quotas(count, kinds)
    # Choices last: nearly every fact allows one, and few allow the rest.
    for kind in sorted(kinds, key=_RARE_FIRST.index):

        def wanted(draft: Draft, kind: ItemKind = kind) -> bool:
            few = chosen.makers[_family(draft)] < most_of_one
            return draft.kind == kind and few and draft.score >= _GOOD

        _fill(chosen, left, chosen.size + quotas[kind], wanted)
    _fill(chosen, left, count, lambda draft: True)
    return sorted(chosen.drafts, key=_place), chosen.refused


def _fill(chosen: _Chosen, left: list[_Worth], size: int, wanted: Callable[[Draft], bool]) -> None:
    """Take the best of ``left`` that are wanted, until there are ``size``; clashes fall out."""
    while chosen.size < size:
        allowed = [pair for pair in left if wanted(pair[0]) and not _is_enough(pair[0], chosen)]
        if not allowed:
            return
        best = max(allowed, key=lambda pair: pair[1] - _used(pair[0], chosen))
        left.remove(best)
        if reason := _clash(best[0], chosen.drafts):
            chosen.refused[reason] += 1
        else:
            chosen.take(best[0])


def _is_enough(draft: Draft, chosen: _Chosen) -> bool:
    """Tell whether there are as many of the draft's maker as a quiz can bear."""
    share = _MOST_OF.get(draft.maker)
    return share is not None and chosen.makers[_family(draft)] >= math.ceil(share * chosen.wanted)


def _quotas(count: int, kinds: Sequence[ItemKind]) -> dict[ItemKind, int]:
    """Share ``count`` among ``kinds``; the largest remainders are rounded up."""
    total = sum(_SHARES[kind] for kind in kinds)
    exact = {kind: count * _SHARES[kind] / total for kind in kinds}
    quotas = {kind: int(share) for kind, share in exact.items()}
    for kind in sorted(kinds, key=lambda kind: quotas[kind] - exact[kind]):
        if sum(quotas.values()) < count:
            quotas[kind] += 1
    return quotas


def _used(draft: Draft, chosen: _Chosen) -> float:
    again = _PAGE_AGAIN * chosen.pages[draft.citation.page]
    again += _MAKER_AGAIN * chosen.makers[_family(draft)]
    if draft.kind == "truefalse":  # as many true ones as false ones
        right = draft.wordings[0].right
        again += 0.3 * max(chosen.truths[right] - chosen.truths[_OTHER[right]], 0)
    return again


def _family(draft: Draft) -> str:
    """Return what the draft asks for: "sentence number gap" for a number, as "number" does."""
    return draft.maker.removeprefix("sentence ").removesuffix(" gap")


_TOLD: Final[frozenset[ItemKind]] = frozenset(("choice", "cloze"))
"""Kinds whose answers are words or numbers that another question may print."""
_DIGIT: Final = re.compile(r"\d")
_OTHER: Final = {"true": "false", "false": "true"}


def _clash(draft: Draft, chosen: Sequence[Draft]) -> str:
    """Return why ``draft`` cannot stand beside ``chosen``; empty where it can."""
    for other in chosen:
        if draft.about == other.about or _ask_the_same(draft, other):
            return "asks what another asks"
        if _want_the_same(draft, other):
            return "has another's answer"
        if _tells(draft, other) or _tells(other, draft):
            return "gives another's answer away"
    return ""


def _ask_the_same(draft: Draft, other: Draft) -> bool:
    if draft.maker == other.maker == ABBREVIATION:
        return False  # of one form, and each about its own letters
    return any(
        ask_the_same(one.question, two.question)
        for one in draft.wordings
        for two in other.wordings
        if one.lang == two.lang
    )


def _want_the_same(draft: Draft, other: Draft) -> bool:
    """Tell whether two items have one answer, as R-CNN's "mAP"; a single digit is no matter."""
    if draft.maker == other.maker == WHICH_PAPER or not {draft.kind, other.kind} <= _TOLD:
        return False
    right = folded(draft.wordings[0].right)
    return not _DIGIT.fullmatch(right) and right == folded(other.wordings[0].right)


def _tells(draft: Draft, other: Draft) -> bool:
    """Tell whether the question of ``draft`` gives the answer of ``other`` away."""
    if other.kind not in _TOLD or other.maker == WHICH_PAPER:
        return False
    return any(
        gives_away(one.question, two.right)
        for one in draft.wordings
        for two in other.wordings
        if one.lang == two.lang
    )


def _place(draft: Draft) -> tuple[int, int]:
    return (draft.citation.page or 0, draft.citation.passage.start + draft.citation.start)
