from dataclasses import replace

from small_quiz import CLOZE

from paperqa.quiz.exports.placing import place_parts, where_of

CITATION = CLOZE.citation
NOTE = replace(CITATION, passage=replace(CITATION.passage, kind="note"), page=None)


def test_a_quote_is_placed_by_paper_section_and_page_in_the_readers_language() -> None:
    assert where_of(CITATION, "en") == "Attention Is All You Need · 3.2 Attention · p. 4"
    assert where_of(CITATION, "he") == "Attention Is All You Need · 3.2 Attention · עמ' 4"


def test_a_note_has_no_page_and_says_that_it_is_the_clubs() -> None:
    assert where_of(NOTE, "en") == "Attention Is All You Need · 3.2 Attention · the club's note"
    assert where_of(NOTE, "he") == "Attention Is All You Need · 3.2 Attention · הערת המועדון"


def test_with_two_languages_the_page_is_said_in_both() -> None:
    assert place_parts(CITATION, ("en", "he"))[2:] == ("p. 4", "עמ' 4")


def test_what_is_not_known_is_left_out_and_a_line_stays_one_line() -> None:
    bare = replace(
        CITATION,
        paper=replace(CITATION.paper, title=""),
        passage=replace(CITATION.passage, section=" 3.2\n Attention "),
        page=None,
    )
    assert place_parts(bare, ("en",)) == ("1706.03762", "3.2 Attention")
