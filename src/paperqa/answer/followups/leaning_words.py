"""Words that say nothing of their own in a question: frames, and what every paper has.

"How many parameters?", "מה המגבלות?": whoever asks so means the paper that was just spoken of.
"""

from typing import Final

from paperqa.language.hebrew import fold_word
from paperqa.language.script import HEBREW_FUNCTION_WORDS
from paperqa.language.tokens import tokens, word_forms

_ENGLISH: Final = """
    paper article work study author model method approach technique algorithm architecture system
    framework network result finding limitation drawback weakness disadvantage advantage benefit
    strength downside contribution novelty dataset data corpus benchmark training train trained
    parameter weight layer head optimizer hyperparameter hyperparameters learning rate batch size
    big large small long loss function objective cost compute memory speed fast slow expensive
    cheap gpu time epoch step experiment baseline ablation idea main key central code accuracy
    performance score metric evaluation evaluate evaluated test tested pretraining
    pretrained conclusion summary example detail section figure table number many much use used
    using work works need needed require required take get better good bad difference different
    mean problem solve compare compared comparison explain describe any save saved
    reduce more most further deeper give tell
    show list please made make improve improved propose proposed achieve achieved reach reached
    report reported short simple simply say said write wrote written publish published year come
    happen true also possible important future run hardware input output inference open source
    available us elaborate continue instead exactly else go
"""
_HEBREW: Final = """
    מאמר מאמרים עבודה מחקר מחבר מחברים כותבים חוקרים מודל מודלים שיטה שיטות גישה טכניקה אלגוריתם
    ארכיטקטורה מערכת מסגרת רשת תוצאה תוצאות ממצאים מגבלה מגבלות חיסרון חסרון חסרונות יתרון
    יתרונות חולשות תרומה תרומות חידוש דאטה דאטהסט נתונים מאגר קורפוס אימון לאמן אימנו אומן אומנה
    מאומן פרמטר פרמטרים משקולות שכבה שכבות ראשים אופטימייזר היפרפרמטרים קצב למידה גודל גדול גדולה
    קטן אורך הפסד פונקציה פונקציית עלות חישוב זיכרון מהירות מהיר מהירה איטי יקר זול זמן צעדים
    ניסוי ניסויים בייסליין אבלציה רעיון עיקרי עיקרית עיקריות מרכזי מרכזית קוד דיוק ביצועים ציון
    מדד מדדים הערכה בדקו נבדק מסקנה מסקנות סיכום דוגמה דוגמא פרטים פירוט טבלה איור מספר השתמשו
    משתמש משתמשת משתמשים עובד עובדת עובדים צריך צריכה נדרש נחוץ נחוצה דורש דורשת טוב טובה יותר פחות
    הבדל שונה אומר בעיה פותר פותרת השווה השווי תשווה הסבר הסבירי תסביר תסבירי סכם תסכם תן תני תראה
    ספר ספרי פרט תפרט עשה עושה משפר משפרת משיג משיגה מגיע מגיעה הגיעו השיגו מציע מציעה הציעו כתב
    כתבו פורסם שנה קורה נכון גם אפשר אפשרי חשוב חשובה עתידי חומרה קלט פלט מאוד בערך בדיוק בבקשה בעצם
    להשתמש כדאי מתי הוצע קל קלה פשוט פשוטה מה זמין פתוח חדש לי לנו אומנו שימוש מימוש מסביר
    ממשיך
"""
_JOINED: Final = ("ו", "ב", "ל", "מ", "כ", "וב", "ול", "ומ", "ש", "כש")
_GENERIC: Final = frozenset(
    {
        *tokens(_ENGLISH),
        *tokens(_HEBREW),
        *(fold_word(word) for word in _HEBREW.split()),
        *(fold_word(joined + word) for joined in _JOINED for word in HEBREW_FUNCTION_WORDS),
    }
)
"""Words as ``tokens`` yields them."""


def own_content(text: str) -> int:
    """Return how many words of ``text`` are of its own: no frame, and not what every paper has."""
    return sum(_GENERIC.isdisjoint(forms) for forms in word_forms(text))
