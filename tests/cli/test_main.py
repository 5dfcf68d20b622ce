"""The command as a whole: help, wrong usage, Ctrl-C, and what it does not load."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from small_home import fill, paperqa, start

from paperqa.cli import run

COMMANDS = ("ask", "search", "index", "fetch", "doctor", "papers", "eval", "quiz")


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert all(f" {name} " in shown.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert f"paperqa {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["sing"], "paperqa: No such command 'sing'; see: paperqa --help\n"),
        (["papers", "sing"], "paperqa: No such command 'sing'; see: paperqa papers --help\n"),
        (["--json"], "paperqa: No such option: --json; see: paperqa --help\n"),
        (["papers", "add"], "paperqa: Missing argument 'file'; see: paperqa papers add --help\n"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.lower()) == ("", complaint.lower())


def test_a_setting_that_cannot_be_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERQA_K", "many")
    assert run(["search", "x"]) == 1
    assert capsys.readouterr().err == (
        "paperqa: environment: k = 'many'; expected a whole number\n"
    )


def test_an_error_of_the_system_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    (tmp_path / "index").write_text("a file where a folder belongs")
    monkeypatch.setenv("PAPERQA_HOME", str(tmp_path))
    assert run(["index", "--offline"]) == 1
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert str(tmp_path / "index") in shown.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a process")
def test_ctrl_c_is_exit_code_130_and_one_line(tmp_path: Path) -> None:
    fill(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        fetching = start("fetch", home=tmp_path, PAPERQA_ARXIV_URL=url)
        connection, _ = silent.accept()
        with connection:
            fetching.send_signal(signal.SIGINT)
            out, err = fetching.communicate(timeout=60)
    assert (fetching.returncode, out) == (130, b"")
    assert err == b"paperqa: stopped; what is done is kept\n"


def test_a_reader_who_has_read_enough_gets_no_complaint(tmp_path: Path) -> None:
    fill(tmp_path)
    read, write = os.pipe()
    os.close(read)
    papers = start("papers", "--json", home=tmp_path, stdout=write)
    os.close(write)
    _, err = papers.communicate(timeout=60)
    assert (papers.returncode, err) == (1, b"")


@pytest.mark.parametrize("arguments", [["papers"], ["--help"], ["doctor"], ["fetch", "nobody"]])
def test_what_needs_no_model_loads_no_torch(tmp_path: Path, arguments: list[str]) -> None:
    fill(tmp_path)
    code = (
        "import sys; from paperqa.cli import run; run(sys.argv[1:]); "
        "heavy = {'torch', 'gradio', 'transformers', 'sentence_transformers', 'llama_cpp'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        env={**os.environ, "PAPERQA_HOME": str(tmp_path)},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_the_console_script_exits_with_the_code(tmp_path: Path) -> None:
    missing = f"paperqa: no index at {tmp_path / 'index'}; build one with: paperqa index\n"
    assert paperqa("search", "x", home=tmp_path) == (1, b"", missing.encode())
