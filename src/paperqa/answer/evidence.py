"""Which sentences of the hits answer the question, and whether they are enough.

A sentence scores by the share of the question's words that it holds, rarer words counting more,
and by its cosine to the question where the embedder knows the question's language. What is not
prose (tables, formulas, torn lines) counts less. Scores lie in [0, 1] or a little above.
Thresholds are measured, see benchmarks/LOG.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from paperqa.language.questions import asks_meaning
from paperqa.language.script import language_of, question_language
from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens, word_forms
from paperqa.protocols import Embedder
from paperqa.store.bundle import Index
from paperqa.types import Evidence, Hit

ENOUGH = 0.5
"""Least of cosine + ``_COVERAGE_COUNTS`` x coverage at which an answer is given."""
ENOUGH_WITHOUT_COSINE = 0.5
"""Least coverage where the embedder does not know the question's language."""
_COVERAGE_COUNTS = 0.3
_NAMED_IS_HALF = 0.5

_SHORTEST, _LONGEST = 5, 90
_PROSE_END = re.compile(r"""[.!?]["'”’)\]]*$""")
_MOST_EQUATIONS = 2
"""More in one sentence are a displayed formula, of which pages lose lines."""
_HITS_READ = 5
_CONTEXT_SHARE = 0.35
"""How much a word of the question counts that stands not in the sentence but around it."""
_RANK_DISCOUNT = 0.03
_EMBEDDED = 24
_DEFINITION_BONUS = 0.3
_TERM_WORDS = 9
_OTHER_LANGUAGE = 0.7
"""An Israeli reads English; a Hebrew sentence that says as much is still the better answer."""
_IS = re.compile(r"(:|\b(?:is|are|refers to|means|הוא|היא|הם|הן)\b)(?!\d)")
# Possessive, and from the word's start only: else a long run of letters takes seconds.
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*+(?:-\d+(?:\.\d+)?)?(?!\w)")
_WHOLE = re.compile(r"^[A-Za-z]+-?\d{1,2}(?:\.\d)?$|^[A-Z]?[a-z]{3,}[A-Z][a-z]{3,}$")
"""Names of which a part says nothing: ``GPT-5`` is not GPT, ``AlphaFold`` is not "alpha"."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How well the hits cover a question: both shares in [0, 1]; no cosine for some languages.

    ``unknown`` holds names in the question that nothing in the index mentions; ``named`` tells
    that all its Latin terms stand in one hit.
    """

    coverage: float
    cosine: float | None
    unknown: tuple[str, ...] = ()
    named: bool = False

    @property
    def enough(self) -> bool:
        """Tell whether an answer may be given."""
        if self.unknown:
            return False
        if self.cosine is None:
            least = ENOUGH_WITHOUT_COSINE * (_NAMED_IS_HALF if self.named else 1)
            return self.coverage >= least
        return self.cosine + _COVERAGE_COUNTS * self.coverage >= ENOUGH


