"""Every string of the Quiz tab, in both languages.

What stands in an item is in the quiz's language; the page's own labels are in the reader's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.quiz.item import Difficulty, ItemKind
from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class CardTexts:
    """What stands around an item. ``{}`` takes the number of the item."""

    answer: str
    answer_of: str
    also_right: str
    kinds: Mapping[ItemKind, str]
    difficulties: Mapping[Difficulty, str]


CARDS: Final[Mapping[Lang, CardTexts]] = {
    "en": CardTexts(
        answer="Answer",
        answer_of="Answer to question {}",
        also_right="Also right:",
        kinds={
            "choice": "Choose one",
            "cloze": "Fill the gap",
            "truefalse": "True or false?",
            "open": "In your own words",
        },
        difficulties={"easy": "easy", "medium": "medium", "hard": "hard"},
    ),
    "he": CardTexts(
        answer="תשובה",
        answer_of="תשובה לשאלה {}",
        also_right="נכון גם:",
        kinds={
            "choice": "בחירה מרשימה",
            "cloze": "השלמת החסר",
            "truefalse": "נכון או לא נכון?",
            "open": "במילים שלכם",
        },
        difficulties={"easy": "קל", "medium": "בינוני", "hard": "קשה"},
    ),
}


@dataclass(frozen=True, slots=True)
class ProgressTexts:
    """How far a quiz is and what came of it. ``{}`` take numbers, names or reasons."""

    welcome: str
    opening: str
    starting: str
    waiting: str
    papers: str
    items: str
    now: str
    bar: str
    asked: str
    made: str
    dropped: str
    stopped: str
    nothing: str
    why: str
    crashed: str
    no_papers: str
    no_kinds: str
    no_formats: str
    left_out: str


PROGRESS: Final[Mapping[Lang, ProgressTexts]] = {
    "en": ProgressTexts(
        welcome="Pick papers and press Make. Every answer comes with the words it rests on.",
        opening="Opening the index…",
        starting="Starting…",
        waiting="Waiting for a free place: two quizzes are made at once…",
        papers="papers: {} of {}",
        items="items: {}",
        now="now: {}",
        bar="Papers that are done",
        asked="asked for: {}",
        made="made: {}",
        dropped="drafts dropped: {}",
        stopped="stopped after {} of {} papers",
        nothing="No item could be made of this.",
        why="Why",
        crashed="Something broke; the terminal that runs paperqa shows what.",
        no_papers="Pick at least one paper, or a meeting or list.",
        no_kinds="Choose at least one kind of question.",
        no_formats="Choose at least one format.",
        left_out="{}: left out {}, {}",
    ),
    "he": ProgressTexts(
        welcome="בחרו מאמרים ולחצו על ״הכנת חידון״. כל תשובה באה עם המילים שהיא נשענת עליהן.",
        opening="פותח את האינדקס…",
        starting="מתחיל…",
        waiting="ממתין למקום פנוי: שני חידונים נעשים בו בזמן…",
        papers="מאמרים: {} מתוך {}",
        items="שאלות: {}",
        now="עכשיו: {}",
        bar="מאמרים שהסתיימו",
        asked="התבקשו: {}",
        made="נעשו: {}",
        dropped="טיוטות שנפסלו: {}",
        stopped="נעצר אחרי {} מתוך {} מאמרים",
        nothing="לא עלה בידינו להפיק מכאן שאלות.",
        why="מדוע",
        crashed="משהו השתבש; הפרטים במסוף שמריץ את paperqa.",
        no_papers="יש לבחור לפחות מאמר אחד, או מפגש או רשימה.",
        no_kinds="יש לבחור לפחות סוג אחד של שאלות.",
        no_formats="יש לבחור לפחות תבנית אחת.",
        left_out="{}: הושמטו {}, {}",
    ),
}

QUIZ_PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "chat_tab": "Chat",
        "quiz_tab": "Quiz",
        "quiz_meeting": "From a meeting or list",
        "quiz_papers": "Papers",
        "quiz_count": "Items a paper",
        "quiz_language": "Language",
        "quiz_en": "English",
        "quiz_he": "Hebrew",
        "quiz_both": "Both, side by side",
        "quiz_kinds": "Kinds of questions",
        "quiz_choice": "Choice",
        "quiz_cloze": "Fill the gap",
        "quiz_truefalse": "True or false",
        "quiz_open": "Open",
        "quiz_more": "More",
        "quiz_difficulty": "Difficulty",
        "quiz_mixed": "Mixed",
        "quiz_easy": "Easy",
        "quiz_medium": "Medium",
        "quiz_hard": "Hard",
        "quiz_seed": "Seed: the same gives the same quiz",
        "quiz_with_model": "The language model writes items too",
        "quiz_make": "Make",
        "quiz_stop": "Stop",
        "quiz_formats": "Download as",
        "quiz_html": "Sheet for print",
        "quiz_save": "Download",
        "quiz_file": "Save the file",
    },
    "he": {
        "chat_tab": "שיחה",
        "quiz_tab": "חידון",
        "quiz_meeting": "ממפגש או מרשימה",
        "quiz_papers": "מאמרים",
        "quiz_count": "שאלות לכל מאמר",
        "quiz_language": "שפה",
        "quiz_en": "אנגלית",
        "quiz_he": "עברית",
        "quiz_both": "שתיהן, זו לצד זו",
        "quiz_kinds": "סוגי שאלות",
        "quiz_choice": "בחירה מרשימה",
        "quiz_cloze": "השלמת החסר",
        "quiz_truefalse": "נכון או לא נכון",
        "quiz_open": "שאלות פתוחות",
        "quiz_more": "עוד",
        "quiz_difficulty": "רמת קושי",
        "quiz_mixed": "מעורב",
        "quiz_easy": "קל",
        "quiz_medium": "בינוני",
        "quiz_hard": "קשה",
        "quiz_seed": "גרעין: אותו מספר נותן אותו חידון",
        "quiz_with_model": "גם מודל השפה כותב שאלות",
        "quiz_make": "הכנת חידון",
        "quiz_stop": "עצירה",
        "quiz_formats": "הורדה בתבנית",
        "quiz_html": "דף להדפסה",
        "quiz_save": "הורדה",
        "quiz_file": "שמירת הקובץ",
    },
}
"""Labels of the page itself; the browser chooses the language."""

FORMAT_NAMES: Final[Mapping[str, str]] = {
    "md": "Markdown",
    "html": "HTML",
    "pdf": "PDF",
    "anki": "Anki",
    "gift": "Moodle GIFT",
    "moodle": "Moodle XML",
    "kahoot": "Kahoot",
    "json": "JSON lines",
    "csv": "CSV",
}
"""Names of formats, the same in every language."""
