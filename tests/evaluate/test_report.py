"""The report, whole: tables that stand straight, and what was not measured."""

from dataclasses import replace

import pytest
from measured import ABOUT, asked, found, run_of

from paperqa.evaluate.measures import Answered
from paperqa.evaluate.report import about, counted, report
from paperqa.evaluate.table import percent, points, table

RUN = replace(
    run_of(
        {
            "words": (found("q1", 1, 2, 10.0), found("q2", None, None, 20.0)),
            "names": (found("q1", 1, 1, 30.0), found("q2", 1, 1, 41.0)),
        },
        [asked("q1"), asked("q2", kind="number"), asked("q3", answerable=False)],
        [Answered("q3", False, True)],
    ),
    left_out=("q8",),
    unmarked=("q9", "q10"),
)
REPORT = """\
q.jsonl on gen-000007 (3 papers, 40 passages, words), searched: all, answers from 5 passages, \
no checkout, 2026-11-21T12:00:00+00:00, 2 cores

Left out, their paper is not in the index: 1 (q8)

Measured by nothing, neither gold nor answerable is given: 2 (q9, q10)

**The right paper among the hits**

| arm     | questions |  n |             R@1 |             R@5 |            R@10 |             MRR |         nDCG@10 |
| ------- | --------- | -: | --------------: | --------------: | --------------: | --------------: | --------------: |
| words   | all       |  2 |    50.0 (0–100) |    50.0 (0–100) |    50.0 (0–100) |    50.0 (0–100) |    50.0 (0–100) |
| + names | all       |  2 | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) |

**The right page among the hits**

| arm     | questions |  n |             R@1 |             R@5 |            R@10 |             MRR |         nDCG@10 |
| ------- | --------- | -: | --------------: | --------------: | --------------: | --------------: | --------------: |
| words   | all       |  2 |       0.0 (0–0) |    50.0 (0–100) |    50.0 (0–100) |     25.0 (0–50) |     31.5 (0–63) |
| + names | all       |  2 | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) |

**Kinds of questions, arm: + names**

| arm     | questions   |  n |       paper R@5 |        page R@1 |        page R@5 |       page R@10 |    page nDCG@10 |
| ------- | ----------- | -: | --------------: | --------------: | --------------: | --------------: | --------------: |
| + names | kind number |  1 | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) |
| + names | kind why    |  1 | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) | 100.0 (100–100) |

**Milliseconds to retrieve**

| arm     | questions |  n | median | 90th percentile |
| ------- | --------- | -: | -----: | --------------: |
| words   | all       |  2 |   15.0 |            19.0 |
| + names | all       |  2 |   35.5 |            39.9 |

**Answers without a language model**

| arm     | questions |  n | refusal precision |  refusal recall | wrongly refused | quotes verbatim | cites a gold page |
| ------- | --------- | -: | ----------------: | --------------: | --------------: | --------------: | ----------------: |
| answers | all       |  1 |   100.0 (100–100) | 100.0 (100–100) |               – |               – |                 – |

In per cent; in brackets the 95 % interval (bootstrap over questions)."""  # noqa: E501


def test_the_report_is_markdown_that_stands_straight() -> None:
    assert report(RUN) == REPORT


def test_a_run_of_unanswerable_questions_shows_answers_alone() -> None:
    shown = report(replace(RUN, arms={"names": ()}, left_out=(), unmarked=()))
    assert [line for line in shown.splitlines() if line.startswith("**")] == [
        "**Answers without a language model**"
    ]


def test_without_answers_there_is_no_table_of_them() -> None:
    assert "Answers" not in report(replace(RUN, answers=()))


def test_a_run_says_on_what_it_was_measured() -> None:
    assert about(replace(ABOUT, commit="abc1234-dirty")).split(", ") == [
        "q.jsonl on gen-000007 (3 papers",
        "40 passages",
        "words)",
        "searched: all",
        "answers from 5 passages",
        "commit abc1234-dirty",
        "2026-11-21T12:00:00+00:00",
        "2 cores",
    ]


def test_many_ids_are_counted_and_the_first_are_named() -> None:
    assert counted(["a", "b"]) == "2 (a, b)"
    assert counted([f"q{i}" for i in range(9)]) == "9 (q0, q1, q2, q3, q4, q5, q6, q7, …)"


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert table(["a", "b", "n", "m"], [["long", "x", "1", "2"], ["s", "y", "100", "3"]]) == (
        "| a    | b  |   n |  m |\n"
        "| ---- | -- | --: | -: |\n"
        "| long | x  |   1 |  2 |\n"
        "| s    | y  | 100 |  3 |"
    )


@pytest.mark.parametrize(
    ("value", "share", "change"),
    [(0.0, "0.0", "+0.0"), (0.8457, "84.6", "+84.6"), (1.0, "100.0", "+100.0")],
)
def test_shares_and_changes_are_read_in_per_cent(value: float, share: str, change: str) -> None:
    assert (percent(value), points(value)) == (share, change)
    assert points(-0.0123) == "-1.2"
    assert points(-0.00001) == "+0.0"
