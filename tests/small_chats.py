"""A conversation to keep: one answer of a paper, one refusal, one that was stopped."""

from dataclasses import replace

from paperqa.chats.chat import Exchange, Thumb
from paperqa.types import Answer, Citation, Filters, Hit, PageBreak, Paper, Passage

OWNER = "0123456789abcdef0123456789abcdef"
OTHER = "f" * 32
CHAT = "00112233445566aa"
NOON = 1_784_980_800.0
"""2026-07-25 12:00 UTC."""

PAPER = Paper(
    "1706.03762",
    "Attention Is All You Need",
    ("Ashish Vaswani", "Noam Shazeer", "Niki Parmar", "Jakob Uszkoreit"),
    2017,
    "https://arxiv.org/abs/1706.03762",
    "https://arxiv.org/pdf/1706.03762",
)
QUOTE = "We suspect that the softmax has extremely small gradients."
PASSAGE = Passage(
    "1706.03762",
    "paper",
    "en",
    "3.2.1 Scaled Dot-Product Attention",
    f"Large products are bad. {QUOTE}",
    1200,
    1200 + 24 + len(QUOTE),
    (PageBreak(0, 3), PageBreak(24, 4)),
)
CITATION = Citation(
    1, PAPER, PASSAGE, QUOTE, 24, 24 + len(QUOTE), 4, ((71.5, 300.0, 300.25, 310.0),)
)
ANSWER = Answer(
    question="Why scale the dot products?",
    lang="en",
    text=f"{QUOTE} [1]",
    citations=(CITATION,),
    found=True,
    mode="extractive",
    model=None,
    ms=12.5,
    timings={"search": 10.0, "answer": 2.5},
)
REFUSAL = Answer(
    question="מי ניצח בגביע?",
    lang="he",
    text="המאמרים אינם עונים על כך.",
    citations=(),
    found=False,
    mode="extractive",
    model=None,
    ms=3.0,
    nearest=(Hit(7, PASSAGE, 0.25, 24, ("vectors",)),),
)
ASKED = Exchange("Why scale the dot products?", "en", NOON, ANSWER, suggestions=("And why?",))
REFUSED = Exchange("מי ניצח בגביע?", "he", NOON + 60, REFUSAL, filters=Filters(kind="paper"))
STOPPED = Exchange("And then?", "en", NOON + 120, None, "The first wor")


def asked(question: str, at: float = NOON, thumb: Thumb = "") -> Exchange:
    """Return an exchange that asks ``question``."""
    answer = replace(ANSWER, question=question)
    return Exchange(question, "en", at, answer, thumb=thumb)
