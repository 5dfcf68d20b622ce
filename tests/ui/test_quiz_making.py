"""What the Quiz tab does with a click: a quiz grows paper by paper, and what is done is kept."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Semaphore
from zipfile import ZipFile

import gradio as gr
import pytest
from small_quiz import SMALL_QUIZ

from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.answer.silent import Silent
from paperqa.errors import IndexMissingError, QuizError
from paperqa.quiz.batch import MakePaperQuiz, quiz_of
from paperqa.quiz.item import KINDS, WHICH_PAPER, QuizItem, Wording
from paperqa.quiz.paper_quiz import make_paper_quiz
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.types import Meeting, Paper, Passage
from paperqa.ui.loading import DeskLoader
from paperqa.ui.quiz.downloads import DownloadFolder
from paperqa.ui.quiz.made import Made
from paperqa.ui.quiz.making import AT_ONCE, QuizMaking, Steps
from small_desk import NOTE, PAPER, ToldModel, WordEmbedder, small_desk

GONE = Paper("gone", "Gone <paper>")
NUMBERS = NOTE + "\n## Key numbers\n\nThe base model trains for 12 hours. It has 65 heads.\n"
DROPPED = (("no quote", 2), ("too <long>", 1))


def _make(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
    yield ""
    return PaperQuiz(desk.index.papers[paper_id], plan.count, SMALL_QUIZ.items, DROPPED)


def _request(lang: str = "en") -> gr.Request:
    return gr.Request(headers={"accept-language": lang})


@pytest.fixture
def folder() -> Iterator[DownloadFolder]:
    folder = DownloadFolder()
    folder.open()
    yield folder
    folder.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk whose catalogue knows a second paper, of which nothing is in the index."""
    desk = small_desk(tmp_path)
    night = (Meeting("night", "Attention", 1),)
    papers = {PAPER.id: replace(PAPER, lists=("night",), meetings=night), GONE.id: GONE}
    return replace(desk, index=replace(desk.index, papers=papers))


def _making(
    desk: Desk, folder: DownloadFolder | None = None, make: MakePaperQuiz = _make
) -> QuizMaking:
    return QuizMaking(DeskLoader(lambda: desk), make, folder or DownloadFolder())


def _steps(
    making: QuizMaking, papers: list[str], lang: str = "en", reader: str = "en", count: float = 5
) -> Steps:
    """Yield what a quiz of all kinds shows, without the looks in between."""
    kinds: list[str] = list(KINDS)
    steps = making.make(papers, count, lang, kinds, "mixed", 0, False, _request(reader))
    with closing(steps):
        yield from (step for step in steps if step[0] != gr.skip())


def _words(html: object) -> str:
    return re.sub(r"<[^>]+>", "", str(html))


def test_a_quiz_grows_paper_by_paper_and_says_how_far_it_is(desk: Desk) -> None:
    papers = [PAPER.id, GONE.id]
    first, second, third = _steps(_making(desk), papers)
    assert _words(first[0]) == f"papers: 0 of 2 · items: 0 · now: {PAPER.title}"
    assert '<progress max="2" value="0" aria-label="Papers that are done">' in first[0]
    assert first[1] == Made(Plan(tuple(papers), 5), f"{PAPER.title} · {GONE.title}")
    assert _words(second[0]) == "papers: 1 of 2 · items: 5 · now: Gone &lt;paper&gt;"
    assert second[1].cards.count('<li class="item"') == 5
    assert [len(quiz.items) for quiz in second[1].papers] == [5]
    assert _words(third[0]) == "papers: 2 of 2 · items: 5"
    assert third[1].cards == second[1].cards
    assert "paperqa fetch gone" in third[1].papers[1].error
    assert [first[2], second[2], third[2]] == ["0", "1", "2"]


def _asking(word: str, maker: str) -> QuizItem:
    """Return a gap of which ``word`` is the question."""
    gap = SMALL_QUIZ.items[3]
    return replace(gap, id=word, wordings=(Wording("en", word, "x"),), maker=maker)


