"""Items that give a definition of a note and ask for the term."""

import random
from itertools import pairwise

import pytest
from small_grounds import OTHER_NOTES, PAPER, SELF_SCORE, cited_note, grounds_of, page

from paperqa.quiz.draft import Draft, DraftWording
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.makers.terms import printed_term, term_drafts
from paperqa.types import Citation

DEFINED = "A light map (LM) stores how bright each lamp shines."
DEFINED_HE = "מפת אור (light map) שומרת כמה כל מנורה מאירה."
EN = f"Light map (LM): {DEFINED}"
HE = f"מפת אור (light map): {DEFINED_HE}"
PRINTED = "The light maps store how bright each lamp shines."
PAIRS = {
    "Creek node": "צומת נחל (creek node)",
    "Keystone": "אבן ראשה (keystone)",
    "Slip angle": "זווית החלקה (slip angle)",
    "Heat front": "חזית חום (heat front)",
}


def drafts(grounds: Grounds, seed: int = 1) -> list[Draft]:
    return list(term_drafts(grounds, random.Random(seed)))


def test_a_term_is_asked_as_a_choice_and_as_a_gap_in_both_languages() -> None:
    choice, gap = drafts(grounds_of("term", EN, HE, pages=[PRINTED]))
    english, hebrew = choice.wordings
    assert set(english.wrong) == set(PAIRS)
    assert hebrew.wrong == tuple(PAIRS[one] for one in english.wrong)
    asked = "____ stores how bright each lamp shines."
    asked_he = "____ שומרת כמה כל מנורה מאירה."
    cited = Citation(1, PAPER, page(PRINTED), PRINTED, 0, len(PRINTED), 1)
    score = choice.score
    assert choice == Draft(
        kind="choice",
        maker="term",
        wordings=(
            DraftWording(
                "en", asked, "Light map (LM)", english.wrong, DEFINED, ("Light map", "LM")
            ),
            DraftWording(
                "he",
                asked_he,
                "מפת אור (light map)",
                hebrew.wrong,
                DEFINED_HE,
                ("מפת אור", "light map"),
            ),
        ),
        citation=cited,
        key=("light maps",),
        about="note 4",
        difficulty="easy",
        score=score,
    )
    assert gap == Draft(
        kind="cloze",
        maker="term gap",
        wordings=(
            DraftWording("en", asked, "Light map (LM)", (), DEFINED, ("Light map", "LM")),
            DraftWording(
                "he", asked_he, "מפת אור (light map)", (), DEFINED_HE, ("מפת אור", "light map")
            ),
        ),
        citation=cited,
        key=("light maps",),
        about="note 4",
        difficulty="hard",
        score=pytest.approx(score - 0.11),  # type: ignore[arg-type]
    )


def test_without_pages_the_note_is_quoted() -> None:
    choice, gap = drafts(grounds_of("term", EN))
    assert choice.citation == cited_note(EN, "term")
    assert choice.key == ("Light map",)
    assert choice.score == pytest.approx(0.6 * SELF_SCORE + 0.33)
    assert gap.score == pytest.approx(0.6 * SELF_SCORE + 0.22)


def test_terms_of_the_nearest_definitions_are_offered_first() -> None:
    en = f"{EN}\nGlow tube: A glow tube is a glass lamp full of gas."
    grounds = grounds_of("term", en, pages=[PRINTED], beside=["2099.10004"])
    (own,) = (one for one in grounds.statements if one.terms.get("en") == "Light map (LM)")
    right = grounds.embedder.embed_passages([own.texts["en"]])[0]
    worth = {
        one.terms["en"]: float(grounds.embedder.embed_passages([one.texts["en"]])[0] @ right)
        + 0.1 * (paper == PAPER.id)
        for paper, found in grounds.pool.items()
        for one in found
        if one.terms
    }
    for seed in range(8):
        wrong = drafts(grounds, seed)[0].wordings[0].wrong
        assert set(wrong) == {"Glow tube", *PAIRS}
        # Chance moves what is near by 0.08.
        assert all(worth[one] > worth[other] - 0.08 for one, other in pairwise(wrong))


