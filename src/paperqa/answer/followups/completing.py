"""Follow-ups made whole by a language model; what it writes is checked, the rules stand behind it.

Only what leans on the last turns is given to the model: one short, greedy call. Its line is dropped
where it is in another language, loses a name or number, brings in a paper that nobody spoke of, or
answers instead of asking.
Errors: ModelError as the model raises it; the caller then takes ``whole_question``.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from paperqa.answer.followups.followup import Followup, whole_question
from paperqa.answer.followups.leaning import opens_clause
from paperqa.answer.one_line import one_line
from paperqa.answer.retrieval.unknown import names_in
from paperqa.answer.silent import Silent
from paperqa.language.script import question_language
from paperqa.protocols import ChatModel
from paperqa.store.bundle import Index
from paperqa.types import Lang, Turn

MOST_TOKENS: Final = 64
_TURNS: Final = 3
_MOST_WORDS: Final = 40
_RULES: Final = (
    "Rewrite the last question of a machine learning reading club so that it can be understood "
    "without the earlier ones. Put names in the place of words such as it, this, הוא or זה. Keep "
    "the language of the last question, and names and numbers as they are. Do not answer it. "
    "Write only the question, in one line."
)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_LABEL: Final = re.compile(r"(?:(?:rewritten |whole )?question|שאלה|השאלה)\s*:\s*", re.IGNORECASE)


class Completer:
    """Makes follow-ups whole with one model and the names of one index."""

    def __init__(self, model: ChatModel, index: Index) -> None:
        self._model = model
        self._index = index

    def written(
        self, question: str, history: Sequence[Turn], scope: Collection[str] = ()
    ) -> Silent[Followup]:
        """Return ``question`` as it can be understood alone; see ``whole_question``.

        Silent pieces come while the model is at work.
        """
        by_rules = whole_question(question, history, self._index, scope)
        if by_rules.question == question.strip():
            return by_rules
        written = yield from one_line(self._model, _RULES, _text(question, history), MOST_TOKENS)
        line = _LABEL.sub("", written, count=1)
        if _stands(line, question, by_rules.lang) and self._speaks_of(
            line, question, history, scope
        ):
            return replace(by_rules, question=line)
        return by_rules

    def _speaks_of(
        self, line: str, question: str, history: Sequence[Turn], scope: Collection[str]
    ) -> bool:
        """Tell whether ``line`` names the papers that the question does, or those before it."""
        said, asked = self._papers(line), self._papers(question)
        if scope and not said <= {*scope, *asked}:
            return False
        before = self._papers(history[-1].question)
        known = {
            p for turn in history[-_TURNS:] for p in (*turn.papers, *self._papers(turn.question))
        }
        if len(scope) == 1:
            known.update(scope)
        # A follow-up of a question about LoRA is about LoRA, unless it names another.
        return asked <= said <= known | asked and bool(said or not before)

    def _papers(self, text: str) -> set[str]:
        return {paper for one in self._index.names.named(text) for paper in one.papers}


def _stands(line: str, question: str, lang: Lang) -> bool:
    """Tell whether ``line`` is a question in ``lang`` that keeps the names and numbers."""
    if len(line.split()) > _MOST_WORDS or not (line.endswith("?") or opens_clause(line)):
        return False
    kept = {*names_in(question), *_NUMBER.findall(question)}
    return question_language(line) == lang and all(
        name.casefold() in line.casefold() for name in kept
    )


def _text(question: str, history: Sequence[Turn]) -> str:
    asked = [f"Earlier: {turn.question}" for turn in history[-_TURNS:]]
    return "\n".join([*asked, f"Last question: {question}"])
