"""make, .ci/run and scripts/step.sh: what a person types, and what runs."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from paperqa.llm.models.offer import ADD_MODEL

ROOT = Path(__file__).resolve().parents[1]


def run(
    *command: str | Path, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def make(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("make") is None:
        pytest.skip("needs make")
    outer = {"MAKEFLAGS": "", "MAKELEVEL": "", "MFLAGS": ""}  # as if not run by `make test`
    return run("make", *arguments, environ={**outer, **environ})


def targets() -> list[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"^([a-z]+):", text, flags=re.MULTILINE)


def test_make_alone_lists_every_target() -> None:
    result = make()
    assert result.returncode == 0
    assert re.findall(r"^  make (\w+)", result.stdout, flags=re.MULTILINE) == targets()


def test_the_targets_that_the_readme_promises_exist() -> None:
    promised = {"run", "model", "test", "setup", "check", "index", "eval", "bench", "clean"}
    assert promised - set(targets()) == set()


def test_make_run_installs_builds_the_index_and_opens_the_chat_in_this_order() -> None:
    lines = [line for line in make("-n", "run").stdout.splitlines() if "echo" not in line]
    assert lines == [
        "sh scripts/setup.sh app",
        'sh scripts/step.sh "Building the index" .venv/bin/paperqa index ',
        ".venv/bin/python app.py --host 127.0.0.1 --port 7860",
    ]


def test_host_and_port_come_from_the_command_line() -> None:
    lines = make("-n", "run", "HOST=0.0.0.0", "PORT=8080").stdout.splitlines()
    assert lines[-1] == ".venv/bin/python app.py --host 0.0.0.0 --port 8080"


def test_a_shell_that_exports_its_host_name_does_not_open_the_chat_to_the_network() -> None:
    lines = make("-n", "run", HOST="danas-laptop", PORT="22").stdout.splitlines()
    assert lines[-1] == ".venv/bin/python app.py --host 127.0.0.1 --port 7860"


def test_make_model_installs_and_pulls_what_fits_or_what_is_named() -> None:
    lines = make("-n", "model").stdout.splitlines()
    assert lines == [
        "sh scripts/setup.sh app",
        'sh scripts/step.sh "Downloading a language model" .venv/bin/paperqa models pull ',
    ]
    named = make("-n", "model", "NAME=gemma-4-e2b").stdout.splitlines()[-1]
    assert named.endswith(" .venv/bin/paperqa models pull gemma-4-e2b")


def test_a_shell_that_exports_its_own_name_does_not_choose_the_model() -> None:
    assert make("-n", "model", NAME="danas-laptop").stdout == make("-n", "model").stdout


def test_the_line_that_the_chat_prints_can_be_pasted_in_the_checkout() -> None:
    steps = ADD_MODEL.split(" && ")
    assert steps == ["make model", "make run"]
    assert {step.removeprefix("make ") for step in steps} <= set(targets())


def test_make_test_installs_before_it_tests() -> None:
    assert make("-n", "test", "ARGS=-x").stdout.splitlines() == [
        "sh scripts/setup.sh dev",
        'sh scripts/step.sh "Testing" .venv/bin/python -m pytest -x',
    ]


def test_make_check_is_format_lint_types_and_floors() -> None:
    lines = make("-n", "check").stdout.splitlines()
    assert [line.split('" ')[-1] for line in lines] == [
        "sh scripts/setup.sh dev",
        ".venv/bin/ruff format --check .",
        ".venv/bin/ruff check .",
        ".venv/bin/mypy",
        ".venv/bin/lint-imports --no-logo",
    ]


def test_ci_runs_the_checks_and_the_tests() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == ["make check", "make test"]
    assert "set -euo pipefail" in lines
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_a_step_says_what_it_does_and_how_long_it_took() -> None:
    result = run("sh", "scripts/step.sh", "Counting the words", "echo", "two words", "one")
    assert re.fullmatch(
        r"==> Counting the words\ntwo words one\n    done in \d+ s\n", result.stdout
    )


def test_a_step_that_fails_keeps_its_exit_status() -> None:
    result = run("sh", "scripts/step.sh", "Failing", "sh", "-c", "exit 7")
    assert result.returncode == 7
    assert re.fullmatch(r"    failed \(exit 7\) after \d+ s\n", result.stderr)