@pytest.mark.parametrize(
    "other",
    [
        "Light: Light is what lamps give.",  # part of the term
        "Light map of streets: A light map of streets is long.",  # the term is part of it
        "Shine map: A shine map stores how bright each lamp is.",  # defined alike
    ],
)
def test_a_term_that_may_be_right_is_not_offered(other: str) -> None:
    choice = drafts(grounds_of("term", f"{EN}\n{other}", pages=[PRINTED]))[0]
    assert set(choice.wordings[0].wrong) == set(PAIRS)


@pytest.mark.parametrize(
    "passage",
    [
        "Light maps store how bright each lamp shines, and keystones do not.",
        f"{PRINTED} There is no keystone to it.",
        f"The keystones of a house are of no interest here. {PRINTED}",
    ],
)
def test_a_term_that_the_passage_prints_is_not_offered(passage: str) -> None:
    choice = drafts(grounds_of("term", EN, pages=[passage, "A keystone and a slip angle."]))[0]
    assert "how bright each lamp shines" in choice.citation.quote
    assert set(choice.wordings[0].wrong) == set(PAIRS) - {"Keystone"}


def test_own_terms_that_stand_beside_it_in_the_note_are_not_offered() -> None:
    en = f"{EN}\nGlow tube: A glow tube is a glass lamp full of gas."
    choice = drafts(grounds_of("term", en))[0]
    assert set(choice.wordings[0].wrong) == set(PAIRS)


def test_a_term_without_hebrew_is_not_offered_beside_hebrew_ones() -> None:
    en = f"{EN}\nGlow tube: A glow tube is a glass lamp full of gas."
    he = f"{HE}\nשפופרת (glow tube): שפופרת (glow tube) היא מנורה. היא מלאה בגז."
    choice = drafts(grounds_of("term", en, he, pages=[PRINTED]))[0]
    assert [one.lang for one in choice.wordings] == ["en", "he"]
    assert "Glow tube" not in choice.wordings[0].wrong


@pytest.mark.parametrize(
    "en",
    [
        "Light map: It stores how bright each lamp shines.",  # does not begin with the term
        "Light map: A light map stores light of the map.",  # says the term again
        "Light map: A light map, as here, stores it.",  # no word right behind the gap
        "A light map stores how bright each lamp shines.",  # defines nothing
    ],
)
def test_a_definition_that_cannot_be_gapped_is_not_asked(en: str) -> None:
    assert drafts(grounds_of("term", en)) == []


def test_a_hebrew_definition_that_cannot_be_gapped_stops_both() -> None:
    he = "מפת אור (light map): היא שומרת כמה כל מנורה מאירה."
    assert drafts(grounds_of("term", EN, he)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lighter mapping stores how bright each lamp shines.",  # not the term
        "The birds of a light map are of no interest to anyone here.",  # not the definition
    ],
)
def test_a_term_that_no_fitting_quote_prints_is_not_asked(text: str) -> None:
    assert drafts(grounds_of("term", EN, pages=[text])) == []


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("Non-maximum suppression (NMS)", "by non maximum suppression", "non maximum suppression"),
        ("Non-maximum suppression (NMS)", "by NMS here", "NMS"),
        ("Light map", "by light-maps.", "light-maps"),
        ("Light map", "by LIGHTMAP.", "LIGHTMAP"),
        ("Light map", "by light mapping.", None),
        ("Light map", "by delight maps.", None),
        ("Memory", "of memories", "memories"),
        ("Head box", "of head boxes", "head boxes"),
        ("Anchors", "of an anchor", "anchor"),
    ],
)
def test_papers_print_a_term_in_the_plural_hyphenated_or_short(
    term: str, text: str, found: str | None
) -> None:
    match = printed_term(term).search(text)
    assert (match and match[0]) == found


def test_the_same_draw_gives_the_same_drafts_and_another_draw_another_order() -> None:
    grounds = grounds_of("term", EN, HE)
    assert drafts(grounds, 3) == drafts(grounds, 3)
    orders = {drafts(grounds, seed)[0].wordings[0].wrong for seed in range(8)}
    assert len(orders) > 1
    assert {frozenset(one) for one in orders} == {frozenset(PAIRS)}
    assert len(OTHER_NOTES) == len(PAIRS)
