"""Questions in a terminal, one after another: each reply knows those before it."""

from collections.abc import Sequence

import pytest

from paperqa.cli.talk import MOST_TURNS, talk
from paperqa.errors import ModelError
from paperqa.types import Answer, Turn


def answer_to(question: str) -> Answer:
    return Answer(
        question, "en", "…", (), False, "extractive", None, 1.0, asked=f"{question} whole"
    )


def test_each_question_is_asked_with_the_turns_before_it_and_empty_lines_are_not() -> None:
    heard: list[tuple[str, list[str]]] = []

    def reply(question: str, turns: Sequence[Turn]) -> Answer:
        heard.append((question, [turn.question for turn in turns]))
        return answer_to(question)

    talk(iter(["What is LoRA?\n", "", "  ", "why?"]), reply)
    assert heard == [("What is LoRA?", []), ("why?", ["What is LoRA? whole"])]


def test_only_the_last_turns_are_remembered() -> None:
    counts: list[int] = []

    def reply(question: str, turns: Sequence[Turn]) -> Answer:
        counts.append(len(turns))
        return answer_to(question)

    talk(iter("abcdefgh"), reply)
    assert counts == [0, 1, 2, 3, MOST_TURNS, MOST_TURNS, MOST_TURNS, MOST_TURNS]


def test_ctrl_c_and_an_error_end_one_answer_and_not_the_talk(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ends: dict[str, BaseException] = {"stop": KeyboardInterrupt(), "fail": ModelError("no memory")}
    heard: list[tuple[str, int]] = []

    def reply(question: str, turns: Sequence[Turn]) -> Answer:
        heard.append((question, len(turns)))
        if question in ends:
            raise ends[question]
        return answer_to(question)

    talk(iter(["one", "stop", "fail", "two"]), reply)
    assert heard == [("one", 0), ("stop", 1), ("fail", 1), ("two", 1)]
    assert capsys.readouterr().err == "paperqa: no memory\n"