def test_items_that_ask_which_paper_it_is_come_last_and_as_they_stand_in_the_files() -> None:
    items = {
        PAPER.id: (_asking("amber", WHICH_PAPER), _asking("basil", "term")),
        GONE.id: (
            _asking("cedar", WHICH_PAPER),
            _asking("delta", "term"),
            _asking("ember", WHICH_PAPER),
            _asking("fjord", "number"),
        ),
    }

    def make(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        yield ""
        return PaperQuiz(desk.index.papers[paper_id], plan.count, items[paper_id])

    def shown(cards: object) -> list[tuple[int, str]]:
        words = re.findall(r"amber|basil|cedar|delta|ember|fjord", _words(cards))
        numbers = re.findall(r'id="quiz-key-(\d+)"', str(cards))
        return list(zip(map(int, numbers), words, strict=True))

    passages = [Passage(paper, "note", "en", "What", "Lamps.", 0, 6) for paper in items]
    embedder = WordEmbedder()
    desk = Desk(memory_index(passages, [PAPER, GONE], embedder), embedder)
    making = _making(desk, make=make)
    steps = making.make([*items], 4, "en", [*KINDS], "mixed", 0, False, _request())
    looks = [made for _, made, _ in steps if made != gr.skip()]
    assert [shown(made.cards) for made in looks] == [
        [],
        [(1, "basil")],
        [(1, "basil"), (2, "delta"), (3, "fjord")],
    ]
    assert [one.id for one in looks[-1].items] == ["basil", "delta", "fjord"]
    _, over, grown, *_ = making.end(looks[-1], _request())
    whole = quiz_of(over.papers, over.plan, over.title).items
    assert (grown, over.over, over.items) == ("over", True, whole)
    assert shown(over.cards) == [(number, one.id) for number, one in enumerate(whole, 1)]
    assert {one.id for one in whole[3:]} == {"amber", "cedar", "ember"}


def test_labels_are_in_the_readers_language_where_the_quiz_has_it(desk: Desk) -> None:
    def label(lang: str, reader: str) -> str:
        *_, (_, made, _) = _steps(_making(desk), [PAPER.id], lang, reader)
        return "תשובה" if "תשובה</summary>" in made.cards else "Answer"

    assert label("both", "he-IL") == "תשובה"
    assert label("both", "en") == "Answer"
    assert label("en", "he") == "Answer"


@pytest.mark.parametrize(
    ("papers", "kinds", "said"),
    [([], ["choice"], "Pick at least one paper"), ([PAPER.id], [], "at least one kind")],
)
def test_a_form_that_asks_for_nothing_is_told_so(
    desk: Desk, papers: list[str], kinds: list[str], said: str
) -> None:
    [(line, made, grown)] = _making(desk).make(
        papers, 5, "en", kinds, "mixed", 0, False, _request()
    )
    assert said in line
    assert 'role="alert"' in line
    assert (made, grown) == (gr.skip(), gr.skip())


def test_a_missing_index_is_one_line_and_is_looked_for_again(tmp_path: Path) -> None:
    built: list[Desk] = []

    def open_() -> Desk:
        if not built:
            raise IndexMissingError("no index at <here>; build one with: paperqa index")
        return built[0]

    making = QuizMaking(DeskLoader(open_), _make, DownloadFolder())
    *_, (line, _, _) = _steps(making, [PAPER.id])
    assert "no index at &lt;here&gt;; build one with: paperqa index" in line
    built.append(small_desk(tmp_path))
    *_, (_, made, _) = _steps(making, [PAPER.id])
    assert 'id="quiz-key-5"' in made.cards


def test_a_bug_is_one_line_in_the_page_and_a_trace_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def open_() -> Desk:
        raise ZeroDivisionError("a bug")

    making = QuizMaking(DeskLoader(open_), _make, DownloadFolder())
    *_, (line, _, _) = _steps(making, [PAPER.id], reader="he")
    assert "משהו השתבש" in line
    assert "a bug" not in line
    assert "ZeroDivisionError: a bug" in caplog.text


def test_who_stops_keeps_what_is_done_and_the_place_is_free_again(desk: Desk) -> None:
    making = _making(desk)
    steps = _steps(making, [PAPER.id, GONE.id])
    next(steps)
    _, made, _ = next(steps)
    others = _steps(making, [PAPER.id])
    next(others)
    assert "two quizzes" in making.begin(_request())[0]
    steps.close()
    assert "Starting" in making.begin(_request())[0]
    line, over, _, make, stop, saving, file, note = making.end(made, _request())
    assert _words(line).startswith("stopped after 1 of 2 papers · asked for: 5 · made: 5")
    assert (make.visible, stop.visible, saving.visible) == (True, False, True)
    assert (file.value, file.visible, note) == (None, False, "")
    assert (over.papers, over.over) == (made.papers, True)


def test_before_it_begins_the_page_is_cleared_and_the_button_stops(desk: Desk) -> None:
    line, made, grown, game, make, stop, saving = _making(desk).begin(_request())
    assert _words(line) == "Starting…"
    assert (made, grown, game) == (None, "", None)
    assert (make.visible, stop.visible, saving.visible) == (False, True, False)


def test_who_stops_in_the_middle_of_a_paper_ends_the_models_work_on_it(tmp_path: Path) -> None:
    model = ToldModel("{", endless=True)
    desk = small_desk(tmp_path, model, note=NUMBERS)
    making = _making(desk, make=make_paper_quiz)
    steps = making.make([PAPER.id], 3, "en", ["choice"], "mixed", 0, True, _request())
    _, made, _ = next(steps)
    while not model.begun.wait(0.01):  # the model has begun to write, and never ends
        assert next(steps) == (gr.skip(),) * 3
    assert not model.closed.is_set()
    steps.close()
    assert model.closed.wait(20)
    assert "Starting" in making.begin(_request())[0]
    assert _words(making.end(made, _request())[0]).startswith("stopped after 0 of 1 papers")


def test_quizzes_that_were_left_and_work_on_have_others_wait_and_these_are_told(desk: Desk) -> None:
    go_on, begun = Event(), Semaphore(0)

    def stuck(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        begun.release()
        assert go_on.wait(60)
        yield ""
        return PaperQuiz(desk.index.papers[paper_id], plan.count, SMALL_QUIZ.items)

    making = _making(desk, make=stuck)
    for _ in range(AT_ONCE):
        left = making.make([PAPER.id], 5, "en", [*KINDS], "mixed", 0, False, _request())
        next(left)
        assert next(left) == (gr.skip(),) * 3
        assert begun.acquire(timeout=60)
        left.close()
    assert "two quizzes" in making.begin(_request())[0]
    steps = _steps(making, [PAPER.id])
    assert [_words(next(steps)[0])[:7], _words(next(steps)[0])[:7]] == ["papers:", "Waiting"]
    assert not begun.acquire(blocking=False)
    go_on.set()
    assert [_words(line)[:14] for line, _, _ in steps] == ["papers: 0 of 1", "papers: 1 of 1"]


def test_the_summary_says_what_was_dropped_and_why_and_what_broke(desk: Desk) -> None:
    *_, (_, made, _) = _steps(_making(desk), [PAPER.id, GONE.id])
    line = str(_making(desk).end(made, _request())[0])
    assert _words(line).startswith("asked for: 10 · made: 5 · drafts dropped: 3")
    assert "<li><bdi>no quote</bdi>: 2</li><li><bdi>too &lt;long&gt;</bdi>: 1</li>" in line
    assert '<ul class="troubles"><li><bdi dir="ltr" lang="en">Gone &lt;paper&gt;</bdi>: ' in line


def test_a_quiz_of_nothing_says_so_and_offers_no_files(desk: Desk) -> None:
    def make(desk: Desk, plan: Plan, paper_id: str) -> Silent[PaperQuiz]:
        yield ""
        raise QuizError("the index holds no text")

    *_, (_, made, _) = _steps(_making(desk, make=make), [PAPER.id])
    line, _, _, _, _, saving, _, _ = _making(desk).end(made, _request())
    assert "No item could be made of this." in line
    assert saving.visible is False


def test_who_stops_before_the_quiz_has_begun_is_told_so(desk: Desk) -> None:
    making = _making(desk)
    assert _words(making.halt(None, _request("he"))) == "נעצר."
    *_, (_, made, _) = _steps(making, [PAPER.id])
    assert making.halt(made, _request()) == gr.skip()


def test_before_any_quiz_there_is_nothing_to_sum_up(desk: Desk) -> None:
    line, made, grown, make, _, saving, *_ = _making(desk).end(None, _request())
    assert (line, made, grown) == (gr.skip(),) * 3
    assert (make.visible, saving.visible) == (True, False)


def test_several_formats_are_one_archive_and_one_is_itself(
    desk: Desk, folder: DownloadFolder
) -> None:
    making = _making(desk, folder)
    *_, (_, made, _) = _steps(making, [PAPER.id], "both")
    file, note = making.save(made, ["csv", "md"], _request())
    assert file.label == "paperqa-quiz.zip"
    with ZipFile(file.value["path"] if isinstance(file.value, dict) else file.value) as archive:
        assert archive.namelist() == ["quiz.md", "quiz-key.md", "quiz.csv"]
        assert b"=SUM(A1:A2)" in archive.read("quiz.csv")
    assert note == ""
    alone, _ = making.save(made, ["csv"], _request())
    assert alone.label == "quiz.csv"


def test_no_format_and_no_quiz_are_no_file(desk: Desk, folder: DownloadFolder) -> None:
    making = _making(desk, folder)
    *_, (_, made, _) = _steps(making, [PAPER.id])
    for quiz, formats, said in (
        (made, [], "Choose at least one format."),
        (made, ["../../etc/passwd"], "Choose at least one format."),
        (None, ["md"], "The quiz is not here any more: make it anew."),
    ):
        file, note = making.save(quiz, formats, _request())
        assert (file.value, file.visible) == (None, False)
        assert said in note


def test_items_that_a_format_has_no_place_for_are_counted(
    desk: Desk, folder: DownloadFolder
) -> None:
    making = _making(desk, folder)
    *_, (_, made, _) = _steps(making, [PAPER.id])
    _, note = making.save(made, ["kahoot"], _request())
    assert _words(note).startswith("Kahoot: left out 1, cloze has no choices")
    _, note = making.save(made, ["kahoot"], _request("he"))
    assert (
        '<p class="line" dir="rtl" lang="he"><bdi dir="ltr" lang="en">Kahoot</bdi>: הושמטו '
        '<bdi dir="ltr" lang="en">1</bdi>, <bdi dir="ltr" lang="en">cloze has no choices</bdi></p>'
    ) in note
