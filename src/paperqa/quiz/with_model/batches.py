"""In which order a model is asked for items: batches of one kind, each from all over the paper.

Each passage is asked about once before any is asked about again, and then for another kind. One
kind a batch: a small model keeps to one form, and the schema stays small.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from paperqa.quiz.item import ItemKind
from paperqa.quiz.plan import Plan

SIZE: Final = 3
"""Items of a batch: more make a small model repeat itself, and cost more when it is cut off."""
ORDERED: Final = 2
"""Items ordered for each one wanted: some do not pass their checks."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Items of one kind, one about each of ``passages`` (numbers).

    ``untrue`` are the passages about which the statement of a truefalse is to be false.
    """

    kind: ItemKind
    passages: tuple[int, ...]
    untrue: tuple[int, ...] = ()


def batches(passages: int, plan: Plan, rng: random.Random) -> Iterator[Batch]:
    """Yield batches about passages 1 to ``passages``: twice as many items as planned, at the most.

    Whoever has enough takes no more of them.
    """
    left = ORDERED * plan.count
    strides = -(-passages // SIZE)
    first_kind = rng.randrange(len(plan.kinds))
    for turn in range(len(plan.kinds)):
        groups = [tuple(range(1 + at, passages + 1, strides)) for at in range(strides)]
        order = rng.sample(range(strides), strides)
        for at in order:
            kind = plan.kinds[(first_kind + at + turn) % len(plan.kinds)]
            asked = groups[at][:left]
            if not asked:
                return
            left -= len(asked)
            yield Batch(kind, asked, _untrue(asked, rng) if kind == "truefalse" else ())


def _untrue(passages: tuple[int, ...], rng: random.Random) -> tuple[int, ...]:
    """Return half of ``passages``; of an odd one chance decides."""
    count = (len(passages) + rng.randrange(2)) // 2
    return tuple(sorted(rng.sample(passages, count)))
