"""What is asked after a statement, by the side from which it is discussed, in both languages.

The wordings of one side stand in the same order in both languages: both parts of a page ask the
same. They speak of no gender and no number, for a name in Hebrew may have any.
"""

from collections.abc import Mapping
from typing import Final

from paperqa.quiz.pack.angles import Angle
from paperqa.types import Lang

Asked = Mapping[Lang, str]

ASKING: Final[Mapping[Angle, tuple[Asked, ...]]] = {
    "choice": (
        {
            "en": "What else could they have done, and what would it have cost them?",
            "he": "מה עוד היה אפשר לעשות, ומה היה המחיר?",
        },
        {
            "en": "Do you accept this reason? Which experiment would put it to the test?",
            "he": "הנימוק משכנע אתכם? באיזה ניסוי הייתם בודקים אותו?",
        },
        {
            "en": "On other data or other hardware, would the reason still hold, and would you "
            "still choose this?",
            "he": "האם הנימוק תקף גם עם נתונים אחרים או על חומרה אחרת, והאם גם אז הייתם בוחרים כך?",
        },
        {
            "en": "Which other choice would you have tried first, and how would you know that it "
            "is better?",
            "he": "איזו דרך אחרת הייתם מנסים ראשונה, ואיך הייתם יודעים שהיא טובה יותר?",
        },
    ),
    "reason": (
        {
            "en": "Do you accept this reason? Which experiment would put it to the test?",
            "he": "הנימוק משכנע אתכם? באיזה ניסוי הייתם בודקים אותו?",
        },
        {
            "en": "Is this shown or only supposed? What would you measure to find out?",
            "he": "האם זה הוכח או רק משוער? מה הייתם מודדים כדי לדעת?",
        },
        {
            "en": "Under which conditions would this no longer hold? Give an example.",
            "he": "באילו תנאים זה כבר לא יהיה נכון? תנו דוגמה.",
        },
    ),
    "gain": (
        {
            "en": "Is that gap large enough to matter? What would convince you otherwise?",
            "he": "האם הפער הזה גדול מספיק? מה היה משנה את דעתכם?",
        },
        {
            "en": "How much of the difference comes from the idea, and how much from data, size or "
            "tuning? How would you tell?",
            "he": "כמה מההבדל בא מהרעיון עצמו, וכמה מהנתונים, מהגודל או מהכוונון? "
            "איך הייתם בודקים?",
        },
        {
            "en": "Is this a fair comparison? What would you hold equal on both sides?",
            "he": "האם זו השוואה הוגנת? מה הייתם דואגים שיהיה זהה בשני הצדדים?",
        },
    ),
    "record": (
        {
            "en": "What else would you want measured before you changed a system of your own "
            "because of this?",
            "he": "מה עוד הייתם רוצים למדוד לפני שהייתם משנים בגלל זה מערכת שלכם?",
        },
        {
            "en": "What does such a score prove, and what does it not?",
            "he": "מה תוצאה כזאת מוכיחה, ומה היא לא מוכיחה?",
        },
        {
            "en": "Would you have expected this before you read the paper? What makes it possible?",
            "he": "הייתם מצפים לזה לפני קריאת המאמר? מה מאפשר את התוצאה הזאת?",
        },
    ),
    "cost": (
        {
            "en": "What could we repeat with a tenth of these means, and what would be lost?",
            "he": "מה היינו מצליחים לשחזר עם עשירית מהמשאבים האלה, ומה היה הולך לאיבוד?",
        },
        {
            "en": "What else do you need to know before a run of your own that this does not tell "
            "you?",
            "he": "מה עוד צריך לדעת לפני הרצה משלנו, שהמספר הזה לא אומר?",
        },
        {
            "en": "Was that much really needed? Which smaller setting would you try first?",
            "he": "האם באמת היה צריך כל כך הרבה? באיזה היקף קטן יותר הייתם מתחילים?",
        },
    ),
    "how": (
        {
            "en": "What would you expect to break if this part were left out, and how would you "
            "check?",
            "he": "מה לדעתכם ייפגע אם מוותרים על החלק הזה, ואיך הייתם בודקים?",
        },
        {
            "en": "Which part of this would you find hardest to build, and what might go wrong "
            "unnoticed?",
            "he": "איזה חלק כאן הכי קשה לממש נכון, ומה עלול להשתבש בלי ששמים לב?",
        },
        {
            "en": "Draw this on the board. Where in our own work would the same trick help?",
            "he": "ציירו את זה על הלוח. איפה בעבודה שלנו אותו רעיון היה עוזר?",
        },
    ),
    "claim": (
        {
            "en": "Which experiment of the paper speaks for this most, and which one do you miss?",
            "he": "איזה ניסוי במאמר תומך בזה הכי טוב, ואיזה ניסוי חסר לכם?",
        },
        {
            "en": "What was new here when the paper appeared, and what had been known before?",
            "he": "מה היה כאן חדש כשהמאמר התפרסם, ומה כבר היה ידוע?",
        },
        {
            "en": "How would you explain to a colleague from another field why this matters?",
            "he": "איך הייתם מסבירים לקולגה מתחום אחר למה זה חשוב?",
        },
    ),
    "term": (
        {
            "en": "What does this definition leave out?",
            "he": "מה ההגדרה הזאת משאירה בחוץ?",
        },
        {
            "en": "Which example would you use, and where does it mislead?",
            "he": "באיזו דוגמה הייתם משתמשים, והיכן היא מטעה?",
        },
        {
            "en": "Which question would the newcomer ask next?",
            "he": "ומה תהיה השאלה הבאה של מי ששומע את זה לראשונה?",
        },
    ),
    "limit": (
        {
            "en": "How serious is this for our own work, and what would you do about it?",
            "he": "כמה זה חמור בעבודה שלנו, ומה הייתם עושים כדי להתמודד עם זה?",
        },
        {
            "en": "Is this a weakness of the idea itself or of this one implementation? What would "
            "settle it?",
            "he": "האם זו חולשה של הרעיון עצמו או רק של המימוש הזה? מה היה מכריע?",
        },
        {
            "en": "Suppose you had a month to work on exactly this. Where would you start?",
            "he": "נניח שיש לכם חודש לעבוד בדיוק על זה. מאיפה הייתם מתחילים?",
        },
        {
            "en": "Which later work that you know eases this, and what does it pay for it?",
            "he": "איזו עבודה מאוחרת יותר שאתם מכירים מקלה על כך, ומה המחיר שלה?",
        },
    ),
}

