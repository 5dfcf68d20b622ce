"""An answer in the wrong script or language is noticed."""

import pytest
from labelled import NOTES

from paperqa.answer.checking.drift import drift_of
from paperqa.llm.prompt import NOT_IN_PASSAGES
from paperqa.types import Lang

HE = "המודל משתמש במנגנון קשב על כל הרצף [1]."
EN = "The model uses attention over the whole sequence [1]."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("המודל משתמש ב-注意力 על הרצף.", "Chinese letters in the answer ('注意力')"),
        ("The model uses アテンション here.", "Japanese letters in the answer ('アテンション')"),
        ("The model uses 주의 here.", "Korean letters in the answer ('주의')"),
        ("המודל משתמש ב-التعلم.", "Arabic letters in the answer ('التعلم')"),
        ("This модель is large.", "Cyrillic letters in the answer ('модель')"),
        ("The mоdel has a Cyrillic o.", "Cyrillic letters in the answer ('mоdel')"),
        ("המודל เรยน.", "Thai letters in the answer ('เรยน')"),
        ("मॉडल", "Devanagari letters in the answer ('म')"),
    ],
)
def test_letters_of_other_scripts_are_drift_in_both_languages(text: str, reason: str) -> None:
    assert [drift_of(text, "he"), drift_of(text, "en")] == [reason, reason]


@pytest.mark.parametrize("word", ["אtטenציה", "trאnsפורמר", "מודaל"])
def test_a_word_that_changes_its_script_in_the_middle_is_drift(word: str) -> None:
    assert drift_of(f"זה {word} של המודל", "he") == f"a word in two scripts ({word!r})"


@pytest.mark.parametrize(
    "text",
    [
        HE,
        "ב-Transformer וגם בTransformer יש LLMים, בLLMים, ה-GPUs ו־RNN, קשבattention, בGPTשלנו.",
        "ה-α וה-β של הפונקציה, $x_注$, `код`, https://example.org/注",
        'הציטוט "the model is not used for this task at all" אומר אחרת.',
        "בציטוט “注意力机制” ובציטוט «внимание» יש מילים זרות.",
        'צה"ל ודו"ח וגם ח"כ הם ראשי תיבות.',
        "BLEU 28.4 [1]",
        "Self-attention, layer normalization, residual connections [1]",
        "Łukasz Kaiser, É. Grave, ℝ, ℓ2, µ, Å",
        "```python\nfor this in that: print('注意')\n```\n" + HE,
        "",
        "1. 28.4\n2. 41.8",
        NOT_IN_PASSAGES["en"],
        f"{HE} {HE} {HE} It is based on the attention.",
    ],
)
def test_terms_quotes_code_and_formulas_in_a_hebrew_answer_are_no_drift(text: str) -> None:
    assert drift_of(text, "he") == ""


@pytest.mark.parametrize(
    "text",
    [
        EN,
        "The word קשב is Hebrew for attention, and it is used in the club's notes.",
        'The note says "המודל משתמש במנגנון קשב על כל הרצף" in Hebrew.',
        "BLEU 28.4 [1]",
        "קשב",
        NOT_IN_PASSAGES["he"],
    ],
)
def test_hebrew_words_and_quotes_in_an_english_answer_are_no_drift(text: str) -> None:
    assert drift_of(text, "en") == ""


@pytest.mark.parametrize(
    ("text", "lang", "language"),
    [
        (EN, "he", "Hebrew"),
        (HE, "en", "English"),
        (
            f"{HE} It is based on attention, and it is not recurrent at all, as they say.",
            "he",
            "Hebrew",
        ),
        (f"{EN} {HE} {HE}", "en", "English"),
        ("Das Modell ist nicht mit Attention und wird auf Daten trainiert.", "en", "English"),
        ("Le modèle est une des méthodes pour les données avec attention.", "he", "Hebrew"),
    ],
)
def test_an_answer_in_another_language_is_drift(text: str, lang: Lang, language: str) -> None:
    assert drift_of(text, lang) == f"the answer is not in {language}"


def test_no_note_of_the_club_drifts_and_each_would_in_the_other_language() -> None:
    for path in sorted(NOTES.glob("*.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        lang: Lang = "he" if path.name.endswith(".he.md") else "en"
        other: Lang = "en" if lang == "he" else "he"
        assert drift_of(body, lang) == "", path.name
        assert drift_of(body, other) != "", path.name
