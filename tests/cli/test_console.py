"""What is printed as it stands, whatever it is."""

import io
import json
import sys

import pytest

from paperqa.cli.console import err, fail, literal, out, print_json, print_what_can_be, say

HEBREW = "מהי תשומת לב?"


def printed_as(encoding: str, monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Make standard output one of ``encoding``; return where its bytes go."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline="\n"))
    return raw


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("utf-8", json.dumps({"text": HEBREW}, ensure_ascii=False).encode()),
        ("cp1255", json.dumps({"text": HEBREW}, ensure_ascii=False).encode("cp1255")),
        ("ascii", json.dumps({"text": HEBREW}).encode()),
        ("cp1252", json.dumps({"text": HEBREW}).encode()),
    ],
)
def test_json_is_whole_in_any_encoding(
    encoding: str, line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = printed_as(encoding, monkeypatch)
    print_json({"text": HEBREW})
    assert raw.getvalue() == line + b"\n"
    assert json.loads(raw.getvalue().decode(encoding)) == {"text": HEBREW}


def test_json_holds_what_is_no_character(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"id": "\ud800", "text": "line\u2028and\nline"})
    shown = capsys.readouterr().out
    assert shown.count("\n") == 1
    assert json.loads(shown) == {"id": "\ud800", "text": "line\u2028and\nline"}


def test_a_letter_that_the_terminal_lacks_is_a_question_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = printed_as("ascii", monkeypatch)
    print_what_can_be()
    out.print(literal("מה LoRA"))
    sys.stdout.flush()
    assert raw.getvalue() == b"?? LoRA\n"


@pytest.mark.parametrize(
    "text", ["[1] [bold]x[/bold] [/] \\[2] \\", ":smile: 127.0.0.1 'quoted'", "x" * 500, HEBREW]
)
def test_nothing_is_taken_for_markup_or_wrapped(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out.print(literal(text))
    say(text)
    fail(text)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == (f"{text}\n", f"{text}\npaperqa: {text}\n")


def test_an_error_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    fail("first\n  second\r\nthird")
    assert capsys.readouterr().err == "paperqa: first second third\n"


def test_nothing_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    err.print(literal("a\x1b[31mb\x07c\x9b2Jd\x00\ud800\te\nf"))
    assert capsys.readouterr().err == "a[31mbc2Jd      e\nf\n"
