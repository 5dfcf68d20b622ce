"""A quiz in Moodle XML: ``quiz.moodle.xml``.

The order of the choices is kept (``shuffleanswers`` 0): the right ones are placed evenly already.
Moodle takes the answers of multiple choice for HTML, those of short answers for plain text.
Source: Moodle's documentation of its XML format, and its importer where that is silent.
"""

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from paperqa.quiz.exports import moodle_texts as texts
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Lang

_PENALTY: Final = {"choice": "0.3333333", "cloze": "0.3333333", "truefalse": "1", "open": "0"}
"""Share of the mark that a wrong try costs: Moodle's own defaults."""


def export(quiz: Quiz) -> Exported:
    """Return a file for each language of the quiz."""
    return Exported(
        {
            texts.name_of_file(quiz, lang, "moodle.xml"): moodle_xml_of(quiz, lang)
            for lang in quiz.langs
        }
    )


def moodle_xml_of(quiz: Quiz, lang: Lang) -> bytes:
    """Return the quiz in ``lang``, its category first."""
    root = Element("quiz")
    category = SubElement(root, "question", type="category")
    _text(SubElement(category, "category"), texts.category_of(quiz, lang))
    _html(category, "info", texts.html_of(quiz.title))
    for item, wording in texts.worded(quiz, lang):
        _question(root, item, wording)
    indent(root)
    source: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return source


def _question(root: Element, item: QuizItem, wording: Wording) -> None:
    question = SubElement(root, "question", type=_type_of(item, wording))
    _text(SubElement(question, "name"), texts.name_of(wording))
    _html(question, "questiontext", texts.question_html(item, wording))
    _html(question, "generalfeedback", texts.feedback_html(item, wording))
    _leaf(question, "defaultgrade", "1")
    _leaf(question, "penalty", _PENALTY[item.kind])
    _leaf(question, "hidden", "0")
    _leaf(question, "idnumber", texts.one_line(item.id))
    _ADDED[item.kind](question, item, wording)
    tags = SubElement(question, "tags")
    for tag in texts.tags_of(item):
        _text(SubElement(tags, "tag"), texts.one_line(tag))


def _type_of(item: QuizItem, wording: Wording) -> str:
    if item.kind == "cloze":
        return "numerical" if texts.numeric_answers(wording) else "shortanswer"
    return {"choice": "multichoice", "truefalse": "truefalse", "open": "essay"}[item.kind]


def _choice(question: Element, item: QuizItem, wording: Wording) -> None:
    _leaf(question, "single", "true")
    _leaf(question, "shuffleanswers", "0")
    _leaf(question, "answernumbering", "ABCD")
    for place, choice in enumerate(wording.choices):
        _answer(question, texts.html_of(choice, "span"), place == item.correct, "html")


def _cloze(question: Element, item: QuizItem, wording: Wording) -> None:
    numbers = texts.numeric_answers(wording)
    for number in numbers:
        _leaf(_answer(question, number, True), "tolerance", "0")
    if not numbers:
        _leaf(question, "usecase", "0")
        for text in texts.short_answers(wording):
            _answer(question, text, True)


def _true_or_false(question: Element, item: QuizItem, wording: Wording) -> None:
    # Moodle wants the English words, and shows its own in the reader's language.
    for place, word in enumerate(("true", "false")):
        _answer(question, word, place == item.correct)


def _open(question: Element, item: QuizItem, wording: Wording) -> None:
    _leaf(question, "responseformat", "editor")
    _leaf(question, "responserequired", "1")
    _leaf(question, "responsefieldlines", "10")
    _leaf(question, "attachments", "0")
    _html(question, "graderinfo", texts.model_answer_html(wording))


_ADDED: Final = {
    "choice": _choice,
    "cloze": _cloze,
    "truefalse": _true_or_false,
    "open": _open,
}
"""What stands in a question beyond that which all kinds have."""


def _answer(parent: Element, text: str, right: bool, form: str = "plain_text") -> Element:
    answer = SubElement(parent, "answer", fraction="100" if right else "0", format=form)
    _text(answer, text)
    return answer


def _html(parent: Element, tag: str, html: str) -> None:
    _text(SubElement(parent, tag, format="html"), html)


def _text(parent: Element, text: str) -> None:
    _leaf(parent, "text", text)


def _leaf(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text
