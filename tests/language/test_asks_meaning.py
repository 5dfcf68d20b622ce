import pytest

from paperqa.language.questions import asks_meaning


@pytest.mark.parametrize(
    "question",
    [
        "What is LoRA?",
        "what's attention",
        "Explain dropout",
        " define BLEU ",
        "What are word embeddings?",
        "מה זה שיכון?",
        "מהו קשב?",
        "הסבר מהו BERT",
    ],
)
def test_a_short_question_for_a_meaning_is_one(question: str) -> None:
    assert asks_meaning(question)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "How many layers has BERT?",
        "What is the difference between BERT and GPT?",
        "What isolates the layers?",
        "What is the number of attention heads in the base model?",
        "מה ההבדל בין BERT ל-GPT?",
        "מהו ההבדל בין שניהם",
        "כמה שכבות יש?",
    ],
)
def test_a_comparison_or_a_long_question_is_none(question: str) -> None:
    assert not asks_meaning(question)
