"""The words around an exported conversation, in both languages."""

from dataclasses import dataclass
from typing import Final

from paperqa.types import Kind, Lang, Support


@dataclass(frozen=True, slots=True)
class ExportTexts:
    """``page`` and ``pdf_page`` take the page's number, ``model`` a name, ``only`` a list."""

    untitled: str
    references: str
    page: str
    pdf_page: str
    pdf: str
    web: str
    note: str
    and_others: str
    quoted: str
    model: str
    asked: str
    only: str
    unfinished: str
    broken: str
    kinds: dict[Kind, str]
    doubt: dict[Support, str]


TEXTS: Final[dict[Lang, ExportTexts]] = {
    "en": ExportTexts(
        untitled="A conversation",
        references="References",
        page="p. {}",
        pdf_page="PDF, page {}",
        pdf="PDF",
        web="Page of the paper",
        note="the club's note",
        and_others="et al.",
        quoted="Quoted from the papers, word for word.",
        model="Written by {} from the passages below.",
        asked="Searched as: {}",
        only="Only in: {}",
        unfinished="This answer was not finished.",
        broken="This question could not be answered.",
        kinds={"paper": "the papers", "note": "the club's notes"},
        doubt={
            "supported": "",
            "weak": "the passage supports this only in part",
            "none": "the passage does not support this",
        },
    ),
    "he": ExportTexts(
        untitled="שיחה",
        references="מקורות",
        page="עמ' {}",
        pdf_page="PDF, עמוד {}",
        pdf="PDF",
        web="דף המאמר",
        note="סיכום של המועדון",
        and_others="ואחרים",
        quoted="ציטוטים מן המאמרים, מילה במילה.",
        model="נכתב בידי {} על סמך הקטעים שלהלן.",
        asked="השאלה שחופשה: {}",
        only="רק מתוך: {}",
        unfinished="התשובה הזאת לא הושלמה.",
        broken="לשאלה הזאת לא הייתה תשובה בשל תקלה.",
        kinds={"paper": "המאמרים", "note": "סיכומי המועדון"},
        doubt={
            "supported": "",
            "weak": "הקטע תומך בכך רק בחלקו",
            "none": "הקטע אינו תומך בכך",
        },
    ),
}
