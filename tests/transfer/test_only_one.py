"""One process at a time; the lock's file is gone afterwards, and nobody slips in meanwhile."""

import subprocess
import sys
from pathlib import Path

import pytest

from paperqa.errors import FetchError
from paperqa.transfer.only_one import only_one

# Counts in a file: read, wait, write. Two at once would lose counts.
WORKER = """
import sys, time
from pathlib import Path
from paperqa.errors import FetchError
from paperqa.transfer import only_one as module
from paperqa.transfer.only_one import only_one

module._SECONDS = 0.002  # asks often, and so meets every moment of the others
lock, count = Path(sys.argv[1]), Path(sys.argv[2])
done = 0
while done < 100:
    try:
        with only_one(lock, "it"):
            number = int(count.read_text())
            time.sleep(0.001)
            count.write_text(str(number + 1))
        done += 1
    except FetchError:
        pass
"""


def test_the_file_goes_with_the_lock_also_after_an_error(tmp_path: Path) -> None:
    lock = tmp_path / "models/.tiny.lock"
    with only_one(lock, "tiny"):
        assert lock.exists()
    assert list(lock.parent.iterdir()) == []
    with pytest.raises(ZeroDivisionError), only_one(lock, "tiny"):
        raise ZeroDivisionError
    assert list(lock.parent.iterdir()) == []


def test_a_second_one_is_refused_and_leaves_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / ".tiny.lock"
    with only_one(lock, "tiny"):
        with pytest.raises(FetchError) as caught, only_one(lock, "tiny"):
            pass
        assert lock.exists()
    assert str(caught.value) == "another process is pulling tiny; wait for it, or stop it"


def test_a_lock_that_a_killed_process_left_is_taken(tmp_path: Path) -> None:
    lock = tmp_path / ".tiny.lock"
    lock.write_text("")
    with only_one(lock, "tiny"):
        pass
    assert not lock.exists()


def test_many_at_once_never_hold_it_together(tmp_path: Path) -> None:
    lock, count = tmp_path / ".tiny.lock", tmp_path / "count"
    count.write_text("0")
    command = [sys.executable, "-c", WORKER, str(lock), str(count)]
    workers = [subprocess.Popen(command) for _ in range(4)]
    assert [worker.wait(timeout=120) for worker in workers] == [0] * 4
    assert count.read_text() == "400"
    assert not lock.exists()
