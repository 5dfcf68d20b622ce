"""Two runs side by side: differences worked out by hand, and who won."""

from dataclasses import replace

import numpy as np
import pytest
from measured import ABOUT, asked, found, run_of

from paperqa.evaluate.bootstrap import paired_interval
from paperqa.evaluate.compare import CompareError, Difference, compare
from paperqa.evaluate.compare_report import comparison_report
from paperqa.evaluate.figures import ANSWERS, found_counts
from paperqa.evaluate.measures import Answered

QUESTIONS = [asked("q1.en"), asked("q1.he", "he"), asked("q2.en"), asked("q3.en", answerable=False)]
OLD = run_of(
    {
        "words": (found("q1.en", 1, 1), found("q1.he", 1, 6), found("q2.en", 2, 3)),
        "gone": (found("q1.en", 1, 1),),
    },
    QUESTIONS,
    [
        Answered("q1.en", True, False, quotes=2, exact=1),
        Answered("q1.he", True, True),
        Answered("q3.en", False, True),
    ],
)
NEW = run_of(
    {
        "words": (found("q1.en", 1, 2), found("q1.he", 1, 5), found("q2.en", 2, None)),
        "fresh": (found("q1.en", 1, 1),),
    },
    QUESTIONS,
    [
        Answered("q1.en", True, False, quotes=2, exact=2),
        Answered("q1.he", True, False),
        Answered("q3.en", False, False),
    ],
)


def test_every_figure_has_its_change_over_the_questions_of_both_runs() -> None:
    comparison = compare(OLD, NEW)
    shown = [(line.arm, line.group.title, line.questions) for line in comparison.lines]
    assert shown == [
        ("words", "all", 3),
        ("words", "en", 2),
        ("words", "he", 1),
        (ANSWERS, "all", 3),
        (ANSWERS, "en", 2),
        (ANSWERS, "he", 1),
    ]
    differences = comparison.lines[0].differences
    assert differences["paper R@5"] == Difference(1.0, 1.0, 0.0, 0.0, 0.0)
    rank = differences["page MRR"]
    assert (rank.old, rank.new, rank.change) == (0.5, 0.233333, -0.266667)  # 1.5/3, 0.7/3
    assert differences["page R@1"].change == pytest.approx(-1 / 3, abs=1e-6)
    answers = comparison.lines[3].differences
    assert answers["quotes verbatim"].change == 0.5
    assert answers["refusal recall"].change == -1.0
    assert answers["cites a gold page"] == Difference(None, None, None, None, None)


def test_the_interval_is_paired() -> None:
    old, new = (found_counts(run.arms["words"]) for run in (OLD, NEW))
    low, high = paired_interval(old, new, ["q1", "q1", "q2"])
    shown = compare(OLD, NEW).lines[0].differences
    assert [one.low for one in shown.values()] == np.round(low, 6).tolist()
    assert [one.high for one in shown.values()] == np.round(high, 6).tolist()


def test_questions_are_won_and_lost_by_id() -> None:
    words, *_, answers = [line for line in compare(OLD, NEW).lines if line.group.by == "all"]
    assert (words.won, words.lost) == (("q1.he",), ("q2.en",))  # 6 to 5; 3 to none
    assert (answers.won, answers.lost) == (("q1.he",), ("q3.en",))


def test_a_question_without_pages_is_won_by_its_paper() -> None:
    old = run_of({"words": (replace(found("q1.en", None, 1), pages=()),)}, QUESTIONS)
    new = run_of({"words": (replace(found("q1.en", 5, 1), pages=()),)}, QUESTIONS)
    assert compare(old, new).lines[0].won == ("q1.en",)
    assert compare(new, old).lines[0].lost == ("q1.en",)


def test_questions_that_ask_something_else_now_are_not_compared() -> None:
    others = [replace(QUESTIONS[0], digest="0" * 12), *QUESTIONS[1:]]
    comparison = compare(replace(OLD, asked=tuple(others)), NEW)
    assert comparison.changed == ("q1.en",)
    assert comparison.lines[0].questions == 2


def test_questions_of_one_run_alone_are_not_compared() -> None:
    fewer = run_of({"words": NEW.arms["words"][1:]}, QUESTIONS[1:])
    assert [line.questions for line in compare(OLD, fewer).lines] == [2, 1, 1]
    assert [line.questions for line in compare(fewer, OLD).lines] == [2, 1, 1]


def test_runs_that_share_nothing_are_refused() -> None:
    other = run_of({"dense": (found("z", 1, 1),)}, [asked("z")])
    with pytest.raises(CompareError, match="share no question in any arm"):
        compare(OLD, other)


@pytest.mark.parametrize(
    ("low", "high", "clear"),
    [(0.1, 0.2, True), (-0.2, -0.1, True), (0.0, 0.2, False), (-0.1, 0.1, False)],
)
def test_a_difference_is_clear_where_its_interval_leaves_out_zero(
    low: float, high: float, clear: bool
) -> None:
    assert Difference(0.5, 0.6, 0.1, low, high).clear is clear
    assert Difference(None, None, None, None, None).clear is False


def test_the_comparison_is_markdown() -> None:
    old = run_of({"words": (found("q1.en", 2, 3),)}, QUESTIONS)
    new = run_of({"words": (found("q1.en", 1, None),)}, QUESTIONS)
    new = replace(new, about=replace(ABOUT, index="gen-000008", commit="abc1234"))
    lines = comparison_report(compare(old, new)).splitlines()
    assert lines[0].startswith("Old: q.jsonl on gen-000007 (3 papers, 40 passages, words)")
    assert lines[2].startswith("New: q.jsonl on gen-000008 (3 papers, 40 passages, words)")
    assert lines[4] == "**Change: the right paper among the hits**"
    cells = [cell.strip() for cell in lines[8].strip("|").split("|")]
    same, more = "+0.0 (+0.0 to +0.0)", "+100.0 (+100.0 to +100.0)*"
    half, third = "+50.0 (+50.0 to +50.0)*", "+36.9 (+36.9 to +36.9)*"  # 1 - 1/log2(3)
    assert cells == ["words", "all", "1", more, same, same, half, third]
    assert lines[-3:] == [
        "words, gold in the first 5, won 0: –",
        "",
        "words, gold in the first 5, lost 1: q1.en",
    ]
