"""The words of the printed sheets around the items, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """``page`` takes the page's number; ``letters`` name the options, A or א first."""

    name: str
    date: str
    score: str
    key: str
    answer: str
    also_right: str
    page: str
    note: str
    letters: str


TEXTS: Final[dict[Lang, SheetTexts]] = {
    "en": SheetTexts(
        name="Name",
        date="Date",
        score="Score",
        key="Answer key",
        answer="Answer",
        also_right="Also right:",
        page="p. {}",
        note="the club's note",
        letters="ABCDEFGH",
    ),
    "he": SheetTexts(
        name="שם",
        date="תאריך",
        score="ציון",
        key="תשובות",
        answer="תשובה",
        also_right="נכון גם:",
        page="עמ' {}",
        note="הערת המועדון",
        letters="אבגדהוזח",
    ),
}


def in_all(langs: tuple[Lang, ...], words: Callable[[SheetTexts], str]) -> str:
    """Return the same words in each of ``langs``: ``Name · שם``."""
    return " · ".join(words(TEXTS[lang]) for lang in langs)
