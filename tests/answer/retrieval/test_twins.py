"""A note that is found in one language is shown in the other."""

from dataclasses import replace

from small_index import ATTENTION, GPT, LORA, index_of, note, passage

from paperqa.answer.retrieval.twins import in_language
from paperqa.types import Hit, Passage

WHAT_EN = note("Attention is a sum of values.", LORA)
HOW_EN = note("Keys meet queries. ", LORA, section="How it works", start=100)
MORE_EN = note("Softmax follows.", LORA, section="How it works", start=119)
WHAT_HE = note("קשב הוא סכום של ערכים.", LORA, section="מה זה")
HOW_HE = note("מפתחות פוגשים שאילתות. ", LORA, section="איך זה עובד", start=90)
MORE_HE = note("אחר כך בא softmax.", LORA, section="איך זה עובד", start=113)
PAGE = passage("Attention is a sum.", LORA)
OTHER_HE = note("ניבוי המילה הבאה.", GPT, section="מה זה")
OTHER_EN = note("Only in English.", ATTENTION)
PASSAGES = [
    PAGE, WHAT_EN, HOW_EN, MORE_EN, OTHER_HE, WHAT_HE, HOW_HE, MORE_HE, OTHER_EN
]  # fmt: skip
INDEX = index_of(PASSAGES)


def hit_of(passage: Passage, score: float = 0.5) -> Hit:
    return Hit(PASSAGES.index(passage), passage, score, focus=3, found_by=("words",))


def test_a_note_found_in_english_is_shown_in_hebrew() -> None:
    (shown,) = in_language([hit_of(WHAT_EN)], "he", INDEX)
    assert shown == Hit(5, WHAT_HE, 0.5, focus=0, found_by=("words",))


def test_a_note_found_in_hebrew_is_shown_in_english() -> None:
    (shown,) = in_language([hit_of(WHAT_HE)], "en", INDEX)
    assert shown == Hit(1, WHAT_EN, 0.5, focus=0, found_by=("words",))


def test_the_twin_is_the_whole_section_in_the_same_place() -> None:
    both = replace(HOW_HE, text=HOW_HE.text + MORE_HE.text, end=MORE_HE.end)
    for found in (HOW_EN, MORE_EN):
        (shown,) = in_language([hit_of(found)], "he", INDEX)
        assert (shown.row, shown.passage) == (6, both)


def test_a_twin_that_two_hits_have_in_common_is_shown_once_where_the_better_stood() -> None:
    hits = [hit_of(MORE_EN, 0.9), hit_of(PAGE, 0.8), hit_of(HOW_EN, 0.7)]
    shown = in_language(hits, "he", INDEX)
    assert [(hit.row, hit.score) for hit in shown] == [(6, 0.9), (0, 0.8)]


def test_pages_and_notes_in_the_askers_language_and_notes_without_a_twin_stay() -> None:
    hits = [hit_of(one) for one in (PAGE, WHAT_HE, OTHER_HE, OTHER_EN)]
    assert in_language(hits, "he", INDEX) == hits
    english = [hit_of(one) for one in (PAGE, WHAT_EN, OTHER_HE, OTHER_EN)]
    assert in_language(english, "en", INDEX) == english


def test_notes_with_other_sections_are_no_twins() -> None:
    passages = [WHAT_EN, HOW_EN, WHAT_HE]
    hits = [Hit(0, WHAT_EN, 1.0), Hit(1, HOW_EN, 0.5)]
    assert in_language(hits, "he", index_of(passages)) == hits


def test_hits_keep_their_order() -> None:
    hits = [hit_of(one) for one in (HOW_EN, PAGE, WHAT_EN, OTHER_EN)]
    shown = in_language(hits, "he", INDEX)
    assert [hit.row for hit in shown] == [6, 0, 5, 8]
