"""What is left in a sentence of formulas, code, headings and broken lines."""

import re
from typing import Final

_SMALL_WORD: Final = r"(?:(?:and|of|for|with|the|in|on|to|vs\.?) )*"
_CAPITALS: Final = rf"[A-Z][\w-]+ {_SMALL_WORD}"
_STARTERS: Final = (
    "The|We|In|This|Our|To|For|When|It|As|If|These|An|However|On|By|With|From|While|Since|Given"
    "|Here|There|Although|Thus|Each|All|Most|Many|Recent|Table|Figure"
)

DEBRIS: Final = tuple(
    (name, re.compile("|".join(patterns)))
    for name, patterns in (
        (
            "holds a formula",
            (
                r"[=<>|\\^{}~_@#$*∈∑∏√≤≥≈∞∂∇→←⇒∀∃−±·◦∗†‡§¶•′″‖⟨⟩∼≠∪∩⊂⊆⊙⊗⊕□■▪…�]",
                r"[\u0370-\u03ff]|[\U0001d400-\U0001d7ff]|[\ue000-\uf8ff]",  # Greek, maths, private
            ),
        ),
        (
            "holds code or an address",
            (
                r"https?:|www\.|\w\.(?:com|org|edu|net|io|py|json|html)\b",
                r"\w\(\)|::|--|//|\w_\w|\bdef\b",
            ),
        ),
        (
            "has letters stuck together or lost",
            (
                r"[a-z]{2}[.,;:!?)”’]\d",  # "the web.3": a footnote's mark
                r"\b[a-z]{3,}\d{1,2}\b|\b[A-Z][a-z]{6,}\d{1,2}\b",
                r"[a-z]\.[A-Z]|[a-z],[A-Za-z]|\w{26}",
                r"\w[-‐] (?!and|or|to\b)|\s[-‐]\w(?!\d)",  # "pre- training"
                r"\(\s*\)|\[\s*\]|[,;:]\s*[,;.]|\.\.|\?\?|^\W|“”|\d ?\. ?\d+\.",
                r"\((?:from )?(?:left|right|top|bottom)\b",  # a caption
                r"(?:^| )[\d.]+ [\d.]+ [\d.]+",  # a row of a table
            ),
        ),
        (
            "runs on from a heading",
            (
                rf"[\w)] (?:{_STARTERS})\s+[a-z]",
                rf"^(?:{_CAPITALS}){{3}}[A-Z]",
                rf"^(?:{_CAPITALS}){{2}}[A-Z][\w-]+ (?!(?:is|are|was|were|has|have|can)\b|\()",
                r"^(?:\w[\w-]*,? ){0,7}\w[\w-]*: ",
            ),
        ),
    )
)
"""Why a sentence cannot be shown, and how to tell."""

_TWO_LETTERS: Final = frozenset(
    """
    ai am an as at be by do dl go if in is it km ml mm ms no of on or os ox pm so to up us vs we eg
    ie de gb mb kb tb ii iv vi fp
    """.split()
)
_SMALL: Final = re.compile(r"(?<![\w'’.-])[A-Za-z]{1,2}(?![\w'’-])")


def has_variables(text: str) -> bool:
    """Tell whether a lone letter, or two that are no word, are left of a formula."""
    return any(
        (len(small) == 1 and small not in "aA")
        or (len(small) == 2 and small.islower() and small not in _TWO_LETTERS)
        for small in _SMALL.findall(text)
    )
