"""Moodle XML: held to a schema of the format, and every text read back."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from moodle_reading import blocks_of, directions_of
from small_quiz import CHOICE, CLOZE, HOSTILE, OPEN, SMALL_QUIZ, quiz_in

from paperqa.quiz.exports.moodle_xml import export, moodle_xml_of
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Lang

LANGS: tuple[Lang, ...] = ("en", "he")
XSD = Path(__file__).parents[2] / "data/moodle_quiz.xsd"
TYPES = ["multichoice", "multichoice", "truefalse", "shortanswer", "essay"]


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema11:
    return xmlschema.XMLSchema11(XSD)


def questions(quiz: Quiz, lang: Lang) -> list[ElementTree.Element]:
    """Return the questions without the category."""
    return ElementTree.fromstring(moodle_xml_of(quiz, lang)).findall("question")[1:]


def text(element: ElementTree.Element, path: str) -> str:
    """Return the text at ``path``, which must be there."""
    found = element.findtext(f"{path}/text" if path else "text")
    assert found is not None
    return found


def quiz_of(item: QuizItem, wording: Wording) -> Quiz:
    return Quiz("One", (replace(item, wordings=(wording,)),), ("en",))


def test_a_quiz_in_two_languages_makes_two_files_and_one_in_one_language_one() -> None:
    assert list(export(SMALL_QUIZ).files) == ["quiz.en.moodle.xml", "quiz.he.moodle.xml"]
    english = export(quiz_in("en"))
    assert english.files == {"quiz.moodle.xml": moodle_xml_of(SMALL_QUIZ, "en")}
    assert english.left_out == ()


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_holds_to_the_schema(schema: xmlschema.XMLSchema11, lang: Lang) -> None:
    schema.validate(moodle_xml_of(SMALL_QUIZ, lang))
    numerical = quiz_of(CLOZE, Wording("en", "It is ____.", "12"))
    schema.validate(moodle_xml_of(numerical, "en"))


def test_the_schema_refuses_what_moodle_would_not_read(schema: xmlschema.XMLSchema11) -> None:
    good = moodle_xml_of(SMALL_QUIZ, "en").decode()
    for old, new in (
        ('type="essay"', 'type="esay"'),
        ("<text>false</text>", "<text>False</text>"),
        ("<shuffleanswers>0</shuffleanswers>", ""),
        ('fraction="100"', 'fraction="1000"'),
        ("<idnumber>1706.03762-open<", "<idnumber>1706.03762-cloze<"),
        ("questiontext", "questionwords"),
    ):
        assert old in good
        assert not schema.is_valid(good.replace(old, new))


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_of_the_quiz_is_read_back_as_it_was(lang: Lang) -> None:
    found = questions(SMALL_QUIZ, lang)
    assert [one.get("type") for one in found] == TYPES
    place = {"en": "p. 4", "he": "עמ' 4"}[lang]
    for question, item in zip(found, SMALL_QUIZ.items, strict=True):
        wording = item.wording(lang)
        gap = wording.question.replace("____", "____________")
        asked = gap if item.kind == "cloze" else wording.question
        assert blocks_of(text(question, "questiontext")) == [asked]
        blocks = blocks_of(text(question, "generalfeedback"))
        assert blocks[-2:] == [
            item.citation.quote,
            f"Attention Is All You Need · 3.2 Attention · {place}",
        ]
        assert blocks[:-2][-1] == (wording.explanation or wording.answer)
        assert question.findtext("idnumber") == item.id
        tags = [tag.findtext("text") for tag in question.findall("tags/tag")]
        assert tags == [item.kind, item.maker, item.difficulty, "1706.03762"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_key_is_the_quizs_and_choices_keep_their_order(lang: Lang) -> None:
    found = questions(SMALL_QUIZ, lang)
    for question, item in zip(found[:2], (CHOICE, HOSTILE), strict=True):
        answers = question.findall("answer")
        assert [blocks_of(text(one, ""))[0] for one in answers] == list(item.wording(lang).choices)
        right = [place for place, one in enumerate(answers) if one.get("fraction") == "100"]
        assert right == [item.correct]
        assert {one.get("format") for one in answers} == {"html"}
        assert question.findtext("shuffleanswers") == "0"
        assert question.findtext("single") == "true"
    truth = [(text(one, ""), one.get("fraction")) for one in found[2].findall("answer")]
    assert truth == [("true", "0"), ("false", "100")]
    short = [(text(one, ""), one.get("fraction")) for one in found[3].findall("answer")]
    assert short == [("√dk", "100"), ("sqrt(d_k)", "100")]
    model = {"en": "Model answer:", "he": "תשובה לדוגמה:"}[lang]
    assert blocks_of(text(found[4], "graderinfo")) == [model, OPEN.wording(lang).answer]


def test_a_number_is_numerical_with_no_tolerance() -> None:
    (question,) = questions(
        quiz_of(CLOZE, Wording("en", "It is ____.", "65,000", accepted=("65000",))), "en"
    )
    assert question.get("type") == "numerical"
    (answer,) = question.findall("answer")
    assert (text(answer, ""), answer.findtext("tolerance")) == ("65000", "0")


def test_a_star_in_a_short_answer_is_no_wildcard_and_signs_are_kept() -> None:
    wording = Wording("en", "It is ____.", "a*b", accepted=("x -> <y> & z",))
    (question,) = questions(quiz_of(CLOZE, wording), "en")
    assert [text(one, "") for one in question.findall("answer")] == [r"a\*b", "x -> <y> & z"]


def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_kept(
    schema: xmlschema.XMLSchema11,
) -> None:
    wording = Wording("en", "a\x00b\x0bc\ud800d\ufffee]]>\r\nf", "\x1b[1mbold", (), "\x7f𝛼")
    source = moodle_xml_of(quiz_of(OPEN, wording), "en")
    schema.validate(source)
    (question,) = questions(quiz_of(OPEN, wording), "en")
    assert blocks_of(text(question, "questiontext")) == ["abcde]]>\nf"]
    assert blocks_of(text(question, "generalfeedback"))[1:3] == ["[1mbold", "\x7f𝛼"]
    assert text(question, "name") == "abcde]]› f"


def test_hebrew_runs_right_to_left_and_the_english_quote_left_to_right() -> None:
    choice = questions(SMALL_QUIZ, "he")[0]
    assert directions_of(text(choice, "questiontext")) == ["rtl"]
    assert directions_of(text(choice, "generalfeedback")) == ["rtl", "ltr", "rtl"]
    assert directions_of(text(choice.findall("answer")[0], "")) == ["ltr"]
    english = questions(SMALL_QUIZ, "en")[0]
    assert directions_of(text(english, "generalfeedback")) == ["ltr", "ltr", "ltr"]


def test_the_category_is_named_after_the_quiz_and_its_language() -> None:
    root = ElementTree.fromstring(moodle_xml_of(replace(SMALL_QUIZ, title="a/b\\c <d>"), "he"))
    category = root.findall("question")[0]
    assert category.get("type") == "category"
    assert text(category, "category") == "$course$/top/paperqa/a//b c ‹d› (he)"
