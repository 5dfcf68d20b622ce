"""Drafts of quiz items by a language model, checked by code and by the model itself.

Per paper the model reads passages once (see ``reading``), then writes batches of items bound to a
schema. Of each item code checks the quote, the answer, the choices and the language; then the
model answers it from its quote alone. What fails is told as ``Refused``, with its reason.

The model is asked in turn with others who use it, batch by batch and check by check. While it is
silent or writes, empty strings come: closing the generator then stops it.

Errors: QuizError for a paper without text; ModelError where the model fails: what came stands.
"""

import random
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from paperqa.answer.silent import patiently
from paperqa.llm.turns import Turns
from paperqa.protocols import ChatModel
from paperqa.quiz.draft import Draft
from paperqa.quiz.material import Material
from paperqa.quiz.plan import Plan
from paperqa.quiz.with_model.answer_checks import answer_reason
from paperqa.quiz.with_model.answered_from_quote import quote_reason
from paperqa.quiz.with_model.batches import SIZE, Batch, batches
from paperqa.quiz.with_model.draft_of_item import draft_of
from paperqa.quiz.with_model.item_schema import items_schema
from paperqa.quiz.with_model.proven import Proven, UnprovenError, proven
from paperqa.quiz.with_model.reading import Reading, reading_of
from paperqa.quiz.with_model.rules import order_of
from paperqa.quiz.with_model.whole_text import Asked, whole_text
from paperqa.quiz.with_model.wording_checks import wording_reason
from paperqa.quiz.with_model.written_items import WrittenItem, written_items
from paperqa.types import Lang, Message

_QUOTE_TOKENS: Final = 140
_WORDING_TOKENS: Final[dict[Lang, int]] = {"en": 200, "he": 350}
"""Tokens of an item, on the long side; Hebrew costs more of most vocabularies."""
_MOST_OF_CONTEXT: Final = 0.4
"""What is written fills no more: a batch that is cut off still yields its first items."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An item that did not pass, by the reason."""

    reason: str


Happening = Draft | Refused | str
"""A draft that passed, one that did not, or an empty string: the model is at work."""


def drafts_by_model(
    material: Material,
    model: ChatModel,
    plan: Plan,
    rng: random.Random,
    turns: Turns | None = None,
) -> Generator[Happening, None, None]:
    """Yield what becomes of the items that ``model`` writes about ``material.paper``.

    Twice ``plan.count`` items are ordered: take what is needed, then close. The same index, model,
    plan and ``rng`` give the same drafts, as far as the model is greedy.
    """
    maker = _Maker(material, model, plan, rng, turns or Turns())
    with closing(maker.happenings()) as happenings:
        yield from happenings


@dataclass(frozen=True, slots=True)
class _Maker:
    """One paper, one model."""

    material: Material
    model: ChatModel
    plan: Plan
    rng: random.Random
    turns: Turns

    def happenings(self) -> Generator[Happening, None, None]:
        context = yield from patiently(lambda: self.model.context)
        wanted = SIZE * (_QUOTE_TOKENS + sum(_WORDING_TOKENS[lang] for lang in self.plan.langs))
        room = min(wanted, int(_MOST_OF_CONTEXT * context))
        reading = yield from patiently(
            lambda: reading_of(self.material, self.model, self.plan, room)
        )
        for batch in batches(len(reading.passages), self.plan, self.rng):
            yield from self._of_batch(reading, batch, room)

    def _of_batch(
        self, reading: Reading, batch: Batch, room: int
    ) -> Generator[Happening, None, None]:
        order = Message("user", order_of(batch, self.plan, reading.name))
        schema = items_schema(batch.kind, batch.passages, self.plan.langs, self.plan.difficulty)
        asked = Asked((*reading.messages, order), room, schema, self.plan.seed)
        text = yield from whole_text(self.model, asked, self.turns)
        items = written_items(text, batch.kind, self.plan.langs)
        # Fewer came than were ordered: cut off, or never begun.
        items += [None] * (len(batch.passages) - len(items))
        for item in items[: len(batch.passages)]:
            yield from self._checked(reading, item)

    def _checked(
        self, reading: Reading, item: WrittenItem | None
    ) -> Generator[Happening, None, None]:
        if item is None:
            yield Refused("it is not a whole item")
            return
        try:
            sure = proven(item, reading.passages, self.material)
        except UnprovenError as error:
            yield Refused(str(error))
            return
        if reason := _reason(sure):
            yield Refused(reason)
            return
        draft = draft_of(sure)
        reason = yield from quote_reason(self.model, draft, self.rng, self.turns, self.plan.seed)
        yield Refused(reason) if reason else draft


def _reason(sure: Proven) -> str:
    return wording_reason(sure) or answer_reason(sure)
