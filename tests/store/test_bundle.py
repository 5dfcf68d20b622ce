import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_club import ON_BERT, ON_GPT, Club, club_with_notes, content_of

from fakes import WordEmbedder
from paperqa.errors import IndexDamagedError, IndexMissingError
from paperqa.store.build import build
from paperqa.store.bundle import (
    Index,
    Manifest,
    open_index,
    read_documents,
    read_manifest,
    verify,
)

MEND = "mend it with: paperqa index"
FILES = ("passages.jsonl", "papers.jsonl", "documents.jsonl", "vectors.faiss", "words.json")


@pytest.fixture
def club(tmp_path: Path) -> Club:
    club = club_with_notes(tmp_path)
    build(club.index_dir, club.plan(), WordEmbedder())
    return club


def folder_of(club: Club) -> Path:
    return club.index_dir / "gen-000001"


def test_the_manifest_tells_what_made_the_index_and_each_files_sha256(club: Club) -> None:
    name, manifest = read_manifest(club.index_dir)
    assert name == "gen-000001"
    assert (manifest.embedder, manifest.embedder_revision, manifest.dim) == ("words", "1", 64)
    assert (manifest.format, manifest.documents, manifest.passages) == (1, 4, 4)
    assert set(manifest.versions) == {"extractor", "notes", "chunker", "words"}
    assert {path.name for path in folder_of(club).iterdir()} == {*FILES, "manifest.json"}
    assert manifest.files == {
        file: (len(data), hashlib.sha256(data).hexdigest())
        for file in FILES
        for data in [(folder_of(club) / file).read_bytes()]
    }
    assert verify(club.index_dir) == manifest


def test_the_index_that_opens_holds_every_note(club: Club) -> None:
    index = open_index(club.index_dir)
    assert [(p.paper, p.lang, p.section) for p in index.passages] == [
        ("1706.03762", "en", "What it is"),
        ("1810.04805", "en", "What it is"),
        ("1810.04805", "he", "What it is"),
        ("gpt1", "en", "What it is"),
    ]
    assert (index.passages[1].text, index.passages[3].text) == (ON_BERT, ON_GPT)
    assert dict(index.papers) == club.papers
    assert index.documents == read_documents(club.index_dir)
    question = WordEmbedder().embed_questions(["guesses the next word"])
    assert index.vectors.search(question, 1)[0].tolist() == [[3]]
    assert index.words.search("masked words", 1)[0].tolist() == [1]


def test_word_search_reads_the_papers_title_too(club: Club) -> None:
    assert open_index(club.index_dir).words.search("bidirectional", 9)[0].tolist() == [1, 2]


READERS: list[Callable[[Path], Index | Manifest]] = [open_index, verify]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_is_refused_in_one_line_and_building_mends_it(
    club: Club, file: str, reader: Callable[[Path], object]
) -> None:
    path, content = folder_of(club) / file, content_of(open_index(club.index_dir))
    data = path.read_bytes()
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 4]) + data[middle + 1 :]
    for damaged, message in (
        (flipped, f"{path} differs from its manifest (sha256); {MEND}"),
        (data[:-1], f"{path} has {len(data) - 1} bytes, its manifest says {len(data)}; {MEND}"),
        (b"", f"{path} has 0 bytes, its manifest says {len(data)}; {MEND}"),
        (data + b"\n", f"{path} has {len(data) + 1} bytes, its manifest says {len(data)}; {MEND}"),
        (None, f"{path} cannot be read (No such file or directory); {MEND}"),
    ):
        if damaged is None:
            path.unlink()
        else:
            path.write_bytes(damaged)
        with pytest.raises(IndexDamagedError) as caught:
            reader(club.index_dir)
        assert str(caught.value) == message
    embedder = WordEmbedder()
    assert build(club.index_dir, club.plan(), embedder).changed
    assert embedder.embedded == []  # all shards were there
    assert content_of(open_index(club.index_dir)) == content


