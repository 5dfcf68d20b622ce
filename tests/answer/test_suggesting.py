"""Suggestions are questions that the papers behind an answer go on to answer."""

from small_index import ATTENTION, LORA, desk_of, note, passage

from paperqa.answer.ask import answer_of, search
from paperqa.answer.desk import Desk
from paperqa.answer.options import Options
from paperqa.answer.suggesting import suggestions
from paperqa.types import Answer

ENGLISH = (
    "Adapter: An adapter is a small trainable layer inserted into a frozen network.\n"
    "Rank r (width): The rank r in LoRA is the inner width of the two matrices."
)
HEBREW = "מתאם (adapter): מתאם הוא שכבה קטנה ונלמדת ב-LoRA שמוכנסת לרשת קפואה."
PASSAGES = (
    passage("LoRA works by training thin matrices of low rank r, and freezes the weights.", LORA),
    note(ENGLISH, LORA, section="Terms"),
    note(HEBREW, LORA, section="מונחים"),
    note("שיטת LoRA מקפיאה את המשקולות ומאמנת מטריצות צרות.", LORA, section="איך זה עובד"),
    passage("The Transformer attends to all positions; its limits are long inputs.", ATTENTION),
)


def _answer(desk: Desk, question: str) -> Answer:
    answer = answer_of(desk, question)
    assert answer.found
    return answer


def test_terms_that_the_answer_uses_come_first_and_each_suggestion_is_answered() -> None:
    desk = desk_of(PASSAGES)
    offered = suggestions(desk, _answer(desk, "What does LoRA freeze while training matrices?"))
    assert offered == (
        "What does “Rank r” mean in LoRA?",
        "How does LoRA work?",
        "What does “Adapter” mean in LoRA?",
    )
    for question in offered:
        found = search(desk, question)
        assert found.enough
        assert LORA.id in {hit.passage.paper for hit in found.hits[:3]}


def test_a_hebrew_answer_gets_hebrew_suggestions() -> None:
    desk = desk_of(PASSAGES)
    answer = _answer(desk, "אילו משקולות מקפיאה LoRA ואילו מטריצות היא מאמנת?")
    assert suggestions(desk, answer, most=1) == ("איך LoRA עובד?",)


def test_what_was_asked_is_not_offered_again() -> None:
    desk = desk_of(PASSAGES)
    answer = _answer(desk, "What does LoRA freeze while training matrices?")
    offered = suggestions(desk, answer, asked=("how does LORA work", "What does adapter mean?"))
    assert "How does LoRA work?" not in offered
    assert suggestions(desk, answer, most=1) == ("What does “Rank r” mean in LoRA?",)


def test_a_question_that_the_papers_do_not_answer_is_not_offered() -> None:
    desk = desk_of(PASSAGES)
    offered = suggestions(desk, _answer(desk, "What does LoRA freeze while training matrices?"), 9)
    unanswered = ("What results does LoRA reach?", "What are the limits of LoRA?")
    for question in unanswered:
        found = search(desk, question, Options(wanted="extractive"))
        tops = {hit.passage.paper for hit in found.hits[:3]}
        assert (question in offered) == (found.enough and LORA.id in tops)


def test_an_answer_that_rests_on_nothing_suggests_nothing() -> None:
    desk = desk_of(PASSAGES)
    empty = Answer("?", "en", "", (), found=False, mode="extractive", model=None, ms=0.0)
    assert suggestions(desk, empty) == ()
