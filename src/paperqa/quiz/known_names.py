"""Names out of a few: lists with commas, and the nearest name where one is misspelt.

Errors: QuizError naming the known ones, nearest first.
"""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from paperqa.errors import QuizError
from paperqa.sources.catalog import fold_name

Name = TypeVar("Name", bound=str)


def nearest_first(wanted: str, known: Iterable[Name]) -> list[Name]:
    """Return ``known``, each once, that which is spelt most like ``wanted`` first."""
    spelt = fold_name(wanted)

    def likeness(name: str) -> float:
        return SequenceMatcher(None, spelt, fold_name(name)).ratio()

    return sorted(dict.fromkeys(known), key=likeness, reverse=True)


def names_of(text: str, known: Sequence[Name], what: str) -> tuple[Name, ...]:
    """Return the names in ``text``, parted by commas, each once; ``what`` is what they name.

    >>> names_of("open, Cloze", ("choice", "cloze", "open"), "kind")
    ('open', 'cloze')
    """
    wanted = [word.strip() for word in text.split(",") if word.strip()]
    if not wanted:
        raise QuizError(f"no {what} is given; known: {', '.join(known)}")
    names = {name.casefold(): name for name in known}
    for word in wanted:
        if word.casefold() not in names:
            raise QuizError(
                f"no {what} {word!r}; known, nearest first: {', '.join(nearest_first(word, known))}"
            )
    return tuple(dict.fromkeys(names[word.casefold()] for word in wanted))
