"""Which sentences of the hits answer the question.

A sentence scores by the share of the question's parts that it holds, rarer parts counting more,
and by its cosine to the question. What is not prose (tables, formulas, torn lines) counts less.
Scores lie in [0, 1] or a little above.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from paperqa.answer.retrieval.parts import parts_of, share
from paperqa.answer.retrieval.query import Query
from paperqa.language.questions import asks_meaning
from paperqa.language.script import language_of
from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens, word_forms
from paperqa.protocols import Embedder
from paperqa.store.bundle import Index
from paperqa.types import Evidence, Hit, Matrix

_SHORTEST, _LONGEST = 5, 90
_PROSE_END = re.compile(r"""[.!?]["'”’)\]]*$""")
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|algorithm|listing)\.? ?\d+[a-z]?\b\)?(?! (?:\w+ly |also )?(?:shows?|"
    r"reports?|compares?|presents?|summari[sz]es?|lists?|gives?|illustrates?|demonstrates?|depicts?|plots?|"
    r"provides?|contains?|indicates?|displays?|describes?|visuali[sz]es?|reveals?|suggests?)\b)"
    r"|index terms\b",
    re.IGNORECASE,
)
_MOST_EQUATIONS = 2
"""More in one sentence are a displayed formula, of which pages lose lines."""
_HITS_READ = 7
"""Five hits, and the notes beside them."""
_CONTEXT_SHARE = 0.35
"""How much a word of the question counts that stands not in the sentence but around it."""
_RANK_DISCOUNT = 0.03
_EMBEDDED = 24
_DEFINITION_BONUS = 0.3
_TERM_WORDS = 9
_BRACKETS = re.compile(r"\([^)]*\)")
_OF = re.compile(r"\b(?:of|של)\b")
_OTHER_LANGUAGE = 0.7
"""An Israeli reads English; a Hebrew sentence that says as much is still the better answer."""
_IS = re.compile(r"(:|\b(?:is|are|refers to|means|הוא|היא|הם|הן)\b)(?!\d)")


class Scorer:
    """Scores sentences for one question."""

    def __init__(
        self, query: Query, index: Index, embedder: Embedder, vector: Matrix | None
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._parts = parts_of(query, index.words)
        self._query = query
        self._asks_meaning = asks_meaning(query.question)
        self._asked = [way.tokens for part in self._parts for way in part.ways]
        self._vector = vector
        self._read: dict[str, float] = {}

    def evidence(self, hits: Sequence[Hit]) -> list[Evidence]:
        """Return the sentences of the first hits that hold most of the question, best first."""
        found = [
            replace(item, score=self._score(item.sentence, context) * (1 - _RANK_DISCOUNT * rank))
            for rank, hit in enumerate(sorted(hits[:_HITS_READ], key=self._place))
            for context in [set(tokens(self._around(hit)))]
            for item in _sentences(hit)
        ]
        # Embedding a sentence costs as much as a passage costs to store: only the likely ones.
        likely = sorted(found, key=lambda item: -item.score)[:_EMBEDDED]
        cosines = self._cosines([item.sentence for item in likely])
        scored = [
            item
            if cosine is None
            else replace(item, score=(item.score + max(cosine, 0.0)) / 2, cosine=cosine)
            for item, cosine in zip(likely, cosines, strict=True)
        ]
        return sorted(scored, key=lambda item: -item.score)

    def _score(self, sentence: str, context: set[str]) -> float:
        words = set(tokens(sentence))
        own = share(self._parts, words)
        overlap = own + _CONTEXT_SHARE * (share(self._parts, words | context) - own)
        if self._asks_meaning and own:
            overlap += _DEFINITION_BONUS * defined(sentence, self._asked)
        if self._query.lang == "he" and language_of(sentence) != "he":
            overlap *= _OTHER_LANGUAGE
        return overlap * prose(sentence)

    def _place(self, hit: Hit) -> tuple[bool, float]:
        """Return a sorting key: best first, but a paper's own pages before the notes on them."""
        is_beside = (
            hit.passage.kind == "note"
            and hit.passage.paper in self._index.columns.papers_with_pages
        )
        return is_beside, -hit.score

    def _around(self, hit: Hit) -> str:
        title = self._index.papers[hit.passage.paper].title
        return f"{title}\n{hit.passage.section}\n{hit.passage.text}"

    def _cosines(self, sentences: Sequence[str]) -> list[float | None]:
        """Return each sentence's cosine to the question, None where the embedder cannot read it."""
        if self._vector is None:
            return [None] * len(sentences)
        known = self._embedder.languages
        new = [s for s in sentences if s not in self._read and language_of(s) in known]
        rows = self._embedder.embed_passages(new) @ self._vector[0] if new else ()
        self._read.update(zip(new, map(float, rows), strict=True))
        return [self._read.get(sentence) for sentence in sentences]


def defined(sentence: str, asked: Sequence[tuple[str, ...]]) -> float:
    """Return how much of what ``sentence`` begins with, and says what it is, is asked for.

    0 for a sentence that defines nothing, or something else.
    """
    head, verb, _ = _IS.split(sentence, maxsplit=1) if _IS.search(sentence) else ("", "", "")
    # A term, with its long form in brackets perhaps; not half a sentence. "The limits of LoRA" are
    # not LoRA, and "Transformers in Vision" only half of them transformers.
    said = word_forms(_BRACKETS.sub(" ", _OF.split(head)[0]))
    meant = sum(any(set(forms).intersection(way) for way in asked) for forms in said)
    if not verb or len(head.split()) > _TERM_WORDS or not meant or meant * 2 < len(said):
        return 0.0
    return meant / len(said)


def prose(sentence: str) -> float:
    """Return how well ``sentence`` can be quoted: 1 for prose, less for captions and torn text."""
    letters = sum(char.isalpha() or char.isspace() for char in sentence) / len(sentence)
    words = sentence.split()
    short_words = sum(len(word) == 1 for word in words) / len(words)
    value = 1.0 if _PROSE_END.search(sentence) else 0.7
    if not (sentence[0].isupper() or sentence[0] in "\"“'(•" or "א" <= sentence[0] <= "ת"):
        value *= 0.85
    if letters < 0.75:
        value *= 0.7
    if _CAPTION.match(sentence):
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
