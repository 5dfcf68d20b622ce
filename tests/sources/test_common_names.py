import pytest

from paperqa.sources.paper_names import NameBook
from paperqa.types import Paper

BOOK = NameBook(
    {
        "t": Paper("t", "Attention Is All You Need", aliases=("Transformer", "טרנספורמר")),
        "v": Paper("v", "An Image is Worth 16x16 Words", aliases=("ViT", "Vision Transformer")),
    }
)


def papers_in(text: str) -> list[str]:
    return [paper for one in BOOK.named(text) for paper in one.papers]


@pytest.mark.parametrize(
    "text",
    [
        "Transformer",
        "and the Transformer?",
        "What is a transformer?",
        "Explain the Transformer to me",
        "How many heads does the Transformer have in its base form?",
        "Why does the Transformer's loss use label smoothing?",
        "Which optimizer does the article on the original transformer name?",
        "Who wrote that Transformer paper of 2017?",
        "How wide are base Transformer layers, in numbers?",
        "מה זה טרנספורמר?",
        "ומה עם הטרנספורמר?",
        "איזה ציון קיבל הטרנספורמר בניתוח תחבירי?",
        "כמה ראשים יש ב-Transformer הבסיסי של הכותבים?",
        "למה משתמשים ב-label smoothing ב-Transformer בכלל?",
        "מי כתב את המאמר של טרנספורמר לפני שנים?",
    ],
)
def test_the_transformer_is_a_paper(text: str) -> None:
    assert papers_in(text) == ["t"]


@pytest.mark.parametrize(
    "text",
    [
        "How much does a transformer that classifies images cost?",
        "Why is a pure image transformer hard to train on little data?",
        "When transformers compress text, does the vocabulary matter?",
        "How long does the context get in the Transformer-XL of the survey?",
        "How does the transformer with sliding windows pass its borders?",
        "Which Transformer was the first to follow paths in images?",
        "איך מאמנים image transformer על מעט תמונות?",
        "למה מ-transformer לומדים פחות מאשר מרשת קונבולוציה?",
        "מה קורה לטרנספורמר שמקבל ריבועים של תמונה?",
        "מי הטרנספורמר הראשון שעקב אחרי מסלולים בתמונה?",
        "איך עובר מידע בסווין טרנספורמר מעבר לחלון?",
    ],
)
def test_a_transformer_is_none(text: str) -> None:
    assert papers_in(text) == []


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("How many heads does ViT have in place of the Transformer's?", ["v"]),
        ("Is ViT faster than a Transformer of the same size?", ["v"]),
        ("Compare ViT with the Transformer, please", ["v", "t"]),
        ("מה ההבדל בין ViT לבין הטרנספורמר בקידוד מיקום?", ["v", "t"]),
        ("What do ViT and the original Transformer do about positions?", ["v", "t"]),
        ("How large is a Vision Transformer for patches?", ["v"]),
    ],
)
def test_beside_other_papers_it_is_one_where_they_are_compared(
    text: str, papers: list[str]
) -> None:
    assert papers_in(text) == papers
