"""The Papers tab: states told in plain words, groups as the club knows them, nothing hostile."""

from html.parser import HTMLParser
from pathlib import Path

import gradio as gr
import pytest

from paperqa.answer.desk import Desk
from paperqa.errors import IndexMissingError
from paperqa.settings import Settings
from paperqa.sources.catalog import save_catalog
from paperqa.sources.inventory import note_sources
from paperqa.sources.notes import note_files
from paperqa.store.build import Plan, build
from paperqa.store.bundle import open_index
from paperqa.types import Link, Meeting, Paper
from paperqa.ui.loading import DeskLoader
from paperqa.ui.papers.desk import PapersDesk
from paperqa.ui.papers.grouping import GROUPINGS, Grouping, grouped
from paperqa.ui.papers.listing import list_html
from paperqa.ui.papers.row import row_html
from paperqa.ui.papers.searching import folded, searched_text
from paperqa.ui.papers.shelf import Condition, ShelfRow, shelf_rows
from paperqa.ui.papers.texts import PAPERS_PAGE, PAPERS_TEXTS
from small_desk import WordEmbedder

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
TITLES = {"club": "Our club", "talks": "Talks"}

ONE = Paper(
    "1706.03762",
    "Attention Is All You Need",
    authors=("Ashish Vaswani", "Noam Shazeer", "Niki Parmar", "Jakob Uszkoreit"),
    year=2017,
    lists=("club", "talks"),
    aliases=("Transformer", "טרנספורמר"),
    meetings=(Meeting("club", "Attention", 2), Meeting("talks", "A talk", 1)),
)
TWO = Paper("two", "Before it", year=2015, lists=("club",), meetings=(Meeting("club", "RNN", 3),))
THREE = Paper(
    "three", "Also", year=2017, lists=("club",), meetings=(Meeting("club", "attention", 1),)
)
FOUR = Paper("four", "Uploaded")


def _row(paper: Paper, condition: Condition = "full", passages: int = 3) -> ShelfRow:
    return ShelfRow(paper, condition, passages=passages)


ROWS = tuple(_row(paper) for paper in (ONE, TWO, THREE, FOUR))


def _shape(by: Grouping) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (group.title, [(part.title, [r.paper.id for r in part.rows]) for part in group.parts])
        for group in grouped(ROWS, by, TITLES)
    ]


class _Elements(HTMLParser):
    def __init__(self, html: object) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str | None]:
        return [attrs[name] for _, attrs in self.seen if name in attrs]


def test_by_list_lectures_come_in_the_clubs_order_and_differ_not_by_case() -> None:
    assert _shape("list") == [
        ("Our club", [("attention", ["three", "1706.03762"]), ("RNN", ["two"])]),
        ("Talks", [("A talk", ["1706.03762"])]),
        ("", [("", ["four"])]),
    ]


def test_by_year_the_newest_come_first_and_titles_by_the_alphabet() -> None:
    assert _shape("year") == [
        ("2017", [("", ["three", "1706.03762"])]),
        ("2015", [("", ["two"])]),
        ("", [("", ["four"])]),
    ]


def test_by_topic_lists_are_put_together() -> None:
    assert _shape("topic") == [
        ("A talk", [("", ["1706.03762"])]),
        ("Attention", [("", ["three", "1706.03762"])]),
        ("RNN", [("", ["two"])]),
        ("", [("", ["four"])]),
    ]


def test_a_search_looks_at_all_names_without_case_points_and_accents() -> None:
    assert folded("R-CNN, Čapek; טְרַנְסְפוֹרְמֶר") == "r cnn capek טרנספורמר"
    text = searched_text(ONE)
    for words in ("attention is all", "טרנספורמר", "vaswani", "2017", "1706 03762", "a talk"):
        assert words in text


@pytest.mark.parametrize(
    ("condition", "english"),
    [
        ("full", "Full text"),
        ("note", "Note only"),
        ("waiting", "Not indexed yet"),
        ("unread", "Not readable"),
        ("absent", "Not fetched"),
    ],
)
def test_a_state_is_a_word_and_a_colour(condition: Condition, english: str) -> None:
    row = row_html(_row(ONE, condition=condition), "", "en")
    assert f'<span class="state {condition}">{english}</span>' in row


def test_a_row_tells_authors_counts_reason_note_and_links() -> None:
    row = ShelfRow(ONE, "unread", pages=15, passages=90, reason="it is <broken>")
    html = str(row_html(row, "The Transformer turns sequences.", "en"))
    assert "Ashish Vaswani, Noam Shazeer, Niki Parmar</bdi> and others" in html
    assert "Jakob Uszkoreit</p>" in html
    assert "The club’s note</span> The Transformer turns sequences.</p>" in html
    assert 'Why: <bdi dir="auto">it is &lt;broken&gt;</bdi>' in html
    assert "15 pages</bdi>" in html
    assert "90 passages in the index</bdi>" in html
    assert _Elements(html).values("href") == [
        "https://arxiv.org/abs/1706.03762",
        "https://arxiv.org/pdf/1706.03762",
    ]


