from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_club import (
    ATTENTION,
    BERT,
    GPT,
    ON_ATTENTION,
    ON_BERT,
    ON_BERT_HE,
    ON_GPT,
    Club,
    club_with_notes,
    content_of,
)

from fakes import WordEmbedder
from paperqa.store import build as build_module
from paperqa.store.build import Step, build
from paperqa.store.bundle import open_index, read_manifest

HEAD = "What it is\n"
LONG_LINE = "A line of print that has letters enough to count as read."


@pytest.fixture
def club(tmp_path: Path) -> Club:
    return club_with_notes(tmp_path)


def texts_of(club: Club) -> list[str]:
    return [passage.text for passage in open_index(club.index_dir).passages]


def test_the_first_build_embeds_every_passage_with_its_section(club: Club) -> None:
    embedder, steps = WordEmbedder(), list[Step]()
    report = build(club.index_dir, club.plan(), embedder, steps.append)
    assert embedder.embedded == [
        HEAD + text for text in (ON_ATTENTION, ON_BERT, ON_BERT_HE, ON_GPT)
    ]
    assert (report.changed, report.made, report.passages, report.unread) == (True, 4, 4, ())
    assert [row.file for row in report.documents] == [
        "1706.03762.en.md", "1810.04805.en.md", "1810.04805.he.md", "gpt1.en.md",
    ]  # fmt: skip
    assert [row.lang for row in report.documents] == ["en", "en", "he", "en"]
    assert steps == [
        Step(1, 4, "1706.03762 (note)"),
        Step(2, 4, "1810.04805 (note)"),
        Step(3, 4, "1810.04805 (note)"),
        Step(4, 4, "gpt1 (note)"),
    ]


