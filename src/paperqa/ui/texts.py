"""Every string that the chat shows, in both languages.

An answer's labels are in the language of the answer; the page's own are in the reader's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.llm.models import offer
from paperqa.types import Lang

ADD_MODEL: Final = offer.ADD_MODEL
"""The one command that adds the language model that fits the machine, and starts the chat anew."""

EXAMPLES: Final = (
    "Why are the dot products scaled?",
    "How does LoRA save memory in fine-tuning?",
    "מה זה positional encoding?",
    "כמה פרמטרים יש ב-GPT-3?",
)


WELCOME: Final = (
    '<p class="each-language">'
    '<span lang="en">Ask about the club’s papers. Every answer shows the words it rests on.</span>'
    '<span lang="he">שאלו על המאמרים של המועדון. כל תשובה מראה על אילו מילים היא נשענת.</span></p>'
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands around an answer. ``{}`` takes a number or a name."""

    sources: str
    nearest: str
    page: str
    note: str
    weak: str
    unsupported: str
    abstract: str
    pdf: str
    pdf_page: str
    quoted: str
    written: str
    searching: str
    next_in_line: str
    ahead: str
    searched: str
    stopped: str
    crashed: str
    partly_carried: str
    not_carried: str
    supported: str
    show_page: str
    show_note: str


LABELS: Final[Mapping[Lang, Labels]] = {
    "en": Labels(
        sources="Sources",
        nearest="Nearest passages",
        page="p. {}",
        note="the club’s note",
        weak="supports only part of the sentence",
        unsupported="may not support the sentence",
        abstract="arXiv:{}",
        pdf="PDF",
        pdf_page="PDF, page {}",
        quoted="Quoted word for word",
        written="Written by {}; check it against the sources",
        searching="Searching the papers…",
        next_in_line="Waiting for the model: yours is the next answer",
        ahead="Waiting for the model: {} answers come before yours",
        searched="Searched for: {}",
        stopped="Stopped.",
        crashed="Something broke while answering; the terminal that runs paperqa shows what.",
        partly_carried="Carried only in part by its source",
        not_carried="Not carried by its source",
        supported="supports the sentence",
        show_page="Show the page",
        show_note="Show in the note",
    ),
    "he": Labels(
        sources="מקורות",
        nearest="הקטעים הקרובים ביותר",
        page="עמ' {}",
        note="מתוך הסיכום של המועדון",
        weak="תומך רק בחלק מהמשפט",
        unsupported="ייתכן שאינו תומך במשפט",
        abstract="arXiv:{}",
        pdf="PDF",
        pdf_page="PDF, עמוד {}",
        quoted="ציטוט מילה במילה",
        written="נכתב בידי {}; כדאי לבדוק מול המקורות",
        searching="מחפש במאמרים…",
        next_in_line="ממתין למודל: התשובה הבאה היא שלך",
        ahead="ממתין למודל: {} תשובות לפניך בתור",
        searched="חיפשתי: {}",
        stopped="נעצר.",
        crashed="משהו השתבש בזמן המענה; הפרטים במסוף שמריץ את paperqa.",
        partly_carried="המקור תומך רק בחלק מהמשפט",
        not_carried="המקור אינו תומך במשפט",
        supported="תומך במשפט",
        show_page="הצגת העמוד",
        show_note="הצגה בסיכום",
    ),
}


@dataclass(frozen=True, slots=True)
class Greeting:
    """The line under the title, in the reader's language."""

    loading: str
    ready: str
    no_model: str
    add_model: str
    model: str
    failed: str


GREETINGS: Final[Mapping[Lang, Greeting]] = {
    "en": Greeting(
        loading="Opening the index… you can ask already.",
        ready="{papers} papers · {notes} notes",
        no_model="no language model: answers are quotations",
        add_model="To have answers written, stop paperqa (Ctrl-C) and run this in its folder:",
        model="answers written by {}",
        failed="When that is done, ask again or reload this page.",
    ),
    "he": Greeting(
        loading="פותח את האינדקס… אפשר כבר לשאול.",
        ready="{papers} מאמרים · {notes} סיכומים",
        no_model="אין מודל שפה: התשובות הן ציטוטים",
        add_model="כדי לקבל תשובות כתובות, יש לעצור את paperqa (Ctrl-C) ולהריץ בתיקייה שלו:",
        model="התשובות נכתבות בידי {}",
        failed="אחר כך אפשר לשאול שוב או לטעון את הדף מחדש.",
    ),
}

PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "ask": "Ask the papers",
        "scope": "Where to look",
        "papers": "Papers",
        "kind": "Kind",
        "all": "Papers and notes",
        "paper": "Papers only",
        "note": "The club’s notes only",
    },
    "he": {
        "ask": "שאלו את המאמרים",
        "scope": "היכן לחפש",
        "papers": "מאמרים",
        "kind": "סוג",
        "all": "מאמרים וסיכומים",
        "paper": "מאמרים בלבד",
        "note": "סיכומי המועדון בלבד",
    },
}
"""Labels of the page itself; the browser chooses the language."""


def reader_language(accept_language: str) -> Lang:
    """Return ``he`` where the browser's header puts Hebrew first, else ``en``."""
    first = re.split(r"[-,;_\s]", accept_language.strip().casefold(), maxsplit=1)[0]
    return "he" if first in {"he", "iw"} else "en"
