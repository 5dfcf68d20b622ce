"""Which kinds are never so easy: told before work begins, and true of the club's own notes."""

import random
from itertools import product

import pytest
from quiz_home import NOTED, quiz_home

from paperqa.answer.desk import Desk, open_desk
from paperqa.cli.quiz_wish import check_difficulty
from paperqa.errors import QuizError
from paperqa.quiz.facts.aligned import statements_of
from paperqa.quiz.facts.carried import carriers_of
from paperqa.quiz.item import DIFFICULTIES, KINDS, Difficulty, ItemKind
from paperqa.quiz.makers.grounds import Grounds
from paperqa.quiz.material import Material
from paperqa.quiz.paper_quiz import MAKERS
from paperqa.settings import load_settings

NEVER = {("cloze", "easy"), ("open", "easy")}


def refused(kinds: tuple[ItemKind, ...], difficulty: Difficulty | None) -> bool:
    try:
        check_difficulty(kinds, difficulty)
    except QuizError:
        return True
    return False


def grounds_of(desk: Desk, paper: str) -> Grounds:
    papers = desk.index.papers
    pool = {one: statements_of(Material(desk.index, papers[one]).notes) for one in NOTED}
    material = Material(desk.index, papers[paper], NOTED)
    carriers = carriers_of(material, desk.embedder)
    return Grounds(material, pool[paper], carriers, pool, desk.embedder)


def test_gaps_and_own_words_are_never_easy() -> None:
    assert {pair for pair in product(KINDS, DIFFICULTIES) if refused((pair[0],), pair[1])} == NEVER
    assert refused(("cloze", "open"), "easy")
    assert not refused(("cloze", "truefalse"), "easy")
    assert not refused(("cloze",), None)


def test_the_line_names_the_kinds_the_wish_and_what_there_is() -> None:
    with pytest.raises(QuizError) as error:
        check_difficulty(("cloze", "open"), "easy")
    assert str(error.value) == (
        "no cloze or open item is easy, unless a language model writes it; "
        "give --difficulty medium, hard or mixed, or other --kinds"
    )


def test_the_notes_of_the_club_give_drafts_of_all_else(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERQA_HOME", str(quiz_home(tmp_path_factory.getbasetemp())))
    desk = open_desk(load_settings({}), with_model=False)
    made = {
        (draft.kind, draft.difficulty)
        for paper in NOTED
        for maker in MAKERS
        for draft in maker(grounds_of(desk, paper), random.Random(0))
    }
    # Hard choices and open items of middle difficulty come from pages, of which there are none.
    from_pages = {("choice", "hard"), ("open", "medium")}
    assert made == set(product(KINDS, DIFFICULTIES)) - NEVER - from_pages
