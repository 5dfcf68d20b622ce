"""A model's whole question stands only where it is one; else the rules' does."""

from collections.abc import Sequence

import pytest
from test_followup import ATTENTION, INDEX, LORA, VIT, turn

from fakes import ScriptedModel
from paperqa.answer.followups.completing import MOST_TOKENS, Completer
from paperqa.answer.followups.followup import Followup, whole_question
from paperqa.answer.silent import result_of
from paperqa.errors import CutOffError, ModelError
from paperqa.protocols import ChatModel
from paperqa.types import Turn

HISTORY = [turn("What is LoRA?", LORA)]
QUESTION = "and how much memory does it need on 2 GPUs?"
BY_RULES = whole_question(QUESTION, HISTORY, INDEX)


def completed(
    model: ChatModel, question: str, history: Sequence[Turn], scope: tuple[str, ...] = ()
) -> Followup:
    return result_of(Completer(model, INDEX).written(question, history, scope))


def test_the_models_line_is_taken_with_the_papers_of_the_rules() -> None:
    model = ScriptedModel("", "Question: How much memory does LoRA ", "need on 2 GPUs?\n", "Sure!")
    found = completed(model, QUESTION, HISTORY)
    assert found == Followup("How much memory does LoRA need on 2 GPUs?", "en", (LORA.id,))
    assert (len(model.prompts), model.rooms, model.closed) == (1, [MOST_TOKENS], 1)
    assert model.prompts[0][-1].content == f"Earlier: What is LoRA?\nLast question: {QUESTION}"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "LoRA needs 12 GB on 2 GPUs.",
        "כמה זיכרון LoRA צריך על 2 GPUs?",
        "How much memory does LoRA need on GPUs?",
        "How much memory does it need on 2 GPUs?",
        "How much memory does ViT need on 2 GPUs?",
        "How much memory does LoRA need on 2 GPUs, " + "and so on, " * 20 + "?",
        "How " + "much " * 70 + "LoRA 2 GPUs?",
    ],
)
def test_what_is_no_question_or_lost_a_name_or_brought_one_in_falls_back_to_the_rules(
    line: str,
) -> None:
    assert completed(ScriptedModel(line), QUESTION, HISTORY) == BY_RULES
    assert BY_RULES.question == "and how much memory does LoRA need on 2 GPUs?"


def test_a_paper_of_an_earlier_turn_may_be_named() -> None:
    history = [turn("What is ViT?", VIT), *HISTORY]
    line = "Does LoRA work with ViT on 2 GPUs?"
    found = completed(ScriptedModel(line), "does it work with that one on 2 GPUs?", history)
    assert found.question == line


def test_no_paper_outside_the_readers_choice_is_brought_in() -> None:
    question, rules = "what are its limits?", "what are ViT's limits?"
    for line, whole in (
        ("What are the limits of LoRA?", rules),
        ("What are the limits of ViT and LoRA?", rules),
        ("What are the limits of BERT?", rules),
        ("What limits does ViT have?", "What limits does ViT have?"),
    ):
        found = completed(ScriptedModel(line), question, HISTORY, (VIT.id,))
        assert found == Followup(whole, "en", (VIT.id,))
    asked = "does it beat LoRA?"
    history = [turn("What is ViT?", VIT)]
    found = completed(ScriptedModel("Is ViT better than LoRA?"), asked, history, (VIT.id,))
    assert found.question == "Is ViT better than LoRA?"


def test_hebrew_is_made_whole_in_hebrew() -> None:
    history = [turn("מה זה LoRA?", LORA, lang="he")]
    model = ScriptedModel("מה החסרונות של LoRA?")
    found = completed(model, "מה החסרונות שלו?", history)
    assert found == Followup("מה החסרונות של LoRA?", "he", (LORA.id,))


@pytest.mark.parametrize("question", ["What is dropout?", "How does the Transformer work?"])
def test_the_model_is_not_asked_about_a_question_that_stands_alone(question: str) -> None:
    model = ScriptedModel("What is LoRA?")
    assert completed(model, question, HISTORY).question == question
    assert completed(model, QUESTION, []).question == QUESTION
    assert model.prompts == []


def test_a_failing_model_is_told_and_a_line_that_was_cut_is_none() -> None:
    with pytest.raises(ModelError, match="out of memory"):
        completed(ScriptedModel(ModelError("out of memory")), QUESTION, HISTORY)
    cut = ScriptedModel("How much memory does LoRA need on 2 GPUs?", CutOffError("64 tokens"))
    assert completed(cut, QUESTION, HISTORY) == BY_RULES


def test_a_question_without_a_paper_may_stay_without_one() -> None:
    history = [turn("Why are the dot products scaled?", ATTENTION)]
    line = "How does the scaling of dot products help?"
    found = completed(ScriptedModel(line), "how does that help?", history)
    assert found.question == line
