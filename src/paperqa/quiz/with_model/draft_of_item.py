"""A proven item as a draft, like those of the other makers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from paperqa.answer.checking.numbers import lacking, printed_numbers
from paperqa.language.find_text import folded
from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.item import ItemKind
from paperqa.quiz.with_model.proven import Proven
from paperqa.quiz.with_model.written_items import WrittenWording

MAKER: Final = "model"
_SCORE: Final[Mapping[ItemKind, float]] = {
    "choice": 0.7,
    "cloze": 0.65,
    "truefalse": 0.6,
    "open": 0.6,
}
_IDEAL_WORDS: Final = 30


def draft_of(proven: Proven) -> Draft:
    """Return the draft; its explanations are left out where one has figures of its own."""
    item, citation = proven.item, proven.citation
    wordings = tuple(_wording(one) for one in item.wordings)
    if not all(_explains(one, citation.passage.text) for one in item.wordings):
        wordings = tuple(replace(one, explanation="") for one in wordings)
    long = any(len(one.question.split()) > _IDEAL_WORDS for one in wordings)
    start = citation.passage.start + citation.start
    return Draft(
        kind=item.kind,
        maker=MAKER,
        wordings=wordings,
        citation=citation,
        key=(proven.key,),
        about=f"{citation.paper.id} {citation.passage.kind} {start} {folded(proven.key)}",
        difficulty=item.difficulty,
        score=_SCORE[item.kind] - 0.1 * long,
    )


def _wording(one: WrittenWording) -> DraftWording:
    return DraftWording(one.lang, one.question, one.answer, one.wrong, one.explanation)


def _explains(one: WrittenWording, passage: str) -> bool:
    told = one.explanation
    return bool(told) and not lacking(told, [printed_numbers(passage)])
