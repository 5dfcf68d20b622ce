"""All measures of two papers with planted faults, the whole report, and the JSON."""

import json
from dataclasses import replace
from pathlib import Path

from hand_items import OTHER_PAPER, choice, cloze, made, on_page, truth
from small_quiz import PAPER

from paperqa.evaluate.quizzes.balance import Share
from paperqa.evaluate.quizzes.figures import MakerFigures, figures_of
from paperqa.evaluate.quizzes.made import Made
from paperqa.evaluate.quizzes.quote_places import Place
from paperqa.evaluate.quizzes.report import quiz_report
from paperqa.evaluate.quizzes.results import AboutQuiz, quiz_run_to_json, write_quiz_run
from paperqa.quiz.plan import PaperQuiz
from paperqa.types import Citation

ABOUT = AboutQuiz(
    papers=3,
    count=4,
    langs=("en",),
    seed=7,
    index="gen-000001",
    embedder="words",
    passages=5,
    commit="",
    date="2026-11-21T12:00:00+00:00",
    cores=2,
)
HOURS = "The small model trains for ____ hours."
GOOD = choice("good", 0, ("12", "24", "48", "96"), HOURS)
TOLD = truth("told", True, "For 12 hours is how long the small model trains.")
PLANTED = on_page(cloze("planted", "Scores are divided by ____.", "seven", quote="No such."), 9)
AGAIN = choice("again", 1, ("24", "12", "48", "96"), HOURS)
FIRST = made(on_page(GOOD, 1), on_page(TOLD, 4), PLANTED, asked=4)
OTHER = replace(
    made(on_page(AGAIN, 2), asked=4, paper=OTHER_PAPER, pages=4),
    quiz=PaperQuiz(OTHER_PAPER, 4, (on_page(AGAIN, 2),), (("quote", 3), ("length", 5))),
)
BROKEN = Made(PaperQuiz(replace(PAPER, id="x"), 4, error="it has no text"), seconds=0.25)
MADE = (FIRST, OTHER, BROKEN)


def place(citation: Citation) -> Place:
    """Find every quote but the planted one."""
    return "nowhere" if citation.quote == "No such." else "lines"


REPORT = """\
3 papers, 4 items each, en, seed 7, no language model, gen-000001 (5 passages, words), \
no checkout, 2026-11-21T12:00:00+00:00, 2 cores

| measure | wanted | value | of |
| -- | -- | --: | --: |
| items made | all | 33.3 | 12 |
| quote verbatim on its page | 100 | 75.0 | 4 |
| … in the PDF's own lines | | 75.0 | 4 |
| … in the PDF's page, cleaned | | 0.0 | 4 |
| … in the index: a note, or no PDF | | 0.0 | 4 |
| answer found in the quote | 100 | 66.7 | 3 |
| right option stands at | evenly | A 1 B 1 C 0 D 0 | 2 |
| p of a spread as uneven (χ²) | ≥ 0.05 | 0.572 (χ² 2.00) | 2 |
| longest option is right | near 25.0 | 25.0 | 2 |
| true, of true or false | near 50.0 | 100.0 | 1 |
| questions asked twice in a paper | none | 0 pairs | 4 |
| same question and answer in two papers | none | 1 pairs | 4 |
| items that tell another's answer | none | 1 pairs | 4 |
| pages with an item, of those possible | high | 100.0 | 4 |
| items on the first two pages | near 27.5 | 50.0 | 4 |
| time to make them | | 1.2 s, slowest 0.5 s | 3 papers |

**Items by maker**

| maker | kind | items | share | answer in quote |
| -- | -- | --: | --: | --: |
| number | choice | 2 | 50.0 | 100.0 |
| number | cloze | 1 | 25.0 | 0.0 |
| true or false | truefalse | 1 | 25.0 | – |

**Drafts that a check dropped**

| reason | | drafts |
| -- | -- | --: |
| length | | 5 |
| quote | | 3 |

Quote found nowhere: 1 (planted)

Answer not found in the quote: 1 (planted)

The same in two papers: 1 (good = again)

Tells another's answer: 1 (told → good)

Nothing made of x: it has no text

Values in per cent where nothing else is said."""


def test_every_planted_fault_is_found_and_nothing_else() -> None:
    found = figures_of(MADE, place)
    assert found.yielded == Share(4, 12)
    assert found.quotes == {"lines": 3, "page": 0, "passages": 0, "nowhere": 1}
    assert (found.misplaced, found.unconfirmed) == (("planted",), ("planted",))
    assert found.positions.counts == (1, 1, 0, 0)
    assert (found.repeated_within, found.repeated_across) == ((), (("good", "again"),))
    assert found.leaks == (("told", "good"),)
    assert found.makers[0] == MakerFigures("number", "choice", 2, Share(2, 2))
    assert found.dropped == (("length", 5), ("quote", 3))
    assert found.errors == (("x", "it has no text"),)
    assert found.seconds == (0.5, 0.5, 0.25)


def test_the_report_is_one_table_of_measures_and_names_what_falls_short() -> None:
    report = quiz_report(figures_of(MADE, place), ABOUT)
    assert _bare(report) == _bare(REPORT)
    widths = {len(line) for line in report.split("\n\n")[1].splitlines()}
    assert len(widths) == 1


def test_nothing_made_is_a_report_too() -> None:
    report = quiz_report(figures_of([BROKEN], place), ABOUT)
    assert "| items made" in report
    assert "Nothing made of x: it has no text" in report
    assert "**Items by maker**" not in report


def test_the_json_holds_figures_and_every_item(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    write_quiz_run(quiz_run_to_json(figures_of(MADE, place), ABOUT, MADE, place), file)
    row = json.loads(file.read_text(encoding="utf-8"))
    assert (row["format"], row["about"]["seed"]) == (1, 7)
    assert row["figures"]["yielded"] == {"part": 4, "whole": 12, "chance": None}
    assert row["figures"]["leaks"] == [["told", "good"]]
    assert [paper["id"] for paper in row["papers"]] == [PAPER.id, OTHER_PAPER.id, "x"]
    assert row["papers"][1]["dropped"] == {"quote": 3, "length": 5}
    assert row["papers"][0]["items"][2] == {
        "id": "planted",
        "kind": "cloze",
        "maker": "number",
        "question": "Scores are divided by ____.",
        "answer": "seven",
        "correct": None,
        "page": 9,
        "quote": "nowhere",
        "confirmed": False,
    }


def _bare(report: str) -> list[str]:
    """Return the lines without what only sets the columns straight."""
    return [" ".join(line.replace("-", "").split()) for line in report.splitlines()]
