"""The HTML of an answer as it grows."""

from pathlib import Path

from paperqa.answer.ask import Again, Asked, Waiting
from paperqa.ui.chat.growing import GrowingAnswer
from small_desk import small_desk


def growing(tmp_path: Path, question: str = "Why are they scaled?") -> GrowingAnswer:
    return GrowingAnswer(small_desk(tmp_path), question, "1")


def test_the_place_in_the_queue_is_told_once_and_goes_when_the_turn_comes(tmp_path: Path) -> None:
    answer = growing(tmp_path)
    assert "2 answers come before yours" in answer.html(Waiting(2))
    assert answer.html(Waiting(2)) == ""
    assert "yours is the next answer" in answer.html(Waiting(1))
    assert answer.html(Waiting(0)) == ""
    assert "Searching the papers…" in answer.html("")
    assert answer.html("") == ""


def test_a_text_that_does_not_stand_makes_room_for_another(tmp_path: Path) -> None:
    answer = growing(tmp_path)
    answer.html("Quatre ")
    assert "Quatre têtes" in answer.html("têtes")
    assert "Quatre" not in answer.html(Again("the answer is not in English"))
    assert "Four" in answer.html("Four")
    assert "têtes" not in answer.html(" heads")


def test_the_whole_question_is_nothing_to_show_yet(tmp_path: Path) -> None:
    assert growing(tmp_path).html(Asked("Why are they scaled? Why?")) == ""


def test_a_hebrew_question_waits_in_hebrew(tmp_path: Path) -> None:
    assert "3 תשובות לפניך" in growing(tmp_path, "ולמה?").html(Waiting(3))
