"""Whether one text tells another, and whether two questions ask the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.quiz.choosing.same_words import ask_the_same, folded, gives_away, tells


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  The  “Light Map”. ", "the “light map"),
        ("(GELU)", "gelu"),
        ("ＡＢＣ", "abc"),
        ("קשב,", "קשב"),
        ("...", ""),
        ("e.g. this", "e.g. this"),
    ],
)
def test_folded_text_lacks_what_makes_no_difference(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("text", "answer", "told"),
    [
        ("It uses AdamW here.", "adamw", True),
        ("It uses AdamW.", "Adam", False),
        ("It uses light-maps.", "light maps", True),
        ("It uses a light  map.", "Light map", True),
        ("It uses moonlight maps.", "light maps", False),
        ("It has 36 lamps.", "36", True),
        ("It has 36, 37 or 38.", "36", True),
        ("It ends with 36.", "36", True),
        ("It has 36.5 lamps.", "36", False),
        ("It has 1.36 lamps.", "36", False),
        ("It has 36,500 lamps.", "36", False),
        ("It has 36,500 lamps.", "500", False),
        ("It has 136 lamps.", "36", False),
        ("It has lamps.", "", False),
        ("It has lamps.", "...", False),
        ("It has a+b lamps.", "a+b", True),
        ("It uses VGG16 here.", "VGG-16", True),
        ("It uses byte pair codes.", "byte-pair codes", True),
        ("It uses VGG-160 here.", "VGG-16", False),
        ("זו מפת אור כאן", "מפת אור", True),
        ("זו ה-softmax כאן", "softmax", True),
    ],
)
def test_a_text_tells_an_answer_that_it_prints_as_words_of_its_own(
    text: str, answer: str, told: bool
) -> None:
    assert tells(text, answer) is told


@given(st.text(alphabet="abc 12א-", min_size=1, max_size=12))
def test_every_text_with_a_word_tells_itself(text: str) -> None:
    assert tells(f"so {text} is", text) is any(map(str.isalnum, text))


@pytest.mark.parametrize(
    ("answer", "given_away"), [("6", False), (" 6 ", False), ("64", True), ("six", True)]
)
def test_a_single_digit_gives_nothing_away(answer: str, given_away: bool) -> None:
    assert gives_away("There are 6 and 64 and six lamps.", answer) is given_away


@pytest.mark.parametrize(
    ("text", "answer", "given_away"),
    [
        ("It samples latent variables.", "latent variable", True),
        ("It samples a latent variable.", "Latent variables", True),
        ("It samples latent and variable lamps.", "latent lamps", False),  # not in a row
        ("It samples variables that are latent.", "latent variables", False),
        ("It glows with a lamp.", "glowing", True),
        ("It has many GANs.", "GAN", False),
        ("It has many transformers.", "Transformer", True),
        ("It has many AlexNets.", "AlexNet", False),
        ("It has many AlexNets: AlexNet too.", "AlexNet", True),
        ("It runs for 36 hours.", "36 hour", False),
        ("It is the one of them.", "of it", False),  # stop words alone
        ("זו מפה של אור", "מפת אור", False),
        ("אלו במפת אור", "מפת אור", True),  # with a prefix
    ],
)
def test_words_are_given_away_in_any_form_and_names_and_numbers_as_they_are_spelt(
    text: str, answer: str, given_away: bool
) -> None:
    assert gives_away(text, answer) is given_away


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Which lamps glow on dark streets?", "On dark streets, which lamps glow?", True),
        ("Which lamps glow on dark streets?", "Which lamps glow on dark roads?", True),  # 3 of 4
        ("Which lamps glow on dark streets?", "Which lamps fade on dark roads?", False),  # 2 of 4
        ("Lamps glow on 36 dark streets.", "Lamps glow on 48 dark streets.", False),
        ("Lamps glow on 36 dark streets.", "Lamps glow on 36 dark streets at night.", True),
        ("Why lamps?", "why LAMPS", False),
        ("Why lamps?", " why LAMPS?", True),
        ("Why lamps glow?", "Why lamps glow on dark streets by night?", False),
    ],
)
def test_questions_ask_the_same_with_nearly_all_words_and_all_numbers_in_common(
    one: str, other: str, same: bool
) -> None:
    assert ask_the_same(one, other) is same
    assert ask_the_same(other, one) is same
