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
    cosine: float = 0.0
    sentence: float = 0.0

    def log_odds(self, signs: Signs) -> float:
        """Return the log-odds; above 0 an answer is given."""
        return (
            self.bias
            + self.coverage * signs.coverage
            + self.missing * signs.missing
            + self.agreement * signs.agreement
            + self.strangers * signs.strangers
            + self.cosine * (signs.cosine or 0.0)
            + self.sentence * (signs.sentence or 0.0)
        )


BY_EMBEDDER: Mapping[tuple[str, Lang], Calibration] = {
    (BUNDLED_EMBEDDER, "en"): Calibration(
        bias=-5.53,
        coverage=1.58,
        missing=0.11,
        agreement=0.86,
        strangers=-4.45,
        cosine=4.43,
        sentence=5.22,
    ),
    (BUNDLED_EMBEDDER, "he"): Calibration(
        bias=-5.35,
        coverage=2.87,
        missing=-1.04,
        agreement=2.57,
        strangers=-3.96,
        cosine=2.9,
        sentence=4.45,
    ),
}
WORDS_ONLY: Mapping[Lang, Calibration] = {
    "en": Calibration(bias=-2.35, coverage=3.82, missing=-0.5, agreement=3.11, strangers=-4.42),
    "he": Calibration(bias=-2.82, coverage=4.67, missing=-1.2, agreement=3.74, strangers=-4.05),
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