@pytest.mark.parametrize("file", ["manifest.json", "../CURRENT"])
def test_no_byte_of_manifest_and_pointer_can_change_unseen(club: Club, file: str) -> None:
    path = folder_of(club) / file
    data = path.read_bytes()
    for number in range(len(data)):
        byte = bytes([data[number] ^ (1 << number % 8)])
        path.write_bytes(data[:number] + byte + data[number + 1 :])
        with pytest.raises(IndexDamagedError, match=rf"; {MEND}$"):
            read_manifest(club.index_dir)
    for size in range(0, len(data), 7):
        path.write_bytes(data[:size])
        with pytest.raises(IndexDamagedError, match=rf"; {MEND}$"):
            read_manifest(club.index_dir)


def test_a_manifest_that_is_not_the_pointers_own_is_refused(club: Club) -> None:
    path = folder_of(club) / "manifest.json"
    path.write_text(path.read_text().replace('"words"', '"other"', 1))
    with pytest.raises(IndexDamagedError) as caught:
        open_index(club.index_dir)
    assert str(caught.value) == f"{path} differs from what CURRENT says (sha256); {MEND}"
    assert build(club.index_dir, club.plan(), WordEmbedder()).changed
    assert open_index(club.index_dir).manifest.embedder == "words"


def test_a_lost_generation_is_told_and_mended(club: Club) -> None:
    shutil.rmtree(folder_of(club))
    with pytest.raises(IndexDamagedError) as caught:
        open_index(club.index_dir)
    path = folder_of(club) / "manifest.json"
    assert str(caught.value) == f"{path} cannot be read (No such file or directory); {MEND}"
    build(club.index_dir, club.plan(), WordEmbedder())
    assert len(open_index(club.index_dir).passages) == 4


@pytest.mark.parametrize("content", [b"", b"gen-000001", b"../../etc x\n", b"\xff\xfe\n"])
def test_a_pointer_to_nowhere_is_told_and_mended(club: Club, content: bytes) -> None:
    pointer = club.index_dir / "CURRENT"
    pointer.write_bytes(content)
    shown = repr(content.decode(errors="replace"))
    with pytest.raises(IndexDamagedError) as caught:
        read_documents(club.index_dir)
    assert str(caught.value) == f"{pointer} names no generation ({shown}); {MEND}"
    build(club.index_dir, club.plan(), WordEmbedder())
    assert len(open_index(club.index_dir).passages) == 4


def rewrite_manifest(club: Club, **changes: object) -> None:
    path = folder_of(club) / "manifest.json"
    row = json.loads(path.read_bytes()) | changes
    path.write_text(json.dumps(row))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (club.index_dir / "CURRENT").write_text(f"gen-000001 {digest}\n")


def test_another_format_is_refused_by_its_number_whatever_else_it_holds(club: Club) -> None:
    rewrite_manifest(club, format=2, tenants=["a"])
    with pytest.raises(IndexDamagedError) as caught:
        open_index(club.index_dir)
    path = folder_of(club) / "manifest.json"
    assert str(caught.value) == f"{path} has format 2, not 1; {MEND}"
    assert build(club.index_dir, club.plan(), WordEmbedder()).changed


def test_words_cut_by_other_rules_are_refused_and_cut_anew(club: Club) -> None:
    versions = {**read_manifest(club.index_dir)[1].versions, "words": "0"}
    rewrite_manifest(club, versions=versions)
    with pytest.raises(IndexDamagedError, match=r"holds words of version 0, not \w+; mend it"):
        open_index(club.index_dir)
    embedder = WordEmbedder()
    assert build(club.index_dir, club.plan(), embedder).changed
    assert embedder.embedded == []
    assert open_index(club.index_dir).words.search("masked", 1)[0].tolist() == [1]


def test_counts_that_differ_are_refused(club: Club) -> None:
    rewrite_manifest(club, passages=5)
    message = re.escape(f"{folder_of(club)}: counts differ ([4, 5]); {MEND}")
    with pytest.raises(IndexDamagedError, match=f"^{message}$"):
        open_index(club.index_dir)


def test_without_an_index_the_command_that_builds_one_is_named(tmp_path: Path) -> None:
    for reader in (open_index, verify, read_manifest, read_documents):
        with pytest.raises(IndexMissingError) as caught:
            reader(tmp_path / "index")
        expected = f"no index at {tmp_path / 'index'}; build one with: paperqa index"
        assert str(caught.value) == expected
