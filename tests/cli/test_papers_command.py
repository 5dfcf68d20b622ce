"""``paperqa papers`` and ``paperqa papers add``."""

from pathlib import Path

import pytest
from small_home import CATALOG, built_home, fill, rows_of

from paperqa.cli import run

LIST = """# Spring

- [Adam](https://arxiv.org/abs/1412.6980)
- [Attention again](https://arxiv.org/pdf/1706.03762v5)
- [Talk](https://www.youtube.com/watch?v=aaaaaaaaaaa)
- [nothing here](ftp://nowhere/x)
"""
ATTENTION_ROW = {
    "id": "1706.03762",
    "title": "Attention Is All You Need",
    "year": 2017,
    "lists": ["basics"],
    "pdf": True,
    "notes": [],
    "passages": 1,
    "error": None,
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder without an index."""
    fill(tmp_path)
    monkeypatch.setenv("PAPERQA_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def indexed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = built_home(tmp_path_factory.getbasetemp())
    monkeypatch.setenv("PAPERQA_HOME", str(home))


@pytest.mark.usefixtures("indexed")
def test_a_row_a_paper_in_the_order_of_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["papers", "--json"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert rows_of(shown.out) == [
        ATTENTION_ROW,
        {**CATALOG[1], "pdf": False, "notes": ["en", "he"], "passages": 2, "error": None},
        {**CATALOG[2], "pdf": False, "notes": [], "passages": 0, "error": None},
    ]


@pytest.mark.usefixtures("indexed")
def test_a_person_reads_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["papers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "title", "year", "PDF", "notes", "passages", "last", "error"]
    assert lines[1].split() == [*"1706.03762 Attention Is All You Need 2017 yes – 1".split()]
    assert lines[2].split() == [*"2106.09685 LoRA: Low-Rank Adaptation 2021 – en he 2".split()]
    assert lines[-1] == "3 papers, 1 with a PDF, 1 with a note"


def test_no_index_is_a_state_like_any_other(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["papers", "--json"]) == 0
    rows = rows_of(capsys.readouterr().out)
    assert [(row["pdf"], row["passages"]) for row in rows] == [(False, 0)] * 3


def test_the_last_error_of_a_paper_is_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "ingest/pdf"
    folder.mkdir()
    (folder / "gpt1.pdf").write_bytes(b"%PDF-1.4\nnothing")
    run(["index", "--offline"])
    capsys.readouterr()
    assert run(["papers", "--json"]) == 0
    errors = {row["id"]: row["error"] for row in rows_of(capsys.readouterr().out)}
    assert str(errors.pop("gpt1")).startswith("not read, because")
    assert errors == {"1706.03762": None, "2106.09685": None}


def test_a_new_list_is_read_and_what_was_not_is_said(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "spring.md"
    file.write_text(LIST, encoding="utf-8")
    assert run(["papers", "add", str(file)]) == 0
    shown = capsys.readouterr()
    written = home / "ingest/lists/spring.yaml"
    assert shown.out.splitlines() == [
        "new    1412.6980  Adam",
        "known  1706.03762  Attention Is All You Need",
        "talk   https://www.youtube.com/watch?v=aaaaaaaaaaa",
        f"1 new papers, 1 known, 1 other links, 1 not read; written to {written}",
    ]
    assert shown.err.startswith(f"{file}:6: ")
    assert shown.err.count("\n") == 1
    assert run(["papers", "--json"]) == 0
    lists = {row["id"]: row["lists"] for row in rows_of(capsys.readouterr().out)}
    assert lists["1412.6980"] == ["spring"]
    assert lists["1706.03762"] == ["basics", "spring"]


@pytest.mark.parametrize("order", [["papers", "--json", "add"], ["papers", "add", "--json"]])
def test_json_holds_a_row_a_paper_of_the_list(
    home: Path, tmp_path: Path, order: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "spring.md"
    file.write_text(LIST, encoding="utf-8")
    assert run([*order, str(file)]) == 0
    shown = capsys.readouterr()
    assert rows_of(shown.out) == [
        {
            "id": "1412.6980",
            "title": "Adam",
            "year": 2014,
            "lists": ["spring"],
            "pdf": False,
            "notes": [],
            "passages": 0,
            "error": None,
        },
        {**ATTENTION_ROW, "lists": ["basics", "spring"], "pdf": False, "passages": 0},
    ]
    assert shown.err.count("\n") == 1


def test_a_dry_run_writes_nothing(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (home / "ingest/catalog.jsonl").read_bytes()
    file = tmp_path / "spring.md"
    file.write_text(LIST, encoding="utf-8")
    assert run(["papers", "add", "--dry-run", str(file)]) == 0
    assert capsys.readouterr().out.endswith("nothing was written\n")
    assert (home / "ingest/catalog.jsonl").read_bytes() == before
    assert not (home / "ingest/lists").exists()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "could not be read"),
        (b"\x00\xff\xfe\x80", "no UTF-8 text"),
        (b"", "no link"),
        (b"words, and no link at all\n", "no link"),
        (b"%PDF-1.4\n\xe2\xe3", "no UTF-8 text"),
    ],
)
def test_a_bad_list_is_one_line_and_nothing_is_lost(
    home: Path,
    tmp_path: Path,
    content: bytes | None,
    complaint: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (home / "ingest/catalog.jsonl").read_bytes()
    file = tmp_path / "list.md"
    if content is not None:
        file.write_bytes(content)
    for options in ([], ["--json"]):
        assert run(["papers", "add", str(file), *options]) == 1
        shown = capsys.readouterr()
        assert (shown.out, shown.err.count("\n")) == ("", 1)
        assert f"{file}" in shown.err
        assert complaint in shown.err
    assert (home / "ingest/catalog.jsonl").read_bytes() == before


def test_a_title_cannot_steer_the_terminal(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = '{"id": "gpt2", "title": "[bold]x[/bold] \\u001b[31mred [1]"}\n'
    with (home / "ingest/catalog.jsonl").open("a", encoding="utf-8") as file:
        file.write(row)
    assert run(["papers"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "[bold]x[/bold] [31mred [1]" in " ".join(shown.split())