def test_links_that_are_no_web_addresses_are_left_out() -> None:
    links = (Link("code", "https://example.org/code"), Link("talk", "javascript:alert(1)"))
    paper = Paper("x", "X", url="javascript:alert(2)", pdf_url="data:text/html,x", links=links)
    assert _Elements(row_html(_row(paper), "", "en")).values("href") == ["https://example.org/code"]


def test_what_cannot_be_searched_cannot_be_chosen() -> None:
    html = row_html(_row(ONE, condition="absent", passages=0), "", "en")
    (box,) = [attrs for tag, attrs in _Elements(html).seen if tag == "input"]
    assert "disabled" in box
    assert _Elements(html).values("data-ask") == []
    assert _Elements(row_html(_row(ONE), "", "en")).values("data-pick") == [ONE.id]


def test_hostile_words_make_no_element_anywhere() -> None:
    paper = Paper(
        "evil" + HOSTILE,
        HOSTILE,
        authors=(HOSTILE,),
        lists=(HOSTILE,),
        aliases=(HOSTILE,),
        meetings=(Meeting(HOSTILE, HOSTILE, 1), Meeting(HOSTILE, "other" + HOSTILE, 2)),
        links=(Link("page", "https://example.org/", HOSTILE),),
    )
    rows = (ShelfRow(paper, "full", passages=3, reason=HOSTILE), _row(ONE))
    for by in GROUPINGS:
        html = list_html(rows, by, {HOSTILE: HOSTILE}, {paper.id: HOSTILE}, "he")
        seen = _Elements(html).seen
        assert not {"script", "img"} & {tag for tag, _ in seen}
        assert not any(name.startswith("on") for _, attrs in seen for name in attrs)


def test_a_lecture_of_several_papers_has_a_box_for_all_of_it() -> None:
    names = [
        attrs["aria-label"]
        for _, attrs in _Elements(list_html(ROWS, "list", TITLES, {}, "en")).seen
        if "data-pick-all" in attrs
    ]
    assert names == ["Choose all: Our club: attention"]


def test_every_string_stands_in_both_languages_with_the_same_gaps() -> None:
    assert PAPERS_PAGE["en"].keys() == PAPERS_PAGE["he"].keys()
    for name in PAPERS_TEXTS["en"].__slots__:
        english, hebrew = (getattr(PAPERS_TEXTS[lang], name) for lang in ("en", "he"))
        if isinstance(english, str):
            assert english.count("{}") == hebrew.count("{}"), name
        else:
            assert english.keys() == hebrew.keys()


# The desk, on real files.


