"""A build may be killed at any moment: the old index serves, and the next build goes on."""

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from endless_builder import build_for_ever, build_until_step, cradle
from small_club import ATTENTION, GPT, ON_BERT, ON_GPT, Content, club_with_notes, content_of

from fakes import WordEmbedder
from paperqa.store.build import Plan, build
from paperqa.store.bundle import open_index

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

KILLS = 30


@pytest.fixture(scope="module")
def orders() -> Iterator[Connection]:
    """Return the line to a process that runs each order in a child of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=cradle, args=(theirs,))
    process.start()
    theirs.close()
    yield ours
    ours.close()
    process.join()


def plans_and_contents(home: Path) -> tuple[list[Plan], list[Content]]:
    """Return three plans of which each changes some files of the one before, and their indexes."""
    plans, contents = [], []
    for name, attention, gpt in (
        ("first", ON_BERT, "GPT is built of the decoder alone."),
        ("second", ON_BERT, ON_GPT),
        ("third", f"{ON_BERT} {ON_GPT}", ON_GPT),
    ):
        club = club_with_notes(home / name)
        club.note(ATTENTION.id, attention)
        club.note(GPT.id, gpt)
        build(club.index_dir, club.plan(), WordEmbedder())
        plans.append(club.plan())
        contents.append(content_of(open_index(club.index_dir)))
    assert contents[0] != contents[1] != contents[2] != contents[0]
    return plans, contents


def test_thirty_kills_at_random_moments_never_tear_the_index(
    tmp_path: Path, orders: Connection
) -> None:
    plans, contents = plans_and_contents(tmp_path)
    index_dir = tmp_path / "index"
    build(index_dir, plans[0], WordEmbedder())
    dice, seconds = random.Random(20), 0.1
    for number in range(1, KILLS + 1):
        orders.send((build_for_ever, (index_dir, plans, number)))
        child = orders.recv()
        time.sleep(dice.uniform(0, 2 * seconds))  # somewhere within the first two builds
        os.kill(child, signal.SIGKILL)
        assert orders.recv() == -signal.SIGKILL
        assert content_of(open_index(index_dir)) in contents
        started = time.perf_counter()
        build(index_dir, plans[number % 3], WordEmbedder())
        seconds = max(seconds, time.perf_counter() - started)
        assert content_of(open_index(index_dir)) == contents[number % 3]
        assert_tidy(index_dir)


def test_a_kill_before_each_single_write_leaves_the_old_index_or_the_new(
    tmp_path: Path, orders: Connection
) -> None:
    plans, contents = plans_and_contents(tmp_path)
    for number in (1, 0):  # two, so that there is an old generation to drop
        build(tmp_path / "before", plans[number], WordEmbedder())
    served = []
    for step in count(1):
        index_dir = tmp_path / f"index-{step}"
        shutil.copytree(tmp_path / "before", index_dir)
        orders.send((build_until_step, (index_dir, plans[2], step)))
        orders.recv()
        status = orders.recv()
        served.append(contents.index(content_of(open_index(index_dir))))
        build(index_dir, plans[2], WordEmbedder())
        assert content_of(open_index(index_dir)) == contents[2]
        assert_tidy(index_dir)
        if status == 0:
            break
        assert status == -signal.SIGKILL
    swap = served.index(2)
    assert served == [0] * swap + [2] * (len(served) - swap)  # there is one moment of change
    assert swap > 20
    assert len(served) - swap > 5  # old files are dropped only after it


def assert_tidy(index_dir: Path) -> None:
    assert list(index_dir.rglob("*.tmp")) == []
    assert len(list(index_dir.glob("gen-*"))) <= 2
