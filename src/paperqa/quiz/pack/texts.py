"""The words of a pack around what papers say, in both languages."""

from dataclasses import dataclass
from typing import Final

from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class PackTexts:
    """``page`` and ``note_page`` take a number, ``other_says`` a title."""

    key_points: str
    discussion: str
    sources: str
    quiz: str
    key: str
    no_items: str
    nothing_known: str
    page: str
    note: str
    note_page: str
    says: str
    other_says: str
    papers: str
    references: str
    read: str


TEXTS: Final[dict[Lang, PackTexts]] = {
    "en": PackTexts(
        key_points="Key points",
        discussion="To discuss",
        sources="Sources",
        quiz="Quiz",
        key="Answers",
        no_items="There is no quiz item of this paper.",
        nothing_known="The index holds no text of this paper.",
        page="p. {}",
        note="The club's note",
        note_page="on p. {} of the paper",
        says="The paper says:",
        other_says="{} says:",
        papers="Papers",
        references="References for LaTeX",
        read="Read",
    ),
    "he": PackTexts(
        key_points="עיקרי הדברים",
        discussion="לדיון",
        sources="מקורות",
        quiz="חידון",
        key="תשובות",
        no_items="אין בחידון שאלות על המאמר הזה.",
        nothing_known="באינדקס אין טקסט של המאמר הזה.",
        page="עמ' {}",
        note="הערת המועדון",
        note_page="על עמ' {} במאמר",
        says="במאמר כתוב:",
        other_says="במאמר {} כתוב:",
        papers="המאמרים",
        references="רשימת המקורות ל-LaTeX",
        read="לקריאה",
    ),
}
