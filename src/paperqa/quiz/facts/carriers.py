"""Finds the sentences of a paper that carry a statement about it.

Words choose the candidates: the statement's stems, each worth the more the fewer sentences of the
paper hold it. The best are then weighed by what they say of it (``answer.checking``) and by the
cosine of their embeddings. A sentence that lies on two pages is none: its quote could not be shown
on one.
"""

import heapq
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from paperqa.answer.checking.verify import Cosines, Source, candidate_of, score, support_by
from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens
from paperqa.protocols import Embedder
from paperqa.quiz.facts.quotable import is_quotable
from paperqa.types import Citation, Paper, Passage

_BY_WORDS: Final = 6
"""Candidates that are weighed closely."""
_LONGEST: Final = 420
"""Characters of a quote: three lines of print."""
_CAPTION: Final = re.compile(r"(?:Figure|Fig\.|Table|Algorithm|Listing) ?\d")
_LEAST_GAIN: Final = 0.06
"""Of the share that a quote says: for less, no second sentence is quoted."""
_NEIGHBOUR: Final = 0.15
"""What the words of the sentences around are worth."""


@dataclass(frozen=True, slots=True)
class Span:
    """The sentence ``passage.text[start:end]``, all on ``page``."""

    passage: Passage
    start: int
    end: int
    page: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Carried:
    """A quote, and how much of the statement it says; about 0 to 1."""

    citation: Citation
    score: float


class _Meanings:
    """Embeddings of texts, each made once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows: dict[str, npt.NDArray[np.float32]] = {}

    def learn(self, texts: Sequence[str]) -> None:
        """Embed those of ``texts`` that are new, in one go."""
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if new:
            self._rows.update(zip(new, self._embedder.embed_passages(new), strict=True))

    def cosines(self, statement: str, sentences: Sequence[str]) -> Cosines:
        """Return the cosine of ``statement`` to each of ``sentences``."""
        self.learn([statement, *sentences])
        own = self._rows[statement]
        return {(statement, one): float(self._rows[one] @ own) for one in sentences}


class Carriers:
    """The sentences of one paper, to be searched for what carries a statement."""

    def __init__(self, paper: Paper, pages: Sequence[Passage], embedder: Embedder) -> None:
        self._paper = paper
        self._meanings = _Meanings(embedder)
        self.spans = tuple(span for passage in pages for span in _spans(passage))

    def prepare(self, statements: Sequence[str]) -> None:
        """Embed the statements and what may carry them, all at once: that is five times faster."""
        rows = range(len(self.spans))
        close = {row for one in statements for row in self._closest(one, rows)}
        self._meanings.learn([*statements, *(self.spans[row].text for row in sorted(close))])

    def best(
        self,
        statement: str,
        page: int | None = None,
        holds: Callable[[str], bool] = lambda text: True,
    ) -> list[Carried]:
        """Return the quotes that carry ``statement`` best, best first, from ``page`` if given.

        ``holds`` says which sentences may be quoted.
        """
        rows = [
            row
            for row, span in enumerate(self.spans)
            if (page is None or span.page == page) and holds(span.text)
        ]
        close = [self.spans[row] for row in self._closest(statement, rows)]
        return self._weighed(statement, close)

    def widened(self, statement: str, carried: Carried) -> Carried:
        """Return the quote with the sentence before or after it, where they carry more together."""
        cited = carried.citation
        at = next(
            row
            for row, span in enumerate(self.spans)
            if span.passage is cited.passage and span.start == cited.start
        )
        alone = self._share(statement, self.spans[at])
        wider = [
            joined
            for one, other in ((at - 1, at), (at, at + 1))
            if one >= 0 and other < len(self.spans)
            if (joined := _joined(self.spans[one], self.spans[other]))
        ]
        best = max(wider, key=lambda span: self._share(statement, span), default=None)
        gain = self._share(statement, best) - alone if best else 0.0
        if best is None or gain < _LEAST_GAIN:
            return carried
        return Carried(self._citation(best), carried.score + gain)

    def supports(self, statement: str, carried: Carried) -> bool:
        """Tell whether the quote says all of ``statement``: its names too, and nothing against it.

        Of the notes' true statements; ``answer.checking`` says how.
        """
        cited = carried.citation
        source = Source(cited.passage, self._paper)
        cosines = self._meanings.cosines(statement, [cited.quote])
        best = candidate_of(statement, source, cited.start, cited.end)
        return support_by([best], statement, cosines) == "supported"

    def _share(self, statement: str, span: Span) -> float:
        source = Source(span.passage, self._paper)
        return candidate_of(statement, source, span.start, span.end).share

    def _closest(self, statement: str, rows: Sequence[int]) -> list[int]:
        """Return the rows that share the most telling words with ``statement``."""
        wanted = frozenset(tokens(statement))
        return heapq.nlargest(_BY_WORDS, rows, key=lambda row: (self._overlap(wanted, row), -row))

    def _weighed(self, statement: str, spans: Sequence[Span]) -> list[Carried]:
        cosines = self._meanings.cosines(statement, [span.text for span in spans])
        found = []
        for span in spans:
            source = Source(span.passage, self._paper)
            value = score(candidate_of(statement, source, span.start, span.end), statement, cosines)
            found.append(Carried(self._citation(span), value))
        return sorted(found, key=lambda one: -one.score)

    def _citation(self, span: Span) -> Citation:
        return Citation(1, self._paper, span.passage, span.text, span.start, span.end, span.page)

    def _overlap(self, wanted: frozenset[str], row: int) -> float:
        own = self._worth(wanted & self._stems[row])
        around = frozenset[str]().union(*self._stems[max(row - 1, 0) : row + 2])
        return own + _NEIGHBOUR * (self._worth(wanted & around) - own)

    def _worth(self, stems: frozenset[str]) -> float:
        count = len(self.spans)
        # In a fixed order: the sum of floats must not hang on the hashes of this process.
        return sum(math.log(1 + count / self._frequency[stem]) for stem in sorted(stems))

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return [frozenset(tokens(span.text)) for span in self.spans]

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(stem for stems in self._stems for stem in stems)


def _joined(one: Span, other: Span) -> Span | None:
    """Return two sentences that follow each other on one page as one; None where they do not."""
    if one.passage is not other.passage or one.page != other.page:
        return None
    between = one.passage.text[one.end : other.start]
    if between.strip() or _CAPTION.match(other.text) or other.end - one.start > _LONGEST:
        return None
    return Span(one.passage, one.start, other.end, one.page)


def _spans(passage: Passage) -> list[Span]:
    found = []
    for start, end in sentence_spans(passage.text):
        page = passage.page_at(start)
        one_page = page is not None and page == passage.page_at(end - 1)
        if one_page and end - start <= _LONGEST and is_quotable(passage.text[start:end]):
            found.append(Span(passage, start, end, page or 0))
    return found
