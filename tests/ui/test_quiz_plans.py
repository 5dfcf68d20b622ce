"""The form may come from anyone: what it says becomes a plan within its limits."""

from math import inf, nan

import pytest

from paperqa.errors import QuizError
from paperqa.quiz.item import KINDS
from paperqa.quiz.plan import Plan
from paperqa.types import Lang
from paperqa.ui.quiz.plans import Form
from paperqa.ui.quiz.plans import plan_of as plan_of_known


def plan_of(form: Form, reader: Lang = "en") -> Plan:
    return plan_of_known(form, reader, {"a", "b"})


def test_an_untouched_form_is_five_english_items_of_all_kinds() -> None:
    assert plan_of(Form(["a", "b", "a"]), "en") == Plan(("a", "b"), 5, ("en",), KINDS, None, 0)


def test_what_is_filled_in_is_planned() -> None:
    form = Form(["a"], 7, "both", ["open", "choice"], "hard", 3, True)
    assert plan_of(form, "en") == Plan(
        ("a",), 7, ("en", "he"), ("choice", "open"), "hard", 3, with_model=True
    )


@pytest.mark.parametrize(
    ("count", "planned"),
    [(-1, 3), (10**400, 20), (4.9, 4), (None, 5), (inf, 20), (nan, 5), ("7", 5), ([], 5)],
)
def test_the_number_of_items_stays_within_its_limits(count: object, planned: int) -> None:
    assert plan_of(Form(["a"], count), "en").count == planned


def test_words_that_no_field_offers_are_the_usual_ones() -> None:
    plan = plan_of(Form(["a"], 5, "fr", ["choice", "essay"], "deadly", -5), "en")
    assert (plan.langs, plan.kinds, plan.difficulty, plan.seed) == (("en",), ("choice",), None, 0)


@pytest.mark.parametrize("odd", [[["a"]], {"a": 1}, "a", ["a", 7], [None]])
def test_a_list_that_no_page_of_ours_sends_is_refused_in_one_line(odd: object) -> None:
    for form in (Form(odd), Form(["a"], kinds=odd)):
        with pytest.raises(
            QuizError, match="The form holds something that it does not offer: reload"
        ):
            plan_of(form)


def test_fields_without_a_hash_are_the_usual_ones() -> None:
    plan = plan_of(Form(["a"], 5, ["he"], ["open"], {}, [], None))
    assert plan == Plan(("a",), 5, ("en",), ("open",), None, 0)


def test_papers_that_nobody_knows_are_left_out_and_none_is_none() -> None:
    assert plan_of(Form(["gone", "b"])).papers == ("b",)
    for papers in (["gone"], [], None):
        with pytest.raises(QuizError, match="Pick at least one paper"):
            plan_of(Form(papers))


def test_hebrew_alone_is_hebrew_alone() -> None:
    assert plan_of(Form(["a"], lang="he"), "en").langs == ("he",)
