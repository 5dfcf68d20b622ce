"""Every string of the top bar, in both languages."""

from collections.abc import Mapping
from typing import Final

from paperqa.types import Lang

LANGUAGES: Final[Mapping[Lang, str]] = {"en": "English", "he": "עברית"}
"""Each in its own language: who needs it can read it."""

TOP: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "skip": "Skip to the question box",
        "system": "Colours: as the device",
        "light": "Colours: light",
        "dark": "Colours: dark",
    },
    "he": {
        "skip": "דילוג אל תיבת השאלה",
        "system": "צבעים: כמו במכשיר",
        "light": "צבעים: בהיר",
        "dark": "צבעים: כהה",
    },
}
