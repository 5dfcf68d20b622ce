"""The folder of downloads: private, swept, and shared with uploads that come and go."""

import os
import stat
import time
from collections.abc import Iterator

import pytest
from small_quiz import SMALL_QUIZ

from paperqa.ui.quiz.downloads import KEEP_SECONDS, DownloadFolder


@pytest.fixture
def folder() -> Iterator[DownloadFolder]:
    folder = DownloadFolder()
    folder.open()
    yield folder
    folder.close()
    assert not folder.path.exists()


def test_only_this_user_can_read_it_and_no_name_can_be_guessed(folder: DownloadFolder) -> None:
    first = folder.save(SMALL_QUIZ, ["csv"]).path
    second = folder.save(SMALL_QUIZ, ["csv"]).path
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert first.parent.parent == second.parent.parent == folder.path
    assert first.parent != second.parent
    assert len(first.parent.name) >= 20
    assert first.read_bytes() == second.read_bytes()


def test_it_holds_the_file_that_is_handed_out_and_nothing_else(folder: DownloadFolder) -> None:
    saved = folder.save(SMALL_QUIZ, ["md", "csv"])
    assert [path for path in folder.path.rglob("*") if path.is_file()] == [saved.path]
    assert saved.path.name == "paperqa-quiz.zip"
    assert [one.format for one in saved.formats] == ["md", "csv"]


def test_emptied_folders_go_after_a_while_and_fresh_ones_stay(folder: DownloadFolder) -> None:
    emptied, held, fresh = folder.path / "emptied", folder.path / "held", folder.path / "fresh"
    for one in (emptied, held, fresh):
        one.mkdir()
    (held / "quiz.csv").write_bytes(b"x")
    long_ago = time.time() - KEEP_SECONDS - 60
    for one in (emptied, held):
        os.utime(one, (long_ago, long_ago))
    folder.save(SMALL_QUIZ, ["csv"])
    assert (emptied.exists(), held.exists(), fresh.exists()) == (False, True, True)


def test_what_goes_while_it_is_swept_and_files_of_others_keep_nobody_from_saving(
    folder: DownloadFolder,
) -> None:
    (folder.path / "gone").symlink_to(folder.path / "nowhere")  # listed, and not there
    upload = folder.path / "upload.pdf"
    upload.write_bytes(b"x")
    os.utime(upload, (0, 0))
    assert folder.save(SMALL_QUIZ, ["csv"]).path.exists()
    assert upload.exists()
