import os
import subprocess
import sys
from pathlib import Path

import pytest

from paperqa.durable import replace_durably, sync_folder, write_durably


def test_what_was_written_is_read_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "CURRENT"
    for data in (b"one", b"", b"\x00\xff" * 100_000):
        write_durably(target, data)
        assert target.read_bytes() == data
        assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


def test_a_reader_of_the_old_file_keeps_it(tmp_path: Path) -> None:
    target = tmp_path / "CURRENT"
    write_durably(target, b"old")
    with target.open("rb") as file:
        write_durably(target, b"new")
        assert file.read() == b"old"
    assert target.read_bytes() == b"new"


def test_a_leftover_of_a_killed_writer_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".CURRENT.tmp").write_bytes(b"half a file, longer than the new one")
    write_durably(tmp_path / "CURRENT", b"whole")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"CURRENT": b"whole"}


def test_a_file_takes_the_place_of_another(tmp_path: Path) -> None:
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    replace_durably(source, target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old": b"new"}


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "old"
    target.write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        replace_durably(tmp_path / "not there", target)
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_not_there_cannot_be_synced(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    if os.name != "nt":
        with pytest.raises(FileNotFoundError):
            sync_folder(tmp_path / "not there")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_bytes_are_synced_before_the_name_and_the_folder_after(tmp_path: Path) -> None:
    # The order is the whole trick; the calls are counted as the file system sees them.
    script = """
import os, pathlib, sys
from paperqa import durable
calls = []
def audit(event, arguments):
    if event in ("os.rename", "open"):
        calls.append((event, str(arguments[0]).rpartition("/")[2]))
sync = os.fsync
def fsync(file):
    calls.append(("fsync", os.readlink(f"/proc/self/fd/{file}").rpartition("/")[2]))
    sync(file)
os.fsync = fsync
sys.addaudithook(audit)
durable.write_durably(pathlib.Path(sys.argv[1]) / "CURRENT", b"x")
print([call for call in calls if call[0] != "open"])
"""
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == str(
        [("fsync", ".CURRENT.tmp"), ("os.rename", ".CURRENT.tmp"), ("fsync", tmp_path.name)]
    )
