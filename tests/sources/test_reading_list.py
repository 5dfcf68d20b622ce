import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.errors import ReadingListError
from paperqa.sources.reading_list import Entry, Unreadable, read_list

DATA = Path(__file__).resolve().parents[1] / "data"

# Resolved without naming arXiv: these four stand in the lists in no other way.
ONLY_BY_OTHER_LINKS = {"gpt1", "gpt2", "2105.11084", "1911.03584", "2401.04088", "2401.14159"}


def seeds(shared: Path) -> dict[str, str]:
    folder = shared / "seeds"
    return {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def facts(text: str) -> list[tuple[str | None, str]]:
    return [(entry.paper, entry.title) for entry in read_list(text, "x").entries]


def test_every_arxiv_id_of_the_seeds_is_found(shared: Path) -> None:
    for text in (texts := seeds(shared)).values():
        raw = set(re.findall(r"arxiv(?:\.org/(?:abs|pdf)/|:)(\d{4}\.\d{4,5})", text, re.IGNORECASE))
        assert raw <= set(read_list(text, "seed").papers)
    everything = "\n".join(texts.values())
    found = set(re.findall(r"(?:abs/|pdf/|arXiv:)(\d{4}\.\d{4,5})", everything))
    assert len(found) == 51
    papers = {paper for text in texts.values() for paper in read_list(text, "seed").papers}
    assert papers == found | ONLY_BY_OTHER_LINKS
    assert len(papers) == 57


def test_the_lecture_table_gives_lecture_title_year_and_order(shared: Path) -> None:
    found = read_list(seeds(shared)["000"], "club")
    kept = [entry for entry in found.entries if not entry.left_out]
    assert [(entry.order, entry.paper) for entry in kept] == [
        (1, "1706.03762"),
        (2, "1706.03762"),
        (3, "1904.02679"),
        (3, "1911.03584"),
        (4, "1810.04805"),
        (5, "2005.14165"),
        (6, "2105.11084"),
        (7, "2005.12872"),
        (8, "2010.11929"),
        (9, "2103.00020"),
        (10, "2107.14795"),
        (11, "2204.06125"),
    ]
    assert (kept[4].topic, kept[4].year, kept[4].line) == ("BERT", 2018, 10)
    assert kept[4].title.startswith("BERT: Pre-training of Deep")
    assert {entry.left_out for entry in found.entries} == {"", "slides"}
    assert {problem.why for problem in found.unreadable} == {"'link removed' is no address"}


def test_the_badge_list_gives_year_by_badge_and_heading_as_topic(shared: Path) -> None:
    found = read_list(seeds(shared)["001"], "badges")
    first = {entry.paper: entry for entry in reversed(found.entries)}
    assert (first["gpt1"].year, first["gpt1"].topic, first["gpt1"].kind) == (
        2018,
        "Language",
        "pdf",
    )
    assert (first["2401.14159"].year, first["2401.14159"].topic) == (
        2023,
        "Vision and Image Generation",
    )
    assert (first["1406.2661"].year, first["1406.2661"].topic) == (2014, "General AI")
    assert first["2310.06825"].title == "Mistral 7B"
    assert found.unreadable == ()


def test_the_video_description_gives_paper_pages_and_talks(shared: Path) -> None:
    found = read_list(seeds(shared)["002"], "video")
    kept = [(entry.kind, entry.paper) for entry in found.entries if not entry.left_out]
    assert kept == [
        ("pdf", "1706.03762"),
        ("code", None),
        ("pdf", "1905.05950"),
        ("page", "1706.03762"),
        ("talk", "1706.03762"),
        ("code", None),
        ("pdf", "1905.05950"),
    ]
    assert found.entries[0].title == "Attention is all you need"
    assert found.entries[2].title == "BERT rediscovers the classical NLP pipeline"
    assert (found.entries[0].year, found.entries[2].year) == (2017, 2019)


def test_notes_and_front_matter_give_papers_and_talks(shared: Path) -> None:
    notes, talk = (read_list(seeds(shared)[name], "x") for name in ("003", "004"))
    assert notes.papers == ("2010.11929", "2101.01169", "2106.04554")
    assert [entry.title for entry in notes.entries][3:] == [
        "Transformers in Vision: A Survey",
        "A Survey of Transformers",
    ]
    [video] = [entry for entry in talk.entries if entry.kind == "talk"]
    assert (video.url, video.year) == ("https://www.youtube.com/watch?v=a0O_QhE9XFM", 2022)
    assert video.title == "Intro to Transformers and Transformer Explainability (English)"


def test_a_nasty_list_with_every_format_is_read_to_the_last_link() -> None:
    found = read_list((DATA / "nasty_reading_list.md").read_text(encoding="utf-8"), "nasty")
    warm_up, second = "Warm-up", "שיעור שני"
    assert [
        (e.line, e.order, e.kind, e.paper, e.year, e.topic) for e in found.entries if not e.left_out
    ] == [
        (4, 1, "talk", None, 2024, ""),
        (8, 2, "paper", "cs/0112017", 2001, "Everything at once"),
        (13, 3, "paper", "1905.05950", 2019, warm_up),
        (13, 3, "paper", "1406.2661", 2014, warm_up),
        (14, 3, "paper", "1301.3781", 2013, warm_up),
        (14, 3, "pdf", "1310.4546", 2013, warm_up),
        (16, 4, "paper", "1409.0473", 2014, warm_up),
        (17, 5, "paper", "1409.3215", 2014, warm_up),
        (18, 6, "pdf", "1412.6980", 2014, warm_up),
        (19, 7, "paper", "2307.09288", 2023, warm_up),
        (20, 8, "paper", "1512.03385", 2015, warm_up),
        (21, 9, "paper", "math/0309136", 2003, warm_up),
        (21, 9, "paper", "hep-th/9901001", 1999, warm_up),
        (22, 10, "paper", "1603.05027", 2016, warm_up),
        (24, 11, "paper", "1611.01578", 2016, warm_up),
        (30, 12, "paper", "1512.03385", 2015, "ראשון"),
        (31, 13, "paper", "1406.2661", 2014, "שני"),
        (35, 14, "code", "2401.14159", 2024, second),
        (36, 15, "paper", "1707.06347", 2017, second),
        (40, 16, "paper", "1312.5602", 2013, second),
        (41, 16, "pdf", "gpt1", 2018, second),
        (45, 17, "paper", "1703.06114", 2017, second),
        (51, 18, "paper", "1803.03635", 2018, second),
    ]
    titles = {entry.paper: entry.title for entry in found.entries}
    assert titles["1409.3215"] == "Neural machines"
    assert titles["1412.6980"] == "Adam"
    assert titles["1603.05027"] == "רשת שיורית"
    assert titles["1406.2661"] == "GAN"
    assert titles["1703.06114"] == "Deep sets"
    assert titles["1312.5602"] == ""
    assert found.title == "Everything at once"
    assert [(e.line, e.left_out) for e in found.entries if e.left_out] == [
        (5, "a recording or slides"),
        (30, "an address that holds a password"),
        (30, "a recording or slides"),
    ]
    assert found.unreadable == (
        Unreadable(9, "1212.1212", "stands in a comment, a script or markup that is not read"),
        Unreadable(31, "zoom", "'link removed' is no address"),
        Unreadable(31, "slides", "the link has no address"),
        Unreadable(47, "papers/x.pdf", "is no web address (http or https)"),
    )


def test_yaml_keeps_repeated_keys_and_takes_topics_from_mappings_above() -> None:
    assert facts("BERT: https://arxiv.org/abs/1810.04805\nBERT: arXiv:1907.11692\n") == [
        ("1810.04805", "BERT"),
        ("1907.11692", ""),
    ]
    text = (
        "meetings:\n  - topic: First\n    papers:\n      - https://arxiv.org/abs/1706.03762\n"
        "      - {title: Second one, url: 'arxiv.org/abs/1810.04805', year: 2018}\n"
        "    notes: |\n      see [Third](https://arxiv.org/abs/1907.11692)\n"
    )
    assert [(e.paper, e.title, e.topic, e.order) for e in read_list(text, "x").entries] == [
        ("1706.03762", "", "First", 1),
        ("1810.04805", "Second one", "First", 2),
        ("1907.11692", "Third", "First", 3),
    ]


def test_json_is_read_as_yaml() -> None:
    assert facts('[{"name": "Attention", "url": "https://arxiv.org/abs/1706.03762"}]') == [
        ("1706.03762", "Attention")
    ]


def test_an_html_page_is_read_without_its_scripts() -> None:
    page = (
        "<!doctype html><html><script>x='https://arxiv.org/abs/1501.00001'</script>\n"
        "<h2>Week one</h2>\n\n      <ol><li><a href='https://arxiv.org/abs/1706.03762'>Att<b>ention</b>"
        "</a><li>then arXiv:1810.04805</ol>"
    )
    found = read_list(page, "x")
    assert [(e.paper, e.title, e.topic, e.line) for e in found.entries] == [
        ("1706.03762", "Attention", "Week one", 4),
        ("1810.04805", "then", "Week one", 4),
    ]
    assert [(problem.line, problem.text) for problem in found.unreadable] == [(1, "1501.00001")]


def test_a_link_in_a_code_fence_or_deep_in_a_list_is_read() -> None:
    assert facts("```\nhttps://arxiv.org/abs/1706.03762\n```") == [("1706.03762", "")]
    deep = "".join("  " * level + "- level\n" for level in range(30))
    assert read_list(deep + "  " * 30 + "- arXiv:1706.03762\n", "x").papers == ("1706.03762",)


def test_indented_text_is_text_and_no_code() -> None:
    indented = 'text\n\n    <a href="https://arxiv.org/abs/1706.03762">Attention</a>\n'
    assert facts(indented) == [("1706.03762", "Attention")]


def test_a_rule_after_links_ends_the_topic_and_one_under_a_heading_does_not() -> None:
    text = "# One\n\n---\n\narXiv:1706.03762\n\n---\n\narXiv:1810.04805\n"
    assert [entry.topic for entry in read_list(text, "x").entries] == ["One", ""]


def test_broken_front_matter_is_reported_and_its_links_are_still_read() -> None:
    found = read_list("---\ntitle: [\nurl: https://arxiv.org/abs/1706.03762\n---\nhi\n", "x")
    assert found.papers == ("1706.03762",)
    assert [problem.line for problem in found.unreadable] == [1]
    assert "not valid YAML" in found.unreadable[0].why


def test_identifiers_broken_by_invisible_marks_are_found() -> None:
    assert read_list("\u202barXiv:1706.\u200b03762\u202c\u200f", "x").papers == ("1706.03762",)


def test_an_unclosed_comment_hides_nothing() -> None:
    assert read_list("<!-- open\n\narXiv:1706.03762", "x").papers == ("1706.03762",)
    assert read_list("<!-- shut 1810.04805 -->\n\narXiv:1706.03762", "x").papers == ("1706.03762",)


def test_a_line_number_counts_in_the_source() -> None:
    text = "# A\n\npara\npara https://arxiv.org/abs/1706.03762\n\n<p>\nx\n<a href='http://a.org'>y</a>\n</p>\n"
    assert [entry.line for entry in read_list(text, "x").entries] == [4, 8]


def test_yaml_aliases_that_grow_without_bound_are_read_once() -> None:
    lines = ["a0: &a0 ['arXiv:1706.03762']"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    found = read_list("---\n" + "\n".join(lines) + "\n---\n", "x")
    assert [entry.paper for entry in found.entries] == ["1706.03762"]
    assert read_list("---\na: &a [*a, 'arXiv:1706.03762']\n---\n", "x").papers == ("1706.03762",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 500_001, "500,001 characters"),
        ("[" * 10_001, "10,001 '['"),
        ("%PDF-1.5\0", "binary data"),
    ],
)
def test_what_is_no_reading_list_is_refused(text: str, said: str) -> None:
    with pytest.raises(ReadingListError, match=re.escape(said)):
        read_list(text, "mine")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "x",
        "---\n---\n",
        "---\n",
        "\ud800",
        "[",
        "![](",
        "[]()",
        "<a",
        "<a href",
        "</td></tr></table>",
        "<table><tr><td",
        "{" * 5_000,
        "<div>" * 5_000,
        "> " * 5_000,
        "- " * 5_000,
        "|a|\n|-|\n" + "|" * 5_000,
        "---\na: " + "[" * 5_000 + "\n---\n",
        "---\na: !!python/object/apply:os.system [ls]\n---\n",
        "http://[::1", "https://a.org:99999999/x",
        "https://a.org/" + "a" * 5_000,
        "\u05b0\u05b8" * 99,
    ],
)  # fmt: skip
def test_hostile_texts_hold_no_paper_and_do_no_harm(text: str) -> None:
    assert read_list(text, "x").papers == ()


@given(
    before=st.text(max_size=30),
    after=st.text(max_size=30),
)
def test_an_identifier_between_any_two_texts_is_found_or_reported(before: str, after: str) -> None:
    found = read_list(f"{before}\n\narXiv:1706.03762\n\n{after}".replace("\0", ""), "x")
    assert "1706.03762" in found.papers or "1706.03762" in {p.text for p in found.unreadable} or (
        "<!--" in before and "-->" in after
    )  # fmt: skip


def test_papers_stand_once_in_order_and_further_links_apart() -> None:
    found = read_list(
        "arXiv:1810.04805\n\narXiv:1706.03762\n\narXiv:1810.04805\n\nhttp://a.org/x", "x"
    )
    assert found.papers == ("1810.04805", "1706.03762")
    assert found.further == (Entry("page", "http://a.org/x", order=4, line=7),)
