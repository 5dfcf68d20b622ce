"""Questions about whole papers: summaries and comparisons; no passage answers by its words."""

import re
from collections.abc import Sequence
from typing import Final

from paperqa.language.hebrew import fold_word, normalise_hebrew
from paperqa.language.patterns import any_of, in_hebrew
from paperqa.language.questions import asks_meaning, compares
from paperqa.language.tokens import tokens, word_forms

_PAPER: Final = r"(?:papers?|articles?|work|study|survey|preprint)"
_POLITE: Final = r"(?:please |can you |could you |give (?:me )?|write |i want |i need )*"
_SIZE: Final = r"(?:(?:short|brief|quick|one[- ]page|detailed|executive|high[- ]level) )*"
_SAYS: Final = any_of("about | propose | say | do | present | show | claim | find | contribute")
_MAIN: Final = r"(?:main|key|central|major|core)"
_POINTS: Final = r"(?:ideas?|contributions?|points?|findings?|takeaways?|messages?)"
_POLITE_HEBREW: Final = "(?:אפשר |בבקשה |תן |תני |תנו |כתוב |כתבי |אני רוצה |לי )*"
_SUMMARY_HEBREW: Final = any_of(
    """
    סכם | סכמי | סכמו | תסכם | תסכמי | תסכמו | לסכם | סיכום | תקציר | תמצת | תמצתי | לתמצת
    תמצית | סקירה | סקור
    """
)
_POINTS_HEBREW: Final = any_of(
    "רעיון | רעיונות | תרומה | תרומות | מסר | מסקנות | נקודות | חידושי?ם?"
)
_SAYS_HEBREW: Final = (
    any_of(
        """
        אומר | טוע | מציע | מרא | עוש | כותב | מסביר | עוסק | מדבר | מציג | מוצא | תורם
        הציע | הציג | הראה | הראת | מצא | (?:מנסה|בא|באה|רוצה) ל
        """
    )
    + "[א-ת]*"
)
_WHICH_HEBREW: Final = (
    r'(?: (?:הזה|הזאת|הזו|הנ"ל|החדש|החדשה))?'
    r"(?:(?: של)?(?: (?:ה-)?[^\sא-ת?]+){1,6}"
    r"| של(?: (?!(?:על|כדי|לגבי) )[א-ת\"']+){1,2}"
    rf"| [א-ת]+(?= {_SAYS_HEBREW}))?"
)
"""Which paper is meant: "הזה", "של ViT", "של גוגל", "לורה"."""
_BRIEFLY_HEBREW: Final = "(?: (?:בקצרה|בקיצור|בגדול|בעצם|בכלל|בסך הכל|באופן כללי|חדש|לנו))?"
_OVERVIEW: Final = re.compile(
    "|".join(
        (
            rf"^{_POLITE}(?:(?:a|an|the) )?{_SIZE}"
            r"(?:summar(?:y|i[sz]e)|sum up|tl;?dr|overview|gist|recap|outline of|abstract$)\b",
            rf"\bwhat (?:is|are|was|does|do) .{{0,60}}\b{_PAPER}\b.{{0,30}}\b{_SAYS}\b[ ?.!]*$",
            r"\bwhat is .{1,60}\babout[ ?.!]*$",
            rf"\b{_MAIN} {_POINTS}\b(?:[ ?.!]*$| (?:of|in|from) .{{0,60}}$)",
            r"\bwhat (?:is|are) the contributions?\b|\btake-?aways?\b",
            rf"\btell me about (?:the |this )?.{{0,40}}{_PAPER}\b",
            rf"\b(?:explain|describe|present) (?:the|this) (?:\S+ )?{_PAPER}\b",
            rf"^{_POLITE_HEBREW}{_SUMMARY_HEBREW}(?![א-ת])",
            rf"(?<![א-ת])(?:על מה|במה|מה) (?:מדובר ב|{_SAYS_HEBREW} )?ה?(?:מאמר|עבודה|מחקר)"
            rf"{_WHICH_HEBREW}(?: {_SAYS_HEBREW})?{_BRIEFLY_HEBREW}\s*(?:[?!]|\.?\s*$)",
            in_hebrew(f"ה?{_POINTS_HEBREW} ה?(?:מרכזי|עיקרי)(?:ת|ים|ות)?"),
            in_hebrew("עיקרי הדברים | עיקר המאמר | מה התרומות | מה התרומה | מה החידוש | מה עיקר"),
            in_hebrew(
                "(?:תאר|תארי|הצג|הציגי|הסבר|הסבירי|תסביר|תסבירי|ספר על|ספרי על|תספר על) (?:לי )?"
                "(?:את |על )?ה?מאמר"
            ),
        )
    ),
    re.IGNORECASE,
)
_FRAME: Final = frozenset(
    tokens(
        """
        paper article work method approach model technique architecture system main key compare
        comparison contrast differ difference different distinguish common similar similarity versus
        vs relate relation relationship table side short brief detail explain describe give make
        show tell please list discuss two three each other trade-off tradeoff better way both
        between against
        """
    )
) | frozenset(
    fold_word(word)
    for word in """
    מאמר מאמרים מאמרי עבודה עבודות שיטה שיטות גישה גישות
    מודל מודלים השווה השווי השוה השוי השוו
    תשווה תשווי להשוות השוואה הבדל הבדלים ההבדל ההבדלים לעומת בהשוואה מול שונה שונים שונות נבדל
    נבדלים משותף המשותף דומה דומים יחס היחס קשר הקשר עיקרי עיקריים העיקריים העיקרי מרכזיים טבלה
    בטבלה קצרה קצר הסבר תסביר תאר תני תן שני שתי שניהם עשה תעשה הצג בבקשה במה לי ערוך ביניהם
    ביניהן
    """.split()
)
"""What asks for whole papers; a word beside these asks for one thing only."""
_WORKS: Final = re.compile(
    r"^(?:how (?:do|does)\b.*\bworks?|(?:איך|כיצד) .*(?<![א-ת])ה?(?:עובד|פועל)[א-ת]{0,2})\b",
    re.IGNORECASE,
)
_BRINGS: Final = re.compile(
    r"^(?:what (?:\w+ )?(?:do|does)\b.*\b(?:do|solve|address|propose)|"
    r"(?:מה|אי(?:זה|זו|זאת)) .*(?<![א-ת])ש?(?:פותר|עוש|מציע)[א-ת]{0,2})\b",
    re.IGNORECASE,
)
_ALONE: Final = frozenset(
    tokens(
        """
        paper article work method approach model technique short brief detail explain describe
        define give tell please problem issue task solve address propose
        """
    )
) | frozenset(
    fold_word(word)
    for word in """
    מהו מהי מהם מהן הסבר הסבירו הסבירי תסביר תסבירי תאר תני תן לי בבקשה בקצרה קצר קצרה מאמר המאמר
    שיטה השיטה גישה הגישה מודל המודל עבודה העבודה איך כיצד עובד עובדת פועל פועלת בעיה הבעיה שפותר
    שפותרת פותר פותרת עושה שעושה מציע מציעה שמציע שמציעה
    """.split()
)
"""What asks for one paper beside its name, and for nothing of it."""
_CALL: Final = frozenset(
    tokens(
        """
        summary summarise summarize tl dr tldr overview gist recap outline abstract contribution
        idea point finding takeaway pdf phd msc bsc english hebrew arxiv ai ml
        """
    )
)
"""Words of a question for a summary that are often spelt as names."""
_MOST_WORDS: Final = 25


