r"""The patterns of follow-ups, in both languages; ``leaning`` and ``pronouns`` say what they mean.

Lists of words, ready to be read. A letter may be joined to a Hebrew word, so that ``\b`` says
little there: each list says what may stand around it.
"""

import re
from typing import Final

from paperqa.language.patterns import any_of, in_hebrew


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


AUXILIARY: Final = any_of(
    """
    do | does | did | is | are | was | were | can | could | has | have | had | will | would
    should | may | might | isn't | doesn't | don't | didn't | aren't | can't
    """
)
_ASKING_HEBREW: Final = any_of(
    """
    (?:(?:על|עם|לפי|את|של) )?[בלמכ]?(?:מה|מי|איזה|איזו|אילו)
    יש | אין | אפשר | למה | מדוע | איך | כיצד | כמה | בכמה | מתי | איפה | היכן | האם
    מהו | מהי | מהם | מהן
    """
)
_ORDER: Final = any_of(
    """
    compare | explain | describe | summari[sz]e | show | list | give | tell | define | elaborate
    השוו?ה | תשוו?ה | השוו?י | הסבר | הסבירי? | תסביר | תסבירי | סכם | סכמי | תסכם | תסכמי
    תאר | תארי | תן | תני | פרט | פרטי | תפרט | תפרטי
    """
)
CLAUSE: Final = _pattern(
    rf"(?:what|which|who|whose|whom|why|how|when|where|{AUXILIARY}|{_ORDER})\b",
    r"(?:in|on|by|for|at|from|to|with) (?:what|which|whom|how)\b",
    rf"{_ASKING_HEBREW}(?![א-ת])",
)
"""How a question or an order begins."""

_SUMMARISE: Final = any_of(
    "summari[sz]e | sum up | tl;?dr | סכם | סכמי | תסכם | תסכמי | לסכם | תקציר"
)
SUMMARY_ORDER: Final = _pattern(rf"(?:please )?(?!תקציר|tl){_SUMMARISE}")
_MORE: Final = any_of(
    """
    explain | elaborate | describe | give | show | tell | go on | continue | more
    הסבר | הסבירי? | תסביר | תסבירי | להסביר | פרט | פרטי | תפרט | תפרטי | תן | תני | תראה
    ספר | ספרי | תספר | תספרי | תמשיך | תמשיכי | המשך | עוד | הרחב | תרחיב | תרחיבי
    """
)
ORDER_ONLY: Final = _pattern(
    rf"(?:(?:can|could|would) you |please )?(?:(?P<sum>{_SUMMARISE})|{_MORE})(?![\wא-ת])"
)
"""An order that says nothing of what it is about, if nothing follows."""

ABOUT: Final = _pattern(
    r"(?:(?:and|but|so|ok(?:ay)?|also|or|then)\b,?\s+)*(?:what|how) about\s+",
    r"ו?(?:מה (?:לגבי|בנוגע ל-?|עם|בקשר ל-?)|לגבי)(?:\s+|(?<=[-ל]))",
)
LEAD: Final = _pattern(
    r"(?:(?:and|but|so|or|also|ok(?:ay)?|then|only)\b,?\s+)+",
    r"(?:אבל|אז|או|וגם|גם|רק)\s+",
)
AND_HEBREW: Final = re.compile(r"ו(?=-?[A-Za-z0-9א-ת])-?")
BARE_FRAGMENT: Final = _pattern(
    r"(?:in|on|for|with|at|without)(?: [\w-]+){1,3}\s*\??$",
    r"(?:[בל]-?\S{3,}|על \S+)(?: \S+)?\s*\??$",
)
SUBORDINATE: Final = _pattern(
    r"\b(?:if|when|because|while|after|before|that|which|who|and|than|since|so)\b",
    in_hebrew("אם | כי | לפני | אחרי | כאשר | כש[א-ת]+ | ש[א-ת]{2,}"),
)

_PAPER: Final = any_of(
    """
    paper | article | work | study | model | method | approach | technique | algorithm
    architecture | system | network | framework
    """
)
_PAPER_HEBREW: Final = any_of("מאמר | מודל | שיטה | גישה | עבודה | ארכיטקטורה | אלגוריתם | רשת")
_SAYS_HEBREW: Final = any_of("מציע | עוסק | אומר | טוען | מראה | עושה | פותר")
NOUN: Final = _pattern(
    rf"\b(?:this|that|these|those|the same)\s+{_PAPER}s?\b",
    rf"\bthe {_PAPER}\b(?!\s+(?:of|for|that|in|with|by|which|[a-z]+s?\b))",
    r"\bthe paper\b",
    rf'(?<![א-ת])[בלמכשו]{{0,2}}ה?{_PAPER_HEBREW}\s+(?:הזאת|הזה|הזו|הנ"ל|הללו)(?![א-ת])',
    rf"(?<![א-ת])[בלמכשו]{{0,2}}ה?מאמר(?=\s*[?.!,]|\s*$|\s+{_SAYS_HEBREW})",
)
"""The paper that was spoken of: "this model", "the paper", "במאמר הזה"."""

POINTING: Final = _pattern(
    rf"\b{AUXILIARY} (?:this|that|these|those|the same)\b",
    r"\b(?:about|of|for|like|by|from|than|with|in|explain|mean) (?:this|that|these|those)"
    r"\s*(?:[?.!]|$)",
    r"\b(?:this|these|those) (?!case\b|sense\b)[a-z]+",
    r"\bthe same\b|\bthe former\b|\bthe latter\b|\bthe (?:first|second|other|last) (?:one|two)\b",
    rf"^{AUXILIARY} \S+\s*\?*$",
    r"\bwhy not\s*(?:\?|$)",
    in_hebrew("הזה | הזאת | הזו | האלה | האלו | הללו | על זה | בזה | מזה | לזה | את זה"),
    in_hebrew("על כך | בכך | לכך | אותו ה?דבר"),
    in_hebrew("ו?(?:למה|מדוע|איך|כיצד|האם|מתי|כמה|איפה) (?:זה|זאת|זו|אלה|לא)"),
    in_hebrew("(?:כמה|איזה|איזו) [א-ת]+ זה"),
    in_hebrew("מה זה (?:אומר|עושה|נותן|משפר|כולל|דורש|משנה|עוזר|פותר)"),
    r"^זה\s",
)
"""What points at the last turn as a whole: "is that true", "ולמה זה חשוב"."""

_DEGREES: Final = any_of(
    "better | faster | larger | bigger | smaller | cheaper | best | more | newer | older | slower"
)
CHOICE: Final = _pattern(
    r"\bwhich (?:one|of (?:them|the two|these|those|the models))\b",
    rf"\bwhich (?:is|was|has|are) (?:the )?{_DEGREES}\b",
    in_hebrew("(?:מי|איזה|איזו|מה) (?:מהם|מהן|מביניהם|מבין השניים|מהשניים|משניהם)"),
    r"^(?:אז )?(?:מי|איזה|איזו|מה) (?:יותר|עדיף|עדיפה)(?![א-ת])",
)
BETWEEN: Final = re.compile(
    rf"\bbetween (?P<english>them|the two)\b|(?P<hebrew>{in_hebrew('ביניהם | ביניהן')})",
    re.IGNORECASE,
)
