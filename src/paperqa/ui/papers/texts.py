"""Every string of the Papers tab, in both languages. ``{}`` takes a number or a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.types import Lang, LinkKind
from paperqa.ui.papers.shelf import Condition


@dataclass(frozen=True, slots=True)
class PapersTexts:
    """What stands in the list and around it."""

    name: str
    conditions: Mapping[Condition, str]
    explained: Mapping[Condition, str]
    reason: str
    no_list: str
    no_year: str
    no_topic: str
    other: str
    choose: str
    choose_all: str
    cannot_choose: str
    authors_more: str
    pages: str
    passages: str
    note: str
    ask: str
    links: Mapping[LinkKind, str]
    arxiv: str
    found: str
    found_one: str
    found_none: str
    chosen: str
    chosen_one: str
    empty: str
    failed: str
    unreadable_lists: str


PAPERS_TEXTS: Final[Mapping[Lang, PapersTexts]] = {
    "en": PapersTexts(
        name="The papers",
        conditions={
            "full": "Full text",
            "note": "Note only",
            "waiting": "Not indexed yet",
            "unread": "Not readable",
            "absent": "Not fetched",
        },
        explained={
            "full": "The paper itself is searched.",
            "note": "The club’s note is searched; the paper itself has not been fetched.",
            "waiting": "It is here, but not in the index yet; rebuild the index.",
            "unread": "A file of it could not be read.",
            "absent": "Neither the paper nor a note is here; fetch it, or upload its PDF.",
        },
        reason="Why: {}",
        no_list="In no list",
        no_year="Year unknown",
        no_topic="Without a topic",
        other="Others",
        choose="Choose: {}",
        choose_all="Choose all: {}",
        cannot_choose="Nothing of it can be searched yet",
        authors_more="{} and others",
        pages="{} pages",
        passages="{} passages in the index",
        note="The club’s note",
        ask="Ask about this paper",
        links={
            "paper": "Paper",
            "pdf": "PDF",
            "page": "Page",
            "code": "Code",
            "talk": "Talk",
        },
        arxiv="arXiv:{}",
        found="{} of {} papers",
        found_one="1 of {} papers",
        found_none="No paper matches",
        chosen="{} papers chosen",
        chosen_one="1 paper chosen",
        empty="There are no papers yet. Add a reading list or a PDF above.",
        failed="When that is done, come back to this tab.",
        unreadable_lists="Its papers stand under the name of its file.",
    ),
    "he": PapersTexts(
        name="המאמרים",
        conditions={
            "full": "טקסט מלא",
            "note": "סיכום בלבד",
            "waiting": "עוד לא באינדקס",
            "unread": "לא קריא",
            "absent": "לא הורד",
        },
        explained={
            "full": "החיפוש נעשה במאמר עצמו.",
            "note": "החיפוש נעשה בסיכום של המועדון; המאמר עצמו לא הורד.",
            "waiting": "הקובץ כאן, אבל עוד לא באינדקס; יש לבנות את האינדקס מחדש.",
            "unread": "לא היה אפשר לקרוא קובץ שלו.",
            "absent": "אין כאן לא את המאמר ולא סיכום שלו; אפשר להוריד אותו או להעלות PDF.",
        },
        reason="הסיבה: {}",
        no_list="לא ברשימה",
        no_year="שנה לא ידועה",
        no_topic="ללא נושא",
        other="אחרים",
        choose="בחירה: {}",
        choose_all="בחירת הכול: {}",
        cannot_choose="עוד אין ממנו מה לחפש",
        authors_more="{} ואחרים",
        pages="{} עמודים",
        passages="{} קטעים באינדקס",
        note="מתוך הסיכום של המועדון",
        ask="לשאול על המאמר הזה",
        links={
            "paper": "מאמר",
            "pdf": "PDF",
            "page": "דף",
            "code": "קוד",
            "talk": "הרצאה",
        },
        arxiv="arXiv:{}",
        found="{} מתוך {} מאמרים",
        found_one="מאמר אחד מתוך {}",
        found_none="אין מאמר מתאים",
        chosen="נבחרו {} מאמרים",
        chosen_one="נבחר מאמר אחד",
        empty="אין עדיין מאמרים. אפשר להוסיף למעלה רשימת קריאה או PDF.",
        failed="אחר כך אפשר לחזור ללשונית הזו.",
        unreadable_lists="המאמרים שלה מופיעים תחת שם הקובץ.",
    ),
}

PAPERS_PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "papers_tab": "Papers",
        "papers_search": "Search titles, names and authors",
        "papers_grouping": "Group by",
        "papers_list": "Reading list",
        "papers_year": "Year",
        "papers_topic": "Topic",
        "papers_ask": "Ask only these",
        "papers_quiz": "Quiz on these",
        "papers_clear": "Clear",
    },
    "he": {
        "papers_tab": "מאמרים",
        "papers_search": "חיפוש בשמות, בכינויים ובמחברים",
        "papers_grouping": "סידור לפי",
        "papers_list": "רשימת קריאה",
        "papers_year": "שנה",
        "papers_topic": "נושא",
        "papers_ask": "לשאול רק אותם",
        "papers_quiz": "חידון עליהם",
        "papers_clear": "ניקוי הבחירה",
    },
}
"""Labels of the page itself."""
