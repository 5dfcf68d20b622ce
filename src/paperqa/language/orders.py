"""Orders to whoever answers, put where a question to the papers belongs.

They do no harm where answers are quotations; a plain refusal is the honest reply to them.
"""

import re

from paperqa.language.hebrew import fold_word, normalise_hebrew

# "Ignore the context" is an order, "do RNNs ignore the context" a question: a verb must open its
# clause, or the words must be about the answerer's own.
_OPENS = r"(?:^|[.,:;!?(-] ?|\b(?:please|now|just|then|you) )"
_GIVEN = r"(?:prompt|instructions?|configuration|rules|setup|message)\b"
_HELD_BACK = (
    r"(?:api keys?|passwords?|credentials|environment variables|access tokens?|"
    r"files (?:on|of) (?:the|your))\b"
)
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
    # What passes for another voice than the reader's.
    r"^(?:system|developer|administrator|admin|root)\s?[:>]|\bnew system (?:message|prompt)\b",
    r"</?(?:context|system|documents?|passages?|instructions?|user|assistant)>|<\|(?:im_\w+|system|user|assistant)\|>",
    r"\[/?inst\]|#{2,} ?(?:system|instructions?)\b|^end of (?:the )?(?:context|prompt)[.:!]",
    rf"{_OPENS}(?:pretend|role-?play)\b|{_OPENS}imagine (?:that )?you are\b",
    # What is not the reader's to see or to do.
    rf"{_OPENS}(?:show|list|print|reveal|give|tell|send|dump|output|read)\b.{{0,80}}\b{_HELD_BACK}",
    r"\byour (?:\w+ )?(?:context|server|logs|developers?|source code|api keys?)\b",
    r"\bsecret (?:prompt|instructions?)\b",
    r"\b(?:members?|users?|people|else) (?:has |have )?(?:asked|told) you\b",
    rf"{_OPENS}(?:delete|erase|wipe)\b.{{0,30}}\b(?:index|database|files?|papers|chats?|history)\b",
    # How to answer, whatever is asked.
    rf"{_OPENS}(?:answer|reply|respond)\b.{{0,20}}\bonly with\b|\bwhatever i (?:ask|say)\b",
    rf"(?:{_OPENS}|\byou )(?:drop|skip|turn off|switch off|disable) (?:all |any |the |your )*"
    r"(?:sources|citations?|citing|rules?|filters?|limits|safety)\b",
    r"\b(?:debug|maintenance|developer|admin|jailbreak) mode\b",
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
    r"הודעת מערכת חדשה|סוף ההקשר[.:!]|מצב (?:דיבאג|דיבוג|תחזוקה|אדמין)|developer mode",
    r"(?:תדמיינ\w*|דמיינ\w*|נניח|נגיד) שאת(?:ה)?|תעמיד\w* פנים",
    r"(?:תפרט|תציג|תנ|תשלח|תרשום|הצג|תגיד)\w* .{0,80}(?:סיסמ\w*|api keys?|environment variables|"
    r"משתני ה?סביבה|ה?קבצים (?:על|ב|של)\w*)",
    rf"{_TELL}(?:סיסמ\w*|api keys?|environment variables|משתני ה?סביבה|ה?קבצים (?:על|ב|של)\w*)",
    r"[בלמ]?-?(?:context|prompt|server|שרת|הקשר|מפתחים|מפתחת|לוגים) שלך",
    r"(?:הנחיות|הוראות) (?:סודיות|נסתרות|סמויות)|(?:שאלו|שאל|שאלה|סיפרו|כתבו) (?:אותך|לך)",
    r"(?:תמחק|מחק)\w* .{0,30}(?:אינדקס|index|ה?קבצים|מסד הנתונים|ה?היסטוריה|השיחות)",
    r"(?:תענה|תעני|ענה|תשיב\w*) רק (?:ב|עם|done)\w*|לא משנה מה א(?:שאל|ני שואל\w*)",
    r"(?:תכבה|תכבי|תבטל|תוותר|תשבית|תדלג)\w* (?:את |על )?ה?(?:מקורות|כללים|כלל|ציטוטים|הגבלות|"
    r"מראי מקום|מסננים|סינון)",
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
