"""Child processes are ended together, and none begins afterwards."""

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from hostile_pdf import pages_of_text

from paperqa.sources.children import Children
from paperqa.sources.pdf import read_pdfs

SLEEPS = "import sys, time; open(sys.argv[1], 'w').close(); time.sleep(600)"


def test_a_child_gives_its_output_and_how_it_ended() -> None:
    code = "import sys; print('out'); print('odd', file=sys.stderr); sys.exit(3)"
    done = Children().run([sys.executable, "-c", code])
    assert (done.returncode, done.stdout, done.stderr) == (3, b"out\n", b"odd\n")


def test_a_child_that_takes_too_long_is_killed() -> None:
    with pytest.raises(TimeoutExpired):
        Children().run([sys.executable, "-c", "import time; time.sleep(600)"], 0.2)


def test_all_are_ended_at_once_and_a_later_one_at_its_birth(tmp_path: Path) -> None:
    children = Children()
    marks = [tmp_path / name for name in ("a", "b")]
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(children.run, [sys.executable, "-c", SLEEPS, str(mark)]) for mark in marks
        ]
        while not all(mark.exists() for mark in marks):
            assert not any(run.done() for run in runs)
        children.end()
        assert [run.result().returncode for run in runs] == [-9, -9]
    late = children.run([sys.executable, "-c", SLEEPS, str(tmp_path / "late")])
    assert late.returncode == -9


@pytest.mark.skipif(sys.platform != "linux", reason="looks for children in /proc")
def test_readers_are_gone_when_nobody_wants_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    many = pages_of_text(*[[("A page of a long book, with words enough.", 11)]] * 900)
    (tmp_path / "b.pdf").write_bytes(many)
    reading = read_pdfs([tmp_path / "a.pdf", tmp_path / "b.pdf"], workers=2)
    next(reading)
    (reader,) = _readers_of(tmp_path / "b.pdf")
    os.kill(reader, signal.SIGSTOP)  # it would never end by itself
    reading.close()
    until = time.monotonic() + 60
    while _readers_of(tmp_path / "b.pdf") and time.monotonic() < until:
        time.sleep(0.05)
    assert _readers_of(tmp_path / "b.pdf") == []


def _readers_of(path: Path) -> list[int]:
    """Return the processes whose command line names ``path``."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):  # it has just ended
            words = (entry / "cmdline").read_bytes().split(b"\0") if entry.name.isdigit() else []
            found += [int(entry.name)] if str(path).encode() in words else []
    return found
