"""The hooks that stop a commit."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
CONFIG = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
(MACHINE_PATH,) = (
    hook["entry"]
    for repository in CONFIG["repos"]
    for hook in repository["hooks"]
    if hook["id"] == "machine-path"
)


def run(
    *command: str | Path, cwd: Path, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "path", ["/root" + "/x", "see /home/" + "dana/x", '"/work' + "/main", "file:///opt" + "/pypi/f"]
)
def test_a_path_of_one_machine_is_recognised(path: str) -> None:
    assert re.search(MACHINE_PATH, path)


@pytest.mark.parametrize(
    "text", ["https://lab.org/work/a.pdf", "~/work/x", "src/work/x", "/usr/bin", "in/root/x"]
)
def test_other_paths_are_left_alone(text: str) -> None:
    assert re.search(MACHINE_PATH, text) is None


@pytest.fixture
def commit(tmp_path: Path) -> Path:
    """Return a git repository that holds the hooks and one harmless file."""
    shutil.copy(ROOT / ".pre-commit-config.yaml", tmp_path)
    (tmp_path / "fine.txt").write_text("see https://lab.org/work/paper.pdf\n", encoding="utf-8")
    assert run("git", "init", "--quiet", cwd=tmp_path).returncode == 0
    return tmp_path


def hook_passes(repository: Path, hook: str) -> bool:
    run("git", "add", ".", cwd=repository)
    result = run(
        *(sys.executable, "-m", "pre_commit", "run", hook, "--all-files"),
        cwd=repository,
        environ={"PRE_COMMIT_HOME": str(repository / ".git" / "hooks-cache")},
    )
    assert result.returncode in {0, 1}, result.stdout + result.stderr
    return result.returncode == 0


@pytest.mark.parametrize(
    ("hook", "text"),
    [
        ("machine-path", "open('/root" + "/x')"),
        ("registry-host", "https://pypi" + ".org/simple"),
        ("size", "x" * 500_001),
    ],
)
def test_a_hook_stops_what_it_forbids_and_lets_the_rest_pass(
    commit: Path, hook: str, text: str
) -> None:
    assert hook_passes(commit, hook)
    (commit / "bad.txt").write_text(text, encoding="utf-8")
    assert not hook_passes(commit, hook)
