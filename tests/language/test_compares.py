import pytest

from paperqa.language.questions import compares


@pytest.mark.parametrize(
    "question",
    ["Compare BERT and GPT", "LoRA vs QLoRA", "How do they differ?", "מה ההבדל?", "במה הם שונים?"],
)
def test_a_word_of_comparing_compares(question: str) -> None:
    assert compares(question)


@pytest.mark.parametrize(
    "question", ["", "Which layers are indifferent?", "What is LoRA?", "מולקולה"]
)
def test_a_part_of_a_word_does_not(question: str) -> None:
    assert not compares(question)
