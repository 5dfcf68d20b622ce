"""Pronouns of a question that mean something outside it, and how a name takes their place.

"How many layers does it have?" leans on what was said before; in "does it help to freeze a layer?"
and "how does a network learn its weights?" nothing does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from paperqa.answer.followups.leaning_signs import AUXILIARY, SUBORDINATE
from paperqa.answer.followups.leaning_words import own_content
from paperqa.language.glossary import club_glossary, hebrew_words
from paperqa.language.patterns import any_of


@dataclass(frozen=True, slots=True)
class Pronoun:
    """``question[start:end]``; ``form`` takes the name in its place; ``many``: it is a plural."""

    start: int
    end: int
    form: str
    many: bool


_SUBJECTS: Final = (
    re.compile(rf"\b{AUXILIARY} (?P<word>it|they)\b", re.IGNORECASE),
    re.compile(
        r"(?:^(?:אז |אבל )?|(?:^|(?<![א-ת]))(?:"
        r"למה|מדוע|איך|כיצד|האם|מתי|איפה|היכן|כמה|במה|על מה|עם מה|ממה"
        r"|[בלמכ]?(?:איזה|איזו|אילו)(?: [א-ת]+){1,3}|(?P<what>מה)) )"
        r"(?P<word>הוא|היא|הם|הן)(?![א-ת])"
    ),
)
_OTHERS: Final = (
    re.compile(r"\b(?P<word>it|them|its|their|theirs)\b", re.IGNORECASE),
    re.compile(
        r"(?<![א-ת])(?P<word>של(?:ו|ה|הם|הן)|ל(?:ו|ה|הם|הן)|ב(?:ו|ה|הם|הן)|ממנ[וה]|עלי(?:ו|ה|הם|הן)"
        r"|לעומת[וה]|לגבי[וה]|אית[וה]"
        # "the same" before a noun, else "it".
        r"|(?<!את )אות[והםן](?=\s*(?:[?.!,]|$)|\s+(?:[לבמ]|עם|על|של)))(?![א-ת])"
    ),
)
_POSSESSIVE: Final = re.compile(r"its|theirs?|של", re.IGNORECASE)
_MANY: Final = re.compile(r"th|.*[םן]$", re.IGNORECASE)
_IMPERSONAL: Final = re.compile(
    r"\bit (?:takes?|took|matter|cost|follow|happen)\b(?!\s*\?)|\bturn is it\b"
    r"|\bis it (?:really |still )?"
    + any_of(
        """
        true | better | proven | possible | worth | enough | necessary | important | known
        easier | harder | safe | ok
        """
    )
    + r"\b(?! than)",
    re.IGNORECASE,
)
"""Where "it" means nothing."""
_FORMS: Final = (
    ("its", "{}'s"), ("their", "{}'s"), ("של", "של {}"), ("לעומת", "לעומת {}"),
    ("לגבי", "לגבי {}"), ("ל", "ל-{}"), ("ב", "ב-{}"), ("ממנ", "מ-{}"), ("עלי", "על {}"),
    ("אית", "עם {}"), ("אות", "את {}"),
)  # fmt: skip
_BREAK: Final = re.compile(r"[,;:.?!](?=\s)")


def outside_pronoun(question: str, named: Sequence[str]) -> Pronoun | None:
    """Return the first pronoun that the question does not explain; ``named`` are its papers."""
    if _IMPERSONAL.search(question):
        return None
    for found, is_subject in _pronouns(question):
        start, end = found.span("word")
        explained = any(-1 < question.find(name) < start for name in named)
        if not explained and _is_outside(question, found, is_subject=is_subject):
            word = found["word"].casefold()
            form = next((form for begin, form in _FORMS if word.startswith(begin)), "{}")
            return Pronoun(start, end, form, _MANY.match(word) is not None)
    return None


def _pronouns(question: str) -> Iterator[tuple[re.Match[str], bool]]:
    for patterns, is_subject in ((_SUBJECTS, True), (_OTHERS, False)):
        for pattern in patterns:
            for found in pattern.finditer(question):
                yield found, is_subject


def _is_outside(question: str, found: re.Match[str], *, is_subject: bool) -> bool:
    """Tell a pronoun for which nothing before it in the question can stand."""
    before, after = question[: found.start("word")], question[found.end("word") :]
    if any(map(own_content, _BREAK.split(before)[:-1])):
        return False
    if is_subject:
        what = found.groupdict().get("what")
        return not SUBORDINATE.search(before) and (not what or _begins_with_verb(after))
    if not own_content(before):
        return True
    # "How many cards are needed to train it?"; but a network learns "its weights".
    at_end = not after.strip(" ?.!")
    return at_end and not _POSSESSIVE.match(found["word"]) and not SUBORDINATE.search(before)


def _begins_with_verb(text: str) -> bool:
    """Tell what "מה הוא" asks: "מה הוא משפר?" leans, "מה הוא קשב?" does not."""
    words = hebrew_words(text)
    match = club_glossary().match(words) if words else None
    return match is not None and match.entry.kind == "verb"
