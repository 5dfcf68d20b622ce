"""The map of an index as a picture: every paper once, groups by topic, nothing hostile in it."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import gradio as gr
import pytest

from memory_index import memory_index
from paperqa.answer.desk import Desk
from paperqa.errors import IndexMissingError
from paperqa.settings import Settings
from paperqa.store.bundle import Index
from paperqa.store.rows import DocumentRow
from paperqa.types import Kind, Meeting, Paper, Passage
from paperqa.ui.loading import DeskLoader
from paperqa.ui.map.desk import MapDesk
from paperqa.ui.map.drawing import map_html, names_of
from paperqa.ui.map.groups import MOST_GROUPS, REST, Group, by_size, groups_of
from paperqa.ui.map.labels import label_of, width_of
from paperqa.ui.map.layout import nearest
from paperqa.ui.map.placing import PaperMap, label_boxes, map_of
from paperqa.ui.map.spreading import overlaps
from small_desk import WordEmbedder, small_desk

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def _paper(id_: str, title: str, *topics: str, alias: str = "") -> Paper:
    meetings = tuple(Meeting("club", topic, order) for order, topic in enumerate(topics))
    lists = ("club",) if topics else ()
    aliases = (alias,) if alias else ()
    return Paper(id_, title, year=2020, lists=lists, aliases=aliases, meetings=meetings)


PAPERS = (
    _paper("p1", "Cats one", "Cats", alias="CAT-1"),
    _paper("p2", "Cats two", "Cats"),
    _paper("p3", "Cats three", "Cats", "Dogs"),
    _paper("p4", "Dogs four", "Dogs"),
    _paper("p5", f"Evil {HOSTILE}", "Birds"),
    _paper("p6", "עברית על ציפורים"),
)
WORDS = {
    "p1": "cats purr and sleep all day",
    "p2": "cats purr and hunt all day",
    "p3": "cats and dogs sleep all day",
    "p4": "dogs bark and dogs dig",
    "p5": "birds sing a song",
    "p6": "birds sing another song",
}


def _index() -> Index:
    kinds: dict[str, Kind] = {"p4": "note"}
    passages = [
        Passage(p.id, kinds.get(p.id, "paper"), "en", "", text, 0, len(text))
        for p in PAPERS
        if (text := WORDS[p.id])
    ]
    rows = [DocumentRow(p.paper, p.kind, p.lang, "f", "k", passages=1) for p in passages]
    return replace(memory_index(passages, PAPERS, WordEmbedder()), documents=tuple(rows))


@cache
def _drawn() -> PaperMap:
    return map_of(_index())


class _Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_each_paper_is_one_dot_and_its_three_nearest_are_those_of_the_vectors() -> None:
    drawn = _drawn()
    vectors = WordEmbedder().embed_passages(list(WORDS.values()))
    assert [dot.paper for dot in drawn.dots] == list(PAPERS)
    for row, dot in enumerate(drawn.dots):
        wanted = [PAPERS[other].id for other in nearest(vectors, 3)[row]]
        assert list(dot.nearest) == wanted
    assert [dot.paper.id for dot in drawn.dots if not dot.full] == ["p4"]


def test_no_label_covers_another_and_all_lie_on_the_map() -> None:
    drawn = _drawn()
    centres, sizes = label_boxes(drawn.dots)
    assert overlaps(centres, sizes - 0.3) == []  # positions are rounded to a tenth
    assert ((centres - sizes / 2) > 0).all()
    assert ((centres + sizes / 2) < [drawn.width, drawn.height]).all()


def test_a_paper_belongs_to_the_most_crowded_topic_it_stands_in() -> None:
    groups = groups_of(PAPERS)
    cats, club = Group("club", "Cats"), Group("club")
    # Dogs are two and birds one: they give way to their list.
    assert groups == {"p1": cats, "p2": cats, "p3": cats, "p4": club, "p5": club, "p6": REST}
    assert by_size(groups) == (cats, club, REST)


def test_there_are_never_more_groups_than_colours() -> None:
    many = [_paper(f"{t}-{n}", "x", f"Topic {t}") for t in range(12) for n in range(3 + t)]
    groups = groups_of(many)
    assert len(set(groups.values()) - {REST}) == MOST_GROUPS
    assert {groups[f"{t}-0"] for t in range(5)} == {REST}


def test_a_topic_of_two_lists_is_told_apart_by_the_list() -> None:
    groups = (Group("a", "General"), Group("b", "General"), Group("b", "Vision"), Group("b"))
    assert names_of(groups, {"a": "List A"}) == {
        groups[0]: "General · List A",
        groups[1]: "General · b",
        groups[2]: "Vision",
        groups[3]: "b",
    }


def test_labels_are_short_names_cut_at_a_word() -> None:
    index = _index()
    assert label_of("p1", index) == "CAT-1"
    long = Paper("long", "A Very Long Name of a Paper Without Any Alias")
    assert label_of("long", _index_of(long)) == "A Very Long Name of a…"
    assert width_of("iii") < width_of("aaa") < width_of("mmm")


def test_the_picture_names_every_paper_and_one_dot_is_the_tab_keys_stop() -> None:
    html = str(map_html(_drawn(), {"club": "The club"}, "en"))
    elements = _Elements(html).seen
    dots = [attrs for tag, attrs in elements if tag == "g" and "data-paper" in attrs]
    assert {dot["data-paper"] for dot in dots} == {paper.id for paper in PAPERS}
    assert sorted(dot["tabindex"] or "" for dot in dots) == ["-1"] * 5 + ["0"]
    spoken = {dot["data-paper"]: dot["aria-label"] for dot in dots}
    assert spoken["p1"] == "Cats one, 2020, Cats"
    assert spoken["p4"] == "Dogs four, 2020, The club, only a note"
    assert 'lang="he">עברית על ציפורים</h4>' in html


def test_hostile_titles_make_no_element() -> None:
    elements = _Elements(str(map_html(_drawn(), {"club": HOSTILE}, "he"))).seen
    assert not {"script", "img"} & {tag for tag, _ in elements}
    assert not any(name.startswith("on") for _, attrs in elements for name in attrs)


def test_an_empty_index_says_what_to_do() -> None:
    assert "paperqa index" in map_html(map_of(_index_of()), {}, "en")


def _index_of(*papers: Paper) -> Index:
    """Return an index that holds nothing of ``papers``."""
    stray = Passage("stray", "note", "en", "", "x", 0, 1)
    return memory_index([stray], papers, WordEmbedder())


def _request(lang: str) -> gr.Request:
    return gr.Request(headers={"accept-language": lang})


def _wish(**data: object) -> gr.EventData:
    return gr.EventData(None, data)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(_index(), WordEmbedder())


def _map_desk(desk: Desk, home: Path) -> MapDesk:
    return MapDesk(DeskLoader(lambda: desk), Settings(home=home))


def test_a_map_that_is_seen_already_is_not_sent_again(desk: Desk, tmp_path: Path) -> None:
    map_desk = _map_desk(desk, tmp_path)
    *_, (line, html, digest) = map_desk.show("", _request("en"))
    assert line == ""
    assert str(html).count('class="dot ') == len(PAPERS)
    (again,) = map_desk.show(digest, _request("en"))
    assert again == ("", gr.skip(), digest)
    (hebrew,) = map_desk.show(digest, _request("he"))
    assert "מפת המאמרים" in hebrew[1]


def test_after_a_rebuild_the_new_papers_are_on_the_map(tmp_path: Path) -> None:
    desks = [small_desk(tmp_path / "a"), Desk(_index(), WordEmbedder())]
    loader = _Swapped(desks[0])
    map_desk = MapDesk(loader, Settings(home=tmp_path))
    *_, before = map_desk.show("", _request("en"))
    assert re.findall('data-title="(.*?)"', before[1]) == ["Attention Is All You Need"]
    loader.now = desks[1]
    (after,) = map_desk.show(before[2], _request("en"))
    assert after[1].count('class="dot ') == len(PAPERS)


class _Swapped(DeskLoader):
    """Opens at once whatever desk is there now."""

    def __init__(self, now: Desk) -> None:
        super().__init__(lambda: now)
        self.now = now

    def desk(self) -> Desk:
        return self.now


def test_asking_sets_the_scope_and_writes_a_question_in_the_readers_language(
    desk: Desk, tmp_path: Path
) -> None:
    map_desk = _map_desk(desk, tmp_path)
    assert map_desk.ask(_request("en"), _wish(paper="nobody"))[1] == gr.skip()
    scope, question, tabs, line = map_desk.ask(_request("he"), _wish(paper="p1"))
    assert scope.value == ["p1"]
    assert (PAPERS[0].title, "p1") in scope.choices
    assert question == "מה הרעיון המרכזי של CAT-1?"
    assert (tabs.selected, line) == ("chat", gr.skip())
    assert map_desk.ask(_request("en"), _wish(paper="p2", only=True))[1] == gr.skip()


def test_an_index_that_is_missing_is_said_in_one_line(tmp_path: Path) -> None:
    def missing() -> Desk:
        raise IndexMissingError("no index at <here>; build one with: paperqa index")

    map_desk = MapDesk(DeskLoader(missing), Settings(home=tmp_path))
    *_, (line, html, _) = map_desk.show("", _request("en"))
    assert "no index at &lt;here&gt;; build one with: paperqa index" in line
    assert html == gr.skip()
    *nothing, line = map_desk.ask(_request("en"), _wish(paper="p1"))
    assert nothing == [gr.skip()] * 3
    assert "no index at &lt;here&gt;; build one with: paperqa index" in line