def _note(folder: Path, paper: str, lang: str, body: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"---\npaper: {paper}\nlang: {lang}\ntitle: T\n---\n## What it is\n\n{body}\n"
    (folder / f"{paper}.{lang}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return a club of three papers: notes on two, one of them only in the index."""
    settings = Settings(home=tmp_path)
    _note(settings.notes_dir, ONE.id, "en", "It turns sequences. It drops recurrence.")
    _note(settings.notes_dir, ONE.id, "he", "הוא הופך רצפים. אין בו רקורסיה.")
    _note(settings.notes_dir, "own", "en", "A note on a paper of no list.")
    save_catalog(settings.catalog, {ONE.id: ONE, TWO.id: TWO})
    _build(settings)
    return settings


def _build(settings: Settings) -> None:
    papers = {ONE.id: ONE, TWO.id: TWO}
    sources = note_sources(papers, note_files(settings.notes_dir))
    build(settings.index_dir, Plan(list(papers.values()), sources), WordEmbedder())


def _papers_desk(settings: Settings) -> PapersDesk:
    desk = Desk(open_index(settings.index_dir), WordEmbedder())
    loader = DeskLoader(lambda: desk)
    loader.desk()
    return PapersDesk(loader, settings)


def _request(lang: str = "en") -> gr.Request:
    return gr.Request(headers={"accept-language": lang})


def test_rows_are_those_of_the_catalogue_then_those_of_the_index(settings: Settings) -> None:
    indexed = open_index(settings.index_dir).papers
    rows = {row.paper.id: row for row in shelf_rows(settings, indexed)}
    assert list(rows) == [ONE.id, TWO.id, "own"]
    assert (rows[ONE.id].condition, rows[ONE.id].notes) == ("note", ("en", "he"))
    assert (rows[TWO.id].condition, rows[TWO.id].searched) == ("absent", False)
    assert rows["own"].condition == "note"


def test_a_note_that_came_after_the_index_waits_for_the_next(settings: Settings) -> None:
    _note(settings.notes_dir, TWO.id, "en", "Written today.")
    states = {row.paper.id: row.condition for row in shelf_rows(settings, {})}
    assert states == {ONE.id: "note", TWO.id: "waiting"}


def test_the_list_tells_what_the_notes_say_in_the_readers_language(settings: Settings) -> None:
    desk = _papers_desk(settings)
    ((_, english, _),) = desk.show("list", "", _request("en"))
    ((_, hebrew, _),) = desk.show("list", "", _request("he"))
    assert "</span> It turns sequences.</p>" in english
    assert "</span> הוא הופך רצפים.</p>" in hebrew
    assert "It turns sequences." not in hebrew


def test_a_list_that_stands_already_is_not_sent_again_and_a_new_index_is(
    settings: Settings,
) -> None:
    desk = _papers_desk(settings)
    ((_, _, digest),) = desk.show("list", "", _request())
    ((_, again, _),) = desk.show("list", digest, _request())
    assert again == gr.skip()
    _note(settings.notes_dir, TWO.id, "en", "It came long before attention did.")
    _build(settings)
    ((_, anew, _),) = _papers_desk(settings).show("list", digest, _request())
    assert "</span> It came long before attention did.</p>" in anew


def test_without_an_index_the_papers_are_listed_and_the_command_is_told(tmp_path: Path) -> None:
    def missing() -> Desk:
        raise IndexMissingError("no index at <here>; build one with: paperqa index")

    settings = Settings(home=tmp_path)
    settings.catalog.parent.mkdir(parents=True)
    save_catalog(settings.catalog, {ONE.id: ONE})
    *_, (line, html, _) = PapersDesk(DeskLoader(missing), settings).show("year", "", _request())
    assert "no index at &lt;here&gt;; build one with: paperqa index" in line
    if html != gr.skip():  # else it was sent before the line
        assert 'class="state absent">Not fetched' in html


def test_a_damaged_catalogue_is_said_in_one_line(settings: Settings) -> None:
    settings.catalog.write_text("{no json", encoding="utf-8")
    ((line, html, _),) = _papers_desk(settings).show("list", "", _request())
    assert "catalog.jsonl" in line
    assert html == ""


def test_a_list_that_cannot_be_read_keeps_the_name_of_its_file(settings: Settings) -> None:
    settings.lists_dir.mkdir(parents=True)
    (settings.lists_dir / "club.yaml").write_text("name: other\n", encoding="utf-8")
    ((line, html, _),) = _papers_desk(settings).show("list", "", _request())
    assert "club.yaml" in line
    assert ">club</bdi></h2>" in html


def test_what_is_chosen_becomes_the_scope_without_what_cannot_be_searched(
    settings: Settings,
) -> None:
    desk = _papers_desk(settings)
    scope, tabs, line = desk.ask_only(["own", TWO.id, ONE.id, "own", 7], _request())
    assert (scope.value, tabs.selected) == (["own", ONE.id], "chat")
    assert line == gr.skip()
    assert {paper for _, paper in scope.choices} == {ONE.id, "own"}
    papers, tabs, _ = desk.quiz_on([ONE.id], _request())
    assert (papers.value, tabs.selected) == ([ONE.id], "quiz")
    assert desk.ask_only("nonsense", _request())[0].value == []
    one, *_ = desk.ask(_request(), gr.EventData(None, {"paper": ONE.id}))
    assert one.value == [ONE.id]


def test_a_click_where_the_desk_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    def missing() -> Desk:
        raise IndexMissingError("no index at <here>; build one with: paperqa index")

    desk = PapersDesk(DeskLoader(missing), Settings(home=tmp_path))
    for scope, tabs, line in (
        desk.ask(_request(), gr.EventData(None, {"paper": ONE.id})),
        desk.ask_only([ONE.id], _request()),
        desk.quiz_on([ONE.id], _request("he")),
    ):
        assert (scope, tabs) == (gr.skip(), gr.skip())
        assert "no index at &lt;here&gt;; build one with: paperqa index" in line


def test_headings_stand_at_the_start_of_the_page_whatever_their_words_are() -> None:
    html = str(list_html(ROWS, "list", TITLES, {}, "he"))
    assert '<h2><bdi dir="ltr" lang="en">Our club</bdi></h2>' in html
    assert '<h3><bdi dir="ltr" lang="en">RNN</bdi></h3>' in html
