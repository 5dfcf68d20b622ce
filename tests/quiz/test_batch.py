"""Many papers one after the other: broken ones do not stop the rest, made ones are kept."""

import logging
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from scripted_maker import PAPERS, ScriptedMaker, item_of, passage, plan_of, scripted_desk

from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.errors import ModelError, QuizError
from paperqa.quiz.batch import (
    about_papers,
    quiz_of,
    quiz_of_papers,
    quizzes_and_beats,
    which_paper,
)
from paperqa.quiz.item import WHICH_PAPER, Quiz, QuizItem
from paperqa.quiz.kept import kept_quizzes
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.store.rows import DocumentRow
from paperqa.types import Paper

NOTHING = (
    "neither its PDF nor a note on it is in the index; what went wrong is told by: "
    "paperqa papers; try again with: paperqa fetch cs/0112017, then: paperqa index"
)


def logged(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name.startswith("paperqa")]


def test_every_paper_comes_in_the_order_of_the_plan() -> None:
    desk, plan = scripted_desk(), plan_of("gpt1", "1706.03762")
    quizzes = list(quiz_of_papers(desk, plan, ScriptedMaker()))
    assert [quiz.paper for quiz in quizzes] == [PAPERS[2], PAPERS[0]]
    assert quizzes[0].items == tuple(
        item_of(passage("gpt1", number), PAPERS[2], number - 1) for number in (1, 2)
    )
    assert quiz_of(quizzes, plan, "Both") == Quiz(
        "Both", quizzes[0].items + quizzes[1].items, ("en",)
    )


def asking(number: int, paper: Paper) -> QuizItem:
    """Return an item of ``paper`` that asks which paper it is."""
    item = item_of(passage(paper.id, number), paper, number)
    return replace(item, id=f"which {paper.id} {number}", maker=WHICH_PAPER)


def mixed(seed: int = 0) -> tuple[list[PaperQuiz], Quiz]:
    """Return quizzes of two papers that ask which it is in between, and the quiz of both."""
    quizzes = [
        PaperQuiz(
            paper,
            4,
            (
                asking(1, paper),
                item_of(passage(paper.id, 2), paper, 2),
                asking(3, paper),
                item_of(passage(paper.id, 1), paper, 1),
            ),
        )
        for paper in PAPERS[:2]
    ]
    return quizzes, quiz_of(quizzes, replace(plan_of(seed=seed), langs=("en",)), "Both")


def test_items_that_ask_which_paper_it_is_stand_mixed_at_the_end() -> None:
    (first, second), quiz = mixed()
    assert quiz.items[:4] == (*first.items[1::2], *second.items[1::2])
    assert about_papers(quiz.items) == list(quiz.items[:4])
    assert {one.id for one in quiz.items[4:]} == {
        one.id for one in (*first.items[::2], *second.items[::2])
    }
    orders = {tuple(one.paper.id for one in mixed(seed)[1].items[4:]) for seed in range(20)}
    assert len(orders) == 6  # of two papers twice, all
    assert mixed(3) == mixed(3)


def test_how_they_are_mixed_hangs_on_the_seed_and_not_on_the_order_of_the_papers() -> None:
    items = [asking(number, paper) for paper in PAPERS[:3] for number in (1, 2, 3)]
    plain = item_of(passage("gpt1", 1), PAPERS[2], 1)
    ordered = which_paper([*items, plain], 5)
    assert ordered == which_paper([plain, *items[::-1]], 5)
    assert sorted(one.id for one in ordered) == sorted(one.id for one in items)
    assert which_paper([plain], 5) == []


def test_a_broken_paper_is_a_row_with_its_reason_and_the_others_go_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    maker = ScriptedMaker({"1706.03762": QuizError("it is about nothing")})
    first, second, third = quiz_of_papers(scripted_desk(), plan_of(), maker)
    assert first == PaperQuiz(PAPERS[0], 2, error="it is about nothing")
    assert [len(second.items), len(third.items)] == [2, 2]
    assert logged(caplog) == []


