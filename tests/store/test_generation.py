"""Generations are swapped under readers that are at work."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from small_club import ATTENTION, ON_ATTENTION, ON_BERT, ON_GPT, Club, club_with_notes, content_of

from fakes import WordEmbedder
from paperqa.store.build import build
from paperqa.store.bundle import open_index
from paperqa.store.generation import Contents, write


@pytest.fixture
def club(tmp_path: Path) -> Club:
    club = club_with_notes(tmp_path)
    build(club.index_dir, club.plan(), WordEmbedder())
    return club


def folder_of(club: Club) -> Path:
    return club.index_dir / "gen-000001"


def test_a_reader_beside_a_builder_always_sees_one_whole_generation(tmp_path: Path) -> None:
    club = club_with_notes(tmp_path)
    embedder = WordEmbedder()
    known = []
    for body in (ON_BERT, ON_GPT):
        club.note(ATTENTION.id, body)
        build(club.index_dir, club.plan(), embedder)
        known.append(content_of(open_index(club.index_dir)))
    plans, done = [], threading.Event()
    for body in (ON_BERT, ON_GPT):
        side = club_with_notes(tmp_path / body[:4])
        side.note(ATTENTION.id, body)
        plans.append(side.plan())

    def build_for_a_while() -> None:
        for number in range(24):
            build(club.index_dir, plans[number % 2], embedder)
        done.set()

    writer = threading.Thread(target=build_for_a_while)
    writer.start()
    seen = set()
    while not done.is_set():
        index = open_index(club.index_dir)
        seen.add(index.name)
        assert content_of(index) in known
    writer.join()
    assert len(seen) > 1


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
def test_a_generation_dropped_under_a_slow_reader_sends_it_to_the_next(club: Club) -> None:
    index = open_index(club.index_dir)
    next_contents = Contents(
        list(index.papers.values()), index.documents, index.passages,
        index.vectors.vectors(np.arange(4)), "words", "2", index.manifest.versions,
    )  # fmt: skip
    pipe = folder_of(club) / "vectors.faiss"  # holds a reader up until somebody writes
    pipe.unlink()
    os.mkfifo(pipe)

    def swap_twice() -> None:
        with pipe.open("wb"):
            write(club.index_dir, next_contents)
            write(club.index_dir, next_contents)

    writer = threading.Thread(target=swap_twice)
    writer.start()
    index = open_index(club.index_dir)
    writer.join()
    assert (index.name, index.manifest.embedder_revision) == ("gen-000003", "2")
    assert not folder_of(club).exists()


def test_the_generation_before_is_kept_and_older_ones_go(club: Club) -> None:
    for body in (ON_GPT, ON_BERT, ON_ATTENTION):
        club.note(ATTENTION.id, body)
        build(club.index_dir, club.plan(), WordEmbedder())
    assert sorted(path.name for path in club.index_dir.glob("gen-*")) == [
        "gen-000003",
        "gen-000004",
    ]
