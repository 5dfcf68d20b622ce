from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.sounds import consonants, difference, hebrew_sounds, latin_sounds

LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30)
HEBREW = st.text(alphabet="אבגדהוזחטיכךלמםנןסעפףצץקרשת'", max_size=20)


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("network", {"netvork"}),
        ("batch", {"baC"}),
        ("phase", {"fase"}),
        ("chain", {"Cein", "Kein"}),
        ("function", {"funkSon", "funkcion", "funkci"}),
        ("stochastic", {f"sto{ch}asti{c}" for ch in "CK" for c in ("k", "")}),
        ("xavier", {"zavir", "ksavir"}),
        ("uniform", {"ioniform", "aniform"}),
        ("cell", {"sel"}),
        ("call", {"kal"}),
        ("gym", {"jim", "gim"}),
        ("queen", {"kvin"}),
    ],
)
def test_a_latin_word_is_said_in_all_ways_that_its_letters_leave_open(
    word: str, ways: set[str]
) -> None:
    assert latin_sounds(word) == ways


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("נטוורק", "ntvrk"),
        ("באצ'", "baC"),
        ("ג'ורנל", "jornl"),
        ("נורמליזיישן", "normliziSn"),
        ("ויליאם", "viliam"),  # a ו in front is a consonant
        ("קוונטיזציה", "kvntizcih"),
        ("", ""),
    ],
)
def test_hebrew_letters_stand_for_one_sound_each(word: str, sounds: str) -> None:
    assert hebrew_sounds(word) == sounds


@pytest.mark.parametrize(
    ("hebrew", "latin"),
    [
        ("סנדבגינג", "sandbagging"),
        ("ליבריספיץ'", "librispeech"),
        ("פונקציה", "function"),
        ("סטוכסטי", "stochastic"),
        ("אוטואנקודרס", "autoencoders"),
        ("טרנספורמר", "transformer"),
    ],
)
def test_a_transliteration_has_the_consonants_of_its_word(hebrew: str, latin: str) -> None:
    assert consonants(hebrew_sounds(hebrew)) in map(consonants, latin_sounds(latin))


@pytest.mark.parametrize(
    ("hebrew", "latin", "far"),
    [
        ("maskd", "masked", 0.05),  # an e that is not written
        ("tst", "test", 0.05),
        ("Tst", "test", 0.55),  # ת where Hebrew writes ט
        ("brt", "bert", 0.05),
        ("bart", "bert", 0.2),  # an א where the word has e
        ("xbrt", "bert", 2.05),  # a consonant that the word has not
        ("lm", "ln", 2.0),
        ("", "", 0.0),
    ],
)
def test_a_difference_costs_the_more_the_less_a_writer_would_make_it(
    hebrew: str, latin: str, far: float
) -> None:
    assert difference(hebrew, latin) == pytest.approx(far)


@given(LATIN)
def test_any_latin_word_is_said_in_one_to_eight_ways_none_of_them_doubled(word: str) -> None:
    ways = latin_sounds(word)
    assert 1 <= len(ways) <= 8
    assert not any(a == b for way in ways for a, b in pairwise(way))


@given(HEBREW)
def test_any_hebrew_letters_have_sounds_that_do_not_differ_from_themselves(word: str) -> None:
    sounds = hebrew_sounds(word)
    assert difference(sounds, sounds) == 0
    assert set(consonants(sounds)) <= set("BGDSTKCLMNFR")
