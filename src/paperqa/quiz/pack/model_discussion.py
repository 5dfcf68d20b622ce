"""Five questions for the meeting by a language model, bound to a JSON schema and checked.

Each question names the key point that it is about, which is then cited. They stand only if all five
are in the right language, differ, ask, and hold no number that their points do not hold. A model
that fails has written none.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any, Final

from paperqa.answer.checking.numbers import lacking, printed_numbers
from paperqa.answer.desk import Desk
from paperqa.errors import ModelError
from paperqa.language.script import question_language
from paperqa.protocols import ChatModel
from paperqa.quiz.pack.discussion import QUESTIONS
from paperqa.quiz.pack.ground import Ground
from paperqa.quiz.pack.question import Question
from paperqa.types import Lang, Message

_MOST_TOKENS: Final = 700
_BEAT: Final = 0.1
"""Seconds between two looks at the queue."""
_SHORTEST, _LONGEST = 20, 320
_LANGUAGES: Final[dict[Lang, str]] = {"en": "English", "he": "Hebrew"}
_RULES: Final = (
    "You prepare the meeting of a machine learning reading club. Write {count} questions for a "
    "discussion of the paper, in {language}. Each is about one of the numbered points and asks for "
    "a judgement, a comparison or a next step, never for what the point says already. Keep names "
    "and technical terms as they are. Name in `point` the number of the point."
)


def model_discussion(
    desk: Desk, title: str, points: Sequence[Ground], lang: Lang
) -> tuple[Question, ...]:
    """Return five questions in ``lang`` about ``points``; none where the model's cannot stand."""
    if desk.model is None or len(points) < 2:
        return ()
    with desk.turns.join() as turn:
        while not turn.wait(_BEAT):
            pass
        text = _written(desk.model, title, points, lang)
    return _checked(text, points, lang)


def _written(model: ChatModel, title: str, points: Sequence[Ground], lang: Lang) -> str:
    numbered = "\n".join(f"{n}. {one.texts[lang]}" for n, one in enumerate(points, 1))
    rules = _RULES.format(count=QUESTIONS, language=_LANGUAGES[lang])
    messages = (Message("system", rules), Message("user", f"Paper: {title}\n\n{numbered}"))
    written = model.stream(messages, max_tokens=_MOST_TOKENS, schema=_schema(len(points)))
    with closing(written) as pieces:  # type: ignore[type-var]  # a generator
        try:
            return "".join(pieces)
        except ModelError:
            return ""


def _schema(points: int) -> dict[str, object]:
    question = {
        "type": "object",
        "properties": {
            "point": {"type": "integer", "minimum": 1, "maximum": points},
            "question": {"type": "string", "maxLength": _LONGEST},
        },
        "required": ["point", "question"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {
            "questions": {
                "type": "array",
                "items": question,
                "minItems": QUESTIONS,
                "maxItems": QUESTIONS,
            }
        },
        "required": ["questions"],
        "additionalProperties": False,
    }


def _checked(text: str, points: Sequence[Ground], lang: Lang) -> tuple[Question, ...]:
    try:
        rows = json.loads(text)["questions"]
        found = [_question(row, points, lang) for row in rows]
    except (ValueError, KeyError, TypeError):  # a model without grammars may write anything
        return ()
    questions = [one for one in found if one is not None]
    different = {one.asking[lang].casefold() for one in questions}
    return tuple(questions) if len(questions) == len(different) == QUESTIONS else ()


def _question(row: Mapping[str, Any], points: Sequence[Ground], lang: Lang) -> Question | None:
    asking, number = " ".join(str(row["question"]).split()), row["point"]
    if not isinstance(number, int) or not 1 <= number <= len(points):
        return None
    ground = points[number - 1]
    stands = (
        _SHORTEST <= len(asking) <= _LONGEST
        and asking.endswith("?")
        and question_language(asking) == lang
        and not lacking(asking, [printed_numbers(one.texts[lang]) for one in points])
    )
    return Question((ground,), {lang: asking}, stated=False) if stands else None
