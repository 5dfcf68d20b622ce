"""What the Quiz tab offers: papers, meetings, and both anew where the index was exchanged."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.errors import IndexMissingError
from paperqa.store.rows import DocumentRow
from paperqa.types import Meeting, Paper, Passage
from paperqa.ui.loading import DeskLoader
from paperqa.ui.quiz.offering import Offering
from small_desk import PAPER, ToldModel, WordEmbedder, small_desk

NOTHING = (gr.skip(),) * 5
NIGHT = replace(PAPER, lists=("night",), meetings=(Meeting("night", "Attention", 1),))
LAMPS = Paper("lamps", "Lamps", lists=("night",), meetings=(Meeting("night", "Light", 0),))


def _request(lang: str = "en") -> gr.Request:
    return gr.Request(headers={"accept-language": lang})


def _desk(*papers: Paper) -> Desk:
    """Return a desk with a note on each of ``papers``; ``gone`` stands in its catalogue alone."""
    passages = [Passage(one.id, "note", "en", "What", "Lamps.", 0, 6) for one in papers]
    embedder = WordEmbedder()
    index = memory_index(passages, [*papers, Paper("gone", "Gone")], embedder)
    rows = tuple(DocumentRow(one.id, "note", "en", f"{one.id}.md", "key", 0, 1) for one in papers)
    return Desk(replace(index, documents=rows), embedder)


def _offering(desk: Desk) -> Offering:
    return Offering(DeskLoader(lambda: desk))


def _offer(
    offering: Offering, offered: str = "", picked: tuple[str, ...] = (), lang: str = "en"
) -> tuple[Any, ...]:
    *_, last = offering.offer(offered, [*picked], _request(lang))
    return last


def _words(html: object) -> str:
    return re.sub(r"<[^>]+>", "", str(html))


def test_papers_are_offered_by_title_and_no_model_where_there_is_none() -> None:
    line, meetings, papers, model, offered = _offer(_offering(_desk(NIGHT, LAMPS)))
    assert _words(line).startswith("Pick papers and press Make.")
    assert papers.choices == [(PAPER.title, PAPER.id), ("Lamps", "lamps")]
    assert (papers.value, model.visible) == ([], False)
    assert meetings.info.key == "quiz_meeting_info"
    assert offered == "gen-000001 "


def test_meetings_say_their_list_their_topic_and_how_many_papers_in_the_readers_language() -> None:
    offering = _offering(_desk(NIGHT, LAMPS))
    assert _offer(offering)[1].choices == [
        ("night · the whole list (2 papers)", "night\n"),
        ("night · Light (1 paper)", "night\nLight"),
        ("night · Attention (1 paper)", "night\nAttention"),
    ]
    assert _offer(offering, lang="he")[1].choices[:2] == [
        ("night · הרשימה כולה (2 מאמרים)", "night\n"),
        ("night · Light (מאמר אחד)", "night\nLight"),
    ]


def test_what_is_offered_already_is_left_alone() -> None:
    offering = _offering(_desk(NIGHT))
    offered = _offer(offering)[-1]
    assert [*offering.offer(offered, [PAPER.id], _request())] == [NOTHING]


def test_another_index_is_offered_anew_and_keeps_of_what_was_picked_what_it_holds() -> None:
    desks = [_desk(NIGHT, LAMPS)]
    loader = DeskLoader(lambda: desks[0])
    offered = _offer(Offering(loader))[-1]
    other = _desk(LAMPS)
    other = replace(other, index=replace(other.index, name="gen-000002"))
    line, meetings, papers, _, again = _offer(_offering(other), offered, (PAPER.id, "lamps"))
    assert line == gr.skip()  # it may speak of a quiz that is there
    assert papers.choices == [("Lamps", "lamps")]
    assert papers.value == ["lamps"]
    assert [value for _, value in meetings.choices] == ["night\n", "night\nLight"]
    assert again == "gen-000002 "


def test_a_model_that_came_meanwhile_can_be_asked_to_help(tmp_path: Path) -> None:
    desk = small_desk(tmp_path, ToldModel("x"))
    _, _, _, model, offered = _offer(_offering(desk), f"{desk.index.name} ")
    assert model.visible is True
    assert offered == f"{desk.index.name} told-1b"


def test_without_papers_or_lists_one_line_says_so() -> None:
    desk = _desk(LAMPS)
    empty = replace(desk, index=replace(desk.index, documents=()))
    line, meetings, papers, *_ = _offer(_offering(empty))
    assert _words(line) == (
        "The index holds no paper yet: add some, and make the quiz of them here."
    )
    assert (meetings.choices, papers.choices) == ([], [])
    assert meetings.info.key == "quiz_no_meetings"


def test_a_missing_index_is_one_line_and_is_looked_for_again() -> None:
    built: list[Desk] = []

    def open_() -> Desk:
        if not built:
            raise IndexMissingError("no index at <here>; build one with: paperqa index")
        return built[0]

    offering = Offering(DeskLoader(open_))
    line, *nothing = _offer(offering)
    assert "no index at &lt;here&gt;; build one with: paperqa index" in line
    assert tuple(nothing) == NOTHING[1:]
    built.append(_desk(LAMPS))
    assert _offer(offering)[2].choices == [("Lamps", "lamps")]


@pytest.mark.parametrize(
    ("meeting", "papers"),
    [
        ("night\nAttention", [PAPER.id]),
        ("night\nLight", ["lamps"]),
        ("night\n", ["lamps", PAPER.id]),
    ],
)
def test_a_meeting_fills_the_papers_and_says_how_many(meeting: str, papers: list[str]) -> None:
    filled, line = _offering(_desk(NIGHT, LAMPS)).fill(meeting, _request())
    assert filled == papers
    assert _words(line).startswith(f"papers picked: {len(papers)}. ")


def test_no_meeting_leaves_the_papers_and_one_that_is_gone_is_one_line() -> None:
    offering = _offering(_desk(NIGHT))
    assert offering.fill(None, _request()) == (gr.skip(), gr.skip())
    filled, line = offering.fill("day\n", _request())
    assert filled == gr.skip()
    assert "no reading list &#39;day&#39;; known: night" in str(line)
    _, line = offering.fill("night\nLight", _request())
    assert "no lecture or topic &#39;Light&#39; in night; known, nearest first: Attention" in line
