import pytest

from paperqa.quiz.pages.shown import shown


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lanterns glow [3, 7–9].", "Lanterns glow."),
        ("Lanterns glow (Katz et al., 2020; Levi, 2021a) at night.", "Lanterns glow at night."),
        ("Lanterns glow [Katz and Levi, 2020] at night.", "Lanterns glow at night."),
        ("Lanterns glow (see Table 3) at night.", "Lanterns glow at night."),
        ("However, lanterns glow.", "Lanterns glow."),
        ("As shown in Table 2, lanterns glow.", "Lanterns glow."),
        ("In Figure 4a (left), we see that lanterns glow.", "Lanterns glow."),
        ("• Lanterns glow.", "Lanterns glow."),
        ("Lanterns (paper lamps) glow.", "Lanterns (paper lamps) glow."),
        ("Lanterns glow for [0, 1] hours.", "Lanterns glow for [0, 1] hours."),
    ],
)
def test_a_question_shows_a_sentence_without_marks_and_opening_words(
    printed: str, expected: str
) -> None:
    assert shown(printed) == expected


@pytest.mark.parametrize("printed", ["We follow [12] and glow.", "[4] showed that lanterns glow."])
def test_a_mark_that_is_a_word_of_the_sentence_cannot_go(printed: str) -> None:
    assert shown(printed) is None
