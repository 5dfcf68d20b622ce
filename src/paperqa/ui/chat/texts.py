"""Every string of the Chat tab that stands around conversations, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class ChatTexts:
    """What a reader can do with a conversation. ``{}`` takes a name or a number."""

    copy: str
    retry: str
    up: str
    down: str
    link: str
    edit: str
    suggestions: str
    editing: str
    cancel: str
    only: str
    everywhere: str
    papers_only: str
    notes_only: str
    close: str
    this_chat: str
    as_markdown: str
    as_bibtex: str
    earlier: str
    none_yet: str
    questions: str
    one_question: str
    open: str
    delete: str
    delete_sure: str
    damaged: str
    unkept: str
    gone: str
    busy: str
    deleted: str
    too_many: str
    not_here: str


CHAT: Final[Mapping[Lang, ChatTexts]] = {
    "en": ChatTexts(
        copy="Copy the answer with its references",
        retry="Ask again; what follows is dropped",
        up="Good answer",
        down="Bad answer",
        link="Copy a link to this question",
        edit="Edit the question; what follows is dropped",
        suggestions="Ask on",
        editing="You are editing an earlier question. Sending it drops what followed.",
        cancel="Cancel",
        only="only: {}",
        everywhere="Look everywhere again",
        papers_only="papers",
        notes_only="the club’s notes",
        close="Close",
        this_chat="This chat",
        as_markdown="Markdown with references",
        as_bibtex="References as BibTeX",
        earlier="Earlier chats",
        none_yet="None yet. What you ask is kept on the machine that runs paperqa.",
        questions="{} questions",
        one_question="1 question",
        open="Open the chat: {}",
        delete="Delete…",
        delete_sure="Delete for good",
        damaged="cannot be read",
        unkept="This answer could not be kept: {}",
        gone="This chat has changed in another window; the page shows it as it is now.",
        busy="This chat is being answered in another window; ask again when that has ended.",
        deleted="This chat was deleted in another window; its answer was dropped.",
        too_many="{} of your questions are waiting; ask again when one of them is answered.",
        not_here="The link names papers that are not here, and looks without them: {}",
    ),
    "he": ChatTexts(
        copy="העתקת התשובה עם המקורות",
        retry="לשאול שוב; מה שבא אחר כך יימחק",
        up="תשובה טובה",
        down="תשובה לא טובה",
        link="העתקת קישור לשאלה",
        edit="עריכת השאלה; מה שבא אחר כך יימחק",
        suggestions="להמשיך ולשאול",
        editing="זו עריכה של שאלה קודמת. שליחתה תמחק את מה שבא אחריה.",
        cancel="ביטול",
        only="רק: {}",
        everywhere="לחפש שוב בכול",
        papers_only="מאמרים",
        notes_only="סיכומי המועדון",
        close="סגירה",
        this_chat="השיחה הזאת",
        as_markdown="Markdown עם מקורות",
        as_bibtex="המקורות כ-BibTeX",
        earlier="שיחות קודמות",
        none_yet="עדיין אין. מה שתשאלו יישמר במחשב שמריץ את paperqa.",
        questions="{} שאלות",
        one_question="שאלה אחת",
        open="פתיחת השיחה: {}",
        delete="מחיקה…",
        delete_sure="למחוק לתמיד",
        damaged="אי אפשר לקרוא אותה",
        unkept="לא היה אפשר לשמור את התשובה: {}",
        gone="השיחה השתנתה בחלון אחר; כך היא עכשיו.",
        busy="השיחה הזאת נענית עכשיו בחלון אחר; אפשר לשאול שוב כשזה ייגמר.",
        deleted="השיחה נמחקה בחלון אחר; התשובה לא נשמרה.",
        too_many="{} שאלות שלך כבר ממתינות; אפשר לשאול שוב כשאחת מהן תיענה.",
        not_here="הקישור מזכיר מאמרים שאינם כאן, והחיפוש נעשה בלעדיהם: {}",
    ),
}

CHAT_PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {"chat_new": "New chat", "chat_chats": "Chats and export"},
    "he": {"chat_new": "שיחה חדשה", "chat_chats": "שיחות וייצוא"},
}
"""Labels of the page itself, as Gradio takes them."""
