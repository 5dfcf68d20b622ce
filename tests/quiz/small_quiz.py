"""A quiz of five items in both languages, with all that exports may stumble over."""

from typing import Final

from paperqa.quiz.item import GAP, TRUE_FALSE, Quiz, QuizItem, Wording
from paperqa.types import Citation, PageBreak, Paper, Passage

PAPER: Final = Paper(
    id="1706.03762",
    title="Attention Is All You Need",
    authors=("Ashish Vaswani", "Noam Shazeer"),
    year=2017,
    url="https://arxiv.org/abs/1706.03762",
)
TEXT: Final = (
    "Made up for tests: scores are divided by √dk before the softmax. "
    "The small model trains for 12 hours & the large one for 3.5 days. "
    "A cell may start with =SUM(A1:A2) or <b>bold</b> ~ {braces} #hash :colon. "
    "Masks hide later words because a word must not see its future."
)
PASSAGE: Final = Passage(
    paper=PAPER.id,
    kind="paper",
    lang="en",
    section="3.2 Attention",
    text=TEXT,
    start=0,
    end=len(TEXT),
    page_breaks=(PageBreak(0, 4),),
)


def citation_of(quote: str) -> Citation:
    """Return the citation of a quote that stands in ``TEXT``."""
    start = TEXT.index(quote)
    return Citation(1, PAPER, PASSAGE, quote, start, start + len(quote), 4)


CHOICE: Final = QuizItem(
    id="1706.03762-choice",
    kind="choice",
    wordings=(
        Wording(
            "en",
            f"The small model trains for {GAP} hours.",
            "12",
            ("3.5", "24", "12", "48"),
            "12 hours & no more.",
        ),
        Wording(
            "he",
            f"המודל הקטן (small model) מתאמן במשך {GAP} שעות.",
            "12",
            ("3.5", "24", "12", "48"),
            "12 שעות בלבד.",
        ),
    ),
    correct=2,
    citation=citation_of("The small model trains for 12 hours & the large one for 3.5 days."),
    difficulty="medium",
    maker="number",
)
HOSTILE: Final = QuizItem(
    id="1706.03762-hostile",
    kind="choice",
    wordings=(
        Wording(
            "en",
            "=2+5 <script>alert(1)</script> Which cell? {a} ~b #c :d \\e",
            "=SUM(A1:A2)",
            ("=SUM(A1:A2)", "+SUM(B1)", "-3 = x", "@cmd|' /C calc'!A0"),
            '"Quoted", <b>bold</b>; and\na second line.',
        ),
        Wording(
            "he",
            "=2+5 איזה תא? {א} ~ב #ג :ד \\ה",
            "=SUM(A1:A2)",
            ("=SUM(A1:A2)", "+SUM(B1)", "-3 = x", "@cmd|' /C calc'!A0"),
            'דו"ח, <b>מודגש</b>; ושורה\nשנייה.',
        ),
    ),
    correct=0,
    citation=citation_of(
        "A cell may start with =SUM(A1:A2) or <b>bold</b> ~ {braces} #hash :colon."
    ),
    difficulty="easy",
    maker="term",
)
TRUE_OR_FALSE: Final = QuizItem(
    id="1706.03762-truefalse",
    kind="truefalse",
    wordings=(
        Wording(
            "en", "The large model trains for 12 hours.", "False", TRUE_FALSE["en"], "3.5 days."
        ),
        Wording("he", "המודל הגדול מתאמן 12 שעות.", "לא נכון", TRUE_FALSE["he"], "3.5 ימים."),
    ),
    correct=1,
    citation=citation_of("The small model trains for 12 hours & the large one for 3.5 days."),
    difficulty="easy",
    maker="true or false",
)
CLOZE: Final = QuizItem(
    id="1706.03762-cloze",
    kind="cloze",
    wordings=(
        Wording(
            "en",
            f"Scores are divided by {GAP} before the softmax.",
            "√dk",
            (),
            r"In maths: \(\sqrt{d_k}\).",
            ("sqrt(d_k)",),
        ),
        Wording(
            "he",
            f"הציונים מחולקים ב-{GAP} לפני ה-softmax.",
            "√dk",
            (),
            r"בנוסחה: \(\sqrt{d_k}\).",
            ("sqrt(d_k)",),
        ),
    ),
    correct=None,
    citation=citation_of("scores are divided by √dk before the softmax."),
    difficulty="hard",
    maker="number",
)
OPEN: Final = QuizItem(
    id="1706.03762-open",
    kind="open",
    wordings=(
        Wording("en", "Explain why masks hide later words.", "A word must not see its future."),
        Wording(
            "he", "הסבירו מדוע המיסוך (masking) מסתיר מילים מאוחרות.", "מילה לא רואה את עתידה."
        ),
    ),
    correct=None,
    citation=citation_of("Masks hide later words because a word must not see its future."),
    difficulty="hard",
    maker="why",
)
SMALL_QUIZ: Final = Quiz(
    "Attention night · ערב קשב", (CHOICE, HOSTILE, TRUE_OR_FALSE, CLOZE, OPEN), ("en", "he")
)


def quiz_in(lang: str) -> Quiz:
    """Return the small quiz with its wordings in ``lang`` alone."""
    items = tuple(
        QuizItem(
            item.id,
            item.kind,
            tuple(one for one in item.wordings if one.lang == lang),
            item.correct,
            item.citation,
            item.difficulty,
            item.maker,
        )
        for item in SMALL_QUIZ.items
    )
    return Quiz(SMALL_QUIZ.title, items, tuple(one for one in SMALL_QUIZ.langs if one == lang))
