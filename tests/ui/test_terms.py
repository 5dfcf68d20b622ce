"""What runs from left to right in a Hebrew text is found whole, and nothing else."""

import pytest

from paperqa.ui.prose import paragraphs, running_text
from paperqa.ui.terms import term_spans


def _terms(text: str) -> list[str]:
    return [text[start:end] for start, end in term_spans(text)]


@pytest.mark.parametrize(
    "term",
    [
        "GPT-3",
        "3.5%",
        "-5",
        "±0.1",
        "~40%",
        "p < 0.05",
        "C++",
        "A*",
        ".NET",
        "10^-3",
        "2–3",
        "80%-90%",
        "1,000-class",
        "1/sqrt(d_k)",
        "BLEU +2.3",
        "f(x)=2x+1",
    ],
)
def test_a_term_is_isolated_whole(term: str) -> None:
    assert _terms(f"הערך הוא {term} בלבד") == [term]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ב-Transformer יש 6 שכבות", []),
        ("ב-GPT-3 יש 175B פרמטרים", ["GPT-3"]),
        ("ירידה של 3.5%, לא יותר.", ["3.5%"]),
        ('המודל "GPT-3".', ["GPT-3"]),
        ("(ראו GPT-2)", ["GPT-2"]),
        ("קשב עצמי (self-attention) הוא", ["self-attention"]),
        ("על (Q, K, V) ובקטע [0, 1] בלבד", ["Q, K, V", "0, 1"]),
        ("הפונקציה f(x) = softmax(x)", ["f(x) = softmax(x)"]),
        ("בשנת 2017 Vaswani הציע", []),
        ("של GPT-2. GPT-3 גדול יותר", ["GPT-2", "GPT-3"]),
        ("GPT-ים רבים", []),
        ("זיכרון GPU (עמ' 1) ו-35MB (עמ' 5)", []),
        ("המודל GPT-3 (עמ' 1)", ["GPT-3"]),
    ],
)
def test_marks_that_belong_to_the_hebrew_stay_outside(text: str, terms: list[str]) -> None:
    assert _terms(text) == terms


def test_formulas_and_texts_without_hebrew_are_left_alone() -> None:
    assert _terms(r"הנוסחה \(a = -5\) וגם $$b - 3$$ כאן") == []
    assert _terms("GPT-3 is larger by -5 than C++ [0, 1]") == []


def test_a_term_keeps_its_letters_and_its_markers() -> None:
    assert running_text("ירד ב -5 < 0") == 'ירד ב <bdi dir="ltr">-5 &lt; 0</bdi>'
    marked = paragraphs("יש -5 שכבות [1]", {1: running_text("①")})
    assert marked == '<p dir="rtl" lang="he">יש <bdi dir="ltr">-5</bdi> שכבות ①</p>&#10;'
