"""Statements with one word turned into its opposite, in English and Hebrew at once.

A statement is turned only where both languages have the word once and its opposite nowhere: what
the Hebrew says too is no part of a fixed phrase. Without Hebrew nothing is turned.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from paperqa.quiz.wrong.opposites_table import Opposites, opposites
from paperqa.types import Lang

_JOINED: Final = r"(?<![א-ת])(?P<joined>[ושבלכמה]{0,2}-?)"


def opposites_in(texts: Mapping[Lang, str]) -> Iterator[tuple[str, Mapping[Lang, str]]]:
    """Yield the English word that was turned, and the statement with its opposite.

    Nothing where ``texts`` has no Hebrew, or says the English word there too, in brackets.
    """
    hebrew = texts.get("he", "")
    if not hebrew:
        return
    for pair in opposites():
        for here, there in ((0, 1), (1, 0)):
            if _word(pair.en[here], "en").search(hebrew):
                continue
            turned = {lang: _turned(text, lang, pair, here, there) for lang, text in texts.items()}
            if all(turned.values()):
                yield pair.en[here], turned


def _turned(text: str, lang: Lang, pair: Opposites, here: int, there: int) -> str:
    """Return ``text`` with the word turned; empty where it is not there exactly once."""
    both = pair.he if lang == "he" else ((pair.en[0],), (pair.en[1],))
    forms, others = both[here], both[there]
    # "הקפוא" is found as a form of its own and as "קפוא": the whole of it is meant.
    spans = _spans(text, lang, forms)
    found = [one for one in spans if not any(_holds(two, one) for two in spans - {one})]
    if len(found) != 1 or any(not _holds(found[0], one) for one in _spans(text, lang, others)):
        return ""
    start, end = found[0]
    other = others[forms.index(text[start:end].lower())]
    if text[start].isupper():
        other = other[0].upper() + other[1:]
    return text[:start] + other + text[end:]


def _spans(text: str, lang: Lang, forms: Iterable[str]) -> set[tuple[int, int]]:
    return {match.span("word") for form in forms for match in _word(form, lang).finditer(text)}


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@cache
def _word(form: str, lang: Lang) -> re.Pattern[str]:
    before = _JOINED if lang == "he" else r"(?<![\w-])"
    return re.compile(rf"{before}(?P<word>{re.escape(form)})(?![\w-])", re.IGNORECASE)
