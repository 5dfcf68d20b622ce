import random

import pytest

from paperqa.quiz.pages.expansions import Expansion, expansions
from paperqa.quiz.pages.wrong_expansions import wrong_expansions

RPN = Expansion("BLT", "Bright Lantern Transform", ("Bright", " ", "Lantern", " ", "Transform"))


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("We use the Bright Lantern Transform (BLT) at night.", "Bright Lantern Transform"),
        ("all tables of burning lamps (TBLS) here", None),
        ("a set of tables of burning lamps (TBL) here", "tables of burning lamps"),
        ("a low-light index (LLI) is kept", "low-light index"),
        ("many burning lamp systems (BLSs) are", "burning lamp systems"),
        ("the convolutional neural network (CNN) is", None),
        ("the lamp table (BLT) is", None),
        ("the lamp table (see Katz) is", None),
    ],
)
def test_the_words_before_the_brackets_must_begin_with_its_letters(
    text: str, long: str | None
) -> None:
    assert [one.long for one in expansions(text)] == ([long] if long else [])


def test_wrong_long_forms_have_the_initials_the_capitals_and_one_word_of_the_right_one() -> None:
    for seed in range(30):
        wrong = wrong_expansions(RPN, "", random.Random(seed))
        assert len(set(wrong)) == 4
        for one in wrong:
            words = one.split()
            assert [word[0] for word in words] == ["B", "L", "T"]
            same = [word for word in words if word in RPN.long.split()]
            assert len(same) == 1


def test_what_the_paper_prints_is_no_wrong_long_form() -> None:
    first = wrong_expansions(RPN, "", random.Random(0))
    again = wrong_expansions(RPN, " ".join(first).casefold(), random.Random(0))
    assert not set(first) & set(again)


def test_a_plural_stays_a_plural_and_halves_of_a_word_stay_together() -> None:
    pieces = ("low", "-", "light", " ", "lamps")
    wrong = wrong_expansions(Expansion("LLL", "low-light lamps", pieces), "", random.Random(0))
    assert len(wrong) == 4
    assert all(one.startswith("low-light l") and one.endswith("s") for one in wrong)
