import subprocess
import sys
from collections.abc import Sequence
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
from paperqa.errors import IndexBusyError, StoreError
from paperqa.store import build as build_module
from paperqa.store.build import Step, build
from paperqa.store.bundle import open_index, read_manifest
from paperqa.types import Matrix

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


def test_a_pdf_that_fails_stays_listed_and_waits_until_it_changes(club: Club) -> None:
    path = club.file(GPT.id, b"<html>no such paper</html>")
    steps: list[Step] = []
    report = build(club.index_dir, club.plan(), WordEmbedder(), steps.append)
    why = "not read, because it is a web page saved under a PDF's name"
    assert [(row.paper, row.file, row.error) for row in report.unread] == [
        (GPT.id, "gpt1.pdf", why)
    ]
    assert (steps[-1].what, steps[-1].error) == ("gpt1 (paper)", why)
    assert texts_of(club) == [ON_ATTENTION, ON_BERT, ON_BERT_HE, ON_GPT]

    again = build(club.index_dir, club.plan(), WordEmbedder(), steps.append)
    assert (again.changed, again.unread) == (False, report.unread)
    club.note(BERT.id, ON_GPT)
    steps.clear()
    again = build(club.index_dir, club.plan(), WordEmbedder(), steps.append)
    assert (again.changed, again.unread) == (True, report.unread)
    assert [step.what for step in steps] == ["1810.04805 (note)"]

    steps.clear()
    build(club.index_dir, club.plan(anew=[GPT.id]), WordEmbedder(), steps.append)
    assert [step.what for step in steps] == ["gpt1 (note)", "gpt1 (paper)"]

    path.unlink()
    club.pdf(GPT.id, LONG_LINE)
    mended = build(club.index_dir, club.plan(), WordEmbedder())
    assert (mended.made, mended.unread, mended.documents[-1].passages) == (1, (), 1)


def test_nothing_at_all_is_an_error_that_names_the_next_command(tmp_path: Path) -> None:
    club = Club(tmp_path)
    with pytest.raises(StoreError) as caught:
        build(club.index_dir, club.plan(), WordEmbedder())
    assert str(caught.value) == (
        "nothing could be indexed: no note and no readable PDF; get papers with: "
        "paperqa fetch, or: paperqa index --pdf-dir DIR"
    )
    assert not (club.index_dir / "CURRENT").exists()


def test_only_unreadable_files_leave_the_old_index_as_it_was(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    for path in (club.home / "notes").iterdir():
        path.unlink()
    club.file(GPT.id, b"")
    with pytest.raises(StoreError, match=r"^nothing could be indexed"):
        build(club.index_dir, club.plan(), WordEmbedder())
    assert texts_of(club) == [ON_ATTENTION, ON_BERT, ON_BERT_HE, ON_GPT]


def test_a_damaged_shard_is_made_anew(club: Club) -> None:
    report = build(club.index_dir, club.plan(), WordEmbedder())
    path = club.index_dir / "shards" / f"{report.documents[3].key}.shard"
    data = path.read_bytes()
    path.write_bytes(data[:-100] + b"\0" * 100)
    club.note(ATTENTION.id, ON_GPT)
    embedder = WordEmbedder()
    assert build(club.index_dir, club.plan(), embedder).made == 2
    assert embedder.embedded == [HEAD + ON_GPT, HEAD + ON_GPT]
    assert texts_of(club) == [ON_GPT, ON_BERT, ON_BERT_HE, ON_GPT]
    assert path.read_bytes() == data


class StoppedEmbedder(WordEmbedder):
    """Fails at the text that holds ``at``."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self._at = at

    def embed_passages(self, texts: Sequence[str]) -> Matrix:
        if any(self._at in text for text in texts):
            raise KeyboardInterrupt
        return super().embed_passages(texts)


def test_a_stopped_build_goes_on_where_it_was(club: Club) -> None:
    with pytest.raises(KeyboardInterrupt):
        build(club.index_dir, club.plan(), StoppedEmbedder(at=ON_BERT_HE))
    assert not (club.index_dir / "CURRENT").exists()
    embedder = WordEmbedder()
    assert build(club.index_dir, club.plan(), embedder).made == 2
    assert embedder.embedded == [HEAD + ON_BERT_HE, HEAD + ON_GPT]
    assert texts_of(club) == [ON_ATTENTION, ON_BERT, ON_BERT_HE, ON_GPT]


def test_what_a_killed_writer_left_behind_is_swept(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    draft = club.index_dir / "gen-000002.tmp"
    draft.mkdir()
    for litter in (draft / ".words.json.tmp", club.index_dir / ".CURRENT.tmp"):
        litter.write_bytes(b"half")
    (club.index_dir / "shards" / ".0.shard.tmp").write_bytes(b"half")
    assert not build(club.index_dir, club.plan(), WordEmbedder()).changed
    assert list(club.index_dir.rglob("*.tmp")) == []


def test_the_generation_before_is_kept_and_older_ones_go(club: Club) -> None:
    for body in (ON_GPT, ON_BERT, ON_ATTENTION):
        club.note(ATTENTION.id, body)
        build(club.index_dir, club.plan(), WordEmbedder())
    assert sorted(path.name for path in club.index_dir.glob("gen-*")) == [
        "gen-000002",
        "gen-000003",
    ]


HOLD_THE_LOCK = """
import sys
from pathlib import Path
from paperqa.store.build import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_while_another_process_builds_the_index_is_busy_but_serves(club: Club) -> None:
    build(club.index_dir, club.plan(), WordEmbedder())
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(club.index_dir)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PYTHONPATH": ":".join(sys.path)},
    ) as other:  # fmt: skip
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(IndexBusyError) as caught:
            build(club.index_dir, club.plan(anew=None), WordEmbedder())
        expected = f"another process is building {club.index_dir}; wait for it, or stop it"
        assert str(caught.value) == expected
        assert len(texts_of(club)) == 4
        other.kill()
    assert build(club.index_dir, club.plan(anew=None), WordEmbedder()).changed


def test_a_folder_that_cannot_be_written_is_told_in_one_line(club: Club) -> None:
    club.index_dir.write_text("a file where a folder should be")
    with pytest.raises(StoreError) as caught:
        build(club.index_dir, club.plan(), WordEmbedder())
    assert str(caught.value) == (
        f"{club.index_dir} cannot be written (File exists); make room there, or name another "
        "folder with PAPERQA_INDEX_DIR"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("size", [80, 1000, 1110])
def test_a_disk_that_takes_no_more_leaves_the_old_index_and_is_told(club: Club, size: int) -> None:
    import resource

    build(club.index_dir, club.plan(), WordEmbedder())
    for paper in (ATTENTION.id, BERT.id, GPT.id):
        club.note(paper, f"{ON_GPT} Again: {ON_GPT}")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(StoreError, match=r"index cannot be written \(File too large\); make"):
            build(club.index_dir, club.plan(), WordEmbedder())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert texts_of(club) == [ON_ATTENTION, ON_BERT, ON_BERT_HE, ON_GPT]
    assert build(club.index_dir, club.plan(), WordEmbedder()).changed
    assert list(club.index_dir.rglob("*.tmp")) == []
