r"""A quiz in GIFT, the plain text that Moodle imports: ``quiz.gift.txt``.

Text is HTML (``[html]``), on one line: a blank line would end the question. Every character that
steers GIFT (``~ = # { } :``) and the backslash itself are escaped, so that ``\(`` stays ``\(``.
Moodle decides the type of a question by what stands between the braces: a ``~`` makes a choice, a
``->`` without one makes a matching question, ``#`` in front a number.
Source: Moodle's documentation of GIFT, and its importer where that is silent.
"""

from collections.abc import Iterator
from typing import Final

from paperqa.quiz.exports import moodle_texts as texts
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.item import Quiz, QuizItem, Wording
from paperqa.types import Lang

_ESCAPED: Final = str.maketrans(
    {**{char: f"\\{char}" for char in "\\~=#{}:"}, "\n": "\\n", "\t": " "}
)


def export(quiz: Quiz) -> Exported:
    """Return a file for each language of the quiz."""
    return Exported(
        {
            texts.name_of_file(quiz, lang, "gift.txt"): gift_of(quiz, lang).encode()
            for lang in quiz.langs
        }
    )


def gift_of(quiz: Quiz, lang: Lang) -> str:
    """Return the quiz in ``lang``; its category first, a blank line after each question."""
    head = f"// {texts.one_line(quiz.title)}\n$CATEGORY: {texts.category_of(quiz, lang)}\n"
    questions = (_question(item, wording) for item, wording in texts.worded(quiz, lang))
    return "\n".join((head, *questions))


def escaped(text: str) -> str:
    """Return ``text`` on one line, with nothing in it that GIFT would act on."""
    return text.translate(_ESCAPED)


def _question(item: QuizItem, wording: Wording) -> str:
    answers = "".join(f"\t{line}\n" for line in _answers(item, wording))
    return (
        f"{_comment(item)}\n"
        f"::{escaped(texts.name_of(wording))}::[html]{escaped(texts.question_html(item, wording))}"
        f"{{{_opening(item, wording)}\n"
        f"{answers}"
        f"\t####{escaped(texts.feedback_html(item, wording))}\n"
        "}\n"
    )


def _comment(item: QuizItem) -> str:
    """Return the comment that Moodle takes id and tags from."""
    tags = (f"[tag:{_bracketed(tag)}]" for tag in texts.tags_of(item))
    return f"// [id:{_bracketed(item.id)}] {' '.join(tags)}"


def _bracketed(text: str) -> str:
    return texts.one_line(text).replace("]", r"\]")


def _opening(item: QuizItem, wording: Wording) -> str:
    """Return what follows the brace on its line."""
    if item.kind == "truefalse":
        return "T" if item.correct == 0 else "F"
    return "#" if item.kind == "cloze" and texts.numeric_answers(wording) else ""


def _answers(item: QuizItem, wording: Wording) -> Iterator[str]:
    if item.kind == "choice":
        for place, choice in enumerate(wording.choices):
            sign = "=" if place == item.correct else "~"
            yield sign + escaped(texts.html_of(choice, "span"))
    elif item.kind == "cloze":
        numbers = texts.numeric_answers(wording)
        yield from (f"={number}" for number in numbers or map(_pattern, _short(wording)))


def _short(wording: Wording) -> tuple[str, ...]:
    # No escape keeps "->" from making a matching question; a wildcard within lets it pass.
    return tuple(one.replace("->", "-*>") for one in texts.short_answers(wording))


def _pattern(text: str) -> str:
    """Return a short answer; behind ``[plain]`` where its first character would be taken away."""
    return f"[plain]{escaped(text)}" if text.startswith(("[", "%")) else escaped(text)
