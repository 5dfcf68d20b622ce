"""Every string of the play, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class PlayTexts:
    """What stands around an item that is played. ``{}`` take numbers or answers."""

    question: str
    options: str
    gap: str
    check: str
    reveal: str
    answer: str
    yours: str
    knew: str
    did_not: str
    right: str
    wrong: str
    wrong_answer: str
    right_option: str
    your_option: str
    next: str
    more_coming: str
    nothing: str
    score: str
    score_right: str
    score_wrong: str
    score_left: str
    result: str
    all_right: str
    per_paper: str
    of: str
    play_wrong: str
    play_all: str
    keys: str


PLAY: Final[Mapping[Lang, PlayTexts]] = {
    "en": PlayTexts(
        question="Question {}",
        options="Answers",
        gap="What belongs in the gap?",
        check="Check",
        reveal="Show the answer",
        answer="Answer:",
        yours="You wrote:",
        knew="I knew it",
        did_not="I did not",
        right="Right",
        wrong="Wrong",
        wrong_answer="Wrong. The right answer: {}",
        right_option="the right answer",
        your_option="your answer",
        next="Next",
        more_coming="That is all so far; the next questions are being made…",
        nothing="There is nothing to play: no question was made.",
        score="Score",
        score_right="right: {}",
        score_wrong="wrong: {}",
        score_left="left: {}",
        result="{} of {} right",
        all_right="Not one was wrong.",
        per_paper="By paper",
        of="{} of {}",
        play_wrong="Play the wrong ones again",
        play_all="Play all again",
        keys="Keys: 1 to {} answer, Enter goes on",
    ),
    "he": PlayTexts(
        question="שאלה {}",
        options="תשובות",
        gap="מה חסר במשפט?",
        check="בדיקה",
        reveal="הצגת התשובה",
        answer="התשובה:",
        yours="כתבתם:",
        knew="ידעתי",
        did_not="לא ידעתי",
        right="תשובה נכונה",
        wrong="תשובה שגויה",
        wrong_answer="תשובה שגויה. התשובה הנכונה: {}",
        right_option="התשובה הנכונה",
        your_option="תשובתכם",
        next="הבאה",
        more_coming="זה הכול בינתיים; השאלות הבאות בהכנה…",
        nothing="אין במה לשחק: לא נוצרה אף שאלה.",
        score="ניקוד",
        score_right="נכונות: {}",
        score_wrong="שגויות: {}",
        score_left="נותרו: {}",
        result="{} נכונות מתוך {}",
        all_right="לא הייתה אף טעות.",
        per_paper="לפי מאמר",
        of="{} מתוך {}",
        play_wrong="לשחק שוב את השגויות",
        play_all="לשחק שוב את כולן",
        keys="מקשים: 1 עד {} לתשובה, Enter להמשך",
    ),
}
