"""What each way to search is worth. Measured: see benchmarks/LOG.md and ``paperqa eval``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Weights of what adds up to a passage's score; 0 leaves a part out.

    ``words`` counts BM25 as a share of the best passage's, ``dense`` the cosine, ``named`` a
    paper that the question names, ``openings`` the sections that say what a thing is, where that
    is asked. ``told_words`` and ``told_dense`` count what a note tells of the passage's page, its
    best sentence each: BM25 as a share of the best page's, and the cosine. A passage that no note
    tells of counts once more by itself, its words ``untold_words`` times as much: else no paper
    without notes stood a chance beside one that has them. ``synonyms`` is what a
    word counts that only means the same; ``glossary`` False leaves Hebrew as it is.
    """

    words: float = 1.0
    dense: float = 1.3
    named: float = 0.3
    openings: float = 0.1
    told_words: float = 0.4
    told_dense: float = 0.9
    untold_words: float = 0.75
    synonyms: float = 0.5
    glossary: bool = True


RECIPE = Recipe()
