"""Which quotes are shown for a statement, and when the note must be cited beside them."""

from paperqa.quiz.pack.carrying import carrying
from paperqa.types import Citation, PageBreak, Paper, Passage

PAPER = Paper("x", "Ant", aliases=("Ant",))


def cited(*quotes: str) -> list[Citation]:
    text = " ".join(quotes)
    passage = Passage("x", "paper", "en", "3", text, 0, len(text), (PageBreak(0, 2),))
    return [
        Citation(1, PAPER, passage, one, text.index(one), text.index(one) + len(one), 2)
        for one in quotes
    ]


def test_one_quote_that_says_it_all_is_enough() -> None:
    quotes = cited("Ant has 6 legs and 2 eyes.", "Ant has 6 legs.")
    assert carrying("Ant has 6 legs and 2 eyes.", quotes, None) == ((quotes[0],), True)


def test_two_quotes_share_the_numbers_and_a_third_adds_nothing() -> None:
    quotes = cited("Ant has 6 legs.", "Ant has 40 hairs.", "Ant has 6 legs in all.")
    shown, carried = carrying("Ant has 6 legs and 40 hairs.", quotes, None)
    assert shown == (quotes[0], quotes[1])
    assert carried


def test_a_number_that_stands_in_no_quote_leaves_the_statement_to_the_note() -> None:
    quotes = cited("Ant reached 28.4 points on Sand.")
    statement = "Ant reached 28.4 points on Sand and 41.8 on Mud."
    assert carrying(statement, quotes, None) == ((quotes[0],), False)


def test_quotes_without_any_of_the_numbers_are_not_shown() -> None:
    quotes = cited("Ant was made for wet sand and walks there well.")
    assert carrying("Ant has 65 million hairs.", quotes, None) == ((), False)


def test_torn_sentences_and_formulas_are_not_shown() -> None:
    quotes = cited("inherent order of all ants.", "f(x) = a = 6 for ants of order.", "Ants order:")
    assert carrying("Ants have order.", quotes, None) == ((), False)


def test_a_caption_comes_after_a_sentence() -> None:
    quotes = cited("Figure 1. Ant walks over wet sand.", "Ant walks over wet sand.")
    assert carrying("Ant walks over wet sand.", quotes, None) == ((quotes[1],), True)


def test_nothing_found_is_nothing_shown() -> None:
    assert carrying("Ant walks.", [], None) == ((), False)
