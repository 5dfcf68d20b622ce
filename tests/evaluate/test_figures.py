"""Figures group by group, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest
from measured import asked, found, run_of

from paperqa.evaluate.bootstrap import interval
from paperqa.evaluate.figures import (
    ANSWERS,
    RETRIEVAL,
    Figure,
    Group,
    found_counts,
    groups_of,
    lines_of,
    unit_of,
)
from paperqa.evaluate.measures import ANSWERED, Answered

QUESTIONS = (
    asked("q1.en"),
    replace(asked("q1.he", "he"), script="latin", split="held", names_paper=True),
    replace(asked("q2.en", kind="number"), split="tune", names_paper=False),
    asked("q3.en", answerable=False, kind="off-topic"),
)
RANKS = (found("q1.en", 1, 2), found("q1.he", 1, None, 30.0), found("q2.en", 4, 7, 20.0))
ANSWERS_GIVEN = (
    Answered("q1.en", True, False, quotes=4, exact=3, cites_gold=True),
    Answered("q1.he", True, True),
    Answered("q2.en", True, False, quotes=1, exact=1, cites_gold=False),
    Answered("q3.en", False, True),
)
RUN = run_of({"words": RANKS}, QUESTIONS, ANSWERS_GIVEN)


def values(arm: str, title: str) -> dict[str, float | None]:
    (line,) = [one for one in lines_of(RUN) if (one.arm, one.group.title) == (arm, title)]
    return {name: figure.value for name, figure in line.figures.items()}


def test_a_question_belongs_to_all_its_groups() -> None:
    assert list(groups_of(QUESTIONS[1])) == [
        Group("all", "all"),
        Group("lang", "he"),
        Group("script", "he, latin terms"),
        Group("split", "split held"),
        Group("kind", "kind why"),
        Group("names", "names a paper"),
    ]
    bare = replace(QUESTIONS[0], kind="")
    assert list(groups_of(bare)) == [Group("all", "all"), Group("lang", "en")]


def test_lines_stand_in_the_order_of_the_groups() -> None:
    shown = [(line.arm, line.group.title, line.questions) for line in lines_of(RUN)]
    assert shown == [
        ("words", "all", 3),
        ("words", "en", 2),
        ("words", "he", 1),
        ("words", "he, latin terms", 1),
        ("words", "split held", 1),
        ("words", "split tune", 1),
        ("words", "kind number", 1),
        ("words", "kind why", 2),
        ("words", "names a paper", 1),
        ("words", "names no paper", 1),
        (ANSWERS, "all", 4),
        (ANSWERS, "en", 3),
        (ANSWERS, "he", 1),
        (ANSWERS, "he, latin terms", 1),
        (ANSWERS, "split held", 1),
        (ANSWERS, "split tune", 1),
        (ANSWERS, "kind number", 1),
        (ANSWERS, "kind off-topic", 1),
        (ANSWERS, "kind why", 2),
        (ANSWERS, "names a paper", 1),
        (ANSWERS, "names no paper", 1),
    ]


def test_retrieval_is_measured_at_both_levels() -> None:
    discount = {4: 1 / np.log2(5), 2: 1 / np.log2(3), 7: 1 / 3}
    assert values("words", "all") == pytest.approx(
        {
            "paper R@1": 2 / 3,
            "paper R@5": 1.0,
            "paper R@10": 1.0,
            "paper MRR": 2.25 / 3,
            "paper nDCG@10": (2 + discount[4]) / 3,
            "page R@1": 0.0,
            "page R@5": 1 / 3,
            "page R@10": 2 / 3,
            "page MRR": (1 / 2 + 1 / 7) / 3,
            "page nDCG@10": (discount[2] + discount[7]) / 3,
        },
        abs=1e-6,
    )
    assert values("words", "kind number")["paper MRR"] == 0.25


def test_answers_are_measured_and_what_nobody_counts_for_is_none() -> None:
    assert values(ANSWERS, "all") == pytest.approx(
        {
            "refusal precision": 1 / 2,
            "refusal recall": 1.0,
            "wrongly refused": 1 / 3,
            "quotes verbatim": 4 / 5,
            "cites a gold page": 1 / 2,
        },
        abs=1e-6,
    )
    assert values(ANSWERS, "kind number") == {
        "refusal precision": None,
        "refusal recall": None,
        "wrongly refused": 0.0,
        "quotes verbatim": 1.0,
        "cites a gold page": 0.0,
    }


def test_a_figure_says_how_many_questions_count_for_it() -> None:
    line = next(line for line in lines_of(RUN) if line.arm == ANSWERS)
    assert {name: figure.n for name, figure in line.figures.items()} == dict(
        zip(ANSWERED, (2, 1, 3, 2, 2), strict=True)
    )


def test_translations_are_one_unit_of_the_bootstrap() -> None:
    assert [unit_of(name) for name in ("q1.en", "q1.he", "q1", "q1.en.x")] == [
        "q1",
        "q1",
        "q1",
        "q1.en.x",
    ]
    low, high = interval(found_counts(RANKS), ["q1", "q1", "q2"])
    figure = lines_of(RUN)[0].figures["page R@5"]
    column = RETRIEVAL.index("page R@5")
    least, most = round(float(low[column]), 6), round(float(high[column]), 6)
    assert figure == Figure(0.333333, least, most, 3)


def test_a_run_without_questions_has_no_lines() -> None:
    assert lines_of(run_of({"words": ()}, ())) == ()
