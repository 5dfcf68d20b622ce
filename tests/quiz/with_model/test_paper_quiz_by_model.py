"""A quiz that a model helps to write: what it wrote stands, and the other makers fill up."""

from collections import Counter
from dataclasses import replace
from typing import Final

from model_material import PAPER, BoundModel, item, material, passages_of, written

from fakes import WordEmbedder
from paperqa.answer.desk import Desk
from paperqa.answer.silent import result_of
from paperqa.errors import ModelError
from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Passage

PLAN: Final = Plan((PAPER.id,), 3, ("en",), ("choice",), with_model=True)
NOTE: Final = "The base model trains for 12 hours. The large one glows for 3.5 days."
OUT_OF_MEMORY: Final = ("{", ModelError("out of memory"))


def made(model: BoundModel | None, plan: Plan = PLAN) -> PaperQuiz:
    """Return the quiz of a paper of which a note states two numbers."""
    note = Passage(PAPER.id, "note", "en", "Key numbers", NOTE, 0, len(NOTE))
    index = material([*passages_of(), note]).index
    return result_of(make_paper_quiz(Desk(index, WordEmbedder(), model), plan, PAPER.id))


def makers(quiz: PaperQuiz) -> Counter[str]:
    return Counter(one.maker for one in quiz.items)


def test_what_the_model_wrote_stands_and_the_others_fill_up() -> None:
    quiz = made(BoundModel(written(item())))
    assert makers(quiz) == {"model": 1, "number": 2}
    assert (quiz.error, dict(quiz.dropped)["it is not a whole item"]) == ("", 5)


def test_where_the_model_fails_what_came_stands_and_the_quiz_says_how_it_failed() -> None:
    quiz = made(BoundModel(written(item()), OUT_OF_MEMORY))
    assert makers(quiz) == {"model": 1, "number": 2}
    # Of the first batch two items of three lack; the second one is not counted.
    assert (quiz.error, dict(quiz.dropped)["it is not a whole item"]) == ("out of memory", 2)


def test_where_the_model_fails_at_once_the_quiz_is_that_without_a_model() -> None:
    failed = made(BoundModel(OUT_OF_MEMORY))
    assert makers(failed) == {"number": 2}
    assert failed == replace(made(None), error="out of memory")


def test_a_context_too_small_is_told_and_the_others_make_the_quiz() -> None:
    quiz = made(BoundModel(context=600))
    assert quiz.error.startswith("bound reads 600 tokens, ")
    assert makers(quiz) == {"number": 2}


def test_a_model_that_is_not_wanted_is_not_asked() -> None:
    model = BoundModel(OUT_OF_MEMORY)
    assert made(model, replace(PLAN, with_model=False)) == made(None)
    assert model.prompts == []


def test_no_more_is_asked_of_the_model_than_is_wanted() -> None:
    model = BoundModel(written(item()), OUT_OF_MEMORY)
    quiz = made(model, replace(PLAN, count=1))
    assert (len(quiz.items), quiz.error, len(model.orders)) == (1, "", 1)
