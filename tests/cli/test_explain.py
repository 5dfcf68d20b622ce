"""``paperqa search --explain``: how a question was read."""

import pytest
from small_home import Command, built_home, command_in, rows_of


@pytest.fixture
def command(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Command:
    return command_in(built_home(tmp_path_factory.getbasetemp()), monkeypatch, capfd)


def test_json_tells_the_english_each_step_and_the_papers_named(command: Command) -> None:
    code, out, err = command("search", "מה היתרון של קשב ב-LoRA?", "--explain", "--json")
    assert (code, err) == (0, "")
    (row,) = rows_of(out)
    assert row["english"] == "what is the advantage of attention in LoRA"
    assert row["unknown"] == []
    assert row["named"] == {"ב-LoRA": ["2106.09685"]}
    steps = row["steps"]
    assert isinstance(steps, list)
    assert [(step["words"], step["english"][0]) for step in steps] == [
        ("מה היתרון", "what is the advantage"),
        ("של", "of"),
        ("קשב", "attention"),
        ("ב-LoRA", "LoRA"),
    ]


def test_without_the_option_nothing_is_explained(command: Command) -> None:
    _, out, _ = command("search", "מה היתרון של קשב?", "--json")
    (row,) = rows_of(out)
    assert {"english", "steps", "named"}.isdisjoint(row)


def test_a_person_reads_the_english_and_each_step(command: Command) -> None:
    code, out, _ = command("search", "מה היתרון של קשב?", "--explain")
    assert code == 0
    assert "In English: what is the advantage of attention" in out
    assert "קשב" in out
    assert "term" in out


def test_an_english_question_is_read_as_it_is(command: Command) -> None:
    _, out, _ = command("search", "How does LoRA work?", "--explain", "--json")
    (row,) = rows_of(out)
    assert (row["english"], row["steps"]) == ("How does LoRA work?", [])
    assert row["named"] == {"LoRA": ["2106.09685"]}
