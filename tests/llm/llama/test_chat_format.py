"""Messages in the shape that a model knows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperqa.errors import ModelError
from paperqa.llm.llama.chat_format import ChatFormat, until
from paperqa.types import Message

RULES, QUESTION = Message("system", "Be brief."), Message("user", "Why?")
TURNS = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{{ eos_token }}{% endfor %}"


def test_a_template_gets_the_messages_and_asks_for_an_answer() -> None:
    template = "{{ bos_token }}" + TURNS + "{% if add_generation_prompt %}<assistant>{% endif %}"
    chat_format = ChatFormat(template, bos="<s>", eos="</s>")
    prompt = chat_format.render([RULES, QUESTION])
    assert prompt == "<s><system>Be brief.</s><user>Why?</s><assistant>"
    assert chat_format.stop == ""


def test_a_model_without_a_template_gets_plain_turns_and_stops_at_the_users() -> None:
    chat_format = ChatFormat(None, bos="<s>", eos="</s>")
    prompt = chat_format.render([RULES, QUESTION])
    assert prompt == "System: Be brief.\n\nUser: Why?\n\nAssistant:"
    assert chat_format.stop == "\nUser:"


def test_thinking_is_switched_off_where_the_template_knows_the_switch() -> None:
    template = TURNS + "{% if enable_thinking is false %}<think></think>{% endif %}"
    assert ChatFormat(template, "", "").render([QUESTION]) == "<user>Why?<think></think>"


QWEN = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is defined and enable_thinking is false %}<think>\n\n</think>\n\n"
    "{% endif %}{% endif %}"
)
ALWAYS_THINKS = QWEN.partition("{% if enable")[0] + "<think>\n{% endif %}"
GEMMA = (
    "{{ bos_token }}{% if enable_thinking %}<|turn>system\n<|think|><turn|>\n{% endif %}"
    "{% for m in messages %}<|turn>{{ m.role }}\n{{ m.content }}<turn|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|turn>model\n"
    "{% if not enable_thinking | default(false) %}<|channel>thought\n<channel|>{% endif %}"
    "{% endif %}"
)
GRANITE = TURNS + "{% if thinking %}Think first.{% endif %}<assistant>"
GPT_OSS = (
    "{% set effort = reasoning_effort | default('medium') %}"
    "<|start|>system<|message|>Reasoning: {{ effort }}\n"
    "# Valid channels: analysis, commentary, final.<|end|>{# <|channel|> #}"
    "{% for m in messages %}<|start|>{{ m.role }}<|message|>{{ m.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|start|>assistant{% endif %}"
)
PICKY = (
    "{% if reasoning_effort is defined and reasoning_effort not in ['low', 'high'] %}"
    "{{ raise_exception('no such effort') }}{% endif %}"
) + TURNS


@pytest.mark.parametrize(
    ("template", "prompt"),
    [
        (QWEN, "<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n"),
        (
            ALWAYS_THINKS,
            "<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n",
        ),
        (GEMMA, "<bos><|turn>user\nWhy?<turn|>\n<|turn>model\n<|channel>thought\n<channel|>"),
        (GRANITE, "<user>Why?<eos><assistant>"),
        (
            GPT_OSS,
            "<|start|>system<|message|>Reasoning: low\n"
            "# Valid channels: analysis, commentary, final.<|end|>"
            "<|start|>user<|message|>Why?<|end|><|start|>assistant<|channel|>final<|message|>",
        ),
        (PICKY, "<user>Why?<eos>"),
    ],
)
def test_no_template_leaves_the_model_thinking(template: str, prompt: str) -> None:
    assert ChatFormat(template, "<bos>", "<eos>").render([QUESTION]) == prompt


def test_rules_move_into_the_question_where_a_template_has_no_system_role() -> None:
    guard = "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    prompt = ChatFormat(guard + TURNS, "", "|").render([RULES, QUESTION])
    assert prompt == "<user>Be brief.\n\nWhy?|"


def test_a_template_that_fails_anyway_is_reported_in_one_line() -> None:
    chat_format = ChatFormat("{{ raise_exception('never') }}", "", "")
    with pytest.raises(
        ModelError, match=r"^the model's chat template fails \(never\); try another"
    ):
        chat_format.render([RULES, QUESTION])


def test_a_template_cannot_reach_python() -> None:
    chat_format = ChatFormat("{{ ''.__class__.__mro__[1].__subclasses__() }}", "", "")
    with pytest.raises(ModelError, match="unsafe"):
        chat_format.render([QUESTION])


@settings(deadline=None)
@given(st.lists(st.sampled_from(["\n", "User", "\nUs", "er:", ":", " a", "\nUser:"]), max_size=12))
def test_pieces_are_passed_on_up_to_the_stop_however_they_are_cut(pieces: list[str]) -> None:
    assert "".join(until("\nUser:", pieces)) == "".join(pieces).partition("\nUser:")[0]
    assert list(until("", iter(pieces))) == pieces