class Scorer:
    """Scores sentences for one question."""

    def __init__(self, question: str, index: Index, embedder: Embedder) -> None:
        self._index = index
        self._embedder = embedder
        self._forms = word_forms(question)
        self._weights = [index.words.weight(forms) for forms in self._forms]
        self._unknown = unknown_names(question, index)
        self._latin = [forms for forms in self._forms if forms[0].isascii()]
        self._asks_meaning = asks_meaning(question)
        self._lang = question_language(question)
        dense = self._lang in embedder.languages
        self._question = embedder.embed_questions([question])[0] if dense else None

    def weigh(self, hits: Sequence[Hit]) -> Weighing:
        """Return how well ``hits`` as a whole cover the question."""
        if not hits:
            return Weighing(0.0, None if self._question is None else 0.0, self._unknown)
        contexts = [set(tokens(self._around(hit))) for hit in hits]
        coverage = max(self._share(words) for words in contexts)
        named = bool(self._latin) and any(
            all(words.intersection(forms) for forms in self._latin) for words in contexts
        )
        if self._question is None:
            return Weighing(coverage, None, self._unknown, named)
        rows = np.asarray([hit.row for hit in hits], dtype=np.int64)
        cosines = self._index.vectors.vectors(rows) @ self._question
        return Weighing(coverage, float(cosines.max()), self._unknown, named)

    def evidence(self, hits: Sequence[Hit]) -> list[Evidence]:
        """Return the sentences of the first hits that hold most of the question, best first."""
        found = [
            replace(item, score=self._score(item.sentence, context) * (1 - _RANK_DISCOUNT * rank))
            for rank, hit in enumerate(hits[:_HITS_READ])
            for context in [set(tokens(self._around(hit)))]
            for item in _sentences(hit)
        ]
        # Embedding a sentence costs as much as a passage costs to store: only the likely ones.
        likely = sorted(found, key=lambda item: -item.score)[:_EMBEDDED]
        cosines = self._cosines([item.sentence for item in likely])
        scored = [
            item if cosine is None else replace(item, score=(item.score + max(cosine, 0.0)) / 2)
            for item, cosine in zip(likely, cosines, strict=True)
        ]
        return sorted(scored, key=lambda item: -item.score)

    def _score(self, sentence: str, context: set[str]) -> float:
        words = set(tokens(sentence))
        own = self._share(words)
        overlap = own + _CONTEXT_SHARE * (self._share(words | context) - own)
        if self._asks_meaning and own and defines(sentence, self._forms):
            overlap += _DEFINITION_BONUS
        if self._lang == "he" and language_of(sentence) != "he":
            overlap *= _OTHER_LANGUAGE
        return overlap * prose(sentence)

    def _share(self, words: set[str]) -> float:
        """Return the share of the question's words, by weight, of which ``words`` hold a form."""
        held = sum(
            weight
            for forms, weight in zip(self._forms, self._weights, strict=True)
            if words.intersection(forms)
        )
        total = sum(self._weights)
        return held / total if total else 0.0

    def _around(self, hit: Hit) -> str:
        title = self._index.papers[hit.passage.paper].title
        return f"{title}\n{hit.passage.section}\n{hit.passage.text}"

    def _cosines(self, sentences: list[str]) -> list[float | None]:
        if self._question is None:
            return [None] * len(sentences)
        return [float(x) for x in self._embedder.embed_passages(sentences) @ self._question]


def defines(sentence: str, asked: Sequence[tuple[str, ...]]) -> bool:
    """Tell a sentence that begins with what is asked for, and says what it is."""
    head, verb, _ = _IS.split(sentence, maxsplit=1) if _IS.search(sentence) else ("", "", "")
    said = set(tokens(head))
    # A term, with its long form in brackets perhaps; not half a sentence.
    return bool(verb) and len(head.split()) <= _TERM_WORDS and any(said & set(f) for f in asked)


def unknown_names(question: str, index: Index) -> tuple[str, ...]:
    """Return names in ``question`` (AlphaFold, GPT-5) that no passage holds."""
    # What begins a sentence is spelt with a capital, whatever it is.
    firsts = [
        question[start:end].split()[0].lstrip("\"'“‘([") for start, end in sentence_spans(question)
    ]
    return tuple(
        word
        for word in _NAME.findall(question)
        if _is_name(word, firsts)
        and not index.words.knows(word, whole=_WHOLE.match(word) is not None)
    )


def _is_name(word: str, firsts: Sequence[str]) -> bool:
    inner = any(char.isupper() or char.isdigit() for char in word[1:])
    return inner or (word[0].isupper() and not any(first.startswith(word) for first in firsts))


def prose(sentence: str) -> float:
    """Return how much ``sentence`` is one to be quoted: 1 for prose, less for torn text."""
    letters = sum(char.isalpha() or char.isspace() for char in sentence) / len(sentence)
    words = sentence.split()
    short_words = sum(len(word) == 1 for word in words) / len(words)
    value = 1.0 if _PROSE_END.search(sentence) else 0.7
    if not (sentence[0].isupper() or sentence[0] in "\"“'(•" or "א" <= sentence[0] <= "ת"):
        value *= 0.85
    if letters < 0.75:
        value *= 0.7
    if short_words > 0.35:
        value *= 0.6
    return value


def with_focus(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> tuple[Hit, ...]:
    """Return ``hits`` with their focus on the best sentence that ``evidence`` (sorted) knows."""
    best: dict[int, Evidence] = {}
    for item in evidence:
        best.setdefault(item.hit.row, item)
    return tuple(
        replace(hit, focus=best[hit.row].start) if hit.row in best else hit for hit in hits
    )


def _sentences(hit: Hit) -> list[Evidence]:
    """Return the sentences that can be quoted: whole, and on one page."""
    text = hit.passage.text
    return [
        Evidence(hit, text[start:end], start, end)
        for start, end in sentence_spans(text)
        if _SHORTEST <= len(text[start:end].split()) <= _LONGEST
        and text.count("=", start, end) <= _MOST_EQUATIONS
        and hit.passage.page_at(start) == hit.passage.page_at(end - 1)
    ]
