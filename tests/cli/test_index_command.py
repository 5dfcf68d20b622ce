"""``paperqa index``: what it says, its exit codes, and that it loses nothing."""

import json
import re
from pathlib import Path

import pytest
from small_home import CATALOG, PAGES, built_home, fill, pdf_of, rows_of

from paperqa.cli import run


@pytest.fixture
def home(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return a copy of the indexed folder."""
    built = built_home(tmp_path_factory.getbasetemp())
    for path in sorted(built.rglob("*")):
        copy = tmp_path / path.relative_to(built)
        if path.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    monkeypatch.setenv("PAPERQA_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAPERQA_HOME", str(tmp_path))
    return tmp_path


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_new_is_said_and_changes_no_file(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(home / "index")
    assert run(["index", "--offline"]) == 0
    shown = capsys.readouterr()
    assert re.fullmatch(
        r"nothing new; the index holds 3 passages of 2 papers \(\d+\.\d s\)\n", shown.out
    )
    assert shown.err == ""
    assert files_of(home / "index") == before


def test_a_paper_that_is_new_is_read_and_served(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = home / "extra"
    extra.mkdir()
    line = "Generative pre-training guesses the next word and is then tuned for a task."
    (extra / "gpt1.pdf").write_bytes(pdf_of(str(CATALOG[2]["title"]), line))
    assert run(["index", "--offline", "--pdf-dir", str(extra)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("gen-000002 serves: 4 passages of 3 papers; 1 files read in ")
    assert run(["papers", "--json"]) == 0
    states = {row["id"]: row["passages"] for row in rows_of(capsys.readouterr().out)}
    assert states == {"1706.03762": 1, "2106.09685": 2, "gpt1": 1}


def test_a_pdf_that_cannot_be_read_is_one_line_and_the_rest_serves(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = home / "bad"
    bad.mkdir()
    (bad / "gpt1.pdf").write_bytes(b"%PDF-1.4\nnothing")
    assert run(["index", "--offline", "--pdf-dir", str(bad)]) == 0
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("gpt1.pdf: ")
    assert "the index holds 3 passages of 2 papers" in shown.out


def test_verify_checks_every_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "--verify"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("gen-000001: all 5 files match the manifest (")
    assert shown.endswith(" MB, 3 passages of 3 documents)\n")


@pytest.mark.parametrize("name", ["passages.jsonl", "vectors.faiss", "words.json", "manifest.json"])
def test_one_changed_byte_is_found_and_mended(
    home: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = (home / "index").glob(f"gen-*/{name}")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    for arguments in (["index", "--verify"], ["search", PAGES[0]]):
        assert run(arguments) == 1
        shown = capsys.readouterr()
        assert (shown.out, shown.err.count("\n")) == ("", 1)
        assert shown.err.rstrip().endswith("mend it with: paperqa index")
    assert run(["index", "--offline"]) == 0
    assert run(["index", "--verify"]) == 0


def test_nothing_to_index_is_exit_code_1(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", "--offline"]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert shown.err.startswith("paperqa: nothing could be indexed: no note and no readable PDF")
    assert not (empty / "index/CURRENT").exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--only", "nobody"], "no paper 'nobody' in the catalogue; see: paperqa papers"),
        (["--pdf-dir", "gone"], "gone"),
        (["--verify"], "no index at "),
    ],
)
def test_bad_input_is_one_line(
    empty: Path, arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(empty)
    assert run(["index", "--offline", *arguments]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert complaint in shown.err


def test_a_damaged_catalogue_is_one_line_and_the_index_still_serves(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (home / "ingest/catalog.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": \n')
    for arguments in (["index", "--offline"], ["papers"]):
        assert run(arguments) == 1
        shown = capsys.readouterr()
        assert (shown.out, shown.err.count("\n")) == ("", 1)
        assert "catalog.jsonl:4 is no JSON" in shown.err
    assert run(["search", PAGES[0], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["enough"] is True
