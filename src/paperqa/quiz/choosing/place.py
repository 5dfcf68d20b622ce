"""Makes items of drafts: three wrong answers of like length, the right one in a drawn place.

Places are dealt in rounds of all four, so that none is favoured. Numbers stand in order of size,
and the wrong ones are taken so that the right one falls into its place; other answers are taken so
that the right one is as often the longest as chance would have it.
"""

import hashlib
import json
import random
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from paperqa.quiz.choosing.refusals import MOST_CHOICES
from paperqa.quiz.choosing.same_words import folded
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import TRUE_FALSE, QuizItem, Wording

_NUMBER: Final = re.compile(r"\$?(\d[\d,]*(?:\.\d+)?)([KMBk]?)%?")
_SCALES: Final = {"": 0, "k": 3, "K": 3, "M": 6, "B": 9}
_ID_DIGITS: Final = 8


def placed(drafts: Sequence[Draft], rng: random.Random) -> tuple[QuizItem, ...]:
    """Return the items, with their wordings in the order of the drafts' wordings."""
    drafts = _without_others_answers(drafts)
    places = _dealt(sum(draft.kind == "choice" for draft in drafts), rng)
    ranks = _dealt(len(drafts), rng)
    items = []
    for draft in drafts:
        if draft.kind == "choice":
            items.append(_choice(draft, places.pop(), ranks.pop(), rng))
        elif draft.kind == "truefalse":
            items.append(_true_or_false(draft))
        else:
            items.append(_item(draft, tuple(map(_free, draft.wordings)), None))
    return tuple(items)


def _without_others_answers(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without wrong answers that fill another's gap, where enough are left."""
    told = {
        folded(one.right) for draft in drafts if draft.kind == "cloze" for one in draft.wordings
    }
    return [_without(draft, told) for draft in drafts]


def _without(draft: Draft, told: Collection[str]) -> Draft:
    offered = range(len(draft.wordings[0].wrong))
    kept = [
        at for at in offered if all(folded(one.wrong[at]) not in told for one in draft.wordings)
    ]
    if len(kept) < MOST_CHOICES - 1:
        return draft
    wordings = (replace(one, wrong=tuple(one.wrong[at] for at in kept)) for one in draft.wordings)
    return replace(draft, wordings=tuple(wordings))


def _dealt(count: int, rng: random.Random) -> list[int]:
    """Return ``count`` places in rounds of all four, each round in an order of its own."""
    dealt: list[int] = []
    while len(dealt) < count:
        dealt += rng.sample(range(MOST_CHOICES), MOST_CHOICES)
    return dealt[:count]


def _choice(draft: Draft, place: int, rank: int, rng: random.Random) -> QuizItem:
    first = draft.wordings[0]
    values = [_value(one) for one in (first.right, *first.wrong)]
    sizes = [value for value in values if value is not None]
    if len(set(sizes)) == len(values):
        order = _by_size(sizes, place)
    else:
        order = _by_length(draft.wordings, place, rank, rng)
    wordings = tuple(_with_choices(one, order) for one in draft.wordings)
    return _item(draft, wordings, order.index(0))


def _by_size(values: Sequence[Decimal], place: int) -> list[int]:
    """Return four places in ``values`` in order of size, that of the right one, 0, at ``place``.

    As near to ``place`` as the wrong ones allow.
    """
    right = values[0]
    wrong = range(1, len(values))
    smaller = sorted((at for at in wrong if values[at] < right), key=lambda at: -values[at])
    larger = sorted((at for at in wrong if values[at] > right), key=lambda at: values[at])
    below = min(place, len(smaller))
    below = max(below, MOST_CHOICES - 1 - len(larger))
    chosen = [0, *smaller[:below], *larger[: MOST_CHOICES - 1 - below]]
    return sorted(chosen, key=lambda at: values[at])


def _by_length(
    wordings: Sequence[DraftWording], place: int, rank: int, rng: random.Random
) -> list[int]:
    """Return the right answer (0) and three wrong ones, so that ``rank`` of them are longer."""

    def cost(trio: tuple[int, ...]) -> float:
        total = 0.0
        for one in wordings:
            right = len(one.right)
            lengths = [len(one.wrong[at - 1]) for at in trio]
            total += abs(sum(length > right for length in lengths) - rank) * 2.0
            total += sum(abs(length - right) for length in lengths) / max(right, 8)
        # A maker offers the most fitting first.
        return total + 0.15 * sum(trio)

    offered = range(1, len(wordings[0].wrong) + 1)
    best = min(combinations(offered, MOST_CHOICES - 1), key=cost)
    trio = rng.sample(best, len(best))
    return [*trio[:place], 0, *trio[place:]]


def _with_choices(wording: DraftWording, order: Sequence[int]) -> Wording:
    answers = (wording.right, *wording.wrong)
    return Wording(
        wording.lang,
        wording.question,
        wording.right,
        tuple(answers[at] for at in order),
        wording.explanation,
    )


def _true_or_false(draft: Draft) -> QuizItem:
    correct = 0 if draft.wordings[0].right == "true" else 1
    wordings = tuple(
        Wording(
            one.lang,
            one.question,
            TRUE_FALSE[one.lang][correct],
            TRUE_FALSE[one.lang],
            one.explanation,
        )
        for one in draft.wordings
    )
    return _item(draft, wordings, correct)


def _free(wording: DraftWording) -> Wording:
    return Wording(
        wording.lang, wording.question, wording.right, (), wording.explanation, wording.accepted
    )


def _item(draft: Draft, wordings: tuple[Wording, ...], correct: int | None) -> QuizItem:
    asked = [
        draft.kind,
        *(part for one in wordings for part in (one.lang, one.question, one.answer, *one.choices)),
    ]
    digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:_ID_DIGITS]
    return QuizItem(
        id=f"{draft.citation.paper.id}-{digest}",
        kind=draft.kind,
        wordings=wordings,
        correct=correct,
        citation=draft.citation,
        difficulty=draft.difficulty,
        maker=draft.maker,
    )


def _value(answer: str) -> Decimal | None:
    found = _NUMBER.fullmatch(answer.strip())
    return Decimal(found[1].replace(",", "")).scaleb(_SCALES[found[2]]) if found else None
