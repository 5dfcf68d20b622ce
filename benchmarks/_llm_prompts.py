"""Prompts shaped like those of paperqa's answers, with made-up passages."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from paperqa.llm.prompt import answer_messages
from paperqa.types import Message

_PASSAGES: Final = 6
_SENTENCES: Final = 40
_WORDS: Final = (
    "the a of to in and with for each we our this model models attention layer layers head heads "
    "token tokens weight weights training trained loss learning rate batch data set test score "
    "result results table figure shows gives takes uses improves reaches lowers over under than "
    "first second larger smaller better faster 3.2 0.1 64 512 2017 encoder decoder retrieval"
).split()
_QUESTIONS: Final = (
    "How does the number of heads change the result, and what does it cost to train?",
    "Which of these numbers was reached on the test set, and by which of the models?",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions about the same passages: the prompts differ in their last line."""

    first: tuple[Message, ...]
    follow_up: tuple[Message, ...]


def prompt_pair(number: int, tokens: int, count_tokens: Callable[[str], int]) -> Pair:
    """Make prompts of ``tokens``, which share nothing with those of another ``number``.

    Even the rules begin with a line of their own: else a model that has answered before would
    not have to read them, and its first token would not come from a cold start.
    """
    words = random.Random(number)
    passages = [(n + 1, _text(words, 5), _passage(words)) for n in range(_PASSAGES)]
    first, follow_up = (
        _numbered(number, answer_messages(question, "en", passages, tokens, count_tokens).messages)
        for question in _QUESTIONS
    )
    return Pair(first, follow_up)


def _numbered(number: int, messages: Sequence[Message]) -> tuple[Message, ...]:
    rules, *turns = messages
    return (replace(rules, content=f"{number}. {rules.content}"), *turns)


def _passage(words: random.Random) -> str:
    return " ".join(_text(words, words.randint(8, 25)) for _ in range(_SENTENCES))


def _text(words: random.Random, length: int) -> str:
    return " ".join(words.choices(_WORDS, k=length)).capitalize() + "."
