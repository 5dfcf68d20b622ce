import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from paperqa.errors import CatalogError, ReadingListError
from paperqa.sources.adding import add_list, merge_list
from paperqa.sources.catalog import (
    Catalog,
    file_stem,
    fold_name,
    load_catalog,
    paper_of_stem,
    save_catalog,
)
from paperqa.sources.lists import facts_of, list_slug, load_list, load_lists, save_list
from paperqa.sources.reading_list import Entry, ReadingList, read_list
from paperqa.types import Link, Meeting, Paper

INGEST = Path(__file__).resolve().parents[2] / "ingest"
CATALOG = INGEST / "catalog.jsonl"

BERT = Paper(
    "1810.04805",
    "BERT: Pre-training",
    ("Jacob Devlin",),
    2018,
    "https://arxiv.org/abs/1810.04805",
    "https://arxiv.org/pdf/1810.04805",
    ("club",),
    ("BERT", "ברט"),
    (Link("talk", "https://youtu.be/x", "A talk"),),
    (Meeting("club", "NLP", 4),),
)


def committed() -> Catalog:
    return load_catalog(CATALOG)


def written(folder: Path, *rows: object) -> Path:
    path = folder / "catalog.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_catalogue_is_what_the_lists_resolve_to() -> None:
    bare = {
        paper.id: replace(paper, lists=(), links=(), meetings=()) for paper in committed().values()
    }
    resolved = Catalog(bare)
    for reading_list in load_lists(INGEST / "lists"):
        resolved = merge_list(resolved, reading_list)
    assert dict(resolved) == dict(committed())
    assert len(resolved) == 57
    assert all(paper.lists for paper in resolved.values())


def test_the_committed_lists_name_five_lists_and_carry_nothing_private() -> None:
    lists = load_lists(INGEST / "lists")
    assert [reading_list.name for reading_list in lists] == [
        "club-transformers",
        "explainability-talk",
        "ml-papers",
        "transformer-notes",
        "transformer-video",
    ]
    assert [e.url for one in lists for e in one.entries if e.left_out] == []
    assert [e.url for one in lists for e in one.further] == [
        "https://www.youtube.com/watch?v=a0O_QhE9XFM",
        "https://www.youtube.com/watch?v=S27pHKBEp30",
        "https://github.com/huggingface/transformers",
    ]


def test_the_committed_lists_name_the_papers_and_links_of_the_seeds(shared: Path) -> None:
    seeds = [
        facts_of(read_list(path.read_text(encoding="utf-8"), path.name))
        for path in sorted((shared / "seeds").iterdir())
    ]
    ours = {one.name: one for one in load_lists(INGEST / "lists")}
    names = ("club-transformers", "ml-papers", "transformer-video", "transformer-notes")
    for seed, name in zip(seeds, (*names, "explainability-talk"), strict=True):
        assert set(ours[name].papers) == set(seed.papers)
        assert {entry.paper for entry in ours[name].entries} <= {e.paper for e in seed.entries}


def test_the_committed_lists_copy_no_sentence_of_the_seeds(shared: Path) -> None:
    prose = " ".join(
        path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").iterdir())
    )
    titles = {fold_name(paper.title) for paper in committed().values()}
    for one in load_lists(INGEST / "lists"):
        for entry in one.entries:
            assert len(entry.topic.split()) <= 9
            copied = len(entry.title.split()) > 8 and entry.title in prose
            assert not copied or fold_name(entry.title) in titles


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("ViT", "2010.11929"),
        ("vision transformer", "2010.11929"),
        ("detr", "2005.12872"),
        ("LoRA", "2106.09685"),
        ("Q-LoRA", "2305.14314"),
        ("attention is all you need", "1706.03762"),
        ("“Attention Is All You Need”", "1706.03762"),
        ("gpt 3", "2005.14165"),
        ("GPT", "gpt1"),
        ("gpt2", "gpt2"),
        (
            "RLAIF: Scaling Reinforcement Learning from Human Feedback with AI Feedback",
            "2309.00267",
        ),
        ("DALL·E 2", "2204.06125"),
        ("dino", "2104.14294"),
        ("Grounding-DINO", "2303.05499"),
        ("ברט", "1810.04805"),
        ("בֶּרְט", "1810.04805"),
        ("ג׳יפיטי 3", "2005.14165"),
        ("ג'יפיטי-3", "2005.14165"),
        ("וויט", "2010.11929"),
        ("1706.03762", "1706.03762"),
    ],
)
def test_people_find_a_paper_by_the_name_they_use(name: str, paper: str) -> None:
    assert committed().by_alias(name) == (paper,)


def test_names_that_belong_to_no_paper_find_none() -> None:
    assert [committed().by_alias(name) for name in ("", "-", "GPT-5", "למה", "BER")] == [()] * 5


