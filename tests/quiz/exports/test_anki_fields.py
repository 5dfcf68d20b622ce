from dataclasses import replace

import pytest
from anki_package import FIELDS, MADE, Paragraphs, asking, notes_of, opened, paragraphs
from small_quiz import CHOICE, CLOZE, HOSTILE, OPEN, PAPER, TRUE_OR_FALSE, quiz_in

from paperqa.quiz.exports.anki import package


def test_a_note_holds_both_languages_the_quote_and_its_place() -> None:
    (note,) = notes_of(CHOICE)
    shown = {name: paragraphs(html) for name, html in note.fields.items()}
    assert shown == {
        "Question": [("ltr", "The small model trains for ____ hours.")],
        "Choices": [("ltr", "A. 3.5"), ("ltr", "B. 24"), ("ltr", "C. 12"), ("ltr", "D. 48")],
        "Answer": [("ltr", "C. 12")],
        "Explanation": [("ltr", "12 hours & no more.")],
        "Question 2": [("rtl", "המודל הקטן (small model) מתאמן במשך ____ שעות.")],
        "Choices 2": [("rtl", "א. 3.5"), ("rtl", "ב. 24"), ("rtl", "ג. 12"), ("rtl", "ד. 48")],
        "Answer 2": [("rtl", "ג. 12")],
        "Explanation 2": [("rtl", "12 שעות בלבד.")],
        "Quote": [
            ("ltr", "The small model trains for 12 hours & the large one for 3.5 days."),
        ],
        "Where": [("ltr", "Attention Is All You Need · 3.2 Attention · p. 4 · עמ' 4")],
    }


def test_what_is_asked_without_choices_has_none() -> None:
    (cloze, reason) = notes_of(CLOZE, OPEN)
    assert cloze.fields["Choices"] == reason.fields["Choices"] == ""
    assert paragraphs(cloze.fields["Answer 2"]) == [("rtl", "√dk"), ("rtl", "נכון גם: sqrt(d_k)")]
    assert paragraphs(reason.fields["Answer"]) == [("ltr", "A word must not see its future.")]
    assert reason.fields["Explanation"] == ""


def test_true_and_false_have_no_letters() -> None:
    (note,) = notes_of(TRUE_OR_FALSE)
    assert paragraphs(note.fields["Choices 2"]) == [("rtl", "נכון"), ("rtl", "לא נכון")]
    assert paragraphs(note.fields["Answer"]) == [("ltr", "False")]


def test_hostile_text_is_escaped_and_comes_back_to_the_letter() -> None:
    (note,) = notes_of(HOSTILE)
    parser = Paragraphs()
    for html in note.fields.values():
        parser.feed(html)
    assert parser.tags <= {"p", "ul", "li", "b", "bdi", "blockquote", "a", "br"}
    for end, wording in (("", HOSTILE.wording("en")), (" 2", HOSTILE.wording("he"))):
        assert paragraphs(note.fields[f"Question{end}"])[0][1] == wording.question
        choices = [text.split(". ", 1)[1] for _, text in paragraphs(note.fields[f"Choices{end}"])]
        assert choices == list(wording.choices)
        assert paragraphs(note.fields[f"Explanation{end}"])[0][1] == wording.explanation
    assert paragraphs(note.fields["Quote"]) == [("ltr", HOSTILE.citation.quote)]


def test_formulas_reach_mathjax() -> None:
    (note,) = notes_of(CLOZE)
    assert r"\(\sqrt{d_k}\)" in note.fields["Explanation"]
    assert r"\(\sqrt{d_k}\)" in note.fields["Explanation 2"]


@pytest.mark.parametrize("text", ["[sound:a.mp3]", "[latex]x[/latex]", "[$]x[/$]", "a[1]"])
def test_anki_takes_no_order_from_a_text(text: str) -> None:
    (note,) = notes_of(asking(text), langs=("en",))
    assert "[" not in note.fields["Question"]
    assert paragraphs(note.fields["Question"]) == [("ltr", text)]


def test_what_parts_ankis_fields_and_what_utf_8_cannot_hold_is_gone() -> None:
    (note,) = notes_of(asking("a\x1fb\x00c\ud800d\r\ne"), langs=("en",))
    assert note.fields["Question"] == '<p dir="ltr" lang="en">abcd<br>e</p>'


def test_a_quiz_in_hebrew_fills_the_first_fields_alone() -> None:
    note = opened(package(quiz_in("he"), MADE)).notes[0]
    assert paragraphs(note.fields["Question"])[0] == ("rtl", CHOICE.wording("he").question)
    assert [note.fields[f"{name} 2"] for name in FIELDS[:4]] == [""] * 4
    assert paragraphs(note.fields["Where"])[0][1].endswith(" · עמ' 4")


def test_english_stands_first_whatever_the_order_of_languages() -> None:
    (note,) = notes_of(CHOICE, langs=("he", "en"))
    assert paragraphs(note.fields["Question"])[0] == ("ltr", CHOICE.wording("en").question)


def test_latin_and_numbers_keep_their_direction_within_hebrew() -> None:
    (note,) = notes_of(HOSTILE, langs=("he",))
    assert '<bdi dir="ltr" lang="en">-3 = x</bdi>' in note.fields["Choices"]
    (note,) = notes_of(TRUE_OR_FALSE, langs=("he",))
    assert '<bdi dir="rtl" lang="he">לא נכון</bdi>' in note.fields["Answer"]


def test_the_paper_is_linked_only_where_its_address_is_one_of_the_web() -> None:
    (note,) = notes_of(CHOICE)
    assert '<a href="https://arxiv.org/abs/1706.03762"><bdi' in note.fields["Where"]
    script = replace(CHOICE.citation, paper=replace(PAPER, url="javascript:alert(1)"))
    (note,) = notes_of(replace(CHOICE, citation=script))
    assert "<a" not in note.fields["Where"]
