"""Questions that a language model writes stand only where they can."""

import json
from collections.abc import Iterator

import pytest
from small_meeting import BARE, NEW, OLD, meeting_desk, plan_of, quizzes_of

from paperqa.errors import ModelError
from paperqa.quiz.pack.pack import pack_files
from paperqa.quiz.plan import Plan
from small_desk import ToldModel

GOOD = [
    (1, "Would a path encoding still help a walker that may fly?"),
    (2, "Which surface would make wheels the better choice again?"),
    (3, "What could a walker do with fewer legs than these?"),
    (4, "How would you test whether 28.4 points are luck?"),
    (5, "Who among us needs a walker that can fly, and why?"),
]


def told(rows: list[tuple[int, str]]) -> ToldModel:
    text = json.dumps({"questions": [{"point": n, "question": asked} for n, asked in rows]})
    return ToldModel(text[:20], text[20:])


def page_by(model: ToldModel) -> str:
    plan = Plan((OLD.id, NEW.id), 1, ("en",), with_model=True)
    files = pack_files(meeting_desk(model), quizzes_of(OLD, NEW), plan, "T")
    return files["01-ant.md"].decode()


def questions_of(page: str) -> str:
    return page.partition("## To discuss\n\n")[2].partition("\n\n## Sources")[0]


WITHOUT = questions_of(
    pack_files(meeting_desk(), quizzes_of(OLD, NEW), plan_of(OLD, NEW, langs=("en",)), "T")[
        "01-ant.md"
    ].decode()
)


def test_five_good_questions_are_taken_and_cite_their_points() -> None:
    assert questions_of(page_by(told(GOOD))) == (
        "1. Would a path encoding still help a walker that may fly? (p. 1) [1]\n"
        "2. Which surface would make wheels the better choice again? (p. 2) [2]\n"
        "3. What could a walker do with fewer legs than these? (p. 2) [3]\n"
        "4. How would you test whether 28.4 points are luck? (p. 3) [4]\n"
        "5. Who among us needs a walker that can fly, and why? [5]"
    )


@pytest.mark.parametrize(
    "rows",
    [
        GOOD[:4],
        [*GOOD[:4], GOOD[0]],
        [*GOOD[:4], (5, "האם הלכן צריך לעוף, ולמה דווקא עכשיו?")],
        [*GOOD[:4], (5, "How would you test whether 99.9 points are luck?")],
        [*GOOD[:4], (5, "Ant cannot fly and that is a pity for all.")],
        [*GOOD[:4], (9, "Who among us needs a walker that can fly, and why?")],
        [*GOOD[:4], (5, "Why?")],
    ],
    ids=["four", "twice", "language", "number", "no question", "no such point", "too short"],
)
def test_questions_of_which_one_cannot_stand_are_made_without_the_model(
    rows: list[tuple[int, str]],
) -> None:
    assert questions_of(page_by(told(rows))) == WITHOUT


@pytest.mark.parametrize("text", ["", "I would ask …", '{"questions": 5}', '{"questions": [[]]}'])
def test_what_is_no_list_of_questions_is_left_out(text: str) -> None:
    assert questions_of(page_by(ToldModel(text))) == WITHOUT


def test_a_paper_without_notes_gets_the_models_summary() -> None:
    model = ToldModel("Cat walks softly over snow [1]. It cannot swim at all [2].")
    plan = Plan((BARE.id,), 1, ("en",), with_model=True)
    page = pack_files(meeting_desk(model), quizzes_of(BARE), plan, "T")["01-cat.md"].decode()
    points = page.partition("## Key points\n\n")[2].partition("\n\n## To discuss")[0]
    assert points == "- Cat walks softly over snow [1]\n- It cannot swim at all [2]"
    assert "1. “We propose Cat, a new method that walks" in page.partition("## Sources")[2]


class BrokenModel(ToldModel):
    """Fails after its first piece."""

    def stream(self, *args: object, **kwargs: object) -> Iterator[str]:
        yield self.pieces[0]
        raise ModelError("the engine stopped")


def test_a_model_that_fails_stops_nothing() -> None:
    assert questions_of(page_by(BrokenModel('{"questions": ['))) == WITHOUT
