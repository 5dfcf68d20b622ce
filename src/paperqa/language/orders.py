"""Orders to whoever answers, put where a question to the papers belongs.

They do no harm where answers are quotations; a plain refusal is the honest reply to them.
"""

import re

from paperqa.language.hebrew import fold_word, normalise_hebrew

# "Ignore the context" is an order, "do RNNs ignore the context" a question: a verb must open its
# clause, or the words must be about the answerer's own.
_OPENS = r"(?:^|[.,:;!?(-] ?|\b(?:please|now|just|then|you) )"
_GIVEN = r"(?:prompt|instructions?|configuration|rules|setup|message)\b"
_HELD_BACK = r"(?:api keys?|passwords?|credentials|environment variables|access tokens?|files)\b"
_YOURS = r"(?=.*\b(?:your?|server|machine)\b)"
_ENGLISH = (
    rf"{_OPENS}(?:ignore|disregard|forget|override)\b.{{0,30}}\b(?:instructions?|rules?|prompt|"
    r"passages?|guidelines|sources|context)\b",
    r"\b(?:ignore|disregard|forget|override)\b.{0,20}\b(?:your|previous|prior|earlier) "
    r"(?:\w+ )?(?:instructions?|rules?|prompt|guidelines)\b",
    rf"\byour (?:\w+ ){{0,2}}{_GIVEN}",
    rf"{_OPENS}(?:reveal|print|show|repeat|translate|output|tell me)\b.{{0,40}}\b"
    rf"(?:system|hidden|initial|secret) {_GIVEN}",
    rf"{_OPENS}(?:repeat|print|output|reveal|translate|recite)\b.{{0,60}}\b(?:above|word for word|"
    r"your (?:text|prompt)|you were (?:given|started|told))\b",
    # What passes for another voice than the reader's; in the middle it is what papers write of.
    r"^\W*(?:(?:system|administrator|admin|root)\s?:|/?inst\])|^#{2,} ?(?:system|instructions?)\b",
    r"^\W*/?(?:context|system|documents?|passages?|instructions?|user|assistant)\|?>",
    r"\bnew system (?:message|prompt):|^end of (?:the )?(?:context|prompt)[.:!]",
    rf"{_OPENS}(?:pretend|role-?play|imagine) (?:that )?(?:you|the papers)\b",
    # What is not the reader's to see or to do.
    rf"{_OPENS}(?:show|list|print|reveal|give|tell|send|dump|output|read)\b{_YOURS}.{{0,80}}\b"
    rf"{_HELD_BACK}",
    r"\byour (?:\w+ )?(?:server|logs|developers?|source code|api keys?|context(?! window))\b",
    r"\byour?\b.{0,30}\bsecret (?:prompt|instructions?)\b",
    r"\b(?:members?|users?|people|else) (?:has |have )?(?:asked|told) you\b",
    rf"{_OPENS}(?:delete|erase|wipe)\b.{{0,30}}\b(?:index|database|files?|papers|chats?|history)\b",
    # How to answer, whatever is asked.
    r"\bwhatever i (?:ask|say)\b",
    rf"{_OPENS}(?:drop|skip|turn off|switch off|disable) (?:all |any |the |your )*"
    r"(?:sources|citations?|citing|rules? (?:about|of|on) cit\w+)\b",
    r"\b(?:debug|maintenance) mode\b|\b(?:in|into|to|enter) (?:developer|admin|jailbreak) mode\b",
    r"\byou are now\b|\bfrom now on,? (?:you|answer|reply|act)\b",
    rf"(?:\byou\b|{_OPENS}(?:answer|reply|write)\b).{{0,40}}\bwithout (?:any )?sources\b",
    r"\b(?:with|has|have) no rules\b|\bneed not be true\b",
    r"\b(?:rules|instructions|text) (?:that )?you (?:were|got|have been)\b",
    rf"{_OPENS}(?:make up|invent|fabricate|fake)\b.{{0,40}}\b(?:quote|citation|source|sentence|"
    r"reference|dois?|page|bibtex|authors?)\b",
    r"\b(?:bibtex|quote|citation)\b.{0,80}\binvent (?:one|it|them)\b",
)
_TELL = (
    r"(?:תדפיס|תחזור|תחזרי|תתרגם|תתרגמי|תגלה|תגלי|תראה|תראי|תצטט|תקריא|תעתיק|הדפס|חזור|גלה)"
    r"\w* .{0,60}"
)
_HEBREW = (
    r"תתעלמ\w*|(?:^|[.,:;!?] )(?:התעלם|התעלמי|שכחי?) (?:את|מ\w*)|תשכח\w* (?:את|מ\w*)",
    rf"{_TELL}(?:מילה במילה|ה?(?:הוראות|הנחיות|הודעת|פרומפט) ה(?:מערכת|נסתר\w*|סודי\w*))",
    r"ה?(?:הוראות|הנחיות|כללים|פרומפט|הגדרות|הודעת) (?:\w+ )?"
    r"(?:שקיבלת|שלך|שניתנו לך|שהוגדרו לך)",
    r"(?:system|hidden) (?:prompt|message|instructions) (?:\w+ )?שלך",
    r"מעכשיו (?:אתה|את|תענ\w*)|(?:אתה|את|תענה|תעני|תכתוב|תכתבי) .{0,30}בלי מקורות",
    r"(?:אתה|את) \w+, (?:\w+ )?(?:בלי|אין לה?) (?:שום )?(?:כללים|חוקים)",
    r"תמציא(?:י|ו)?|המצא|המציאי|לא חייב להיות נכון",
    r"הודעת מערכת חדשה:|מצב (?:דיבאג|דיבוג|תחזוקה)|(?:תדמיינ\w*|דמיינ\w*|נניח|נגיד) שאתה",
    r"(?:תדפיס|תגלה|תראה|תפרט|תציג|תן|תשלח|תרשום|הצג|תגיד)(?:י|ו)? (?=.{0,120}(?:שרת|שלך)).{0,120}"
    r"(?:סיסמ\w*|api keys?|environment variables|משתני ה?סביבה|ה?קבצים)",
    r"ב?(?:context|server|ה?שרת|הקשר|מפתחים|מפתחת|לוגים) שלך|לא משנה מה א(?:שאל|ני שואל\w*)",
    r"(?:הנחיות|הוראות) (?:סודיות|נסתרות|סמויות) שלך|ש?אין לך (?:הנחיות|הוראות) (?:סודיות|נסתרות)",
    r"(?:שאלו|שאל|שאלה|סיפרו|כתבו) (?:אותך|לך)",
    r"(?:^|[.,:;!?] )תמחק(?:י|ו)? .{0,30}(?:אינדקס|index|קבצים|מסד הנתונים|היסטוריה|שיחות)",
    r"(?:תכבה|תכבי|תבטל|תוותר|תשבית|תדלג)(?:י|ו)? (?:את |על )?ה?(?:מקורות|ציטוטים|מראי מקום|"
    r"כלל שמחייב)",
)
_ORDERS = re.compile(
    "|".join([*_ENGLISH, rf"(?<![א-ת])[וה]?(?:{fold_word('|'.join(_HEBREW))})(?![א-ת])"]),
    re.IGNORECASE | re.DOTALL,
)


def orders_the_assistant(question: str) -> bool:
    """Tell what is no question to papers but an order to whoever answers.

    To forget rules or sources, to tell its instructions, to invent a quote.
    """
    words = " ".join(fold_word(word) for word in normalise_hebrew(question).split())
    return _ORDERS.search(words) is not None
