"""Why a file was refused, in the reader's language.

The reader of PDFs gives its reasons in English; a Hebrew reader gets the kind of reason, which is
known by the words that every reason of that kind holds.
"""

import re
from collections.abc import Mapping
from typing import Final

from paperqa.types import Lang

DOOR: Final[Mapping[str, Mapping[Lang, str]]] = {
    "gone": {
        "en": "it did not arrive; upload it again",
        "he": "הקובץ לא הגיע; כדאי להעלות אותו שוב",
    },
    "too many": {
        "en": "more files at a time than can be taken; upload it by itself",
        "he": "יותר מדי קבצים בבת אחת; כדאי להעלות אותו לבדו",
    },
    "empty": {"en": "the file is empty", "he": "הקובץ ריק"},
    "not a pdf": {
        "en": "it is neither a PDF nor a reading list (.md, .txt, .yaml, .html)",
        "he": "זה לא PDF ולא רשימת קריאה (‎.md, .txt, .yaml, .html)",
    },
    "long list": {
        "en": "it is too long for a reading list; split it",
        "he": "ארוך מדי לרשימת קריאה; כדאי לחלק אותו",
    },
    "too big": {
        "en": "it is larger than the limit, max_pdf_mb = {}",
        "he": "גדול מהמותר: {} מגה־בייט לכל היותר",
    },
    "one list": {
        "en": "one reading list at a time; upload it after this one",
        "he": "רשימת קריאה אחת בכל פעם; אפשר להעלות אותה אחרי הנוכחית",
    },
}
"""Reasons that need no look into the file, by their key."""

_KINDS: Final = (
    (r"encrypted", "מוצפן וצריך סיסמה"),
    (r"no text layer|letters on", "אין בו טקסט (סריקה או תמונות); יש להעביר אותו קודם ב־OCR"),
    (r"fonts do not say", "הגופנים שלו אינם אומרים אילו אותיות הם מציגים"),
    (r"web page", "זה דף אינטרנט שנשמר בשם של PDF"),
    (r"Git pointer", "זו הפניה של Git ל־PDF ולא ה־PDF עצמו"),
    (r"no %PDF|file is empty", "זה לא PDF"),
    (r"pages, more than", "יש בו יותר עמודים מהמותר"),
    (r"more memory|took more|unpacks to more", "קריאתו דורשת יותר זיכרון או זמן מהמותר"),
    (r"decoder", "עמודיו דורשים מפענח שאינו מותקן"),
    (r"damaged|cannot be opened|crash|without end|ended with status", "הקובץ פגום"),
)


def reason(why: str, lang: Lang, most_mb: int) -> str:
    """Return ``why`` (a key of ``DOOR``, or what the reader of PDFs said) in ``lang``.

    English where no Hebrew is known.
    """
    if door := DOOR.get(why):
        return door[lang].format(most_mb)
    said = why.removeprefix("not read, because ")
    if lang == "he":
        return next((words for marks, words in _KINDS if re.search(marks, said)), said)
    return said
