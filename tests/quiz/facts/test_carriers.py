"""The sentences of a paper that carry a statement."""

import pytest
from small_grounds import PAPER, page

from paperqa.quiz.facts.carriers import Carriers
from paperqa.types import Citation, PageBreak, Passage
from small_desk import WordEmbedder

LAMPS = "The map of a street holds the light of all lamps."
CHIPS = "Training takes 36 hours on 48 chips of the older kind."
CHIPS_AGAIN = "In all, training takes 36 hours on 48 chips."
BIRDS = "The birds of the night are of no interest to the model."


def carriers(*passages: Passage) -> Carriers:
    return Carriers(PAPER, passages, WordEmbedder())


def quotes(found: Carriers, statement: str, number: int | None = None) -> list[str]:
    return [one.citation.quote for one in found.best(statement, number)]


def test_the_sentence_that_says_it_comes_first_with_its_exact_place() -> None:
    text = f"{BIRDS} {CHIPS} {LAMPS}"
    passage = page(text, 4)
    best = carriers(passage).best("Training takes 36 hours on 48 chips.")[0]
    start = len(BIRDS) + 1
    assert best.citation == Citation(1, PAPER, passage, CHIPS, start, start + len(CHIPS), 4)


def test_a_sentence_that_says_all_of_it_scores_one_and_scores_fall() -> None:
    found = carriers(page(f"{BIRDS} {CHIPS} {LAMPS}")).best(CHIPS)
    assert found[0].score == pytest.approx(1.0)
    assert found[0].citation.quote == CHIPS
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[1] < 0.5


def test_only_the_page_that_is_named_is_searched() -> None:
    both = carriers(page(CHIPS, 1), page(CHIPS_AGAIN, 2))
    assert quotes(both, CHIPS) == [CHIPS, CHIPS_AGAIN]
    assert quotes(both, CHIPS, 2) == [CHIPS_AGAIN]
    assert quotes(both, CHIPS, 3) == []


def test_only_sentences_that_hold_what_is_asked_are_searched() -> None:
    both = carriers(page(f"{CHIPS} {CHIPS_AGAIN} {LAMPS}"))
    found = both.best(CHIPS, holds=lambda text: "In all" in text)
    assert [one.citation.quote for one in found] == [CHIPS_AGAIN]
    assert both.best(CHIPS, holds=lambda text: False) == []


def test_a_sentence_on_two_pages_is_none() -> None:
    text = f"{LAMPS} {CHIPS} {BIRDS}"
    cut = text.index("48 chips")
    passage = Passage(
        PAPER.id, "paper", "en", "S", text, 0, len(text), (PageBreak(0, 1), PageBreak(cut, 2))
    )
    spans = carriers(passage).spans
    assert [(one.text, one.page) for one in spans] == [(LAMPS, 1), (BIRDS, 2)]


def test_a_sentence_that_ends_with_its_page_is_on_it() -> None:
    text = f"{LAMPS} {CHIPS}"
    cut = len(LAMPS)
    passage = Passage(
        PAPER.id, "paper", "en", "S", text, 0, len(text), (PageBreak(0, 1), PageBreak(cut, 2))
    )
    assert [(one.text, one.page) for one in carriers(passage).spans] == [(LAMPS, 1), (CHIPS, 2)]


def test_long_sentences_rows_and_notes_are_no_spans() -> None:
    long = "The lamp is of " + "a very " * 60 + "old kind."
    row = "Model Layers Width Heads Accuracy Dropout."
    note = Passage(PAPER.id, "note", "en", "What", LAMPS, 0, len(LAMPS))
    assert len(long) > 420
    spans = carriers(page(f"{long}\n{row}\n{LAMPS}"), note).spans
    assert [one.text for one in spans] == [LAMPS]


def test_six_candidates_are_weighed_and_ties_keep_the_order_of_reading() -> None:
    copies = [page(CHIPS, number) for number in range(1, 9)]
    found = carriers(*copies).best(CHIPS)
    assert [one.citation.page for one in found] == [1, 2, 3, 4, 5, 6]


def test_what_is_prepared_is_found_as_before() -> None:
    passages = [page(f"{BIRDS} {CHIPS} {LAMPS}")]
    plain, prepared = carriers(*passages), carriers(*passages)
    prepared.prepare([CHIPS, LAMPS])
    assert prepared.best(LAMPS) == plain.best(LAMPS)


