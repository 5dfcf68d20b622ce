"""The form may come from anyone: what it says becomes a plan within its limits."""

from math import inf

import pytest

from paperqa.quiz.item import KINDS
from paperqa.quiz.plan import Plan
from paperqa.ui.quiz.plans import Form, plan_of


def test_an_untouched_form_is_five_english_items_of_all_kinds() -> None:
    assert plan_of(Form(["a", "b", "a"]), "en") == Plan(("a", "b"), 5, ("en",), KINDS, None, 0)


def test_what_is_filled_in_is_planned() -> None:
    form = Form(["a"], 7, "both", ["open", "choice"], "hard", 3, True)
    assert plan_of(form, "en") == Plan(
        ("a",), 7, ("en", "he"), ("choice", "open"), "hard", 3, with_model=True
    )


@pytest.mark.parametrize(
    ("count", "planned"), [(-1, 3), (10**9, 20), (4.9, 4), (None, 5), (inf, 20)]
)
def test_the_number_of_items_stays_within_its_limits(count: float | None, planned: int) -> None:
    assert plan_of(Form(["a"], count), "en").count == planned


def test_words_that_no_field_offers_are_the_usual_ones() -> None:
    plan = plan_of(Form(["a"], 5, "fr", ["choice", "essay"], "deadly", -5), "en")
    assert (plan.langs, plan.kinds, plan.difficulty, plan.seed) == (("en",), ("choice",), None, 0)


def test_hebrew_alone_is_hebrew_alone() -> None:
    assert plan_of(Form(["a"], lang="he"), "en").langs == ("he",)
