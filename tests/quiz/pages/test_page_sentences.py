from made_paper import material, passage

from paperqa.quiz.pages.lexicon import lexicon_of
from paperqa.quiz.pages.sentence import printed_sentences, sentences_of

FIRST = "Our model reads every lantern twice and keeps the brighter light."
SECOND = "The data of the club holds a lantern for each of the long nights."


def texts(*passages: str) -> list[str]:
    club = material(*passages)
    return [one.text for one in sentences_of(printed_sentences(club), lexicon_of(club.index))]


def test_sentences_come_in_reading_order_with_page_and_place() -> None:
    text = f"{FIRST} {SECOND}"
    club = material(passage(text, start=100, breaks=((0, 4), (len(FIRST) + 1, 5))))
    found = list(printed_sentences(club))
    assert [(one.quote, one.page, one.about) for one in found] == [
        (FIRST, 4, "100:4"),
        (SECOND, 5, f"{101 + len(FIRST)}:5"),
    ]
    citation = found[1].citation(club.paper)
    assert citation.passage.text[citation.start : citation.end] == citation.quote == SECOND
    assert citation.page == 5


def test_a_sentence_on_two_pages_is_left_out() -> None:
    club = material(passage(f"{FIRST} {SECOND}", breaks=((0, 1), (20, 2))))
    assert [one.text for one in printed_sentences(club)] == [SECOND]


def test_captions_and_what_they_cut_in_two_are_left_out() -> None:
    cut = "We train the model of the club on all of the lanterns that we\n"
    assert texts(
        f"{cut}Figure 2: Lanterns. {FIRST}\nGlow in the dark of the model data we keep. {SECOND}"
    ) == [SECOND]


def test_the_shown_text_has_no_marks_but_the_quote_has() -> None:
    printed = FIRST.removesuffix(".") + " [4]."
    club = material(printed)
    found = next(iter(printed_sentences(club)))
    assert (found.text, found.quote) == (FIRST, printed)


def test_nothing_is_drawn_of_a_paper_in_another_language() -> None:
    french = "Notre modèle lit chaque lanterne deux fois et garde la plus belle lumière du soir."
    hebrew = "המודל שלנו קורא כל פנס פעמיים ושומר את האור הבהיר יותר מבין השניים."
    assert texts(f"{french} {french}") == []
    assert texts(f"{hebrew} {hebrew}") == []


def test_nothing_is_asked_of_licences_and_checklists() -> None:
    club = material(passage(FIRST, "NeurIPS Checklist"))
    assert list(sentences_of(printed_sentences(club), lexicon_of(club.index))) == []