def test_no_alias_belongs_to_two_papers_and_each_paper_has_some() -> None:
    for paper in committed().values():
        assert 2 <= len(paper.aliases) <= 6, paper.id
        for name in (paper.id, paper.title, *paper.aliases):
            assert committed().by_alias(name) == (paper.id,)


def test_every_row_says_who_and_when_and_where_to_download() -> None:
    for paper in committed().values():
        assert paper.title
        assert paper.authors
        assert paper.year is not None
        if re.fullmatch(r"\d{4}\.\d{4,5}", paper.id):
            assert paper.year == 2000 + int(paper.id[:2])
            assert paper.pdf_url == f"https://arxiv.org/pdf/{paper.id}"
        assert paper.pdf_url.startswith("https://")
    assert committed()["gpt2"].pdf_url.endswith("/better-language-models/language-models.pdf")
    assert [p.id for p in committed().values() if "et al." in p.authors] == ["2307.09288"]


def test_links_of_a_paper_are_kept_but_not_its_own_address() -> None:
    assert [(link.kind, link.url) for link in committed()["1706.03762"].links] == [
        ("page", "https://nlp.seas.harvard.edu/2018/04/03/attention.html"),
        ("pdf", "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf"),
        ("page", "http://jalammar.github.io/illustrated-transformer/"),
        ("talk", "https://youtu.be/iDulhoQ2pro"),
    ]
    assert committed()["gpt1"].links == ()


def test_find_takes_ids_editions_addresses_and_names() -> None:
    for name in (
        "1706.03762",
        "1706.03762v5",
        "https://arxiv.org/pdf/1706.03762v1.pdf",
        "transformer",
    ):
        assert committed().find(name).id == "1706.03762"
    with pytest.raises(CatalogError, match=r"no paper 'nonsense'.*paperqa papers"):
        committed().find("nonsense")
    twins = Catalog({"a": Paper("a", "Same"), "b": Paper("b", "same")})
    with pytest.raises(CatalogError, match="several papers: a, b"):
        twins.find("SAME")


def test_a_misspelt_name_is_answered_with_the_nearest_ones() -> None:
    known = [
        Paper("1706.03762", "Attention Is All You Need", aliases=("Transformer",)),
        Paper("2010.11929", "An Image is Worth 16x16 Words", aliases=("ViT",)),
    ]
    catalog = Catalog({paper.id: paper for paper in known})
    line = "the catalogue has no paper {!r}; see all with: paperqa papers"
    for name, nearest in (
        ("Tranformer", "; nearest: Attention Is All You Need (1706.03762)"),
        ("vitt", "; nearest: An Image is Worth 16x16 Words (2010.11929)"),
        ("quantum gravity", ""),
        ("", ""),
    ):
        with pytest.raises(CatalogError) as error:
            catalog.find(name)
        assert str(error.value) == line.format(name) + nearest


def test_a_saved_catalogue_is_read_back_equal_and_stays_equal_byte_for_byte(tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    save_catalog(copy, committed())
    assert copy.read_bytes() == CATALOG.read_bytes()
    save_catalog(copy, {BERT.id: BERT, "x-1": Paper("x-1", "X")})
    assert dict(load_catalog(copy)) == {BERT.id: BERT, "x-1": Paper("x-1", "X")}
    assert list(json.loads(copy.read_text(encoding="utf-8").split("\n")[0])) == [
        "id", "title", "authors", "year", "lists", "aliases", "links", "meetings",
    ]  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["copy.jsonl"]


def test_the_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        committed()["x"] = BERT  # type: ignore[index]


def test_local_papers_come_after_and_give_way(tmp_path: Path) -> None:
    path = written(tmp_path, {"id": "a", "title": "A"})
    local = tmp_path / "local.jsonl"
    local.write_text('{"id": "b", "title": "B"}\n{"id": "a", "title": "old"}\n', encoding="utf-8")
    found = load_catalog(path, local, tmp_path / "absent.jsonl")
    assert [(paper.id, paper.title) for paper in found.values()] == [("a", "A"), ("b", "B")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "a", "title": "again"}, "id a stands already in line 1"),
        ({"title": "T"}, "id is ''"),
        ({"id": "b"}, "title is ''"),
        ({"id": "1706.03762v2", "title": "T"}, "id is '1706.03762v2', expected a bare arXiv"),
        ({"id": "../../etc", "title": "T"}, "id is '../../etc'"),
        ({"id": "b", "title": "T", "year": "2017"}, "year is '2017'"),
        ({"id": "b", "title": "T", "year": True}, "year is True"),
        ({"id": "b", "title": "T", "authors": "Me"}, "authors is 'Me', expected a list"),
        ({"id": "b", "title": "T", "aliases": [""]}, "aliases is"),
        ({"id": "b", "title": "T", "url": "javascript:1"}, "url is 'javascript:1'"),
        ({"id": "b", "title": "T", "links": [{"kind": "x", "url": "http://a.org"}]}, "kind is 'x'"),
        ({"id": "b", "title": "T", "links": [{"kind": "pdf"}]}, "url is ''"),
        ({"id": "b", "title": "T", "meetings": [{"list": "l", "order": "1"}]}, "order is '1'"),
        ({"id": "b", "title": "T", "meetings": [{"who": "l"}]}, "meetings holds"),
        ({"id": "b", "title": "T", "extra": 1}, "unknown keys extra"),
        ([], "is no JSON object"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: object, said: str) -> None:
    path = written(tmp_path, {"id": "a", "title": "A"}, row)
    with pytest.raises(CatalogError) as caught:
        load_catalog(path)
    assert str(caught.value).startswith(f"{path}:2")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_json_no_text_and_no_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "catalog.jsonl"
    with pytest.raises(CatalogError, match="no catalogue at"):
        load_catalog(path)
    path.write_bytes(b'\n{"id": \n')
    with pytest.raises(CatalogError, match=r"catalog\.jsonl:2 is no JSON"):
        load_catalog(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogError, match="could not be read"):
        load_catalog(path)


