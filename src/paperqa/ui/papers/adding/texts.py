"""Every string about adding papers, in both languages. ``{}`` take numbers, names or reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from paperqa.types import Lang
from paperqa.ui.papers.adding.progress import FileState, Phase

Counted: TypeAlias = tuple[str, str]
"""How one of a thing is called, and how many are."""


def counted(words: Counted, number: int) -> str:
    """Return ``number`` of a thing in words.

    >>> counted(("1 paper", "{} papers"), 2310)
    '2,310 papers'
    """
    return words[0] if number == 1 else words[1].format(f"{number:,}")


@dataclass(frozen=True, slots=True)
class AddingTexts:
    """What the page says while papers are added, and how it ended."""

    phases: Mapping[Phase, str]
    of: str
    bytes: str
    bytes_of: str
    left_seconds: str
    left_minutes: str
    bar: str
    stopping: str
    files: Mapping[FileState, str]
    fetched: Counted
    built: str
    unchanged: str
    passages: Counted
    refused: Counted
    cancelled: str
    failed: str
    crashed: str
    busy: str
    serves_old: str
    missing: Counted
    nothing_missing: str
    list_of: str
    papers: Counted
    new: str
    further: Counted
    left_out: Counted
    because: str
    unread: Counted
    more: str
    empty_list: str
    kept: str
    dropped: str


ADDING: Final[Mapping[Lang, AddingTexts]] = {
    "en": AddingTexts(
        phases={
            "starting": "Starting…",
            "importing": "Reading the files",
            "fetching": "Fetching PDFs from arXiv",
            "embedding": "Reading and embedding",
            "opening": "Opening the new index…",
        },
        of="{} of {}",
        bytes="{} MB",
        bytes_of="{} of {} MB",
        left_seconds="less than a minute left",
        left_minutes="about {} min left",
        bar="Files that are done",
        stopping="Stopping after the file at hand…",
        files={
            "waiting": "waiting",
            "added": "added",
            "present": "already here",
            "other edition": "another edition is already here, and stays",
            "refused": "refused: {}",
            "stopped": "not added: stopped before its turn",
        },
        fetched=("1 PDF fetched", "{} PDFs fetched"),
        built="Done: {}",
        unchanged="Nothing new to read: {}",
        passages=("1 passage", "{} passages"),
        refused=("1 file was refused", "{} files were refused"),
        cancelled="Stopped. The index is as it was; what was read is kept for the next time.",
        failed="It could not be finished: {}",
        crashed="Something broke; the terminal that runs paperqa shows what.",
        busy="A build is under way; wait for its end, then add yours.",
        serves_old="The old index still answers: {}",
        missing=("1 paper has no PDF here", "{} papers have no PDF here"),
        nothing_missing="Every paper has its PDF here",
        list_of="Reading list “{}”",
        papers=("1 paper", "{} papers"),
        new="{} new",
        further=("1 other link", "{} other links"),
        left_out=("1 link left out", "{} links left out"),
        because="because they are: {}",
        unread=("1 link could not be read", "{} links could not be read"),
        more="and {} more",
        empty_list="It names no paper; there is nothing to add.",
        kept="The list “{}” is added.",
        dropped="The list was not added.",
    ),
    "he": AddingTexts(
        phases={
            "starting": "מתחיל…",
            "importing": "קורא את הקבצים",
            "fetching": "מוריד קובצי PDF מ־arXiv",
            "embedding": "קורא ומטמיע",
            "opening": "פותח את האינדקס החדש…",
        },
        of="{} מתוך {}",
        bytes="{} מגה־בייט",
        bytes_of="{} מתוך {} מגה־בייט",
        left_seconds="נותרה פחות מדקה",
        left_minutes="נותרו כ־{} דקות",
        bar="קבצים שהסתיימו",
        stopping="נעצר אחרי הקובץ הנוכחי…",
        files={
            "waiting": "ממתין",
            "added": "נוסף",
            "present": "כבר נמצא כאן",
            "other edition": "מהדורה אחרת כבר נמצאת כאן, והיא נשארת",
            "refused": "נדחה: {}",
            "stopped": "לא נוסף: נעצר לפני שהגיע תורו",
        },
        fetched=("הורד PDF אחד", "הורדו {} קובצי PDF"),
        built="הסתיים: {}",
        unchanged="אין מה לקרוא מחדש: {}",
        passages=("קטע אחד", "{} קטעים"),
        refused=("קובץ אחד נדחה", "{} קבצים נדחו"),
        cancelled="נעצר. האינדקס נשאר כפי שהיה; מה שנקרא נשמר לפעם הבאה.",
        failed="לא ניתן היה לסיים: {}",
        crashed="משהו השתבש; הפרטים במסוף שמריץ את paperqa.",
        busy="בנייה כבר מתבצעת; יש להמתין לסיומה ואז להוסיף.",
        serves_old="האינדקס הישן עדיין עונה: {}",
        missing=("למאמר אחד אין כאן PDF", "ל־{} מאמרים אין כאן PDF"),
        nothing_missing="לכל מאמר יש כאן PDF",
        list_of="רשימת הקריאה ״{}״",
        papers=("מאמר אחד", "{} מאמרים"),
        new="חדשים: {}",
        further=("קישור אחד נוסף", "{} קישורים נוספים"),
        left_out=("קישור אחד הושמט", "{} קישורים הושמטו"),
        because="כי אלה: {}",
        unread=("קישור אחד לא נקרא", "{} קישורים לא נקראו"),
        more="ועוד {}",
        empty_list="אין בה אף מאמר; אין מה להוסיף.",
        kept="הרשימה ״{}״ נוספה.",
        dropped="הרשימה לא נוספה.",
    ),
}

ADDING_PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "adding_title": "Add papers",
        "adding_upload": "PDFs, or a reading list",
        "adding_name": "Name of the list",
        "adding_fetch_list": "Fetch the PDFs that are missing from arXiv",
        "adding_keep": "Add the list",
        "adding_drop": "Do not add",
        "adding_rebuild": "Look for new papers and rebuild",
        "adding_fetch": "Also fetch missing PDFs from arXiv, one every few seconds",
        "adding_cancel": "Stop",
    },
    "he": {
        "adding_title": "הוספת מאמרים",
        "adding_upload": "קובצי PDF, או רשימת קריאה",
        "adding_name": "שם הרשימה",
        "adding_fetch_list": "להוריד מ־arXiv את קובצי ה־PDF החסרים",
        "adding_keep": "הוספת הרשימה",
        "adding_drop": "בלי להוסיף",
        "adding_rebuild": "חיפוש מאמרים חדשים ובנייה מחדש",
        "adding_fetch": "להוריד גם קובצי PDF חסרים מ־arXiv, אחד בכל כמה שניות",
        "adding_cancel": "עצירה",
    },
}
"""Labels of the page itself; the browser chooses the language."""
