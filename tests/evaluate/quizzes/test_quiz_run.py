"""A run over papers of an index in memory, with a maker that makes what it is told."""

from hand_items import OTHER_PAPER, choice, passage_of
from small_quiz import PAPER

from fakes import WordEmbedder
from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.errors import QuizError
from paperqa.evaluate.quizzes.run import evaluate_quizzes, with_pages
from paperqa.quiz.plan import PaperQuiz, Plan

PASSAGES = (
    passage_of("Attention is all that is needed here.", 3),
    passage_of("It has no recurrence at all.", 5, start=500),
    passage_of("The club reads it first.", None),
)


def desk() -> Desk:
    """Return a desk of one paper with two pages and a note."""
    embedder = WordEmbedder()
    return Desk(memory_index(PASSAGES, (PAPER, OTHER_PAPER), embedder), embedder)


def make(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
    """Make one item; the second seed finds nothing."""
    yield ""
    if plan.seed == 2:
        raise QuizError("nothing to ask")
    return PaperQuiz(desk.index.papers[paper_id], plan.count, (choice("one", 2),))


def test_each_paper_is_made_timed_and_measured() -> None:
    told: list[tuple[int, int]] = []
    run = evaluate_quizzes(
        desk(),
        Plan((PAPER.id,), count=3, seed=1),
        make,
        lambda citation: "lines",
        lambda done, total: told.append((done, total)),
    )
    (one,) = run.made
    assert (one.pages, one.quiz.items) == (frozenset({3, 5}), (choice("one", 2),))
    assert one.seconds > 0
    assert run.figures.quotes["lines"] == 1
    assert run.figures.positions.counts == (0, 0, 1, 0)
    assert (run.about.papers, run.about.count, run.about.seed) == (1, 3, 1)
    assert (run.about.passages, run.about.index) == (3, "gen-000001")
    assert told == [(1, 1)]


def test_a_paper_that_fails_is_told_and_the_run_goes_on() -> None:
    plan = Plan((PAPER.id, "gone"), count=3, seed=2)
    run = evaluate_quizzes(desk(), plan, make, lambda _: "lines", lambda *_: None)
    assert [paper for paper, _ in run.figures.errors] == [PAPER.id, "gone"]
    assert run.figures.errors[0][1] == "nothing to ask"
    assert run.figures.yielded.whole == 6


def test_only_papers_with_pages_in_the_index_are_measured() -> None:
    assert with_pages(desk().index, (OTHER_PAPER.id, PAPER.id)) == (PAPER.id,)
