"""Tells whether a question leans on what was asked before it, and where.

Signs, no grammar: a pronoun that nothing in the question explains, "this model", an opening "and"
or "what about", and a question without a content word of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from paperqa.answer.followups import leaning_signs as signs
from paperqa.answer.followups.leaning_words import own_content
from paperqa.answer.followups.pronouns import outside_pronoun
from paperqa.language.glossary import club_glossary, hebrew_words
from paperqa.language.questions import asks_meaning
from paperqa.language.tokens import word_forms

Kind = Literal["none", "pronoun", "noun", "choice", "fragment", "aspect", "again"]


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a question leans; ``many``: on several things.

    "pronoun": ``question[start:end]``, which a name replaces in ``form``. "noun": the same for
    "this model". "choice": "which of them". "fragment": only a part of a question, from ``start``
    on. "aspect": a question from ``start`` on that names nothing. "again": one that makes sense
    only after the last one.
    """

    kind: Kind
    start: int = 0
    end: int = 0
    form: str = "{}"
    many: bool = False


_NONE: Final = Leaning("none")
_DEFINITE: Final = re.compile(r"\bthe\b|(?<![א-ת])[ובלמכש]?ה[א-ת]{3,}", re.IGNORECASE)
_MOST_CONTENT: Final = 4
"""Words of its own, above which a question explains itself."""
_LONGEST_FRAGMENT: Final = 7
_LONGEST_ASPECT: Final = 12


def leaning_of(question: str, named: Sequence[str] = ()) -> Leaning:
    """Return where ``question`` leans; ``named`` are its words that name papers."""
    if own_content(question) > _MOST_CONTENT:
        return _NONE
    for find in (_choice, _noun, _pronoun, _fragment):
        if found := find(question, named):
            return found
    start = _after_lead(question)
    pointing = signs.POINTING.search(question)
    if pointing and not own_content(question[start : pointing.start()]):
        return Leaning("again")
    return _empty(question, start, named)


def opens_clause(text: str) -> bool:
    """Tell whether ``text`` begins as a question or an order does."""
    return signs.CLAUSE.match(text) is not None


def _choice(question: str, named: Sequence[str]) -> Leaning | None:
    if between := signs.BETWEEN.search(question):
        if between["english"]:
            return Leaning("pronoun", *between.span("english"), many=True)
        return Leaning("pronoun", *between.span("hebrew"), "בין {}", many=True)
    found = signs.CHOICE.search(question)
    return Leaning("choice", *found.span(), many=True) if found and not named else None


def _noun(question: str, named: Sequence[str]) -> Leaning | None:
    found = signs.NOUN.search(question)
    if not found or own_content(question[: found.start()]) > 1:
        return None
    if any(-1 < question.find(name) < found.start() for name in named):
        return None
    return Leaning("noun", *found.span(), many=found[0].casefold().startswith(("these", "those")))


def _pronoun(question: str, named: Sequence[str]) -> Leaning | None:
    one = outside_pronoun(question, named)
    return Leaning("pronoun", one.start, one.end, one.form, one.many) if one else None


def _fragment(question: str, named: Sequence[str]) -> Leaning | None:
    """Return the part of a question that "and on German?" and "what about it?" are."""
    if about := signs.ABOUT.match(question):
        return Leaning("fragment", about.end(), len(question))
    start = _after_lead(question)
    rest = question[start:]
    if not start and not _is_bare_fragment(question, named):
        return None
    if signs.CLAUSE.match(rest) or len(rest.split()) > _LONGEST_FRAGMENT:
        return None
    return Leaning("fragment", start, len(question))


def _is_bare_fragment(question: str, named: Sequence[str]) -> bool:
    """Tell "on CIFAR?" and "בגרמנית?"; "בינה מלאכותית" and "לורה" only begin alike."""
    if not signs.BARE_FRAGMENT.match(question):
        return False
    words = hebrew_words(question.split()[0])
    if not words or question.startswith("על "):
        return True
    match = club_glossary().match(words)
    return not named and match is not None and match.prefix[:1] in {"ב", "ל"}


def _after_lead(question: str) -> int:
    """Return where the question begins behind "and", "but", "גם" or a joined ו; 0 if none."""
    if lead := signs.LEAD.match(question):
        return lead.end()
    joined = signs.AND_HEBREW.match(question)
    if not joined:
        return 0
    first = question.split()[0]
    if re.match(r"ו[א-ת]{0,3}-", first) or opens_clause(question[joined.end() :]):
        return joined.end()
    # וקטור and ולידציה are words of their own.
    match = club_glossary().match(hebrew_words(first) or ("",))
    return 0 if match is not None and not match.prefix.startswith("ו") else joined.end()


def _empty(question: str, start: int, named: Sequence[str]) -> Leaning:
    """Return how a question leans that has a lead, or nothing of its own."""
    rest = question[start:]
    if named or len(rest.split()) > _LONGEST_ASPECT:
        return _NONE
    order = signs.ORDER_ONLY.match(rest)
    if not word_forms(rest) or (order and not own_content(rest[order.end() :])):
        return Leaning("aspect" if order and order["sum"] else "again", start)
    if own_content(rest):
        return Leaning("aspect", start) if start and not asks_meaning(rest) else _NONE
    if asks_meaning(rest) and not _DEFINITE.search(rest):
        return _NONE
    return Leaning("aspect", start)
