"""Words that papers use for the same thing, as the glossary lists them beside each other.

A question says "price", the paper "cost"; both stand in one row of the glossary. Words are
compared by their stems.
"""

from collections.abc import Sequence
from functools import cache

from paperqa.language.glossary import Glossary, club_glossary
from paperqa.language.tokens import word_forms

_LONGEST = 3
_MOST = 8
_WITHOUT = frozenset({"function", "name"})

Forms = tuple[str, ...]
"""One word in the forms that BM25 knows; the last is the whole of it."""


class Thesaurus:
    """Synonyms by stems; never changed after it is made."""

    def __init__(self, glossary: Glossary) -> None:
        self._rows: dict[Forms, dict[str, None]] = {}
        for entry in glossary.rows:
            if entry.kind in _WITHOUT:
                continue
            for one in entry.english:
                key = tuple(forms[-1] for forms in word_forms(one))
                others = {other: None for other in entry.english if other != one}
                if others or len(key) > 1:
                    self._rows.setdefault(key, {}).update(others)

    def of(self, words: Sequence[Forms]) -> tuple[int, tuple[str, ...]]:
        """Return how many of the first ``words`` are known together, and what else they are called.

        One word and nothing, where nothing is known. A known phrase is not taken apart, though it
        may have no other name: "selective search" chooses nothing.
        """
        for count in range(min(_LONGEST, len(words)), 0, -1):
            others = self._rows.get(tuple(forms[-1] for forms in words[:count]))
            if others is not None:
                return count, tuple(others)[:_MOST]
        return 1, ()


@cache
def club_thesaurus() -> Thesaurus:
    """Return the thesaurus that follows from the package's glossary."""
    return Thesaurus(club_glossary())
