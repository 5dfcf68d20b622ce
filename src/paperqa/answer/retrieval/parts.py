"""What a question asks for, part by part, and how much of it a text holds.

A part is a word or a phrase. It may be said in several ways: by synonyms, and for a Hebrew question
in the glossary's English as well as in its own words. Rarer parts weigh more (BM25's idf).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from paperqa.answer.retrieval.query import Query
from paperqa.answer.retrieval.recipe import RECIPE, Recipe
from paperqa.language.english import Step
from paperqa.language.thesaurus import Forms, club_thesaurus
from paperqa.language.tokens import word_forms
from paperqa.store.words import WordIndex


@dataclass(frozen=True, slots=True)
class Way:
    """Words that say a part, all of them needed; ``worth`` in (0, 1]."""

    words: tuple[Forms, ...]
    worth: float = 1.0

    @property
    def tokens(self) -> tuple[str, ...]:
        """All forms of all words."""
        return tuple(form for forms in self.words for form in forms)

    def held(self, words: Collection[str]) -> float:
        """Return the share of the words that ``words`` hold, times ``worth``."""
        held = sum(holds(words, forms) for forms in self.words)
        return self.worth * held / len(self.words)


@dataclass(frozen=True, slots=True)
class Part:
    """Any of ``ways`` says it; ``weight`` is an idf."""

    ways: tuple[Way, ...]
    weight: float

    def held(self, words: Collection[str]) -> float:
        """Return how much ``words`` hold of the way that they hold most of; in [0, 1]."""
        return max(way.held(words) for way in self.ways)


def holds(words: Collection[str], forms: Forms) -> bool:
    """Tell whether ``words`` hold a word: all of it, for half of ``180B`` is something else.

    A Hebrew word may stand with or without its joined letters.
    """
    if forms[0].isascii() and len(forms) > 1:
        return forms[-1] in words or all(form in words for form in forms[:-1])
    return any(form in words for form in forms)


def parts_of(query: Query, words: WordIndex, recipe: Recipe = RECIPE) -> list[Part]:
    """Return the parts of ``query`` in its order; stop words are none."""
    if query.english is not None and recipe.glossary:
        parts = (_of_step(step, words) for step in query.english.steps)
        return [part for part in parts if part is not None]
    return list(_of_text(query.question, words, recipe))


def named_words(query: Query) -> frozenset[str]:
    """Return the words by which ``query`` names papers, in all their forms."""
    texts = (one.text for one in query.named)
    return frozenset(form for text in texts for forms in word_forms(text) for form in forms)


def share(parts: Sequence[Part], words: Collection[str]) -> float:
    """Return the share of the parts, by weight, that ``words`` hold; in [0, 1]."""
    total = sum(part.weight for part in parts)
    return sum(part.weight * part.held(words) for part in parts) / total if total else 0.0


def _of_text(text: str, words: WordIndex, recipe: Recipe) -> Iterator[Part]:
    forms = word_forms(text)
    at = 0
    while at < len(forms):
        count, others = club_thesaurus().of(forms[at:]) if recipe.synonyms else (1, ())
        own = tuple(forms[at : at + count])
        synonyms = (Way(tuple(word_forms(other)), recipe.synonyms) for other in others)
        ways = (Way(own), *(way for way in synonyms if way.words))
        yield Part(ways, _weight(own, words))
        at += count


def _of_step(step: Step, words: WordIndex) -> Part | None:
    ways = [tuple(word_forms(way)) for way in (*step.english, step.hebrew)]
    ways = [way for way in dict.fromkeys(ways) if way]
    if not ways or (step.english and not word_forms(step.english[0])):
        return None
    return Part(tuple(map(Way, ways)), _weight(ways[0], words))


def _weight(words_of_way: Sequence[Forms], words: WordIndex) -> float:
    """Return the sum of the words' weights: a phrase asks for more than a word."""
    return sum(words.weight(forms) for forms in words_of_way)
