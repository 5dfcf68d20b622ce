"""Why a draft is no item: each rule is checked in code, whoever made the draft.

Reasons are short, for they are counted in a table that a member reads.
"""

import re
from collections.abc import Callable
from typing import Final

from paperqa.quiz.choosing.same_words import folded, tells
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import GAP

MOST_CHOICES: Final = 4
LONGEST_QUESTION: Final = 420
"""Characters; more is a passage and no question."""
_LONGEST_CHOICE: Final = 120
_TRUTHS: Final = ("true", "false")
_HEBREW: Final = re.compile(r"[א-ת]")


def refusal(draft: Draft) -> str:
    """Return why ``draft`` cannot be used; empty where it can."""
    for rule in _RULES:
        if reason := rule(draft):
            return reason
    return ""


def _quote_not_found(draft: Draft) -> str:
    cited = draft.citation
    text = cited.passage.text
    if not cited.quote.strip() or text[cited.start : cited.end] != cited.quote:
        return "quote not found"
    if cited.passage.page_at(cited.start) != cited.page:
        return "quote on another page"
    return "" if cited.passage.page_at(cited.end - 1) == cited.page else "quote on two pages"


def _key_not_in_quote(draft: Draft) -> str:
    missing = [word for word in draft.key if word not in draft.citation.quote]
    return "answer not in the quote" if missing else ""


def _gap_missing(draft: Draft) -> str:
    if draft.kind != "cloze":
        return ""
    alone = all(one.question.count(GAP) == 1 for one in draft.wordings)
    return "" if alone else "not one gap"


def _tells_itself(draft: Draft) -> str:
    if draft.kind in ("open", "truefalse"):
        return ""
    told = any(tells(one.question, one.right) for one in draft.wordings)
    return "question tells its answer" if told else ""


def _choices_wrong(draft: Draft) -> str:
    if draft.kind != "choice":
        return ""
    return next(filter(None, map(_wrong_choices, draft.wordings)), "")


def _wrong_choices(wording: DraftWording) -> str:
    all_folded = [folded(one) for one in (wording.right, *wording.wrong)]
    if len(wording.wrong) < MOST_CHOICES - 1:
        return "too few wrong answers"
    if len(set(all_folded)) < len(all_folded):
        return "two answers alike"
    longest = max(len(one) for one in (wording.right, *wording.wrong))
    return "answer too long" if longest > _LONGEST_CHOICE else ""


def _also_right(draft: Draft) -> str:
    """Refuse wrong answers that the passage prints: they could be taken for right with reason."""
    if draft.kind != "choice" or not draft.key:
        return ""
    text = draft.citation.passage.text
    printed = any(tells(text, wrong) for one in draft.wordings for wrong in one.wrong)
    return "a wrong answer stands in the passage" if printed else ""


def _no_truth(draft: Draft) -> str:
    if draft.kind != "truefalse":
        return ""
    known = all(one.right in _TRUTHS and not one.wrong for one in draft.wordings)
    same = len({one.right for one in draft.wordings}) == 1
    return "" if known and same else "neither true nor false"


def _ill_worded(draft: Draft) -> str:
    for one in draft.wordings:
        if not one.question.strip() or not one.right.strip():
            return "question or answer empty"
        if len(one.question) > LONGEST_QUESTION:
            return "question too long"
        if (_HEBREW.search(one.question) is not None) != (one.lang == "he"):
            return "question in the wrong language"
    return ""


_RULES: Final[tuple[Callable[[Draft], str], ...]] = (
    _ill_worded,
    _quote_not_found,
    _key_not_in_quote,
    _gap_missing,
    _no_truth,
    _choices_wrong,
    _also_right,
    _tells_itself,
)
