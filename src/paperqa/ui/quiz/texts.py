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
    no_index_papers: str
    opening: str
    whole_list: str
    one_paper: str
    many_papers: str
    picked: str
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
    no_choice: str
    gone: str
    left_out: str


PROGRESS: Final[Mapping[Lang, ProgressTexts]] = {
    "en": ProgressTexts(
        welcome="Pick papers and press Make. Every answer comes with the words it rests on.",
        no_index_papers="The index holds no paper yet: add some, and make the quiz of them here.",
        opening="Opening the index…",
        whole_list="the whole list",
        one_paper="1 paper",
        many_papers="{} papers",
        picked="papers picked: {}. Take some out or add others, then press Make.",
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
        no_choice="The form holds something that it does not offer: reload the page.",
        gone="The quiz is not here any more: make it anew.",
        left_out="{}: left out {}, {}",
    ),
    "he": ProgressTexts(
        welcome="בחרו מאמרים ולחצו על ״הכנת חידון״. כל תשובה באה עם המילים שהיא נשענת עליהן.",
        no_index_papers="אין עדיין מאמרים באינדקס: הוסיפו מאמרים, ואז אפשר להכין עליהם חידון.",
        opening="פותח את האינדקס…",
        whole_list="הרשימה כולה",
        one_paper="מאמר אחד",
        many_papers="{} מאמרים",
        picked="מאמרים שנבחרו: {}. אפשר להוריד או להוסיף, ואז ללחוץ על ״הכנת חידון״.",
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
        no_choice="בטופס יש ערך שאינו מוצע בו: יש לטעון את הדף מחדש.",
        gone="החידון כבר אינו שמור כאן: אפשר להכין אותו מחדש.",
        left_out="{}: הושמטו {}, {}",
    ),
}

QUIZ_PAGE: Final[Mapping[Lang, Mapping[str, str]]] = {
    "en": {
        "chat_tab": "Chat",
        "quiz_tab": "Quiz",
        "quiz_meeting": "From a meeting or list",
        "quiz_meeting_info": "Fills in its papers below",
        "quiz_no_meetings": "No paper of the index stands in a reading list",
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
        "quiz_mode": "Read or play",
        "quiz_read": "Read",
        "quiz_play": "Play",
        "quiz_speak": "Language of play",
        "quiz_show_all": "Show all answers",
    },
    "he": {
        "chat_tab": "שיחה",
        "quiz_tab": "חידון",
        "quiz_meeting": "ממפגש או מרשימה",
        "quiz_meeting_info": "ממלא למטה את המאמרים שלו",
        "quiz_no_meetings": "אף מאמר באינדקס אינו מופיע ברשימת קריאה",
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
        "quiz_mode": "קריאה או משחק",
        "quiz_read": "קריאה",
        "quiz_play": "משחק",
        "quiz_speak": "שפת המשחק",
        "quiz_show_all": "הצגת כל התשובות",
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
