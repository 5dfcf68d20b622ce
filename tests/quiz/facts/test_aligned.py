"""Statements of two notes, paired where that is sure."""

import pytest
from small_grounds import NO_NOTE, PAPER, Note, note_passages

from paperqa.quiz.facts.aligned import Statement, note_citation, statements_of
from paperqa.types import Citation, Lang, Passage


def texts(en: Note, he: Note) -> list[tuple[str, str | None]]:
    """Return each statement's English and Hebrew, without the fillers."""
    found = statements_of({"en": note_passages(en, "en"), "he": note_passages(he, "he")})
    return [(one.texts["en"], one.texts.get("he")) for one in found if one.texts["en"] != "."]


def first(en: str, he: str) -> Statement:
    return statements_of(
        {"en": note_passages(Note(what=en), "en"), "he": note_passages(Note(what=he), "he")}
    )[0]


def test_sentences_pair_in_order_within_their_paragraphs() -> None:
    en = Note(how="Lamps glow. Maps fade.\nRoads bend.", club="Clubs read.")
    he = Note(how="מנורות זורחות. מפות דוהות.\nדרכים מתעקלות.", club="מועדונים קוראים.")
    assert texts(en, he) == [
        ("Lamps glow.", "מנורות זורחות."),
        ("Maps fade.", "מפות דוהות."),
        ("Roads bend.", "דרכים מתעקלות."),
        ("Clubs read.", "מועדונים קוראים."),
    ]


def test_a_statement_knows_its_role_place_page_and_where_it_stands() -> None:
    notes: dict[Lang, list[Passage]] = {
        "en": note_passages(Note(how="Lamps glow. Maps have 3 layers (p. 7)."), "en"),
        "he": note_passages(Note(how="מנורות זורחות. למפות 3 שכבות (עמ' 7)."), "he"),
    }
    one = statements_of(notes)[2]
    assert (one.role, one.order, one.page) == ("how", 2, 7)
    assert one.texts == {"en": "Maps have 3 layers.", "he": "למפות 3 שכבות."}
    assert one.notes == {"en": (notes["en"][1], 12, 38), "he": (notes["he"][1], 15, 37)}
    for lang, said in (("en", "Maps have 3 layers (p. 7)."), ("he", "למפות 3 שכבות (עמ' 7).")):
        passage, start, end = one.notes[lang]  # type: ignore[index]  # a Lang
        assert passage.text[start:end] == said


def test_a_statement_is_cited_as_the_note_of_either_language_words_it() -> None:
    notes: dict[Lang, list[Passage]] = {
        "en": note_passages(Note(how="Lamps glow. Maps have 3 layers (p. 7)."), "en"),
        "he": note_passages(Note(how="מנורות זורחות. למפות 3 שכבות (עמ' 7)."), "he"),
    }
    one = statements_of(notes)[2]
    assert note_citation(one, "en", PAPER) == Citation(
        1, PAPER, notes["en"][1], "Maps have 3 layers (p. 7).", 12, 38, None
    )
    assert note_citation(one, "he", PAPER) == Citation(
        1, PAPER, notes["he"][1], "למפות 3 שכבות (עמ' 7).", 15, 37, None
    )


def test_a_paragraph_with_another_number_of_sentences_stands_in_english_alone() -> None:
    en = Note(how="Lamps glow. Maps fade.\nRoads bend.")
    he = Note(how="מנורות זורחות ומפות דוהות.\nדרכים מתעקלות.")
    assert texts(en, he) == [
        ("Lamps glow.", None),
        ("Maps fade.", None),
        ("Roads bend.", "דרכים מתעקלות."),
    ]


def test_a_section_with_another_number_of_paragraphs_stands_in_english_alone() -> None:
    en = Note(how="Lamps glow.\nRoads bend.", club="Clubs read.")
    he = Note(how="מנורות זורחות.", club="מועדונים קוראים.")
    assert texts(en, he) == [
        ("Lamps glow.", None),
        ("Roads bend.", None),
        ("Clubs read.", "מועדונים קוראים."),
    ]


