"""A pin is read back as it was written, and leads nowhere out of its folder."""

import json
from pathlib import Path

import pytest

from paperqa.errors import FetchError
from paperqa.transfer.pin import Pin, PinnedFile, is_at, read_pin, stays_inside, write_pin

COMMIT = "0123456789abcdef" + "0" * 24
INSIDE = ["config.json", "1_Pooling/config.json", "a/paperqa.json", "paperqa.json5", "a..b.json"]
OUTSIDE = [
    "", ".", "/etc/passwd", "..", "../x", "a/../../x", "a\\b", "c:x", "a\0b",
    "paperqa.json", "PaperQA.JSON", "./paperqa.json", "paperqa.json/x", "paperqa.json.",
    "paperqa.json ", "paper\u200cqa.json",
]  # fmt: skip


@pytest.mark.parametrize("path", INSIDE)
def test_a_file_in_the_folder_is_written(path: str) -> None:
    assert stays_inside(path)


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_out_of_the_folder_or_onto_the_pin_is_refused(path: str) -> None:
    assert not stays_inside(path)


def test_a_pin_is_read_as_it_was_written(tmp_path: Path) -> None:
    pin = Pin("club/tiny", COMMIT, (PinnedFile("a/b.json", 5, "git:1"), PinnedFile("c", None)))
    write_pin(tmp_path / "pin", pin)
    assert read_pin(tmp_path / "pin", "remove it") == pin
    assert read_pin(tmp_path / "none", "remove it") is None


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_pin_that_names_a_file_outside_its_folder_is_refused(tmp_path: Path, path: str) -> None:
    file = tmp_path / "pin"
    write_pin(file, Pin("club/tiny", COMMIT, (PinnedFile("a.json", 1), PinnedFile(path, 1))))
    with pytest.raises(FetchError) as caught:
        read_pin(file, "remove it")
    assert str(caught.value) == (
        f"{file} cannot be read (it names a file outside its folder); remove it, then fetch the "
        "model again with: paperqa models pull NAME"
    )


def test_a_pin_without_files_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pin"
    file.write_text(json.dumps({"repository": "club/tiny", "revision": COMMIT, "files": []}))
    with pytest.raises(FetchError, match=r"cannot be read \(it names no file\); remove it"):
        read_pin(file, "remove it")


@pytest.mark.parametrize(
    ("revision", "same"),
    [(None, True), (COMMIT, True), (COMMIT[:7].upper(), True), (COMMIT[:6], False), ("", False),
     ("main", False), (COMMIT + "0", False)],
)  # fmt: skip
def test_a_commit_is_named_by_itself_or_its_beginning(revision: str | None, same: bool) -> None:
    assert is_at(COMMIT, revision) is same
    assert Pin("club/tiny", COMMIT, ()).is_at(revision) is same
