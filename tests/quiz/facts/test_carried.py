"""The facts of a paper's notes, with the quotes that carry them."""

import pytest
from small_grounds import NO_NOTE, PAPER, Note, cited_note, grounds_of, page, small_index

from paperqa.quiz.facts.carried import CARRIED, carriers_of, facts_of
from paperqa.quiz.facts.fact import Fact
from paperqa.quiz.material import Material
from paperqa.types import Citation, Passage
from small_desk import WordEmbedder

EN = "Training takes 36 hours on 48 chips (p. 2)."
HE = "האימון נמשך 36 שעות על 48 שבבים (עמ' 2)."
SAID = "Training takes 36 hours on 48 chips."


def facts(pages: list[Passage], en: Note, he: Note = NO_NOTE) -> tuple[Fact, ...]:
    material = Material(small_index(pages, en, he), PAPER)
    found = facts_of(material, carriers_of(material, WordEmbedder()))
    return tuple(one for one in found if one.texts["en"] != ".")


def test_without_pages_a_fact_cites_its_own_sentence_of_the_note() -> None:
    assert facts([], Note(numbers=EN), Note(numbers=HE)) == (
        Fact(
            paper=PAPER.id,
            role="numbers",
            order=2,
            texts={"en": SAID, "he": "האימון נמשך 36 שעות על 48 שבבים."},
            terms={},
            page=2,
            citations=(cited_note(EN, "numbers"),),
        ),
    )


def test_a_fact_cites_the_sentences_of_its_page_that_carry_it_best_first() -> None:
    quotes = [
        "In all, training takes 36 hours on 48 chips.",
        "It takes 36 hours of training, on 48 chips of the older kind.",
        "We trained for 36 hours, with 48 chips at once.",
        "On the 48 chips, it was a matter of 36 hours.",
    ]
    elsewhere = page(SAID, 1)
    there = [page(text, 2, start=100 * place) for place, text in enumerate(quotes, start=1)]
    (fact,) = facts([elsewhere, *there], Note(numbers=EN))
    assert len(fact.citations) == 3
    assert fact.citations[0] == Citation(1, PAPER, there[0], quotes[0], 0, len(quotes[0]), 2)
    assert {one.quote for one in fact.citations} < set(quotes)


def test_a_fact_that_nothing_carries_has_no_citation() -> None:
    birds = page("The birds of the night are of no interest to the model.", 2)
    (fact,) = facts([birds], Note(numbers=EN))
    assert fact.citations == ()
    assert fact.texts["en"] == SAID


@pytest.mark.parametrize(
    ("quote", "score", "cited"),
    [
        ("In training on chips, hours are what it takes.", 0.656, True),
        ("In training on chips, a night is what it takes.", 0.481, False),
        ("The chips of the lab took 36 hours in all, as we said.", 0.438, False),
    ],
)
def test_a_quote_that_says_enough_is_cited_by_facts_and_by_makers_alike(
    quote: str, score: float, cited: bool
) -> None:
    there = page(quote, 2)
    grounds = grounds_of("numbers", EN, pages=["", quote])
    (best,) = grounds.carriers.best(SAID)
    assert best.score == pytest.approx(score, abs=0.001)
    assert (best.score >= CARRIED) is cited
    (fact,) = facts([there], Note(numbers=EN))
    whole = (Citation(1, PAPER, there, quote, 0, len(quote), 2),) if cited else ()
    assert fact.citations == whole
    carried = grounds.quote(grounds.statements[0])
    assert (carried.citation.quote if carried else "") == (quote if cited else "")


def test_a_term_is_kept_beside_its_definition() -> None:
    (fact,) = facts([], Note(terms="Light map: A light map stores light."))
    assert (fact.role, fact.terms, fact.texts) == (
        "term",
        {"en": "Light map"},
        {"en": "A light map stores light."},
    )