def test_the_vectors_are_the_embedders_own(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    index = open_index(club.index_dir)
    expected = WordEmbedder().embed_passages([HEAD + p.text for p in index.passages])
    np.testing.assert_allclose(index.vectors.vectors(np.arange(4)), expected, atol=1e-7)


def test_a_second_build_with_nothing_new_embeds_nothing_and_writes_nothing(club: Club) -> None:
    first = build(club.index_dir, club.plan(), WordEmbedder())
    before = {path: path.stat().st_mtime_ns for path in club.index_dir.rglob("*")}
    embedder = WordEmbedder()
    report = build(club.index_dir, club.plan(), embedder)
    assert (report.changed, report.made, report.passages) == (False, 0, 4)
    assert report.documents == first.documents
    assert embedder.embedded == []
    before.pop(club.index_dir / ".lock")
    assert {p: p.stat().st_mtime_ns for p in club.index_dir.rglob("*") if p in before} == before


def test_a_changed_file_embeds_only_itself(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    club.note(GPT.id, "GPT reads from left to right, and only so.")
    embedder = WordEmbedder()
    report = build(club.index_dir, club.plan(), embedder)
    assert embedder.embedded == [HEAD + "GPT reads from left to right, and only so."]
    assert (report.changed, report.made, report.because) == (True, 1, "")
    assert texts_of(club) == [ON_ATTENTION, ON_BERT, ON_BERT_HE, embedder.embedded[0][len(HEAD) :]]


def test_a_new_file_embeds_only_itself(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    club.note(GPT.id, "המודל מנחש את המילה הבאה בכל פעם.", "he")
    embedder = WordEmbedder()
    build(club.index_dir, club.plan(), embedder)
    assert embedder.embedded == [HEAD + "המודל מנחש את המילה הבאה בכל פעם."]
    assert texts_of(club)[:4] == [ON_ATTENTION, ON_BERT, ON_BERT_HE, ON_GPT]


def test_removing_a_paper_removes_its_passages_and_its_shards(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    for path in (club.home / "notes").glob("1810.04805.*"):
        path.unlink()
    del club.papers[BERT.id]
    embedder = WordEmbedder()
    assert build(club.index_dir, club.plan(), embedder).changed
    index = open_index(club.index_dir)
    assert [passage.paper for passage in index.passages] == [ATTENTION.id, GPT.id]
    assert list(index.papers) == [ATTENTION.id, GPT.id]
    assert index.words.search("masked", 9)[0].tolist() == []
    assert len(index.vectors) == 2
    assert embedder.embedded == []
    kept = {f"{row.key}.shard" for row in index.documents}
    assert {path.name for path in (club.index_dir / "shards").iterdir()} == kept


def test_a_changed_title_is_searched_at_once_and_embeds_nothing(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    club.papers[GPT.id] = replace(GPT, title="Zebras")
    embedder = WordEmbedder()
    assert build(club.index_dir, club.plan(), embedder).changed
    index = open_index(club.index_dir)
    assert index.words.search("zebra", 9)[0].tolist() == [3]
    assert index.papers[GPT.id].title == "Zebras"
    assert embedder.embedded == []  # vectors are those of section and text


def test_a_changed_list_of_papers_is_shown_without_embedding(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    club.papers["gpt2"] = replace(GPT, id="gpt2", title="GPT-2")
    embedder = WordEmbedder()
    assert build(club.index_dir, club.plan(), embedder).changed
    assert list(open_index(club.index_dir).papers) == [ATTENTION.id, BERT.id, GPT.id, "gpt2"]
    assert embedder.embedded == []


@pytest.mark.parametrize(
    ("other", "because"),
    [
        (
            WordEmbedder(dim=32, name="bags"),
            "the embedder was words and is now bags: all is embedded anew",
        ),
        (
            WordEmbedder(dim=32, revision="2"),
            "the files of embedder words have changed: all is embedded anew",
        ),
    ],
)
def test_another_embedder_embeds_everything_anew_and_says_so(
    club: Club, other: WordEmbedder, because: str
) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    other.embedded.clear()
    report = build(club.index_dir, club.plan(), other)
    assert (report.because, report.made) == (because, 4)
    assert len(other.embedded) == 4
    _, manifest = read_manifest(club.index_dir)
    assert (manifest.embedder, manifest.embedder_revision) == (other.name, other.revision)
    assert (manifest.dim, open_index(club.index_dir).vectors.dim) == (32, 32)


def test_another_version_of_the_chunker_reads_everything_anew_and_says_so(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    monkeypatch.setattr(build_module, "CHUNKER_VERSION", "next")
    monkeypatch.setitem(build_module.VERSIONS, "chunker", "next")
    embedder = WordEmbedder()
    report = build(club.index_dir, club.plan(), embedder)
    assert report.because.endswith(" and is now next: all is read anew")
    assert len(embedder.embedded) == 4


def test_rebuild_embeds_everything_and_only_embeds_one_paper(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    content = content_of(open_index(club.index_dir))
    one, all_ = WordEmbedder(), WordEmbedder()
    assert build(club.index_dir, club.plan(anew=[BERT.id]), one).made == 2
    assert one.embedded == [HEAD + ON_BERT, HEAD + ON_BERT_HE]
    assert build(club.index_dir, club.plan(anew=None), all_).made == 4
    assert content_of(open_index(club.index_dir)) == content


def test_pdfs_and_notes_stand_together_with_pages(club: Club) -> None:
    club.pdf(GPT.id, LONG_LINE, "The second page has a line of print as well.")
    report = build(club.index_dir, club.plan(), WordEmbedder())
    row = report.documents[-1]
    assert (row.paper, row.kind, row.file, row.pages) == (GPT.id, "paper", "gpt1.pdf", 2)
    passage = open_index(club.index_dir).passages[-1]
    assert passage.page_at(passage.text.index("letters")) == 1
    assert passage.page_at(passage.text.index("second")) == 2


def test_two_papers_with_the_same_pdf_keep_their_own_passages(club: Club) -> None:
    for paper in (BERT.id, GPT.id):
        club.pdf(paper, LONG_LINE)
    build(club.index_dir, club.plan(), WordEmbedder())
    found = [p.paper for p in open_index(club.index_dir).passages if p.kind == "paper"]
    assert found == [BERT.id, GPT.id]
