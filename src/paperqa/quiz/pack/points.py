"""Half a page of key points from what can be said of a paper."""

from collections.abc import Iterable, Sequence
from typing import Final

from paperqa.quiz.pack.angles import angle_of, is_limit
from paperqa.quiz.pack.ground import Ground, Part

_MOST: Final[tuple[tuple[Part, int], ...]] = (("what", 2), ("how", 3), ("numbers", 2))
_HALF_A_PAGE: Final = 1500
"""Characters of the points in English."""
_CARRIED: Final = 1.0
_QUOTED_IN_PART: Final = 0.5
_WEIGHTY: Final = {"gain": 1.0, "record": 1.0, "choice": 0.5}


def key_points(grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """Return what matters most: what it is, how it works, its numbers, its limit.

    What the paper's own sentences carry goes before what rests on the note alone, results before
    sizes, and choices with their reason before other parts.
    """
    chosen: list[Ground] = [one for one in grounds if one.part == "what"][:1]
    _add(chosen, _best_first(filter(is_limit, grounds)), 1)
    for part, most in _MOST:
        of_part = [one for one in grounds if one.part == part]
        _add(chosen, _best_first(of_part), most - sum(one in of_part for one in chosen))
    return tuple(sorted(chosen, key=lambda one: one.order))


def _best_first(grounds: Iterable[Ground]) -> list[Ground]:
    return sorted(grounds, key=lambda one: (-_worth(one), one.order))


def _worth(ground: Ground) -> float:
    pages = any(one.passage.kind == "paper" for one in ground.sources["en"])
    carried = _CARRIED if ground.carried else _QUOTED_IN_PART * pages
    return carried + _WEIGHTY.get(angle_of(ground) or "", 0.0)


def _add(chosen: list[Ground], more: Iterable[Ground], most: int) -> None:
    for one in more:
        if most <= 0:
            return
        room = _HALF_A_PAGE - sum(len(other.english) for other in chosen)
        if one not in chosen and len(one.english) <= room:
            chosen.append(one)
            most -= 1
