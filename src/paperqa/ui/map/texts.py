"""Every string of the Map tab, in both languages. ``{}`` takes a name or a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class MapTexts:
    """What stands on and around the map."""

    name: str
    hint: str
    keys: str
    only_note: str
    legend: str
    rest: str
    zoom_in: str
    zoom_out: str
    zoom_fit: str
    nearest: str
    ask: str
    only: str
    close: str
    as_list: str
    drawing: str
    empty: str
    failed: str
    question: str


MAP_TEXTS: Final[Mapping[Lang, MapTexts]] = {
    "en": MapTexts(
        name="Map of the papers",
        hint="Papers that say similar things stand close together. Click one to ask about it.",
        keys="Arrow keys go from paper to paper, Enter opens one.",
        only_note="only a note",
        legend="Topics: show one",
        rest="Other",
        zoom_in="Larger",
        zoom_out="Smaller",
        zoom_fit="Show all",
        nearest="Nearest",
        ask="Ask about this paper",
        only="Ask only this one",
        close="Close",
        as_list="The map as a list",
        drawing="Drawing the map…",
        empty="There is no paper to draw yet; build the index with: paperqa index",
        failed="When that is done, come back to this tab.",
        question="What is the main idea of {}?",
    ),
    "he": MapTexts(
        name="מפת המאמרים",
        hint="מאמרים שאומרים דברים דומים עומדים זה ליד זה. לחיצה על מאמר פותחת אותו לשאלה.",
        keys="מקשי החיצים עוברים ממאמר למאמר, Enter פותח.",
        only_note="סיכום בלבד",
        legend="נושאים: הצגת נושא אחד",
        rest="אחר",
        zoom_in="הגדלה",
        zoom_out="הקטנה",
        zoom_fit="הצגת הכול",
        nearest="הקרובים ביותר",
        ask="לשאול על המאמר הזה",
        only="לשאול רק את המאמר הזה",
        close="סגירה",
        as_list="המפה כרשימה",
        drawing="מצייר את המפה…",
        empty="אין עדיין מאמרים לצייר; בניית האינדקס: paperqa index",
        failed="אחר כך אפשר לחזור ללשונית הזו.",
        question="מה הרעיון המרכזי של {}?",
    ),
}

MAP_PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {"map_tab": "Map"},
    "he": {"map_tab": "מפה"},
}
"""Labels of the page itself."""