TERM_OPENING: Final[Asked] = {
    "en": "Explain the term “{term}” to a newcomer in two sentences. Our note says:",
    "he": 'הסבירו בשני משפטים את המונח "{term}" למי ששומע עליו לראשונה. בהערה שלנו כתוב:',
}
FAIR: Final[Asked] = {
    "en": "Is this comparison with {other} fair? What would you hold equal?",
    "he": "האם ההשוואה ל{other} הוגנת? מה הייתם דואגים שיהיה זהה בשני הצדדים?",
}
REPLY: Final[Asked] = {
    "en": "How would the authors of {other} ({year}) answer this?",
    "he": "מה היו עונים על כך המחברים של {other} ({year})?",
}
AFTER_AN_OLDER: Final[tuple[Asked, ...]] = (
    {
        "en": "Set {own} beside {other} ({year}): what was kept, and what was given up?",
        "he": "העמידו את {own} לצד {other} ({year}): מה נשמר, ועל מה ויתרו?",
    },
    {
        "en": "What does {own} owe to {other} ({year}), and what is its own idea?",
        "he": "מה ב{own} בא מ{other} ({year}), ומה הרעיון החדש?",
    },
)
BEFORE_A_NEWER: Final[tuple[Asked, ...]] = (
    {
        "en": "Read {own} with {other} ({year}) in mind: what did the later paper take from it, "
        "and what did it leave behind?",
        "he": "אחרי שקוראים את {other} ({year}): מה נלקח מ{own}, ומה נשאר מאחור?",
    },
    {
        "en": "With {other} ({year}) at hand, when would you still choose {own}?",
        "he": "כשיש לנו כבר את {other} ({year}), מתי עדיין הייתם בוחרים ב{own}?",
    },
)
SHARED_TERM_OPENING: Final[Asked] = {
    "en": "{first} ({first_year}) and {second} ({second_year}) both deal with {term}.",
    "he": "גם {first} ({first_year}) וגם {second} ({second_year}) עוסקים ב{term}.",
}
SHARED_TERM: Final[Asked] = {
    "en": "What changed from one to the other, and why?",
    "he": "מה השתנה מהראשון לשני, ולמה?",
}
SIDE_BY_SIDE: Final[tuple[Asked, ...]] = (
    {
        "en": "For which task would you take {first}, and for which {second}?",
        "he": "לאיזו משימה הייתם לוקחים את {first}, ולאיזו את {second}?",
    },
    {
        "en": "If the club could build on only one of the two, {first} or {second}, which should "
        "it be?",
        "he": "אם המועדון היה יכול לבנות רק על אחד מהשניים, {first} או {second}, מה הייתם בוחרים?",
    },
)
