"""Whether hits are enough: log-odds by hand, and which calibration they are taken with."""

from dataclasses import replace

import pytest

from paperqa.answer.retrieval.signs import Signs
from paperqa.answer.retrieval.weighing import (
    BY_EMBEDDER,
    WORDS_ONLY,
    Calibration,
    calibration_of,
    is_enough,
)
from paperqa.settings import BUNDLED_EMBEDDER
from paperqa.types import Lang

SIGNS = Signs(
    cosine=0.5,
    coverage=0.75,
    missing=0.25,
    agreement=0.5,
    strangers=0.5,
    sentence=0.75,
    score=1.5,
    named=True,
    astray=True,
    untold=True,
)
UNITS = Calibration(1.0, 2.0, 4.0, 8.0, 16.0, 128.0, 256.0, 32.0, 64.0, 512.0, 1024.0)
LANGS: tuple[Lang, Lang] = ("en", "he")


def test_the_log_odds_are_the_signs_each_times_its_coefficient() -> None:
    assert UNITS.log_odds(SIGNS) == 1 + 1.5 + 1 + 4 + 8 + 16 + 48 + 128 + 256 + 768 + 1024


@pytest.mark.parametrize(
    ("sign", "change"),
    [
        ("coverage", 2.0),
        ("missing", 4.0),
        ("agreement", 8.0),
        ("strangers", 16.0),
        ("cosine", 32.0),
        ("sentence", 64.0),
        ("score", 512.0),
    ],
)
def test_each_sign_has_a_coefficient_of_its_own(sign: str, change: float) -> None:
    changed = replace(SIGNS, **{sign: getattr(SIGNS, sign) + 0.25})
    assert UNITS.log_odds(changed) - UNITS.log_odds(SIGNS) == change / 4


def test_what_was_not_embedded_adds_nothing() -> None:
    bare = replace(SIGNS, cosine=None, sentence=None)
    assert UNITS.log_odds(bare) == 1 + 1.5 + 1 + 4 + 8 + 128 + 256 + 768 + 1024


@pytest.mark.parametrize(
    ("without", "change"),
    [
        (replace(SIGNS, named=False), 128.0),
        (replace(SIGNS, astray=False), 256.0),
        (replace(SIGNS, untold=False), 1024.0),
    ],
)
def test_what_is_so_or_not_counts_whole(without: Signs, change: float) -> None:
    assert UNITS.log_odds(SIGNS) - UNITS.log_odds(without) == change


def test_all_languages_are_calibrated_for_the_bundled_embedder_and_for_words_alone() -> None:
    assert set(BY_EMBEDDER) >= {(BUNDLED_EMBEDDER, lang) for lang in LANGS}
    assert set(WORDS_ONLY) == set(LANGS)
    # Signs of a cosine that nobody has measured have no say, nor has a score that counts it.
    for one in WORDS_ONLY.values():
        assert (one.cosine, one.sentence, one.score, one.untold) == (0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("embedder", sorted({name for name, _ in BY_EMBEDDER}))
def test_a_measured_embedder_has_its_own_calibration(embedder: str, lang: Lang) -> None:
    measured = BY_EMBEDDER.get((embedder, lang), WORDS_ONLY[lang])
    assert calibration_of(SIGNS, embedder, lang) is measured


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_measured_cosine_words_alone_decide(lang: Lang) -> None:
    assert calibration_of(SIGNS, "an/other", lang) is WORDS_ONLY[lang]
    bare = replace(SIGNS, cosine=None)
    assert calibration_of(bare, BUNDLED_EMBEDDER, lang) is WORDS_ONLY[lang]


COVERAGES = [step / 20 for step in range(1, 21)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("embedder", [BUNDLED_EMBEDDER, "an/other"])
@pytest.mark.parametrize("missing", [0.0, 1.5])
def test_an_answer_is_given_where_the_log_odds_are_above_0(
    embedder: str, lang: Lang, missing: float
) -> None:
    for coverage in COVERAGES:
        signs = Signs(
            cosine=coverage,
            coverage=coverage,
            missing=missing,
            agreement=coverage,
            score=3 * coverage,
        )
        odds = calibration_of(signs, embedder, lang).log_odds(signs)
        assert is_enough(signs, embedder, lang) is (odds > 0)


GOOD = Signs(cosine=0.9, coverage=1.0, missing=0.0, agreement=1.0, sentence=0.9, score=2.5)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("embedder", [BUNDLED_EMBEDDER, "an/other"])
def test_unknown_names_and_orders_and_no_coverage_decide_by_themselves(
    embedder: str, lang: Lang
) -> None:
    assert is_enough(GOOD, embedder, lang)
    assert not is_enough(replace(GOOD, unknown=("AlphaFold",)), embedder, lang)
    assert not is_enough(replace(GOOD, orders=True), embedder, lang)
    assert not is_enough(replace(GOOD, coverage=0.0), embedder, lang)