def test_file_stems_are_safe_and_lead_back() -> None:
    for paper, stem in (
        ("1706.03762", "1706.03762"),
        ("cs/0112017", "cs_0112017"),
        ("hep-th/9901001", "hep-th_9901001"),
        ("gpt1", "gpt1"),
    ):
        assert file_stem(paper) == stem
        assert paper_of_stem(stem) == paper
    for bad in ("../x", "a/b", "", "1706.03762v2", "a b", "."):
        with pytest.raises(CatalogError):
            file_stem(bad)
    with pytest.raises(CatalogError):
        paper_of_stem("my_paper")


# --- lists -----------------------------------------------------------------------------------


def test_a_list_file_is_read_back_without_what_it_must_not_keep(tmp_path: Path) -> None:
    text = (
        "# Ours\n\n- [BERT](https://arxiv.org/abs/1810.04805) 2018\n"
        "- [again](https://arxiv.org/abs/1810.04805v2)\n- [zoom](https://zoom.us/rec/1)\n"
        "- [same](https://arxiv.org/abs/1810.04805)\n- [code](https://github.com/a/b)\n"
    )
    path = save_list(tmp_path, read_list(text, "ours"))
    assert load_list(path) == ReadingList(
        "ours",
        "Ours",
        (
            Entry(
                "paper", "https://arxiv.org/abs/1810.04805", "BERT", "Ours", 2018, 1, "1810.04805"
            ),
            Entry(
                "paper",
                "https://arxiv.org/abs/1810.04805v2",
                "again",
                "Ours",
                2018,
                2,
                "1810.04805",
            ),
            Entry("code", "https://github.com/a/b", "", "Ours", None, 5),
        ),
    )
    assert "zoom" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name: [", "no readable YAML"),
        ("name: ours\n", "exactly the keys"),
        ("name: other\ntitle: T\nentries: []\n", "name is 'other', expected 'ours'"),
        ("name: ours\ntitle: T\nentries: x\n", "entries must be a list"),
        ("name: ours\ntitle: T\nentries: [x]\n", "entry 1 is not a mapping"),
        ("name: ours\ntitle: T\nentries: [{order: 1}]\n", "entry 1 lacks url"),
        ("name: ours\ntitle: T\nentries: [{order: 1, url: 'a:b'}]\n", "no web address"),
        ("name: ours\ntitle: T\nentries: [{order: x, url: 'http://a.org'}]\n", "order is 'x'"),
        (
            "name: ours\ntitle: T\nentries: [{order: 1, url: 'http://a.org', why: x}]\n",
            "unknown keys why",
        ),
        (
            "name: ours\ntitle: T\nentries: [{order: 1, url: 'http://a.org', kind: pdf}]\n",
            "kind is 'pdf'",
        ),
    ],
)
def test_a_damaged_list_file_is_refused_by_name(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadingListError) as caught:
        load_list(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


def test_list_names_are_slugs() -> None:
    assert list_slug("Our Club_2024.md") == "our-club-2024"
    assert list_slug("../../etc/passwd.yaml") == "etc-passwd"
    assert list_slug("מועדון קריאה.txt") == "מועדון-קריאה"
    assert list_slug("...") == "list"
    with pytest.raises(ReadingListError, match="is no name for a list"):
        save_list(Path("nowhere"), ReadingList("../x"))


# --- adding ----------------------------------------------------------------------------------

NEW_LIST = (
    "# New club\n\n## First\n\n- [ResNet](https://arxiv.org/abs/1512.03385v1)\n"
    "- ViT: arXiv:2010.11929\n\n## Second\n\n- [LoRA](https://arxiv.org/abs/2106.09685)\n"
    "- [LoRA code](https://github.com/microsoft/LoRA)\n"
    "- [zoom](https://zoom.us/j/1?pwd=x)\n- [x]()\n"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "catalog.jsonl").write_bytes(CATALOG.read_bytes())
    (tmp_path / "New club.md").write_text(NEW_LIST, encoding="utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_adding_says_what_is_new_known_further_left_out_and_not_read(home: Path) -> None:
    before = files(home)
    report = add_list(home / "New club.md", home / "catalog.jsonl", home / "lists")
    assert (report.name, report.title, report.written) == ("new-club", "New club", None)
    assert report.new == (
        Paper(
            "1512.03385",
            "ResNet",
            (),
            2015,
            "https://arxiv.org/abs/1512.03385",
            "https://arxiv.org/pdf/1512.03385",
            ("new-club",),
            (),
            (),
            (Meeting("new-club", "First", 1),),
        ),
    )
    assert [paper.id for paper in report.known] == ["2010.11929", "2106.09685"]
    assert report.further == (Link("code", "https://github.com/microsoft/LoRA", "LoRA code"),)
    assert [entry.url for entry in report.left_out] == ["https://zoom.us/j/1?pwd=x"]
    assert [(problem.line, problem.text) for problem in report.unreadable] == [(13, "x")]
    assert files(home) == before


def test_a_kept_list_stands_in_the_catalogue_and_again_changes_nothing(home: Path) -> None:
    catalog, lists = home / "catalog.jsonl", home / "lists"
    report = add_list(home / "New club.md", catalog, lists, keep=True)
    assert report.written == lists / "new-club.yaml"
    after = load_catalog(catalog)
    assert list(after) == [*committed(), "1512.03385"]
    assert after["2106.09685"].lists == ("ml-papers", "new-club")
    assert after["2106.09685"].meetings[-1] == Meeting("new-club", "Second", 3)
    assert after["2106.09685"].title == committed()["2106.09685"].title
    assert after["1706.03762"] == committed()["1706.03762"]
    once = files(home)
    add_list(home / "New club.md", catalog, lists, keep=True)
    assert files(home) == once
    assert [paper for paper in load_list(lists / "new-club.yaml").papers] == [
        "1512.03385",
        "2010.11929",
        "2106.09685",
    ]


def test_a_list_is_never_overwritten_by_another_of_its_name(home: Path) -> None:
    catalog, lists = home / "catalog.jsonl", home / "lists"
    add_list(home / "New club.md", catalog, lists, keep=True)
    once = files(home)
    other = home / "other.md"
    other.write_text("arXiv:1706.03762", encoding="utf-8")
    with pytest.raises(ReadingListError, match=r"'new-club' is there already; rename other.md"):
        add_list(other, catalog, lists, name="New club", keep=True)
    other.unlink()
    assert files(home) == once


def test_a_list_whose_file_was_removed_is_read_anew(home: Path) -> None:
    catalog, lists = home / "catalog.jsonl", home / "lists"
    add_list(home / "New club.md", catalog, lists, keep=True)
    (lists / "new-club.yaml").unlink()
    (home / "New club.md").write_text("arXiv:1706.03762", encoding="utf-8")
    add_list(home / "New club.md", catalog, lists, keep=True)
    after = load_catalog(catalog)
    assert [paper.id for paper in after.values() if "new-club" in paper.lists] == ["1706.03762"]
    assert after["2106.09685"] == committed()["2106.09685"]


def test_a_file_that_is_no_list_is_refused_and_nothing_is_written(home: Path) -> None:
    catalog, lists = home / "catalog.jsonl", home / "lists"
    bad = home / "bad.md"
    before = files(home)
    with pytest.raises(ReadingListError, match="could not be read: No such file"):
        add_list(bad, catalog, lists, keep=True)
    for data, said in ((b"\xd0\xff", "no UTF-8 text"), (b"a\0b", "binary"), (b"words", "no link")):
        bad.write_bytes(data)
        with pytest.raises(ReadingListError, match=said):
            add_list(bad, catalog, lists, keep=True)
    bad.unlink()
    assert files(home) == before


def test_a_list_in_utf_16_is_read(home: Path) -> None:
    (home / "u.txt").write_bytes("ברט arXiv:1810.04805".encode("utf-16"))
    report = add_list(home / "u.txt", home / "catalog.jsonl", home / "lists")
    assert [paper.id for paper in report.known] == ["1810.04805"]
