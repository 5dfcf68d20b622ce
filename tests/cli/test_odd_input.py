"""What ``paperqa search`` and ``paperqa ask`` make of odd and of bad input."""

import json
from pathlib import Path

import pytest
from small_home import HEADS, Command, built_home, command_in, rows_of


@pytest.fixture
def command(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Command:
    return command_in(built_home(tmp_path_factory.getbasetemp()), monkeypatch, capfd)


def test_the_file_may_hold_a_byte_order_mark_blank_lines_and_carriage_returns(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(
        b"\xef\xbb\xbf" + json.dumps({"question": HEADS}).encode() + b'\r\n\r\n{"question":"x"}'
    )
    code, out, _ = command("search", "--input", str(file), "--json")
    assert (code, [row["id"] for row in rows_of(out)]) == (0, ["1", "3"])


def test_a_raw_line_separator_within_a_string_ends_no_line(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "a", "question": "one\u2028two\u0085three"}\n', encoding="utf-8")
    (row,) = rows_of(command("search", "--input", str(file), "--json")[1])
    assert row["question"] == "one\u2028two\u0085three"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "holds no question; a line is an object such as"),
        (b"\n \n", "holds no question"),
        (b'{"question": "x"}\nnope\n', ":2: this is not JSON (Expecting value"),
        (b'{"question": "x"', ":1: this is not JSON"),
        (b"[" * 100_000, ":1: this is not JSON"),
        (b'{"question": ' + b"9" * 5000 + b"}", ":1: this is not JSON"),
        (b'["x"]', ":1: there is no text under 'question'"),
        (b'{"id": "a"}', ":1: there is no text under 'question'"),
        (b'{"question": 3}', ":1: there is no text under 'question'"),
        (b'{"question": "x"}\n\n{"question": " "}', ":3: the question is empty"),
        (b'{"id": ["a"], "question": "x"}', ":1: id ['a'] is neither text nor a whole number"),
        (b'{"question": "\xff"}', "is no UTF-8 text (byte 14)"),
    ],
)
def test_a_bad_line_stops_before_the_first_answer_and_is_named(
    command: Command, tmp_path: Path, content: bytes, complaint: str
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(content)
    code, out, err = command("search", "--input", str(file), "--json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"paperqa: {file}")
    assert complaint in err


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ([], 1, "give one question as an argument, or a file of them with --input"),
        (["x", "--input", "-"], 1, "give one question as an argument, or a file"),
        ([""], 1, "the question is empty"),
        ([" \n"], 1, "the question is empty"),
        (["--input", "gone.jsonl"], 1, "gone.jsonl cannot be read (No such file or directory)"),
        (["--input", "."], 1, "cannot be read (Is a directory)"),
        (["x", "--paper", "nobody"], 1, "no paper 'nobody'"),
        (["x", "--paper", "gpt1", "--paper", ""], 1, "no paper ''"),
        (["x", "--list", "none"], 1, "no reading list 'none'; known: basics, tuning"),
        (["x", "-k", "0"], 2, "'-k'"),
        (["x", "-k", "many"], 2, "'-k'"),
        (["x", "--kind", "book"], 2, "'--kind'"),
        (["x", "--lang", "fr"], 2, "'--lang'"),
        (["x", "y"], 2, "y"),
        (["x", "--colour"], 2, "--colour"),
    ],
)
@pytest.mark.parametrize("name", ["search", "ask"])
def test_bad_input_gets_one_line_that_says_what_is_wrong(
    command: Command, name: str, arguments: list[str], code: int, complaint: str
) -> None:
    found, out, err = command(name, *arguments)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert err.startswith("paperqa: ")
    assert complaint in err
    assert err.endswith(f"see: paperqa {name} --help\n") is (code == 2)


@pytest.mark.parametrize("question", ["?!…", "[1]", "[bold]x[/bold]", "x" * 10_000, "\x1b[31mred"])
def test_odd_questions_are_questions(command: Command, question: str) -> None:
    for name in ("search", "ask"):
        code, out, err = command(name, question, "--json")
        assert (code, rows_of(out)[0]["question"], err) == (0, question, "")


def test_half_a_surrogate_pair_breaks_neither_question_nor_id(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "\\ud800", "question": "\\udfff attention heads"}\n', encoding="utf-8")
    code, out, err = command("ask", "--input", str(file), "--json")
    (row,) = rows_of(out)
    assert (code, err, row["id"], row["question"]) == (0, "", "\ud800", "? attention heads")
