"""What the model gets to read for one answer: the prompt, and which passage has which number.

Passages keep the place that they had in the last prompt, as far as it began with them: the model
need not read them again, and a follow-up's first word comes sooner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from paperqa.answer.silent import Silent, patiently
from paperqa.errors import ModelError, PaperQAError
from paperqa.llm.prompt import answer_messages
from paperqa.protocols import ChatModel
from paperqa.types import Hit, Message, Paper, Search

MOST_PROMPT = 3072
"""Tokens: two cores read some 50 a second, and small models lose the thread of more."""
_SMALLEST_ROOM = 64


class NothingWrittenError(PaperQAError):
    """A model's text cannot stand, or there is none; the message says why, for the reader."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``hits[n - 1]`` is the passage with number n; the answer has ``room`` tokens.

    ``whole`` says that nothing that was found was cut or left out; ``grammar`` binds the answer.
    """

    messages: tuple[Message, ...]
    hits: tuple[Hit, ...]
    room: int
    whole: bool
    grammar: str | None = None

    @property
    def numbers(self) -> range:
        """The numbers that the model may cite."""
        return range(1, len(self.hits) + 1)

    def reminded(self, reminder: str) -> "Sheet":
        """Return the sheet with a line more at its end; what stands before it is read already."""
        *rest, last = self.messages
        return replace(self, messages=(*rest, replace(last, content=f"{last.content}\n{reminder}")))


@dataclass(frozen=True, slots=True)
class _Budget:
    """Tokens of the prompt and of the answer, at the most."""

    prompt: int
    answer: int


class LastPrompt:
    """Remembers the passages of the last prompt. One model, one memory; not for several threads."""

    def __init__(self) -> None:
        self._hits: tuple[Hit, ...] = ()

    def ordered(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return ``hits``, those first that the last prompt began with, in its order."""
        rest = list(hits)
        first: list[Hit] = []
        for old in self._hits:
            same = next((hit for hit in rest if hit.passage == old.passage), None)
            if same is None:
                break
            rest.remove(same)
            first.append(same)
        return first + rest

    def remember(self, hits: Sequence[Hit]) -> None:
        """Take note of what a model has read."""
        self._hits = tuple(hits)


def sheet_of(
    model: ChatModel,
    found: Search,
    papers: Mapping[str, Paper],
    last: LastPrompt,
    max_tokens: int,
    hints: Sequence[str] = (),
) -> Silent[Sheet]:
    """Return the prompt for ``found``; raise NothingWrittenError where nothing fits.

    Empty pieces come while the model is loaded.
    """
    try:
        context = yield from patiently(lambda: model.context)
    except ModelError as error:
        raise NothingWrittenError(f"the language model failed ({error}); quoted instead") from error
    room = max(min(max_tokens, context // 4), _SMALLEST_ROOM)
    budget = _Budget(min(context - room, MOST_PROMPT), room)
    best_first = [*found.hits, *found.beside]
    order = last.ordered(best_first)
    sheet = _sheet(model, found, papers, order, budget, hints)
    if order != best_first and not sheet.whole:
        # What does not fit must be the worst, not what came last.
        sheet = _sheet(model, found, papers, best_first, budget, hints)
    last.remember(sheet.hits)
    return sheet


def _sheet(
    model: ChatModel,
    found: Search,
    papers: Mapping[str, Paper],
    hits: Sequence[Hit],
    budget: _Budget,
    hints: Sequence[str],
) -> Sheet:
    passages = [
        (number, papers[hit.passage.paper].title, hit.passage.text)
        for number, hit in enumerate(hits, start=1)
    ]
    try:
        prompt = answer_messages(
            found.question, found.lang, passages, budget.prompt, model.count_tokens, hints
        )
    except ModelError as error:
        raise NothingWrittenError(f"{error}; quoted instead") from error
    whole = prompt.cut is None and len(prompt.numbers) == len(hits)
    return Sheet(prompt.messages, tuple(hits[: len(prompt.numbers)]), budget.answer, whole)
