"""Whether the quote carries the answer, and the passage none of the wrong ones.

Only what stands in code's reach: figures, words, terms. Whether the answer follows, the model is
asked again (see ``answered_from_quote``). A check returns the reason of a refusal, or nothing.
"""

from typing import Final

from paperqa.answer.checking.numbers import lacking, printed_numbers, without_numbers
from paperqa.language.find_text import found_words
from paperqa.language.script import language_of
from paperqa.language.tokens import tokens
from paperqa.quiz.with_model.proven import Proven
from paperqa.quiz.with_model.written_items import WrittenWording

_SHARE: Final = 0.5
"""Share of an English answer's words that its quote, or its paper's title, must hold."""
_NOT_IN_QUOTE: Final = "its answer is not in its quote"


def answer_reason(proven: Proven) -> str:
    """Return why the quote does not carry the item; empty: as far as is seen here, it does."""
    judge = {"cloze": _gap, "truefalse": _statement, "choice": _choice, "open": _told}
    for wording in proven.item.wordings:
        if reason := judge[proven.item.kind](proven, wording):
            return reason
    return ""


def _gap(proven: Proven, wording: WrittenWording) -> str:
    return "" if found_words(wording.answer, proven.citation.quote) else _NOT_IN_QUOTE


def _statement(proven: Proven, wording: WrittenWording) -> str:
    """Judge a statement: a true one says what the quote says, a false one not what decides it."""
    if wording.answer == "true":
        return _carried(wording.question, proven, "its statement is not in its quote")
    # "Not 8 heads" holds the key and is false all the same; but too many such are simply true.
    if found_words(proven.key, wording.question):
        return "its false statement holds what is true"
    return ""


def _choice(proven: Proven, wording: WrittenWording) -> str:
    text = proven.citation.passage.text
    if any(found_words(wrong, text) for wrong in wording.wrong):
        return "a wrong answer is in the passage"
    return _told(proven, wording)


def _told(proven: Proven, wording: WrittenWording) -> str:
    return _carried(wording.answer, proven, _NOT_IN_QUOTE)


def _carried(said: str, proven: Proven, reason: str) -> str:
    """Judge figures in any language, and words where they can be compared."""
    quote, title = proven.citation.quote, proven.citation.paper.title
    if lacking(said, [printed_numbers(quote), printed_numbers(title)]):
        return reason
    words = set(tokens(without_numbers(said)))  # "65M" is "65 million": figures are judged by now
    known = set(tokens(f"{quote} {title} {' '.join(proven.citation.paper.aliases)}"))
    same_language = language_of(said) == language_of(quote)
    return reason if same_language and len(words & known) < _SHARE * len(words) else ""
