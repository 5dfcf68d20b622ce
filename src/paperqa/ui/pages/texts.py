"""What the view of a page says, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.answer.lit_quote import Unlit
from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class ViewTexts:
    """``{}`` takes a number, a title or a quote."""

    pages: str
    picture: str
    lit_picture: str
    quote: str
    passage: str
    copy_quote: str
    copy_link: str
    copied: str
    not_copied: str
    failed: str
    named: str
    unlit: Mapping[Unlit, str]


VIEW: Final[Mapping[Lang, ViewTexts]] = {
    "en": ViewTexts(
        pages="The page, with the quoted words lit",
        picture="Page {page} of “{title}”",
        lit_picture="Page {page} of “{title}”; lit on it: “{quote}”",
        quote="Quote",
        passage="In its passage",
        copy_quote="Copy quote",
        copy_link="Copy link",
        copied="Copied",
        not_copied="Not copied: the browser does not allow it",
        failed="These words cannot be shown",
        named="From the club’s note. The page is the one that the note refers to.",
        unlit={
            "": "",
            "note": "A note has no pages: here is its passage.",
            "no PDF": "The PDF is not on this machine; “paperqa index” fetches it.",
            "not sure": (
                "Where on the page the words stand is not certain: the PDF here cannot be read, "
                "or is not the one that was indexed. “paperqa index” reads it again."
            ),
        },
    ),
    "he": ViewTexts(
        pages="העמוד, והמילים המצוטטות מודגשות בו",
        picture="עמוד {page} של „{title}”",
        lit_picture="עמוד {page} של „{title}”; מודגש בו: „{quote}”",
        quote="ציטוט",
        passage="בתוך הקטע",
        copy_quote="העתקת הציטוט",
        copy_link="העתקת קישור",
        copied="הועתק",
        not_copied="לא הועתק: הדפדפן אינו מרשה",
        failed="אי אפשר להציג את המילים האלה",
        named="מתוך הסיכום של המועדון. העמוד הוא זה שהסיכום מפנה אליו.",
        unlit={
            "": "",
            "note": "לסיכום אין עמודים: הנה הקטע שלו.",
            "no PDF": "ה-PDF אינו על המחשב הזה; הפקודה paperqa index מביאה אותו.",
            "not sure": (
                "מקומן המדויק של המילים בעמוד אינו ודאי: ה-PDF שכאן אינו קריא, או שאינו זה "
                "שנכנס לאינדקס. הפקודה paperqa index קוראת אותו מחדש."
            ),
        },
    ),
}