def is_overview(question: str) -> bool:
    """Tell a question about a paper as a whole: "summarise", "על מה המאמר?", "main ideas"."""
    question = normalise_hebrew(question).strip()
    return len(question.split()) <= _MOST_WORDS and _OVERVIEW.search(question) is not None


def is_frame(word: str) -> bool:
    """Tell a word that asks, and names no paper however it is spelt: TL, DR, PDF, English."""
    return any(_FRAME.union(_CALL).issuperset(forms) for forms in word_forms(word))


def is_comparison(question: str, papers: Sequence[str], named: Sequence[str] = ()) -> bool:
    """Tell a question that sets two or more whole ``papers`` beside each other.

    ``named`` are the words of ``question`` that name them. "Compare the memory that they need" is
    no such question: its words find its answer.
    """
    return len(papers) > 1 and compares(question) and _asks_no_more(question, named, _FRAME)


def is_introduction(question: str, named: Sequence[str]) -> bool:
    """Tell a question for what one paper brings, by its name alone: "What is ViT?", "מהו ברט?".

    ``named`` are the words of ``question`` that name it.
    """
    asks = asks_meaning(question) or _BRINGS.match(normalise_hebrew(question).strip())
    return bool(asks) and _asks_for_it_alone(question, named)


def asks_how_it_works(question: str, named: Sequence[str]) -> bool:
    """Tell a question for how a paper's method works, by its name alone: "How does ViT work?"."""
    asks = _WORKS.match(normalise_hebrew(question).strip())
    return bool(asks) and _asks_for_it_alone(question, named)


def _asks_for_it_alone(question: str, named: Sequence[str]) -> bool:
    return bool(named) and not compares(question) and _asks_no_more(question, named, _ALONE)


def _asks_no_more(question: str, named: Sequence[str], frame: frozenset[str]) -> bool:
    """Tell a question that is names and ``frame``."""
    # Names come with plain dashes and quotes.
    question = normalise_hebrew(question)
    for name in named:
        question = question.replace(name, " ", 1)
    return all(frame.intersection(forms) for forms in word_forms(question))