def test_what_nobody_foresaw_is_told_with_its_type_and_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    maker = ScriptedMaker({"2106.09685": ZeroDivisionError("division by zero")})
    _, second, third = quiz_of_papers(scripted_desk(), plan_of(), maker)
    assert second.error == "ZeroDivisionError: division by zero"
    assert len(third.items) == 2
    (record,) = logged(caplog)
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "no quiz of 2106.09685")
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_paper_without_a_passage_is_not_even_asked_for() -> None:
    maker = ScriptedMaker()
    plan = plan_of("cs/0112017", "nobody", "gpt1")
    none, unknown, good = quiz_of_papers(scripted_desk(), plan, maker)
    assert none == PaperQuiz(PAPERS[3], 2, error=NOTHING)
    assert unknown.paper == Paper("nobody", "nobody")
    assert unknown.error.startswith("neither its PDF nor a note")
    assert len(good.items) == 2
    assert maker.asked == ["gpt1"]


def test_why_a_pdf_was_not_read_is_said_again() -> None:
    desk = scripted_desk()
    row = DocumentRow("cs/0112017", "paper", "en", "cs_0112017.pdf", "key", error="it is locked")
    desk = replace(desk, index=replace(desk.index, documents=(row,)))
    (quiz,) = quiz_of_papers(desk, plan_of("cs/0112017"), ScriptedMaker())
    assert quiz.error == "cs_0112017.pdf: it is locked"


def test_a_stopped_run_goes_on_with_the_next_paper(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of()
    whole = list(quiz_of_papers(desk, plan, ScriptedMaker()))
    stopped = ScriptedMaker({"gpt1": KeyboardInterrupt()})
    with (
        pytest.raises(KeyboardInterrupt),
        kept_quizzes(tmp_path, desk, plan) as kept,
    ):
        list(quiz_of_papers(desk, plan, stopped, kept))
    maker = ScriptedMaker()
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert sorted(kept.quizzes) == ["1706.03762", "2106.09685"]
        assert list(quiz_of_papers(desk, plan, maker, kept)) == whole
    assert maker.asked == ["gpt1"]


def test_a_paper_is_on_disk_before_it_is_shown(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of()
    with kept_quizzes(tmp_path, desk, plan) as kept:
        shown = list(islice(quiz_of_papers(desk, plan, ScriptedMaker(), kept), 2))
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert list(kept.quizzes.values()) == shown


def test_a_broken_paper_is_tried_again(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of("gpt1")
    broken = ScriptedMaker({"gpt1": ModelError("the model is away")})
    with kept_quizzes(tmp_path, desk, plan) as kept:
        (quiz,) = quiz_of_papers(desk, plan, broken, kept)
    assert quiz.error == "the model is away"
    with kept_quizzes(tmp_path, desk, plan) as kept:
        (quiz,) = quiz_of_papers(desk, plan, ScriptedMaker(), kept)
    assert (quiz.error, len(quiz.items)) == ("", 2)


def test_a_paper_of_which_a_part_failed_is_shown_and_made_again(tmp_path: Path) -> None:
    desk, plan = scripted_desk(), plan_of("gpt1")

    def partly(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        quiz = yield from ScriptedMaker()(desk, plan, paper_id)
        return replace(quiz, error="the model is away")

    with kept_quizzes(tmp_path, desk, plan) as kept:
        (quiz,) = quiz_of_papers(desk, plan, partly, kept)
    assert (quiz.error, len(quiz.items)) == ("the model is away", 2)
    assert quiz_of([quiz], plan, "One").items == quiz.items
    with kept_quizzes(tmp_path, desk, plan) as kept:
        assert kept.quizzes == {}


def test_who_leaves_in_the_middle_of_a_paper_ends_the_work_on_it() -> None:
    ended: list[str] = []

    def endless(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        try:
            while True:
                yield ""
        finally:
            ended.append(paper_id)

    happenings = quizzes_and_beats(scripted_desk(), plan_of(), endless)
    assert [next(happenings) for _ in range(3)] == [""] * 3
    assert ended == []
    happenings.close()
    assert ended == ["1706.03762"]


def test_beats_come_before_each_quiz_and_those_who_do_not_listen_get_quizzes_alone() -> None:
    desk, plan = scripted_desk(), plan_of("gpt1", "cs/0112017", "1706.03762")
    whole = list(quiz_of_papers(desk, plan, ScriptedMaker()))
    assert list(quizzes_and_beats(desk, plan, ScriptedMaker())) == ["", *whole[:2], "", whole[2]]


def test_a_quiz_of_no_papers_has_no_items() -> None:
    plan = Plan((), langs=("en", "he"))
    assert list(quiz_of_papers(scripted_desk(), plan, ScriptedMaker())) == []
    assert quiz_of([], plan, "Nothing") == Quiz("Nothing", (), ("en", "he"))
