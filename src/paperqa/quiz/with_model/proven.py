"""An item beside the words of the paper that it rests on, as far as they are there.

Errors: UnprovenError with the reason: the quote is in no passage, too short, over a page's end, an
        order to the model; the words that decide the answer are not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from paperqa.language.find_text import (
    LONGEST_QUOTE,
    Span,
    folded,
    found_quote,
    found_words,
    whole_sentences,
)
from paperqa.language.orders import orders_the_assistant
from paperqa.language.tokens import tokens
from paperqa.llm.quotable import one_line
from paperqa.quiz.material import Material
from paperqa.quiz.with_model.written_items import WrittenItem
from paperqa.types import Citation, Passage

_SHORTEST_QUOTE: Final = 20
"""Characters that count; fewer may stand anywhere."""


class UnprovenError(Exception):
    """An item whose quote or answer is not in the paper; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Proven:
    """``key`` are the words of the quote, as printed, that decide the answer."""

    item: WrittenItem
    citation: Citation
    key: str


def proven(item: WrittenItem, passages: Sequence[Passage], material: Material) -> Proven:
    """Return ``item`` with its citation; ``passages[n - 1]`` has the number n."""
    citation = _citation(item, passages, material)
    copied = item.kind in {"choice", "cloze"}
    answers = [wording.answer for wording in item.wordings] if copied else []
    for words in (*answers, item.key):
        if key := _printed(words, citation.quote):
            return Proven(item, citation, key)
    raise UnprovenError("its answer is not in its quote")


def _citation(item: WrittenItem, passages: Sequence[Passage], material: Material) -> Citation:
    if len(folded(item.quote)) < _SHORTEST_QUOTE:
        raise UnprovenError("its quote is too short")
    # The number may be wrong; the words decide.
    named = passages[item.passage - 1 : item.passage] if item.passage > 0 else ()
    for passage in (*named, *passages):
        if span := found_quote(item.quote, passage.text):
            start, end = _on_one_page(span, passage)
            quote = passage.text[start:end]
            if orders_the_assistant(one_line(quote)):
                raise UnprovenError("its quote is an order to the model")
            page = passage.page_at(start)
            return Citation(1, material.paper, passage, quote, start, end, page)
    raise UnprovenError("its quote is not in the paper")


def _on_one_page(span: Span, passage: Passage) -> Span:
    """Return the whole sentences of ``span`` where they stand on one page, else ``span`` alone."""
    for start, end in (whole_sentences(span, passage.text), span):
        one_page = passage.page_at(start) == passage.page_at(end - 1)
        if one_page and end - start <= LONGEST_QUOTE:
            return start, end
    raise UnprovenError("its quote runs over the end of a page")


def _printed(words: str, quote: str) -> str:
    """Return ``words`` as ``quote`` prints them; empty where it does not, or they say nothing."""
    span = found_words(words, quote)
    return quote[slice(*span)] if span and tokens(words) else ""
