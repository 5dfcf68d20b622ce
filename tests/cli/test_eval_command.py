"""``paperqa eval``: what it prints, writes and compares, and what it says to bad input."""

import json
from pathlib import Path

import pytest
from small_home import ABSENT, HEADS, LORA, Command, built_home, command_in

ROWS: tuple[dict[str, object], ...] = (
    {
        "id": "q1.en",
        "question": HEADS,
        "gold": [{"paper": "1706.03762", "pages": [2], "key": "eight parallel"}],
        "kind": "number",
        "split": "tune",
    },
    {
        "id": "q1.he",
        "question": "כמה attention heads יש ב-base model?",
        "gold": [{"paper": "1706.03762", "pages": [2]}],
        "script": "latin",
        "split": "tune",
    },
    {"id": "q2.en", "question": ABSENT, "gold": [], "kind": "off-topic", "split": "held"},
    {"id": "q3.en", "question": LORA, "paper": "2106.09685", "pages": [1], "split": "held"},
)


@pytest.fixture
def command(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Command:
    return command_in(built_home(tmp_path_factory.getbasetemp()), monkeypatch, capfd)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return str(path)


def cells(out: str, table: str, arm: str, group: str) -> list[str]:
    """Return the figures of a row of the table under the heading ``table``."""
    block = out.partition(f"**{table}**\n\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
    (row,) = [row for row in rows if row[:2] == [arm, group]]
    return row[2:]


def test_retrieval_and_answers_are_measured(command: Command, gold: str) -> None:
    code, out, err = command("eval", gold)
    assert (code, err) == (0, "")
    assert out.startswith("gold.jsonl on gen-000001 (1 papers, ")
    assert "Left out, their paper is not in the index: 1 (q3.en)" in out  # it has a note only
    found = ["1", *["100.0 (100–100)"] * 5]
    for arm in ("dense", "words", "fused", "+ glossary", "+ names"):
        assert cells(out, "The right page among the hits", arm, "en") == found
        times = cells(out, "Milliseconds to retrieve", arm, "all")
        assert (times[0], len(times)) == ("2", 3)
    answers = cells(out, "Answers without a language model", "answers", "kind off-topic")
    assert answers == ["1", "100.0 (100–100)", "100.0 (100–100)", "–", "–", "–"]
    answers = cells(out, "Answers without a language model", "answers", "kind number")
    assert answers == ["1", "–", "–", "0.0 (0–0)", "100.0 (100–100)", "100.0 (100–100)"]


def test_options_choose_questions_and_arms(command: Command, gold: str) -> None:
    code, out, _ = command(
        "eval", gold, "--arm", "names", "--arm", "words", "--lang", "en", "--split", "tune",
        "--no-answers",
    )  # fmt: skip
    assert code == 0
    assert cells(out, "The right paper among the hits", "words", "all")[0] == "1"
    assert cells(out, "The right paper among the hits", "+ names", "all")[0] == "1"
    assert "dense" not in out
    assert "Answers" not in out
    code, out, _ = command("eval", gold, "--arm", "words", "--limit", "2", "--no-answers")
    assert cells(out, "The right paper among the hits", "words", "all")[0] == "2"
    code, out, _ = command("eval", gold, "--arm", "words", "--kind", "note", "--no-answers")
    assert cells(out, "The right paper among the hits", "words", "all")[:2] == [
        "1",
        "100.0 (100–100)",
    ]
    assert cells(out, "The right page among the hits", "words", "all")[1] == "–"


def test_a_run_is_written_and_another_is_compared_with_it(
    command: Command, gold: str, tmp_path: Path
) -> None:
    old = tmp_path / "old.json"
    code, _, err = command("eval", gold, "--arm", "words", "--json", str(old))
    assert (code, err) == (0, f"every question's result: {old}\n")
    row = json.loads(old.read_text(encoding="utf-8"))
    assert [one["id"] for one in row["asked"]] == ["q1.en", "q1.he", "q2.en"]
    assert row["arms"]["words"][0] | {"ms": 0} == {
        "id": "q1.en",
        "papers": [1],
        "pages": [1],
        "ms": 0,
    }
    first = row["figures"][0]
    assert (first["arm"], first["group"]) == ("words", {"by": "all", "title": "all"})
    assert first["figures"]["paper R@1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 2}
    code, out, err = command("eval", gold, "--arm", "words", "--compare", str(old))
    assert (code, err) == (0, "")
    change = ["2", *["+0.0 (+0.0 to +0.0)"] * 5]
    assert cells(out, "Change: the right page among the hits", "words", "all") == change
    assert out.endswith("answers, answered or refused rightly, lost 0: –\n")


def test_the_questions_of_the_checkout_are_asked_where_no_file_is_named(
    command: Command, gold: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("PAPERQA_HOME", str(home))
    missing = f"no tests/eval/questions.jsonl in {home}; name a file of gold questions: "
    code, out, err = command("eval")
    assert (code, out, err) == (1, "", f"paperqa: {missing}paperqa eval FILE\n")
    file = home / "tests/eval/questions.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("{}\n")
    _, _, err = command("eval")
    assert err.startswith(f"paperqa: {file}:1: there is no text under 'question'")


def test_what_is_wrong_is_one_line_before_the_work(
    command: Command, gold: str, tmp_path: Path
) -> None:
    nowhere = tmp_path / "no" / "run.json"
    for arguments, message in (
        (["--arm", "bm25"], "no arm 'bm25'; known: dense, words"),
        (["--arm", "rewrite"], "the arm 'rewrite' needs a language model"),
        (["--compare", str(nowhere)], f"{nowhere} cannot be read"),
        (["--json", str(nowhere)], f"no folder {nowhere.parent} for --json"),
        (["--lang", "he", "--split", "held"], f"{gold} has no question with split held and lang"),
    ):
        code, out, err = command("eval", gold, *arguments)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith(f"paperqa: {message}")
    assert command("eval", gold, "--limit", "0")[0] == 2
    assert command("eval", gold, "--split", "test")[0] == 2
