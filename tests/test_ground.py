"""The ground under the code: packaging, and rules that hold for every file."""

import ast
import doctest
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import paperqa

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
REQUIREMENTS = [
    Requirement(line)
    for lines in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for line in lines
]
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
HOOKS = {
    hook["id"]: hook
    for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    for hook in repo["hooks"]
}


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def kept_files() -> list[Path]:
    """Return the files that are in git, or would be after `git add .`."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed.returncode != 0:
        pytest.skip("needs a git checkout")
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def lines_that_match(pattern: str) -> list[str]:
    found = []
    for file in kept_files():
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue  # a picture or a PDF
        found += [
            f"{file.relative_to(ROOT)}:{number}: {line}"
            for number, line in enumerate(lines, start=1)
            if re.search(pattern, line)
        ]
    return found


# Packaging


def test_every_requirement_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    commented = re.findall(r'^    "([^"]+>=[^"]+)", +# \w.{3,}$', text, flags=re.MULTILINE)
    assert commented == [str(requirement) for requirement in REQUIREMENTS]


def test_every_requirement_has_a_lower_bound_and_nothing_else() -> None:
    operators = {req.name: [part.operator for part in req.specifier] for req in REQUIREMENTS}
    assert operators == {requirement.name: [">="] for requirement in REQUIREMENTS}


def test_constraints_pin_every_requirement_within_its_bounds() -> None:
    outside = [
        str(requirement)
        for requirement in REQUIREMENTS
        if not requirement.specifier.contains(PINS.get(canonicalize_name(requirement.name), "0"))
    ]
    assert outside == []


def test_constraints_pin_the_torch_that_was_tested_without_its_build() -> None:
    assert PINS["torch"] == "2.13.0"
    assert [version for version in PINS.values() if "+" in version] == []


def test_constraints_are_sorted_and_name_each_package_once() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins == sorted(pins)
    assert [name for name in PINS if name != canonicalize_name(name)] == []
    assert len(PINS) == len(pins)


def test_constraints_leave_the_project_itself_free() -> None:
    assert PROJECT["name"] not in PINS


def test_the_changelog_has_a_place_for_changes_and_knows_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[([^\]]+)\]", text, flags=re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert headings[1:] == [] or headings[1] == paperqa.__version__


def test_the_console_script_is_a_function_that_exists() -> None:
    module, function = PROJECT["scripts"]["paperqa"].split(":")
    code = f"import {module}; assert callable({module}.{function})"
    assert run(sys.executable, "-c", code).stderr == ""


# Rules for every file


@pytest.mark.parametrize("hook", ["machine-path", "registry-host"])
def test_no_file_holds_what_a_hook_forbids(hook: str) -> None:
    assert lines_that_match(HOOKS[hook]["entry"]) == []


MOST_BYTES = {
    # One table of words: in pieces, nobody would see that a form stands in two of them.
    ROOT / "src" / "paperqa" / "language" / "glossary.tsv": 800_000,
}


def test_no_file_is_larger_than_500_kilobytes_but_the_glossary() -> None:
    sizes = {file: file.stat().st_size for file in kept_files()}
    assert {
        str(file): size for file, size in sizes.items() if size > MOST_BYTES.get(file, 500_000)
    } == {}


def test_every_module_says_what_it_does() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "src").rglob("*.py"))
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_every_example_in_a_docstring_is_right() -> None:
    with_examples = [
        file
        for file in sorted((ROOT / "src").rglob("*.py"))
        if ">>> " in file.read_text(encoding="utf-8")
    ]
    results = {
        name: doctest.testmod(importlib.import_module(name))
        for name in (
            ".".join(file.relative_to(ROOT / "src").with_suffix("").parts) for file in with_examples
        )
    }
    assert {name: result for name, result in results.items() if result.failed} == {}
    assert [name for name, result in results.items() if not result.attempted] == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {file.parent for file in (ROOT / "src" / "paperqa").rglob("*.py")}
    assert [
        str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()
    ] == []


def test_test_files_have_names_of_their_own() -> None:
    names = [file.name for file in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_rooms_import_only_from_floors_below() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = run(linter, "--no-logo", "--no-cache")
    assert result.returncode == 0, result.stdout
    assert "1 kept, 0 broken." in result.stdout
