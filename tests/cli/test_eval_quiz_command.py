"""``paperqa eval --quiz``: what it measures, writes and refuses."""

import json
from pathlib import Path

import pytest
from small_home import Command, built_home, command_in


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_home(tmp_path_factory.getbasetemp())


@pytest.fixture
def command(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.setenv("PAPERQA_PDF_DIR", str(home / "papers"))
    return command_in(home, monkeypatch, capfd)


def cells(out: str, measure: str) -> list[str]:
    """Return what is wanted, the value, and of how many."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in out.splitlines()]
    (row,) = [row for row in rows if row[0] == measure]
    return row[1:]


def test_the_papers_with_pages_are_measured_and_every_item_is_written(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "run.json"
    code, out, err = command("eval", "--quiz", "-n", "2", "--lang", "en", "--json", str(file))
    assert code == 0
    left = "left out, the index has no page of them: 2 (2106.09685, gpt1)"  # of one a note
    assert err == f"{left}\nevery item's result: {file}\n"
    assert out.startswith("1 papers, 2 items each, en, seed 0, no language model, gen-000001 (")
    row = json.loads(file.read_text(encoding="utf-8"))
    assert row["about"]["langs"] == ["en"]
    (paper,) = row["papers"]
    assert (paper["id"], paper["asked"]) == ("1706.03762", 2)
    items = paper["items"]
    assert row["figures"]["yielded"] == {"part": len(items), "whole": 2, "chance": None}
    assert cells(out, "items made") == ["all", f"{50 * len(items):.1f}", "2"]
    assert {item["quote"] for item in items} <= {"lines"}


def test_the_same_seed_gives_the_same_items(command: Command, tmp_path: Path) -> None:
    found = []
    for name in ("one.json", "two.json"):
        wish = ("-n", "3", "--seed", "5", "--list", "basics", "--lang", "en")
        code, _, err = command("eval", "--quiz", *wish, "--json", str(tmp_path / name))
        assert (code, err) == (0, f"every item's result: {tmp_path / name}\n")
        found.append(json.loads((tmp_path / name).read_text(encoding="utf-8"))["papers"][0])
    assert found[0]["items"] == found[1]["items"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--quiz", "gold.jsonl"), "FILE does not go with --quiz"),
        (("--quiz", "--arm", "words"), "--arm does not go with --quiz"),
        (("--quiz", "--compare", "old.json"), "--compare does not go with --quiz"),
        (("--quiz", "--no-answers"), "--no-answers does not go with --quiz"),
        (("--quiz", "--kind", "note"), "--kind does not go with --quiz"),
        (("-n", "3"), "-n needs --quiz"),
        (("--seed", "0"), "--seed needs --quiz"),
        (("--paper", "LoRA"), "--paper needs --quiz"),
        (("--lang", "both"), "--lang both needs --quiz; give en or he"),
    ],
)
def test_options_that_do_not_belong_together_are_wrong_usage(
    command: Command, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = command("eval", *arguments)
    assert (code, out) == (2, "")
    assert err == f"paperqa: Invalid value: {message}; see: paperqa eval --help\n"


def test_what_is_not_there_is_one_line(command: Command, tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "run.json"
    for arguments, message in (
        (("--list", "physics"), "no reading list 'physics'; known: basics, tuning"),
        (("--list", "tuning"), "the index has no page of 2 (2106.09685, gpt1); get them with"),
        (("--json", str(nowhere)), f"no folder {nowhere.parent} for --json {nowhere}; make it"),
    ):
        code, out, err = command("eval", "--quiz", *arguments)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith(f"paperqa: {message}")
