"""Where a quote stands, over documents cut into passages by hand."""

from dataclasses import replace

import pytest
from measured import ATTENTION, HEADS, LORA, PASSAGES, desk_of, gold_question

from paperqa.answer.ask import Options, answer_of
from paperqa.evaluate.answers import judged, run_answers
from paperqa.evaluate.measures import Answered
from paperqa.evaluate.questions import Gold
from paperqa.evaluate.quotes import DocumentTexts
from paperqa.types import Answer, Citation, Filters, PageBreak, Paper, Passage

ONE = Passage("a", "paper", "en", "1", "One is here. Two ", 100, 117, (PageBreak(0, 3),))
TWO = Passage(
    "a", "paper", "en", "1", "follows. Three.", 117, 132, (PageBreak(0, 3), PageBreak(9, 4))
)
APART = Passage("a", "paper", "en", "2", "Four stands apart. One.", 140, 163, (PageBreak(0, 5),))
GAP = Passage("a", "paper", "en", "2", "Five.", 170, 175, (PageBreak(0, 5),))
NOTE = Passage("a", "note", "en", "1", "A note says this.", 0, 17)
HEBREW = Passage("a", "note", "he", "1", "סיכום קצר.", 0, 10)
TEXTS = DocumentTexts([GAP, APART, TWO, NOTE, ONE, HEBREW])


def cited(quote: str, page: int | None, passage: Passage = ONE, paper: str = "a") -> Citation:
    return Citation(1, Paper(paper, "A"), passage, quote, 0, len(quote), page)


@pytest.mark.parametrize(
    ("citation", "stands"),
    [
        (cited("One is here.", 3), True),
        (cited("One is here.", 4), False),
        (cited("One is here.", None), False),
        (cited("Two follows.", 3), True),  # over the cut between two passages
        (cited("follows. Three.", 3), False),  # runs on to page 4
        (cited("Three.", 4), True),
        (cited("follows. ", 3), True),  # to the last character of the page
        (cited("One.Five.", 5), False),  # not neighbours
        (cited("Four stands", 5), True),
        (cited("One", 5), True),  # stands twice: on page 3, and here
        (cited("one is here.", 3), False),
        (cited("", 3), False),
        (cited("One is here.", 3, paper="b"), False),
        (cited("A note says this.", None, NOTE), True),
        (cited("A note says this.", None), False),
        (cited("A note says this.", 1, NOTE), False),
        (cited("סיכום", None, HEBREW), True),
        (cited("סיכום", None, NOTE), False),
    ],
)
def test_a_quote_stands_whole_on_the_page_that_is_named(citation: Citation, stands: bool) -> None:
    assert TEXTS.stands(citation) is stands


def test_real_answers_quote_what_stands_there() -> None:
    desk = desk_of()
    answer = answer_of(desk, "How many parallel attention heads in each layer?", Options(k=2))
    assert [citation.quote for citation in answer.citations] == [HEADS]
    assert DocumentTexts(PASSAGES).stands(answer.citations[0])
    assert not DocumentTexts(PASSAGES[1:]).stands(answer.citations[0])


GOLD = gold_question("q", "Why?", Gold("a", (3, 7)), Gold("b", (2,)))


def answer(*citations: Citation, found: bool = True) -> Answer:
    return Answer("Why?", "en", "", citations, found, "extractive", None, 1.0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            answer(cited("One is here.", 4), cited("Two follows.", 3)),
            Answered("q", True, False, quotes=2, exact=1, cites_gold=True),
        ),
        (
            answer(cited("Three.", 4)),
            Answered("q", True, False, quotes=1, exact=1, cites_gold=False),
        ),
        (
            answer(cited("A note says this.", None, NOTE)),
            Answered("q", True, False, quotes=1, exact=1, cites_gold=False),
        ),
        (answer(found=False), Answered("q", True, True)),
    ],
)
def test_an_answer_is_judged_by_its_citations(given: Answer, expected: Answered) -> None:
    assert judged(GOLD, given, TEXTS) == expected


def test_without_a_gold_page_nothing_is_said_of_it() -> None:
    given = answer(cited("One is here.", 3))
    somewhere = replace(GOLD, gold=(Gold("a"),))
    assert judged(somewhere, given, TEXTS).cites_gold is None
    absent = replace(GOLD, gold=(), answerable=False)
    assert judged(absent, given, TEXTS) == Answered("q", False, False, quotes=1, exact=1)


def test_answers_and_refusals_are_told_question_by_question() -> None:
    questions = [
        gold_question(
            "en", "How many parallel attention heads in each layer?", Gold(ATTENTION.id, (5,))
        ),
        gold_question("off", "Who won the football cup in Lisbon?"),
        gold_question("lora", "Which low-rank matrices are trained?", Gold(LORA.id, (9,))),
    ]
    assert list(run_answers(desk_of(), questions, 5, Filters(kind="paper"))) == [
        Answered("en", True, False, quotes=1, exact=1, cites_gold=True),
        Answered("off", False, True),
        Answered("lora", True, False, quotes=1, exact=1, cites_gold=False),
    ]
