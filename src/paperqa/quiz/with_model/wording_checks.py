"""Whether a question reads as one: in its language, alone, without marks and without its answer.

A check returns the reason for which an item is refused, or nothing.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from paperqa.answer.checking.drift import drift_of
from paperqa.answer.checking.names import holds_name, names_in
from paperqa.answer.checking.numbers import (
    lacking,
    numbers_in,
    printed_numbers,
    without_numbers,
)
from paperqa.language.find_text import folded, found_words
from paperqa.language.orders import orders_the_assistant
from paperqa.language.patterns import any_of, in_hebrew
from paperqa.language.script import question_language
from paperqa.quiz.item import GAP
from paperqa.quiz.with_model.proven import Proven
from paperqa.quiz.with_model.written_items import WrittenItem, WrittenWording

_FEWEST_WORDS, _MOST_WORDS = 4, 60
_LONGEST_ANSWER: Final = 400
_HEBREW: Final = re.compile("[א-ת]")
_MARKUP: Final = re.compile(
    r"</?[A-Za-z!][^>]*>|```|\*\*|!?\[[^\]]*\]\([^)]*\)|https?://\S+|&[a-z]+;|^#+ "
)
_SAYS: Final = any_of(
    "says? | states? | mentions? | describes? | reports? | claims? | suggests? | above | below"
)
_LEANS: Final = re.compile(
    r"\b(?:the|this|that|these|above|following) (?:passages?|excerpts?|quot(?:e|ation)s?|snippets?)"
    r"\b(?! (?:retriev|rank|re-?rank|encod|embed|index|scor))"
    rf"|\b(?:the|this|that|these) (?:text|sentences?)(?: {_SAYS}\b|\s*[?,.;:]|$)"
    r"|\b(?:passage|quote|text|excerpt) (?:no\. ?)?\d"
    r"|\bthis (?:paper|work|article|study|method|model|approach|section)\b"
    r"|\b(?:tab(?:le|\.)|fig(?:ure|\.)|sec(?:tion|\.)|eq(?:uation|\.)|appendix) ?\d"
    r"|"
    + in_hebrew("[לבמו]?ה?קטע(?:ים)? | [לבמו]?ה?ציטוט | [לבו]?הטקסט | [לבמו]?מאמר זה")
    + r"|"
    + in_hebrew(r"[לבמו]?המאמר הזה | [בו]?(?:טבלה|איור|סעיף) \d+"),
    re.IGNORECASE,
)
"""What a question says of a text that its reader does not have."""
_OF_ALL: Final = re.compile(
    rf"\b{any_of('(?:all|none|both|any) of (?:the|these) | both [A-D] and')}\b"
    r"|" + in_hebrew("כל התשובות | כל האפשרויות | אף אחת מה | אף תשובה"),
    re.IGNORECASE,
)


def wording_reason(proven: Proven) -> str:
    """Return why the item's wordings cannot be shown; empty: they can."""
    for wording in proven.item.wordings:
        for reason in _reasons(proven, wording):
            if reason:
                return reason
    return _versions(proven.item)


def _reasons(proven: Proven, wording: WrittenWording) -> Iterator[str]:
    yield _form(proven.item, wording)
    yield _markup(wording, proven.citation.passage.text)
    yield _language(wording)
    yield _alone(wording.question)
    yield _names(proven, wording.question)
    yield _tells(proven.item, wording)


def _form(item: WrittenItem, wording: WrittenWording) -> str:
    """Judge lengths and gaps."""
    shown = (wording.question, wording.answer, *wording.wrong)
    if not all(folded(one) for one in shown):
        return "a part of it is empty"
    words = len(wording.question.split())
    if not _FEWEST_WORDS <= words <= _MOST_WORDS or max(map(len, shown[1:])) > _LONGEST_ANSWER:
        return "its question or answer is too short or too long"
    if wording.question.count(GAP) != (item.kind == "cloze"):
        return "its gap is not one"
    if any(orders_the_assistant(one) for one in wording.texts):
        return "it gives orders"
    return ""


def _markup(wording: WrittenWording, passage: str) -> str:
    """Allow marks that the paper prints: ``<mask>`` is a word of BERT."""
    for text in wording.texts:
        for mark in _MARKUP.finditer(text.replace(GAP, " ")):
            if mark[0] not in passage:
                return "it holds markup"
    return ""


def _language(wording: WrittenWording) -> str:
    question = wording.question
    if wording.lang == "en":
        wrong = any(_HEBREW.search(one) for one in wording.texts)
    else:
        wrong = (
            question_language(question) != "he" or len(_HEBREW.findall(question)) < _FEWEST_WORDS
        )
    if wrong or any(drift_of(one, wording.lang) for one in wording.texts):
        return "it is not in its language"
    return ""


def _alone(question: str) -> str:
    return "its question leans on the passage" if _LEANS.search(question) else ""


def _names(proven: Proven, question: str) -> str:
    """Judge whether a reader knows what is spoken of: the paper, or a name that it prints."""
    paper, passage = proven.citation.paper, proven.citation.passage
    own = (paper.title, paper.title.partition(":")[0], *paper.aliases)
    if any(holds_name(question, name) for name in own if name):
        return ""
    around = f"{paper.title}\n{passage.section}\n{passage.text}"
    if any(holds_name(around, name) for name in names_in(question)):
        return ""
    return "its question names neither paper nor method"


def _tells(item: WrittenItem, wording: WrittenWording) -> str:
    """Judge whether the question holds the answer, or the choices give it away."""
    if item.kind in {"choice", "cloze"} and found_words(wording.answer, wording.question):
        return "its question holds the answer"
    choices = (wording.answer, *wording.wrong)
    if any(_OF_ALL.search(one) for one in choices if item.kind == "choice"):
        return "a choice is about the other choices"
    if any(_same(one, other) for one, other in combinations(choices, 2)):
        return "its choices are not different"
    return ""


def _same(one: str, other: str) -> bool:
    """Tell that two choices say the same: ``65M`` and ``65 million`` too."""
    if folded(one) == folded(other):
        return True
    first, second = numbers_in(one), numbers_in(other)
    if len(first) != 1 or len(second) != 1 or first[0].value != second[0].value:
        return False
    return folded(without_numbers(one)) == folded(without_numbers(other))


def _versions(item: WrittenItem) -> str:
    """Judge whether the wordings in two languages ask and answer the same."""
    for one, other in combinations(item.wordings, 2):
        pairs = [
            (one.question, other.question),
            (one.answer, other.answer),
            *zip(one.wrong, other.wrong, strict=True),
        ]
        if any(_differ(*pair) or _differ(*reversed(pair)) for pair in pairs):
            return "its languages do not say the same"
        exact = item.kind in {"cloze", "truefalse"}
        if exact and folded(one.answer) != folded(other.answer):
            return "its languages do not say the same"
    return ""


def _differ(one: str, other: str) -> bool:
    """Tell a number of ``one`` that ``other`` lacks."""
    return bool(lacking(one, [printed_numbers(other)]))