@pytest.mark.parametrize(
    ("statement", "quote", "supported"),
    [
        (CHIPS, CHIPS, True),
        (CHIPS, CHIPS_AGAIN, True),
        ("Lanternet beats Brookbase.", "The net of ours beats Brookbase by far.", True),
        ("Lanternet beats Brookbase by far.", "The net beats all the others by far.", False),
        ("The cost grows with the lamps.", "The cost does not grow with the lamps.", False),
        ("Training takes 36 hours on 40 chips.", CHIPS, False),
        (CHIPS, "The older kind of chips is of no use.", False),
    ],
)
def test_a_quote_supports_a_statement_of_which_it_says_all_and_denies_nothing(
    statement: str, quote: str, supported: bool
) -> None:
    searched = carriers(page(f"{quote} {BIRDS}", 3))
    (carried,) = searched.best(statement, holds=lambda text: text == quote)
    assert searched.supports(statement, carried) is supported


def test_a_name_or_number_elsewhere_in_the_passage_counts_and_in_another_does_not() -> None:
    statement, quote = "Lanternet beats Brookbase by far.", "The net beats the older one by far."
    beside = "The older one is Brookbase, of the club."
    for pages, supported in (([f"{quote} {beside}"], True), ([quote, beside], False)):
        searched = carriers(*(page(text, 3) for text in pages))
        (carried,) = searched.best(statement, holds=lambda text: text == quote)
        assert searched.supports(statement, carried) is supported


SPLIT = "Lanternet keeps 24 layers of the old net and drops the three last lamps."
KEEPS = "The net keeps 24 layers of the old net as they are."
DROPS = "It drops the three last lamps of the street."


@pytest.mark.parametrize("text", [f"{KEEPS} {DROPS} {BIRDS}", f"{BIRDS} {KEEPS} {DROPS}"])
def test_a_quote_is_widened_by_the_neighbour_that_says_the_rest(text: str) -> None:
    passage = page(text, 5)
    searched = carriers(passage)
    best = searched.best(SPLIT)[0]
    assert best.citation.quote == KEEPS
    wider = searched.widened(SPLIT, best)
    start = text.index(KEEPS)
    quote = f"{KEEPS} {DROPS}"
    assert wider.citation == Citation(1, PAPER, passage, quote, start, start + len(quote), 5)
    assert wider.score > best.score + 0.08


def test_a_quote_is_widened_by_the_sentence_before_it_too() -> None:
    text = f"{DROPS} {KEEPS} {BIRDS}"
    searched = carriers(page(text))
    wider = searched.widened(SPLIT, searched.best(SPLIT)[0])
    assert wider.citation.quote == f"{DROPS} {KEEPS}"


@pytest.mark.parametrize(
    "passages",
    [
        [page(f"{KEEPS} {BIRDS}")],  # the neighbour adds nothing
        [page(KEEPS), page(DROPS)],  # another passage
        [page(f"{KEEPS} Fig. 2: 3 4 5. {DROPS}")],  # something between
        [page(KEEPS)],  # no neighbour
    ],
)
def test_a_quote_stays_as_it_is_where_no_neighbour_adds(passages: list[Passage]) -> None:
    searched = carriers(*passages)
    best = searched.best(SPLIT)[0]
    assert best.citation.quote == KEEPS
    assert searched.widened(SPLIT, best) is best


def test_a_quote_is_not_widened_over_a_page_break() -> None:
    text = f"{KEEPS} {DROPS}"
    breaks = (PageBreak(0, 1), PageBreak(len(KEEPS) + 1, 2))
    searched = carriers(Passage(PAPER.id, "paper", "en", "S", text, 0, len(text), breaks))
    best = searched.best(SPLIT)[0]
    assert searched.widened(SPLIT, best) is best


def test_two_sentences_together_are_no_longer_than_a_quote_may_be() -> None:
    long = KEEPS[:-1] + " and as they" * 30 + "."
    searched = carriers(page(f"{long} {DROPS}"))
    best = searched.best(SPLIT)[0]
    assert len(long) < 420 < len(f"{long} {DROPS}")
    assert searched.widened(SPLIT, best) is best
