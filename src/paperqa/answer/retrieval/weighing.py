"""Are the hits enough to answer from? A decision in code, calibrated for language and embedder.

A logistic model over the signs of ``signs``. A name that nobody mentions, or an order to the
assistant, decides by itself. The coefficients come from ``benchmarks/refusal.py``, on the tuning
half of the gold questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from paperqa.answer.retrieval.signs import Signs
from paperqa.settings import BUNDLED_EMBEDDER
from paperqa.types import Lang


@dataclass(frozen=True, slots=True)
class Calibration:
    """Log-odds that the papers answer: a sum of the signs, each times its coefficient."""

    bias: float
    coverage: float
    missing: float
    agreement: float
    strangers: float
    named: float = 0.0
    astray: float = 0.0
    cosine: float = 0.0
    sentence: float = 0.0
    score: float = 0.0
    untold: float = 0.0

    def log_odds(self, signs: Signs) -> float:
        """Return the log-odds; above 0 an answer is given."""
        return (
            self.bias
            + self.coverage * signs.coverage
            + self.missing * signs.missing
            + self.agreement * signs.agreement
            + self.strangers * signs.strangers
            + self.named * signs.named
            + self.astray * signs.astray
            + self.untold * signs.untold
            + self.cosine * (signs.cosine or 0.0)
            + self.sentence * (signs.sentence or 0.0)
            + self.score * signs.score
        )


BY_EMBEDDER: Mapping[tuple[str, Lang], Calibration] = {
    (BUNDLED_EMBEDDER, "en"): Calibration(
        bias=-10.5,
        coverage=-1.23,
        missing=-0.32,
        agreement=-0.12,
        strangers=-4.34,
        named=-2.28,
        astray=-2.09,
        cosine=3.24,
        sentence=3.13,
        score=4.0,
        untold=0.7,
    ),
    (BUNDLED_EMBEDDER, "he"): Calibration(
        bias=-7.78,
        coverage=0.9,
        missing=-1.63,
        agreement=-0.09,
        strangers=-2.45,
        named=-1.71,
        astray=-1.34,
        cosine=2.43,
        sentence=2.43,
        score=2.95,
        untold=0.7,
    ),
}
"""A named paper raises the score whatever is asked of it: naming one counts against.

``untold`` was not fitted with the rest: a note's sentences are nearer to a question than a page is,
so that without it 12 to 14 in 100 answerable questions on other papers were refused.
"""
WORDS_ONLY: Mapping[Lang, Calibration] = {
    "en": Calibration(
        bias=-2.65,
        coverage=3.52,
        missing=-0.25,
        agreement=2.69,
        strangers=-3.12,
        named=0.11,
        astray=-3.13,
    ),
    "he": Calibration(
        bias=-1.96,
        coverage=3.51,
        missing=-1.62,
        agreement=2.69,
        strangers=-2.22,
        named=0.12,
        astray=-2.17,
    ),
}
"""For embedders whose cosines nobody has measured: each has a scale of its own."""


def is_enough(signs: Signs, embedder: str, lang: Lang) -> bool:
    """Tell whether an answer may be given."""
    if signs.unknown or signs.orders or signs.coverage == 0.0:
        return False
    return calibration_of(signs, embedder, lang).log_odds(signs) > 0


def calibration_of(signs: Signs, embedder: str, lang: Lang) -> Calibration:
    """Return the calibration that was measured, else the one that does without a cosine."""
    measured = BY_EMBEDDER.get((embedder, lang))
    return WORDS_ONLY[lang] if measured is None or signs.cosine is None else measured
