"""The rules of play: one item after the other, each answered once, the wrong ones again.

Nothing of what a page sends is trusted: a move that does not fit what is asked changes nothing.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from paperqa.quiz.choosing.same_words import folded
from paperqa.quiz.item import QuizItem
from paperqa.types import Lang
from paperqa.ui.quiz.made import Made

Phase = Literal["asked", "revealed", "told"]
"""The question alone; with its answer, which the player is to judge; with what came of it."""
MoveName = Literal["choose", "reveal", "judge", "next", "wrong", "all"]
_LONGEST: Final = 200
"""Characters that are read of what a player writes into a gap."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a player does, at the item that is asked as ``number`` (from 0) of the round.

    ``option`` is the place of a choice; ``knew``: how a player judges; ``words`` fill a gap.
    """

    name: MoveName
    number: int
    option: int = -1
    knew: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An item that was answered, by its place in the quiz; ``option`` is -1 where none is."""

    place: int
    right: bool
    option: int = -1


@dataclass(frozen=True, slots=True)
class Game:
    """A round. ``order`` are places in the quiz; None: all of it, as it comes."""

    lang: Lang
    order: tuple[int, ...] | None = None
    judged: tuple[Judged, ...] = ()
    phase: Phase = "asked"
    words: str = ""
    rounds: int = 1

    @property
    def number(self) -> int:
        """Which item of the round is shown, from 0."""
        return len(self.judged) - (self.phase == "told")

    @property
    def right(self) -> int:
        """How many were answered rightly."""
        return sum(one.right for one in self.judged)

    def in_language(self, lang: Lang) -> "Game":
        """Return the same game in ``lang``."""
        return replace(self, lang=lang)

    def places(self, made: Made) -> Sequence[int]:
        """Return the places of the items of this round that there are."""
        return range(len(made.items)) if self.order is None else self.order

    def item(self, made: Made) -> QuizItem | None:
        """Return the item that is shown; None where there is none, yet or any more."""
        places = self.places(made)
        return made.items[places[self.number]] if self.number < len(places) else None

    def left(self, made: Made) -> int:
        """Return how many items are to be answered, of those that there are."""
        return len(self.places(made)) - len(self.judged)

    def ended(self, made: Made) -> bool:
        """Tell whether there is nothing to be asked any more."""
        return self.item(made) is None and (made.over or self.order is not None)


_Told: TypeAlias = Mapping[str, object]


def move_of(told: object) -> Move | None:
    """Return the move that a page tells of; None where it is none."""
    if not isinstance(told, dict):
        return None
    name = next((one for one in get_args(MoveName) if one == told.get("name")), None)
    if name is None:
        return None
    words = told.get("words")
    return Move(
        name,
        _number(told, "number"),
        _number(told, "option"),
        told.get("knew") is True,
        words[:_LONGEST] if isinstance(words, str) else "",
    )


def moved(game: Game, move: Move, made: Made) -> Game:
    """Return the game after ``move``; the same where the move does not fit."""
    if move.number != game.number:
        return game  # of an item that is not shown: a second click, or a page gone old
    item = game.item(made)
    if item is None:
        return _again(game, move, made)
    match game.phase, move.name:
        case "asked", "choose" if 0 <= move.option < len(item.wordings[0].choices):
            return _told(game, made, move.option == item.correct, move.option)
        case "asked", "reveal" if not item.wordings[0].choices:
            if item.kind == "cloze" and _fills(move.words, item):
                return replace(_told(game, made, right=True), words=move.words)
            return replace(game, phase="revealed", words=move.words.strip())
        case "revealed", "judge":
            return _told(game, made, move.knew)
        case "told", "next":
            return replace(game, phase="asked", words="")
    return game


def _told(game: Game, made: Made, right: bool, option: int = -1) -> Game:
    judged = Judged(game.places(made)[game.number], right, option)
    return replace(game, judged=(*game.judged, judged), phase="told")


def _fills(words: str, item: QuizItem) -> bool:
    """Tell whether ``words`` fill the gap in one of the item's languages."""
    right = {folded(text) for one in item.wordings for text in (one.answer, *one.accepted) if text}
    return folded(words) in right


def _again(game: Game, move: Move, made: Made) -> Game:
    """Return a new round, shuffled: of the wrong ones, or of all; the same seed, the same order."""
    if not game.ended(made) or move.name not in ("wrong", "all"):
        return game
    if move.name == "wrong":
        places = [one.place for one in game.judged if not one.right]
    else:
        places = list(range(len(made.items)))
    if not places:
        return game
    random.Random(f"{made.plan.seed} round {game.rounds}").shuffle(places)  # noqa: S311 - a draw
    return Game(game.lang, tuple(places), rounds=game.rounds + 1)


def _number(told: _Told, name: str) -> int:
    """Return a whole number that is told; -1 where it is none."""
    value = told.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
