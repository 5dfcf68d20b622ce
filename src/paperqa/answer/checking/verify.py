"""Does the cited passage carry the sentence? Finds the words that do, and says how well.

``supported``: the passage holds every number and name of the claim and says, in its best sentence
and around it, most of the rest. ``weak``: it says part of it, lacks a name, or contrasts with it
(see ``contrast``). ``none``: it lacks a number, or says too little of it.

A Hebrew claim and an English passage are compared by the glossary's English, by numbers and Latin
terms and, where there is an embedder that reads English, by the cosine of the glossary's English to
the sentence. The thresholds are fitted on the claims of ``tests/data/claims.tsv``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from paperqa.answer.checking.contrast import contrasts
from paperqa.answer.checking.meaning import held_share, meaning_of, words_of
from paperqa.answer.checking.names import holds_name, names_in
from paperqa.answer.checking.number_places import numbers_apart
from paperqa.answer.checking.numbers import (
    Number,
    Printed,
    lacking,
    numbers_in,
    plain,
    printed_numbers,
)
from paperqa.language.english import to_english
from paperqa.language.script import language_of
from paperqa.language.sentences import sentence_spans
from paperqa.language.tokens import tokens
from paperqa.protocols import Embedder
from paperqa.types import Paper, Passage, Support

_AROUND: Final = 0.5
"""How much a word counts that stands not in the sentence but in its passage."""
_CANDIDATES: Final = 3
"""Sentences of a passage that are embedded for a claim."""
_COSINE_WEIGHT: Final = 0.3
_SUPPORTED, _WEAK = 0.65, 0.4


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that an answer cites, and its paper where it is known."""

    passage: Passage
    paper: Paper | None = None

    @property
    def called(self) -> str:
        """What the paper is called, and by whom it is: names that its passages need not hold."""
        if self.paper is None:
            return ""
        return "\n".join((self.paper.title, *self.paper.aliases, *self.paper.authors))


@dataclass(frozen=True, slots=True)
class Carrier:
    """The sentence ``passage.text[start:end]`` that carries a claim best, all on one page."""

    start: int
    end: int
    support: Support


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may carry a claim: ``share`` of the claim's words and numbers, in [0, 1]."""

    source: Source
    start: int
    end: int
    share: float

    @property
    def sentence(self) -> str:
        """Its words."""
        return self.source.passage.text[self.start : self.end]


Cosines = Mapping[tuple[str, str], float]
"""By claim and sentence."""


def candidates(claim: str, source: Source) -> list[Candidate]:
    """Return the sentences of ``source`` that may carry ``claim``, best first, never none."""
    found = [candidate_of(claim, source, start, end) for start, end in _spans(source.passage)]
    return sorted(found, key=lambda one: -one.share)[:_CANDIDATES]


def candidate_of(claim: str, source: Source, start: int, end: int) -> Candidate:
    """Return the sentence ``[start, end)`` of the source's passage, weighed for ``claim``."""
    sentence = source.passage.text[start:end]
    return Candidate(source, start, end, _share(claim, [sentence], [source]))


def _share(claim: str, sentences: Sequence[str], sources: Sequence[Source]) -> float:
    """Return how much of ``claim`` the sentences hold and, for less, their passages."""
    meaning, numbers = meaning_of(claim), numbers_in(claim)
    words = frozenset[str]().union(*map(words_of, sentences))
    around = words.union(
        *(words_of(one.passage.text) for one in sources),
        *(words_of(f"{one.passage.section}\n{one.called}") for one in sources),
    )
    own = held_share(meaning, words)
    share = own + _AROUND * (held_share(meaning, around) - own)
    held = len(numbers) - len(lacking(claim, map(printed_numbers, sentences)))
    return (share * meaning.weight + held) / max(meaning.weight + len(numbers), 1.0)


def cosines_of(pairs: Iterable[tuple[str, str]], embedder: Embedder | None) -> Cosines:
    """Return the cosine of each claim to each sentence that it is paired with.

    What the embedder cannot read is embedded in the glossary's English; nothing without it.
    """
    pairs = list(dict.fromkeys(pairs))
    if embedder is None or "en" not in embedder.languages or not pairs:
        return {}
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    rows = embedder.embed_passages([_readable(text, embedder) for text in texts])
    at = {text: row for row, text in enumerate(texts)}
    return {pair: float(rows[at[pair[0]]] @ rows[at[pair[1]]]) for pair in pairs}