def test_a_note_with_another_number_of_sections_stands_in_english_alone() -> None:
    en = Note(what="Lamps glow.", how="Maps fade.")
    assert texts(en, Note(what="מנורות זורחות.", how="מפות דוהות.", terms="")) == [
        ("Lamps glow.", None),
        ("Maps fade.", None),
    ]


def test_without_an_english_note_nothing_is_stated() -> None:
    assert texts(NO_NOTE, Note(what="מנורות זורחות.")) == []


@pytest.mark.parametrize(
    ("en", "he", "paired"),
    [
        ("It has 24 layers.", "יש לו 24 שכבות.", True),
        ("It has two layers.", "יש לו 2 שכבות.", True),
        ("It has 24 layers of 3 lamps.", "יש לו 3 מנורות ב-24 שכבות.", True),
        ("It has 24 layers.", "יש לו 25 שכבות.", False),
        ("It has 24 layers of 3 lamps.", "יש לו 24 שכבות של 4 מנורות.", False),
        ("It costs 2,500 coins.", "הוא עולה 2500 מטבעות.", False),
    ],
)
def test_a_pair_with_other_numbers_is_none(en: str, he: str, paired: bool) -> None:
    assert first(en, he).texts == ({"en": en, "he": he} if paired else {"en": en})


@pytest.mark.parametrize(
    ("en", "text", "page"),
    [
        ("Lamps (p. 12) glow brightly.", "Lamps glow brightly.", 12),
        ("Lamps glow (p. 3) and fade (p. 9).", "Lamps glow and fade.", 3),
        ("Lamps (see p. 3) glow.", "Lamps (see p. 3) glow.", None),
    ],
)
def test_page_references_are_read_and_removed(en: str, text: str, page: int | None) -> None:
    one = first(en, "")
    assert (one.texts["en"], one.page) == (text, page)


def test_a_paragraph_may_run_over_two_passages() -> None:
    halves = [
        Passage("x", "note", "en", "What", "Lamps glow. ", 0, 12),
        Passage("x", "note", "en", "What", "Maps fade.\n", 12, 23),
        Passage("x", "note", "en", "What", "Roads bend.", 23, 34),
    ]
    whole = [Passage("x", "note", "he", "מה", "מנורות זורחות. מפות דוהות.\nדרכים מתעקלות.", 0, 42)]
    found = statements_of({"en": halves, "he": whole})
    assert [one.texts.get("he") for one in found] == [
        "מנורות זורחות.",
        "מפות דוהות.",
        "דרכים מתעקלות.",
    ]
    assert [one.notes["en"] for one in found] == [
        (halves[0], 0, 11),
        (halves[1], 0, 10),
        (halves[2], 0, 11),
    ]


def test_terms_are_parted_from_their_definitions() -> None:
    en = Note(how="Mind: the gap.", terms="Light map (LM): A light map (LM) stores light.")
    he = Note(how="שימו לב: הפער.", terms="מפת אור (light map): מפת אור (light map) שומרת אור.")
    found = statements_of({"en": note_passages(en, "en"), "he": note_passages(he, "he")})
    assert (found[1].terms, found[1].texts["en"]) == ({}, "Mind: the gap.")
    assert found[4].terms == {"en": "Light map (LM)", "he": "מפת אור (light map)"}
    assert found[4].texts == {
        "en": "A light map (LM) stores light.",
        "he": "מפת אור (light map) שומרת אור.",
    }


def test_a_sixth_section_has_no_role_and_states_nothing() -> None:
    sections = [
        Passage("x", "note", "en", str(place), f"Lamp {place} glows.", place, place + 13)
        for place in range(6)
    ]
    found = statements_of({"en": sections})
    assert [one.role for one in found] == ["what", "how", "numbers", "club", "term"]
