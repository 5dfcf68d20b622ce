"""One client does not take all the turns."""

from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from paperqa.settings import Settings
from paperqa.ui.api.calls import LONGEST_NAME, CallError, Calls, check
from paperqa.ui.api.turns import MOST_EACH, TooManyError
from paperqa.ui.chat.scope import MOST_PAPERS
from paperqa.ui.loading import DeskLoader
from small_desk import QUESTION, small_desk


def test_a_client_with_many_questions_in_hand_is_refused_and_others_are_answered(
    tmp_path: Path,
) -> None:
    desk = small_desk(tmp_path)
    calls = Calls(DeskLoader(lambda: desk), Settings(home=tmp_path))
    with ExitStack() as stack:
        held = [calls.ask(QUESTION, [], "all", client="a") for _ in range(MOST_EACH)]
        for one in held:
            next(stack.enter_context(closing(one)))
        with pytest.raises(TooManyError, match=rf"^{MOST_EACH} questions of yours are being"):
            next(calls.ask(QUESTION, [], "all", client="a"))
        assert [*calls.ask(QUESTION, [], "all", client="b")][-1]["whole"] is True
        held[0].close()  # a caller who leaves makes room
        assert [*calls.ask(QUESTION, [], "all", client="a")][-1]["whole"] is True
    assert [*calls.ask(QUESTION, [], "all", client="a")][-1]["whole"] is True


def test_papers_are_at_most_as_many_as_a_reader_may_choose() -> None:
    check("q", ["x"] * MOST_PAPERS, "all", 5)
    with pytest.raises(
        CallError, match=r"^501 papers are named; expected at most 500, \[\] for all$"
    ):
        check("q", ["x"] * (MOST_PAPERS + 1), "all", 5)
    with pytest.raises(CallError, match=rf"too long; expected at most {LONGEST_NAME} characters$"):
        check("q", ["x" * (LONGEST_NAME + 1)], "all", 5)


@pytest.mark.parametrize(
    ("question", "papers", "kind", "k"),
    [
        (["x" * 10**6] * 9, [], "all", 5),
        ("q", "x" * 10**6, "all", 5),
        ("q", [1] * 10**5, "all", 5),
        ("q", [], "x" * 10**6, 5),
        ("q", [], "all", "9" * 10**6),
        ("q", [], "all", 10**4000),
    ],
)
def test_a_refusal_repeats_little_of_what_was_sent(
    question: object, papers: object, kind: object, k: object
) -> None:
    with pytest.raises(CallError) as refused:
        check(question, papers, kind, k)
    assert len(str(refused.value)) < 400
