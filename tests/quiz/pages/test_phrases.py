from collections import Counter

from made_paper import passage

from paperqa.quiz.pages.lexicon import Lexicon
from paperqa.quiz.pages.phrases import Term, Terms, authors_in

RARE = Lexicon(Counter(), 10)


def texts(*sentences: str, lexicon: Lexicon = RARE) -> list[tuple[str, int]]:
    return [(term.text, term.count) for term in Terms(sentences, lexicon).all]


def test_a_phrase_counts_from_its_third_use_on() -> None:
    twice = ("We train the amber decoder.", "The loss of the amber decoder is low.")
    assert texts(*twice) == []
    assert texts(*twice, "It needs an amber decoder.") == [("amber decoder", 3)]


def test_the_commonest_spelling_stands_for_all() -> None:
    found = texts("We keep the night-lamp tower.", *2 * ["It is the night lamp tower."])
    assert found == [("night lamp tower", 3)]


def test_verbs_and_adjectives_end_no_term() -> None:
    assert texts(*3 * ["We use the amber quickly.", "We see the deep massive of it."]) == [
        ("amber", 3)
    ]


def test_a_plain_word_that_many_papers_use_is_no_term() -> None:
    usual = Lexicon(Counter({"lantern": 4}), 10)
    assert texts(*3 * ["We train the lantern."], lexicon=usual) == []
    assert texts(*3 * ["We train the lantern."]) == [("lantern", 3)]


def test_cited_authors_are_no_terms() -> None:
    authors = authors_in([passage("As Katz and Levi (2020) and Cohen et al. show, lamps glow.")])
    assert authors == {"Katz", "Levi", "Cohen"}
    sentences = 3 * ["It is the amber of Katz."]
    assert [term.text for term in Terms(sentences, RARE, authors).all] == ["amber"]


def test_terms_of_one_form_share_plural_capitals_and_the_ending_of_a_single_word() -> None:
    def form(text: str) -> tuple[bool, str, tuple[str, ...]]:
        return Term(text, 3, 1.0).form

    assert form("amber decoder") == form("copper encoder") == (False, "", ("none", "none"))
    assert form("amber decoders") == (True, "", ("none", "none"))
    assert form("tokenization") == form("quantization") == (False, "ion", ("none",))
    assert form("RoBERTa") == form("BERT") == (False, "", ("more",))
    assert form("Mamba") == (False, "", ("first",))
