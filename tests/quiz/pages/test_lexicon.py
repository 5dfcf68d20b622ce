from collections import Counter
from dataclasses import replace

import pytest
from made_paper import material, passage

from paperqa.quiz.pages.lexicon import Lexicon, lexicon_of


def test_the_papers_that_use_a_word_are_counted_and_rare_words_are_those_of_few() -> None:
    club = material("Lanterns glow and lanterns shine.", "Words of lanterns.")
    lexicon = lexicon_of(club.index)
    assert (lexicon.total, lexicon.papers["lanterns"], lexicon.papers["words"]) == (2, 1, 2)
    assert (lexicon.rarity("Lanterns"), lexicon.rarity("words")) == (0.5, 0.0)


def test_the_lexicon_of_an_index_is_made_once_and_another_index_has_its_own() -> None:
    first, second = material("Lanterns glow."), material("Candles glow.")
    assert lexicon_of(first.index) is lexicon_of(first.index)
    assert lexicon_of(second.index).papers["candles"] == 1
    assert lexicon_of(first.index).papers["candles"] == 0


def test_notes_are_no_papers() -> None:
    note = replace(passage("Lanterns glow."), kind="note")
    lexicon = lexicon_of(material(note).index)
    assert (lexicon.total, lexicon.papers["lanterns"]) == (1, 0)


@pytest.mark.parametrize("text", ["a signicant gain", "the dierent models", "The rst one"])
def test_well_known_holes_are_seen_without_other_papers(text: str) -> None:
    assert lexicon_of(material("Lanterns glow.").index).has_holes(text)


def test_a_rare_word_that_others_write_with_a_ligature_has_a_hole() -> None:
    words = ["aordable"] + 5 * ["affordable"] + 9 * ["table"]
    lexicon = Lexicon(_counts(words), 10)
    assert lexicon.has_holes("an aordable table")
    assert not lexicon.has_holes("an affordable table")


def test_two_usual_words_in_one_rare_one_have_lost_what_joined_them() -> None:
    lexicon = Lexicon(_counts(40 * ["human", "written"] + ["humanwritten"]), 40)
    assert lexicon.has_holes("a humanwritten text")
    assert not lexicon.has_holes("a human written text")
    assert not lexicon.has_holes("a HumanWritten text")


def _counts(words: list[str]) -> Counter[str]:
    return Counter(words)
