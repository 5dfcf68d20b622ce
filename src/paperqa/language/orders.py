"""Orders to whoever answers, put where a question to the papers belongs.

They do no harm where answers are quotations; a plain refusal is the honest reply to them.
"""

import re

from paperqa.language.hebrew import fold_word, normalise_hebrew

# "Ignore the context" is an order, "do RNNs ignore the context" a question: a verb must open its
# clause, or the words must be about the answerer's own.
_OPENS = r"(?:^|[.,:;!?(-] ?|\b(?:please|now|just|then|you) )"
_GIVEN = r"(?:prompt|instructions?|configuration|rules|setup|message)\b"
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
    r"\b(?:debug|maintenance) mode\b|\byou are now\b|\bfrom now on,? (?:you|answer|reply|act)\b",
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
