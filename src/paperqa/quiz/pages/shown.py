"""A printed sentence as a question shows it: without its citation marks, able to stand alone."""

import re
from typing import Final

_NUMBERS: Final = r"[1-9]\d{0,2}(?:\s*[,;–-]\s*[1-9]\d{0,2})*"
"""Not [0, 1]: that is an interval."""
_YEAR: Final = r"(?:19|20)\d\d[a-z]?"
_MARKS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\s*\[{_NUMBERS}(?:,\s*(?:Sec|Fig|Tab)[^\]]*)?\]",
        rf"\s*\((?:(?:e\.g\.|see|cf\.|i\.e\.),?\s+)?[A-Z][^()]*?,?\s{_YEAR}(?:[;,][^()]*)?\)",
        rf"\s*\[[A-Z][^\[\]]*?,?\s{_YEAR}(?:[;,][^\[\]]*)?\]",
        r"\s*\((?:see\s+|cf\.\s+|shown in\s+)?(?:Table|Tab\.|Figure|Fig\.|Section|Sec\.|§|Appendix"
        r"|Appendices|Eq\.?|Equation|Algorithm|Alg\.)[^()]*\)",
        r"\s*\((?:left|right|top|bottom|middle)\)",
    )
)
_CITED_AS_NOUN: Final = re.compile(
    r"(?:\b(?:in|of|by|from|with|to|and|than|see|following|follow|as|per|at|both|or|for|like|on|"
    r"via|using|e\.g\.)|[,(])\s*\["
    rf"{_NUMBERS}\]|^\["
)
_FIRST_ADDED: Final = re.compile(
    r"^(?:However|Moreover|Furthermore|In addition|Additionally|Finally|In particular|Specifically"
    r"|Overall|In summary|To summarize|In conclusion|To conclude|Notably|Importantly|Interestingly"
    r"|Concretely|More specifically|Surprisingly|Empirically|In practice|Besides|First|Firstly"
    r"|Second|Secondly|Third|Thirdly|Lastly|Last|In general|More generally|Generally|In fact"
    r"|Remarkably|Crucially|Unfortunately|Note that|We note that|It is worth noting that"
    r"|It should be noted that|To this end|Also),?\s+"
)
_SHOWN_IN: Final = re.compile(
    r"^(?:As (?:can be )?(?:shown|seen|reported|illustrated|depicted|summarized) (?:in|by|from) "
    r"|In |From )(?:Table|Tab\.|Figure|Fig\.|Section|Sec\.|Appendix) ?[A-Z]?[\d.]*[a-z]?"
    r"(?: \([a-z]+\))?, (?:we (?:can )?(?:see|observe|find) that )?"
)
_BULLET: Final = re.compile(r"^(?:[•–—∗◦▪-]|\(?(?:[ivx]{1,4}|[a-h]|\d)\))\s*")


def shown(sentence: str) -> str | None:
    """Return ``sentence`` without citation marks and opening connectives, on one line.

    None where a citation mark is a part of the sentence ("the method of [12]"): it cannot go.
    """
    if _CITED_AS_NOUN.search(sentence):
        return None
    text = _BULLET.sub("", " ".join(sentence.split()))
    for mark in _MARKS:
        text = mark.sub("", text)
    text = _SHOWN_IN.sub("", text)
    text = _FIRST_ADDED.sub("", text)
    text = re.sub(r"\s+([.,;:])", r"\1", text).strip()
    return text[:1].upper() + text[1:] if text[:1].islower() and text != sentence else text
