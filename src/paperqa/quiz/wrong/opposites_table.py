"""Words and their opposites, in English and for some in Hebrew too.

``opposites.tsv``, written for this project: English word, its opposite, then the Hebrew forms of
both, in the same order and parted by ``|``. A row of two columns serves English sentences only.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("opposites.tsv")


@dataclass(frozen=True, slots=True)
class Opposites:
    """``en`` are the two English words; ``he`` the two lists of Hebrew forms, form by form."""

    en: tuple[str, str]
    he: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@cache
def opposites() -> tuple[Opposites, ...]:
    """Return the pairs in the order of the table."""
    return tuple(
        _pair(line) for line in _FILE.read_text(encoding="utf-8").splitlines() if line.strip()
    )


def _pair(line: str) -> Opposites:
    one, other, *hebrew = line.split("\t")
    if not any(hebrew):
        return Opposites((one, other))
    here, there = hebrew
    return Opposites((one, other), (tuple(here.split("|")), tuple(there.split("|"))))
