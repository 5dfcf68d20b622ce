"""All formats by name, and how their files come into a folder."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from small_quiz import SMALL_QUIZ

from paperqa.errors import QuizError
from paperqa.quiz.exports.exported import Exported
from paperqa.quiz.exports.formats import FORMATS, formats_of
from paperqa.quiz.exports.writing import Written, older_files, write_exports, write_files
from paperqa.quiz.item import Quiz

FILES = {
    "md": {"quiz.md", "quiz-key.md"},
    "html": {"quiz.html"},
    "anki": {"quiz.apkg"},
    "gift": {"quiz.en.gift.txt", "quiz.he.gift.txt"},
    "moodle": {"quiz.en.moodle.xml", "quiz.he.moodle.xml"},
    "kahoot": {"quiz.en.kahoot.xlsx", "quiz.he.kahoot.xlsx"},
    "json": {"quiz.jsonl"},
    "csv": {"quiz.csv"},
}


def test_the_formats_are_these() -> None:
    assert list(FORMATS) == [
        "md", "html", "pdf", "anki", "gift", "moodle", "kahoot", "json", "csv",
    ]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_each_format_has_its_files_and_the_same_bytes_each_time(name: str) -> None:
    first, second = FORMATS[name](SMALL_QUIZ), FORMATS[name](SMALL_QUIZ)
    assert set(first.files) == FILES[name]
    assert all(first.files.values())
    # Anki updates a note only by one that was made later: its package holds the time.
    assert name == "anki" or first == second


def test_an_exporter_is_loaded_when_it_is_used() -> None:
    code = (
        "import sys; import paperqa.quiz.exports.formats; "
        "sys.exit(' '.join({'genanki', 'openpyxl', 'paperqa.quiz.exports.gift'} & "
        "set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_typo_names_the_formats_nearest_first() -> None:
    assert formats_of("html, MD,html") == ("html", "md")
    with pytest.raises(QuizError) as error:
        formats_of("md,htm")
    assert str(error.value).startswith("no format 'htm'; known, nearest first: html, ")
    assert set(str(error.value).partition("first: ")[2].split(", ")) == set(FORMATS)


def numbers(quiz: Quiz) -> Exported:
    return Exported(
        {"quiz.txt": b"1", "quiz-key.txt": b"2"}, (("open items have no place there", 2),)
    )


def no_browser(quiz: Quiz) -> Exported:
    raise QuizError("a PDF needs a browser")


def broken(quiz: Quiz) -> Exported:
    raise LookupError("nothing there")


def test_formats_that_cannot_be_made_leave_the_others_whole(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    known = {"pdf": no_browser, "odd": broken, "txt": numbers}
    written = write_exports(SMALL_QUIZ, known, tmp_path)
    assert written == (
        Written("pdf", error="a PDF needs a browser"),
        Written("odd", error="LookupError: nothing there"),
        Written(
            "txt",
            (tmp_path / "quiz.txt", tmp_path / "quiz-key.txt"),
            (("open items have no place there", 2),),
        ),
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "quiz.txt": b"1",
        "quiz-key.txt": b"2",
    }
    assert [(one.levelno, one.getMessage()) for one in caplog.records] == [
        (logging.ERROR, "no quiz as odd")
    ]


def test_ctrl_c_in_an_exporter_leaves_the_files_of_before(tmp_path: Path) -> None:
    def stopped(quiz: Quiz) -> Exported:
        raise KeyboardInterrupt

    (tmp_path / "quiz.txt").write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        write_exports(SMALL_QUIZ, {"a": numbers, "b": stopped}, tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("quiz.txt", b"before")
    ]


def test_files_may_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    paths = write_files(tmp_path, {"pack/a/quiz.md": b"a", "pack/refs.bib": b"b"})
    assert paths == (tmp_path / "pack/a/quiz.md", tmp_path / "pack/refs.bib")
    assert [path.read_bytes() for path in paths] == [b"a", b"b"]


def test_files_of_earlier_runs_are_named_and_nothing_else(tmp_path: Path) -> None:
    for name in ("quiz.csv", "quiz.he.gift.txt", "quiz-key.md", "quiz.md", "mine.md", ".quiz.x"):
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "quiz.d").mkdir()
    write_files(tmp_path, {"pack/01-old.md": b"old", "pack/01-new.md": b"new"})
    written = [
        Written("md", (tmp_path / "quiz.md", tmp_path / "quiz-key.md")),
        Written("pdf"),
        Written("pack", (tmp_path / "pack/01-new.md",)),
    ]
    assert older_files(tmp_path, written) == (
        tmp_path / "pack/01-old.md",
        tmp_path / "quiz.csv",
        tmp_path / "quiz.he.gift.txt",
    )
