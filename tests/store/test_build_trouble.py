"""Builds that meet bad files, a full disk, another builder, or what a killed one left."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

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
)

from fakes import WordEmbedder
from paperqa.errors import IndexBusyError, StoreError
from paperqa.store.build import Step, build
from paperqa.store.bundle import open_index
from paperqa.types import Matrix

HEAD = "What it is\n"
LONG_LINE = "A line of print that has letters enough to count as read."


@pytest.fixture
def club(tmp_path: Path) -> Club:
    return club_with_notes(tmp_path)


def texts_of(club: Club) -> list[str]:
    return [passage.text for passage in open_index(club.index_dir).passages]


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