def score(candidate: Candidate, claim: str, cosines: Cosines) -> float:
    """Return how much of ``claim`` the candidate says; about 0 to 1."""
    cosine = cosines.get((claim, candidate.sentence))
    if cosine is None:
        return candidate.share
    return (1 - _COSINE_WEIGHT) * candidate.share + _COSINE_WEIGHT * max(cosine, 0.0)


def support_by(bests: Sequence[Candidate], claim: str, cosines: Cosines) -> Support:
    """Return how well ``bests``, a sentence of each passage cited, carry ``claim`` together."""
    sources = [one.source for one in bests]
    best = max(bests, key=lambda one: score(one, claim, cosines))
    value = score(best, claim, cosines)
    if len(bests) > 1:
        share = _share(claim, [one.sentence for one in bests], sources)
        value = max(value, score(replace(best, share=share), claim, cosines))
    if value < _WEAK or missing_numbers(claim, sources):
        return "none"
    told_apart = (
        missing_names(claim, sources)
        or contrasts(claim, best.sentence)
        or _numbers_apart(claim, bests)
    )
    return "weak" if value < _SUPPORTED or told_apart else "supported"


def _numbers_apart(claim: str, bests: Sequence[Candidate]) -> bool:
    """Tell whether a number of ``claim`` stands where its passages speak of something else."""
    best: dict[str, Printed] = {}
    others: dict[str, Printed] = {}
    for one in bests:
        text = one.source.passage.text
        whole = printed_numbers(text)
        best[one.sentence] = printed_numbers(one.sentence).within(whole)
        for start, end in _spans(one.source.passage):
            others[text[start:end]] = printed_numbers(text[start:end]).within(whole)
    return numbers_apart(claim, best, others, [_numbers_about(one.source) for one in bests])


def missing_numbers(claim: str, sources: Sequence[Source]) -> tuple[Number, ...]:
    """Return the numbers of ``claim`` that none of ``sources`` holds."""
    printed = [printed_numbers(source.passage.text) for source in sources]
    printed += [_numbers_about(source) for source in sources]
    return lacking(claim, printed)


def missing_names(claim: str, sources: Sequence[Source]) -> tuple[str, ...]:
    """Return the names of ``claim`` that no passage or title of ``sources`` holds."""
    texts = [
        text for one in sources for text in (one.passage.text, one.passage.section, one.called)
    ]
    return tuple(name for name in names_in(claim) if not any(_names(text, name) for text in texts))


def _names(text: str, name: str) -> bool:
    """Tell whether ``text`` holds ``name``, or the Hebrew for it: GPUs are מעבדים גרפיים."""
    if holds_name(text, name):
        return True
    return language_of(text) == "he" and words_of(text).issuperset(tokens(name)[-1:])


def _numbers_about(source: Source) -> Printed:
    """Return the numbers of the title, and of the paper itself: its year, its pages."""
    named = printed_numbers(f"{source.called}\n{source.passage.paper}")
    facts: list[Number] = [plain(page) for page in source.passage.pages]
    if source.paper and source.paper.year:
        facts.append(plain(source.paper.year))
    return Printed((*named.numbers, *facts), named.scales, named.rates)


@lru_cache(maxsize=256)
def _spans(passage: Passage) -> list[tuple[int, int]]:
    """Return where the sentences stand that lie on one page; else the pages' parts."""
    return [
        (start, end)
        for start, end in sentence_spans(passage.text)
        if passage.page_at(start) == passage.page_at(end - 1)
    ] or _parts_of_pages(passage)


def _parts_of_pages(passage: Passage) -> list[tuple[int, int]]:
    """Return where each page's part of the text starts and ends, without outer spaces."""
    cuts = [0, *(cut.offset for cut in passage.page_breaks if cut.offset), len(passage.text)]
    parts = [(start, passage.text[start:end]) for start, end in pairwise(cuts)]
    return [
        (start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
        for start, part in parts
        if part.strip()
    ]


def _readable(text: str, embedder: Embedder) -> str:
    known = language_of(text) in embedder.languages
    return text if known else to_english(text).text or text
