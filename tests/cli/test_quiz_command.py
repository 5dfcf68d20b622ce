"""``paperqa quiz``: a real index and the real makers, from the wish to the files."""

import json
import re
import shutil
import signal
import sys
from pathlib import Path

import pytest
from quiz_home import LIST, NOTED, held_up, quiz_home
from small_home import Command, command_in

from paperqa.quiz.kept import PARTS

READABLE = "md,html,gift,moodle,kahoot,json,csv"
FILES = {
    "quiz.md", "quiz-key.md", "quiz.html", "quiz.en.gift.txt", "quiz.he.gift.txt",
    "quiz.en.moodle.xml", "quiz.he.moodle.xml", "quiz.en.kahoot.xlsx", "quiz.he.kahoot.xlsx",
    "quiz.jsonl", "quiz.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quiz_home(tmp_path_factory.getbasetemp())


@pytest.fixture
def command(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    return command_in(home, monkeypatch, capfd)


@pytest.fixture(scope="module")
def made(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a quiz of the whole list, made once."""
    out = tmp_path_factory.mktemp("made") / "quiz"
    with pytest.MonkeyPatch.context() as patch:
        from paperqa.cli import run

        patch.setenv("PAPERQA_HOME", str(home))
        assert (
            run(["quiz", "--list", LIST, "-n", "2", "--format", READABLE, "--out", str(out)]) == 0
        )
    return out


@pytest.fixture
def again(made: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder; its papers need not be made again."""
    return shutil.copytree(made, tmp_path / "again")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_list_becomes_a_quiz_and_broken_papers_are_rows(
    command: Command, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = command("quiz", "--list", LIST, "-n", "2", "--format", READABLE)
    assert code == 0
    assert contents(tmp_path / "quiz") == contents(made)
    assert set(contents(made)) == FILES
    items = [json.loads(line) for line in (made / "quiz.jsonl").read_text("utf-8").splitlines()]
    assert len(items) == 6
    rows = out.splitlines()
    assert rows[0] == "paper       asked   made  dropped  title"
    assert re.fullmatch(r"1706\.03762      2      2 +\d+  Attention Is All You Need", rows[1])
    text = " ".join(out.split())
    for row in ("broken 2 0 0 A PDF That Is None", "absent 2 0 0 Nobody Has It"):
        assert f"{row} neither its PDF nor a note on it is in the index; what went wrong" in text
    assert re.search(r"total 10 6 \d+ 5 papers, 2 of them could not be used", text)
    assert rows[-1] == "read it: quiz/quiz.html"
    assert set(rows) >= {f"quiz/{name}" for name in FILES}
    told = err.splitlines()
    assert [line.partition(", 0:")[0] for line in told[:5]] == [
        "1 of 5 papers, 2 items",
        "2 of 5 papers, 2 items",
        "3 of 5 papers, 4 items",
        "4 of 5 papers, 6 items",
        "5 of 5 papers, 6 items",
    ]
    assert told[4].endswith(", 0:00:00 left")
    assert all(re.match(r"left out \d+, ", line) for line in told[5:])


def test_a_second_run_makes_only_what_was_broken_and_other_formats(
    command: Command, made: Path, again: Path
) -> None:
    (again / "quiz.csv").write_bytes(b"older")
    code, out, err = command(
        "quiz", "--list", LIST, "-n", "2", "--format", "json,anki", "--out", str(again)
    )
    assert code == 0
    assert err.splitlines()[0] == "3 of 5 papers were made before"
    assert [line for line in err.splitlines() if "left" in line] == [
        "2 of 5 papers, 2 items, 0:00:00 left",
        "5 of 5 papers, 6 items, 0:00:00 left",
    ]
    assert (again / "quiz.jsonl").read_bytes() == (made / "quiz.jsonl").read_bytes()
    older = sorted(FILES - {"quiz.jsonl"})
    assert err.splitlines()[-1] == (
        f"of an earlier run, and not written by this one: {', '.join(older)}"
    )
    assert out.splitlines()[-1] == f"read it: {again / 'quiz.jsonl'}"
    assert (again / "quiz.apkg").read_bytes().startswith(b"PK")


def test_a_damaged_part_is_told_and_made_anew(command: Command, made: Path, again: Path) -> None:
    (part,) = (again / PARTS).glob("1810.04805-*.json")
    part.write_bytes(part.read_bytes()[:-20])
    code, _, err = command(
        "quiz", "--list", LIST, "-n", "2", "--format", READABLE, "--out", str(again)
    )
    assert code == 0
    assert err.splitlines()[0].startswith(f"{part} is damaged (JSONDecodeError(")
    assert err.splitlines()[0].endswith("); 1810.04805 is made anew")
    assert err.splitlines()[1] == "2 of 5 papers were made before"
    assert contents(again) == contents(made)


def test_another_seed_is_another_quiz_and_sweeps_the_parts_of_the_first(
    command: Command, again: Path
) -> None:
    arguments = ("quiz", "--meeting", "מודלים", "-n", "3", "--format", "json", "--out", str(again))
    seen = []
    for seed in ("7", "8", "7"):
        code, _, err = command(*arguments, "--seed", seed)
        assert (code, "made before" in err) == (0, False)
        seen.append((again / "quiz.jsonl").read_bytes())
        (part,) = (again / PARTS).glob("*.json")
        assert part.name.startswith("2010.11929-")
    assert (seen[0] == seen[2], seen[0] == seen[1]) == (True, False)
    rows = [json.loads(line) for line in seen[0].decode().splitlines()]
    assert {(row["quiz"], row["paper"]["id"]) for row in rows} == {("מודלים לראייה", "2010.11929")}


def test_the_usual_folder_is_not_written_over_by_another_quiz(
    command: Command, again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(again.parent)
    again.rename("quiz")
    before = contents(Path("quiz"))
    other = ("quiz", "--paper", "ViT", "-n", "2", "--format", "json")
    told = "quiz holds another quiz; this one goes to quiz-2; choose with --out"
    for made_before in (False, True):
        code, out, err = command(*other)
        assert (code, out.splitlines()[-1]) == (0, "read it: quiz-2/quiz.jsonl")
        assert err.splitlines()[0] == told
        assert ("1 of 1 papers were made before" in err) is made_before
    assert contents(Path("quiz")) == before
    code, _, err = command("quiz", "--list", LIST, "-n", "2", "--format", READABLE)
    assert (code, err.splitlines()[0]) == (0, "3 of 5 papers were made before")
    assert contents(Path("quiz")) == before


def test_options_reach_the_items(command: Command, tmp_path: Path) -> None:
    code, out, _ = command(
        "quiz", "--paper", "transformer", "-n", "4", "--lang", "he", "--kinds", "truefalse,cloze",
        "--difficulty", "easy", "--format", "json", "--out", str(tmp_path), "--no-model",
    )  # fmt: skip
    assert code == 0
    rows = [json.loads(line) for line in (tmp_path / "quiz.jsonl").read_text("utf-8").splitlines()]
    assert out.splitlines()[1].split()[:3] == ["1706.03762", "4", str(len(rows))]
    assert 1 <= len(rows) <= 4
    assert {row["kind"] for row in rows} <= {"truefalse", "cloze"}
    assert [set(row["wordings"]) for row in rows] == [{"he"}] * len(rows)


def test_the_pack_has_a_folder_of_its_own(command: Command, again: Path) -> None:
    code, out, _ = command(
        "quiz", "--list", LIST, "-n", "2", "--format", "md", "--out", str(again), "--pack"
    )
    assert code == 0
    files = list((again / "pack").iterdir())
    assert f"{again / 'pack'}: {len(files)} files" in out.splitlines()
    assert {"README.md", "references.bib"} <= {path.name for path in files}


def test_without_a_browser_the_other_formats_are_written(
    command: Command, again: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (again / "quiz.md").unlink()
    code, out, err = command(
        "quiz", "--list", LIST, "-n", "2", "--format", "pdf,md", "--out", str(again)
    )
    assert code == 1
    (line,) = [line for line in err.splitlines() if line.startswith("paperqa: ")]
    assert line.startswith("paperqa: no pdf: ")
    assert "browser" in line
    assert str(again / "quiz.md") in out.splitlines()
    assert (again / "quiz.md").is_file()


def test_nothing_made_names_the_difficulty_that_was_wished_for(
    command: Command, tmp_path: Path
) -> None:
    code, _, err = command(
        "quiz", "--paper", "broken", "--difficulty", "hard", "--out", str(tmp_path / "quiz")
    )
    assert (code, err.splitlines()[-1]) == (
        1,
        "paperqa: no hard item could be made, and no file is written; ask for other papers, "
        "--kinds or --difficulty",
    )


def test_nothing_made_is_exit_code_1_and_no_file(command: Command, again: Path) -> None:
    before = contents(again)
    code, out, err = command("quiz", "--paper", "broken", "--paper", "absent", "--out", str(again))
    assert code == 1
    assert err.splitlines()[-1] == (
        "paperqa: no item could be made, and no file is written; ask for other papers or --kinds"
    )
    assert "total" in out
    assert contents(again) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a process")
def test_a_stopped_run_goes_on_and_leaves_earlier_files_whole(
    command: Command, home: Path, made: Path, tmp_path: Path
) -> None:
    out = tmp_path / "quiz"
    out.mkdir()
    (out / "quiz.md").write_bytes(b"an earlier quiz")
    arguments = ("quiz", "--list", LIST, "-n", "2", "--format", READABLE, "--out", str(out))
    stopped = held_up("2010.11929", *arguments, home=home)
    code, _, err = command("quiz", "--paper", "ViT", "--out", str(out))
    assert (code, err) == (
        1,
        f"paperqa: another run makes a quiz in {out}; wait for it, or name another folder with "
        "--out\n",
    )
    stopped.send_signal(signal.SIGINT)
    shown, told = stopped.communicate(timeout=60)
    assert (stopped.returncode, shown) == (130, b"")
    assert told.decode().splitlines()[-2:] == [
        "3 of 5 papers are made; the same command goes on from there",
        "paperqa: stopped; what is done is kept",
    ]
    assert contents(out) == {"quiz.md": b"an earlier quiz"}
    killed = held_up("2010.11929", *arguments, home=home)
    killed.kill()
    killed.communicate(timeout=60)
    assert contents(out) == {"quiz.md": b"an earlier quiz"}
    code, _, err = command(*arguments)
    assert (code, err.splitlines()[0]) == (0, "2 of 5 papers were made before")
    assert contents(out) == contents(made)
    assert sorted(path.name.partition("-")[0] for path in (out / PARTS).glob("*.json")) == sorted(
        NOTED
    )


WISH = ("--paper", "ViT")


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ((), 1, "say what the quiz is about with --paper, --list or --meeting, for example: "),
        (("--paper", "nobody"), 1, "the catalogue has no paper 'nobody'; see all with: "),
        (("--paper", ""), 1, "the catalogue has no paper ''"),
        (("--list", "vision"), 1, f"no reading list 'vision'; known: {LIST}"),
        (
            ("--meeting", "Atention"),
            1,
            "no lecture or topic 'Atention'; known, nearest first: Attention; ",
        ),
        (("--meeting", ""), 1, "no lecture or topic ''; known, nearest first: "),
        ((*WISH, "--kinds", "choise"), 1, "no kind 'choise'; known, nearest first: choice, cloze"),
        ((*WISH, "--kinds", ""), 1, "no kind is given; known: choice, cloze, truefalse, open"),
        (
            (*WISH, "--kinds", "open,cloze", "--difficulty", "easy"),
            1,
            "no cloze or open item is easy, unless a language model writes it; give --difficulty "
            "medium, hard or mixed, or other --kinds",
        ),
        ((*WISH, "--format", "md,htm"), 1, "no format 'htm'; known, nearest first: html, "),
        ((*WISH, "--out", "/dev/null"), 1, "/dev/null cannot be a quiz's folder ("),
        ((*WISH, "--out", "/dev/null/quiz"), 1, "/dev/null/quiz cannot be a quiz's folder ("),
        ((*WISH, "-n", "0"), 2, "'-n'"),
        ((*WISH, "-n", "101"), 2, "'-n'"),
        ((*WISH, "-n", "many"), 2, "'-n'"),
        ((*WISH, "--lang", "fr"), 2, "'--lang'"),
        ((*WISH, "--difficulty", "harder"), 2, "'--difficulty'"),
        ((*WISH, "--seed", "-1"), 2, "'--seed'"),
        (("ViT",), 2, "ViT"),
    ],
)
def test_bad_input_is_one_line(
    command: Command, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    found, out, err = command("quiz", *arguments)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert err.startswith("paperqa: ")
    assert complaint in err
    assert err.endswith("see: paperqa quiz --help\n") is (code == 2)


def test_without_an_index_the_command_that_makes_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    command = command_in(tmp_path, monkeypatch, capfd)
    missing = f"paperqa: no index at {tmp_path / 'index'}; build one with: paperqa index\n"
    assert command("quiz", "--paper", "ViT") == (1, "", missing)
    never = ("quiz", "--paper", "ViT", "--kinds", "open", "--difficulty", "easy", "--no-model")
    assert command(*never)[2].startswith("paperqa: no open item is easy, ")  # told before that
