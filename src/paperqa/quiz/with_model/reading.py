"""What the model reads of a paper, once: the rules and passages from all over it.

The paper is cut into as many stretches as items will be ordered, or fewer where there is no room
for as many passages; of each stretch the passage goes in that says most of what the paper's middle
says (see ``overviews.overview``). All batches begin with these same messages, so that an engine
that remembers reads only the last one anew.

Units:  tokens, counted by the model.
Errors: QuizError for a paper without text in the index; ModelError where the context is too small
        for one passage.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from paperqa.answer.overviews.overview import aspect_hits
from paperqa.answer.retrieval.evidence import prose
from paperqa.errors import ModelError, QuizError
from paperqa.language.sentences import sentences
from paperqa.llm.quotable import quotable
from paperqa.protocols import ChatModel
from paperqa.quiz.called import called
from paperqa.quiz.material import Material
from paperqa.quiz.plan import Plan
from paperqa.quiz.with_model.batches import ORDERED
from paperqa.quiz.with_model.rules import rules_for
from paperqa.types import Hit, Kind, Message, Passage

_TEMPLATE_TOKENS: Final = 96
"""Left free for what a chat template adds around four messages."""
_ORDER_TOKENS: Final = 320
_READ: Final = "I have read the passages. What shall I write?"
_LEAST_PROSE: Final = 0.5
"""Share of a passage's characters that stand in sentences of prose."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``passages[n - 1]`` has the number n; ``name`` is what the paper is called in a question."""

    messages: tuple[Message, ...]
    passages: tuple[Passage, ...]
    name: str


def reading_of(material: Material, model: ChatModel, plan: Plan, room: int) -> Reading:
    """Return the beginning of all prompts about a paper; ``room`` is kept for what is written."""
    rules = rules_for(plan.langs)
    title = f"Paper: {quotable(material.paper.title)}\nPassages:"
    fixed = "\n".join((rules, title, _READ))
    free = model.context - room - _ORDER_TOKENS - _TEMPLATE_TOKENS - model.count_tokens(fixed)
    hits = _readable(_hits(material))
    # What nobody will be asked about need not be read.
    most = min(len(hits), ORDERED * plan.count)
    chosen = _fitting(hits, most, free, model.count_tokens)
    if not chosen:
        raise ModelError(
            f"{model.name} reads {model.context} tokens, too few for rules, a passage and "
            f"{room} tokens of quiz items; raise PAPERQA_CONTEXT"
        )
    lines = [f"[{number}] {_line(one)}" for number, one in enumerate(chosen, start=1)]
    messages = (
        Message("system", rules),
        Message("user", "\n".join([title, *lines])),
        Message("assistant", _READ),
    )
    name = quotable(called(material.paper.id, material.index))
    return Reading(messages, tuple(chosen), name)


def _hits(material: Material) -> list[Hit]:
    """Return the paper's passages with their worth, in reading order; else those of its notes."""
    kind: Kind = "paper" if material.pages else "note"
    found = aspect_hits(material.index, material.paper.id, "en", kind)
    if not found:
        raise QuizError(
            f"{material.paper.id} has no text to ask about in the index; "
            "add its PDF, then run: paperqa index"
        )
    return sorted((one.hit for one in found), key=lambda hit: hit.passage.start)


def _readable(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Leave out tables and formulas, unless there is nothing else."""
    return [hit for hit in hits if _prose_share(hit.passage.text) >= _LEAST_PROSE] or hits


def _prose_share(text: str) -> float:
    parts = sentences(text)
    told = sum(len(one) for one in parts if prose(one) == 1)
    return told / max(sum(map(len, parts)), 1)


def _fitting(
    hits: Sequence[Hit], most: int, free: int, count_tokens: Callable[[str], int]
) -> Sequence[Passage]:
    """Return ``most`` passages, or as many as fit: one of each stretch, in reading order."""
    sizes = {hit.row: count_tokens(f"[{len(hits)}] {_line(hit.passage)}\n") for hit in hits}
    for count in range(most, 0, -1):
        chosen = [_best(stretch) for stretch in _stretches(hits, count)]
        if sum(sizes[hit.row] for hit in chosen) <= free:
            return [hit.passage for hit in chosen]
    return ()


def _stretches(hits: Sequence[Hit], count: int) -> list[Sequence[Hit]]:
    cuts = [len(hits) * part // count for part in range(count + 1)]
    return [hits[start:end] for start, end in pairwise(cuts)]


def _best(hits: Sequence[Hit]) -> Hit:
    return max(hits, key=lambda hit: (hit.score, -hit.row))


def _line(passage: Passage) -> str:
    section = quotable(passage.section)
    return f'{section}: "{quotable(passage.text)}"' if section else f'"{quotable(passage.text)}"'
