"""The turns of a conversation stay in step with its messages."""

from paperqa.types import Turn
from paperqa.ui.turns import MOST, PlacedTurn, kept_turns


def placed(*places: int) -> tuple[PlacedTurn, ...]:
    return tuple(PlacedTurn(place, Turn(f"question {place}", (), "en")) for place in places)


def test_turns_whose_messages_are_gone_are_forgotten() -> None:
    assert kept_turns(placed(1, 3, 5), 6) == placed(1, 3, 5)
    assert kept_turns(placed(1, 3, 5), 4) == placed(1, 3)
    assert kept_turns(placed(1, 3, 5), 0) == ()


def test_only_the_last_turns_are_kept() -> None:
    places = range(1, 2 * MOST + 3, 2)
    assert kept_turns(placed(*places), 99) == placed(*places)[1:]
