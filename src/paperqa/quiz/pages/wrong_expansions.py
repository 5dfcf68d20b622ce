"""Wrong long forms of an abbreviation: other words of the field with the same initials."""

import random
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from paperqa.quiz.pages.expansions import SMALL_WORDS, Expansion, is_word

_MOST: Final = 4
_TRIES: Final = 60
_LIKE_LENGTH: Final = (0.6, 1.6)


def wrong_expansions(right: Expansion, paper: str, rng: random.Random) -> tuple[str, ...]:
    """Return long forms of the same initials, of like length, that ``paper`` does not print.

    ``paper`` is all its text, casefolded. Fewer than three where no words are left.
    """
    wrong: dict[str, str] = {}
    least, most = _LIKE_LENGTH
    for _ in range(_TRIES):
        long = "".join(_replaced(right.pieces, rng))
        fits = least <= len(long) / len(right.long) <= most and long.casefold() not in paper
        if fits:
            wrong.setdefault(long.casefold(), long)
        if len(wrong) == _MOST:
            break
    return tuple(wrong.values())


def _replaced(pieces: Sequence[str], rng: random.Random) -> list[str]:
    """Return ``pieces`` with its words, all but one, replaced by others of their letter."""
    places = [at for at in range(len(pieces)) if _can_go(pieces, at)]
    kept = rng.choice(places) if len(places) > 2 else places[-1] if len(places) == 2 else None
    new = list(pieces)
    for at in places:
        if at != kept:
            new[at] = _other(pieces[at], at == len(pieces) - 1, new, rng)
    return new


def _can_go(pieces: Sequence[str], at: int) -> bool:
    """Tell whether a piece is a word of its own: halves of "fine-tuning" stay together."""
    joined = "-" in pieces[max(at - 1, 0) : at + 2]
    return is_word(pieces[at]) and pieces[at] not in SMALL_WORDS and not joined


def _other(word: str, is_head: bool, beside: Sequence[str], rng: random.Random) -> str:
    modifiers, nouns = _initials()[word[0].casefold()]
    choices = nouns if is_head else [*modifiers, *nouns[:3]]
    if is_head and word.endswith("s") and not word.endswith("ss"):
        choices = [_plural(noun) for noun in choices]
    taken = {piece.casefold() for piece in beside}
    free = [one for one in choices if one not in taken]
    chosen = rng.choice(free) if free else word
    return chosen.capitalize() if word[0].isupper() else chosen


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


@cache
def _initials() -> dict[str, tuple[list[str], list[str]]]:
    """Return, for each letter, words that qualify and words that name."""
    table = files("paperqa.quiz.pages").joinpath("initials.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return {letter: (modifiers.split(), nouns.split()) for letter, modifiers, nouns in rows}
