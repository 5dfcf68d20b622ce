"""A language model's English for a Hebrew question, beside the glossary's.

One short, greedy call, remembered. What does not look like a query is dropped: search then goes on
without it.
Errors: ModelError as the model raises it; nothing is remembered then.
"""

from collections import OrderedDict
from contextlib import closing

from paperqa.language.script import language_of
from paperqa.protocols import ChatModel
from paperqa.types import Message

MOST_TOKENS = 48
_REMEMBERED = 256
_LONGEST = 300
_RULES = (
    "Translate the question of a machine learning reading club into one English search query. "
    "Keep names, numbers and technical terms. Do not answer it. Write only the query, in one line."
)


class Rewriter:
    """Rewrites questions with one model; the last ``_REMEMBERED`` are kept."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._known: OrderedDict[str, str] = OrderedDict()

    def __call__(self, question: str) -> str:
        """Return ``question`` as an English query, or nothing where the model gives none."""
        if question not in self._known:
            self._known[question] = self._rewritten(question)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(question)
        return self._known[question]

    def _rewritten(self, question: str) -> str:
        messages = (Message("system", _RULES), Message("user", question))
        stream = self._model.stream(messages, max_tokens=MOST_TOKENS)
        with closing(stream) as pieces:  # type: ignore[type-var]  # a generator
            return _query_in("".join(pieces))


def _query_in(text: str) -> str:
    lines = text.strip().splitlines()
    query = lines[0].strip().strip("\"'“”") if lines else ""
    return query if 0 < len(query) <= _LONGEST and language_of(query) == "en" else ""
