"""A language model's English for a Hebrew question, beside the glossary's.

One short, greedy call, remembered. What does not look like a query is dropped: search then goes on
without it.
Errors: ModelError as the model raises it; nothing is remembered then.
"""

from collections import OrderedDict

from paperqa.answer.one_line import one_line
from paperqa.answer.silent import Silent, result_of
from paperqa.language.script import language_of
from paperqa.protocols import ChatModel

MOST_TOKENS = 48
_REMEMBERED = 256
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
        return result_of(self.written(question))

    def written(self, question: str) -> Silent[str]:
        """Do the same, and let go of the caller's thread now and then."""
        if question not in self._known:
            query = yield from one_line(self._model, _RULES, question, MOST_TOKENS)
            self._known[question] = query if language_of(query) == "en" else ""
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(question)
        return self._known[question]
