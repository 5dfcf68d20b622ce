"""scripts/setup.sh, in a copy of the tree that has no .venv, with a pip that fetches nothing."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a fresh tree with a PATH folder, `bin`, in which programs can be put in front."""
    tree = tmp_path / "tree"
    (tree / "scripts").mkdir(parents=True)
    (tree / "bin").mkdir()
    for name in ("scripts/setup.sh", "scripts/step.sh", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tree / name)
    return tree


def program(tree: Path, name: str, text: str) -> None:
    (tree / "bin" / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (tree / "bin" / name).chmod(0o755)


def setup(tree: Path, what: str = "app", **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ("sh", "scripts/setup.sh", what),
        cwd=tree,
        env={"PATH": f"{tree / 'bin'}:/usr/bin:/bin", **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def plenty_of_disk(tree: Path) -> None:
    program(tree, "df", "echo head; echo /dev/x 1 1 99999999 1% /")


def test_setup_without_a_new_python_is_one_clear_line(bare: Path) -> None:
    plenty_of_disk(bare)
    for name in ("python3.11", "python3.12", "python3.13", "python3"):
        program(bare, name, "exit 1")
    assert setup(bare).stderr == (
        "setup: no Python 3.11 or newer found; install one, or name it: "
        "make run PYTHON=python3.12\n"
    )
    assert not (bare / ".venv").exists()


def test_setup_with_an_old_python_named_is_one_clear_line(bare: Path) -> None:
    plenty_of_disk(bare)
    program(bare, "old", "exit 1")
    result = setup(bare, PYTHON="old")
    assert result.returncode == 1
    assert result.stderr == "setup: PYTHON=old is not a working Python 3.11 or newer\n"


def test_setup_with_a_full_disk_is_one_clear_line(bare: Path) -> None:
    program(bare, "df", "echo head; echo /dev/x 1 1 5242880 1% /")
    result = setup(bare, PYTHON=sys.executable)
    assert result.returncode == 1
    assert result.stderr == (
        "setup: . has 5 GB free, setup needs 6; free some space (or SKIP_CHECKS=1)\n"
    )


def test_setup_without_a_compiler_is_one_clear_line(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare, torch=PINS["torch"])
    program(bare, "c++", "exit 1")
    result = setup(bare)
    assert result.returncode == 1
    assert result.stderr == (
        "setup: no working C++ compiler (c++), which llama-cpp-python is built with; "
        "install one, such as g++, or name it with CXX=\n"
    )


def pretend_installed(tree: Path, **versions: str) -> None:
    """Make a virtual environment that holds only the metadata of packages."""
    venv.create(tree / ".venv", symlinks=True)
    (site,) = (tree / ".venv").glob("lib/python*/site-packages")
    (site / "pip").mkdir()
    (site / "pip" / "__main__.py").write_text(PIP_THAT_LOGS, encoding="utf-8")
    for name, version in versions.items():
        folder = site / f"{name}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n", encoding="utf-8")


# Stands in for pip, which would fetch gigabytes: it writes down what it was asked to install.
PIP_THAT_LOGS = """
import os, pathlib, sys
if "cache" in sys.argv:
    arguments = sys.argv[1:]
else:
    arguments = sys.argv[sys.argv.index("constraints.txt") + 1 :] if "install" in sys.argv else []
with pathlib.Path("asked.txt").open("a") as log:
    print(*arguments, file=log) if arguments else None
if "--force-reinstall" in sys.argv and pathlib.Path("mends").exists():
    for module in pathlib.Path(".venv").glob("lib/*/site-packages/llama_cpp.py"):
        module.unlink()
if "llama-cpp-python" in sys.argv:
    pathlib.Path("flags.txt").write_text(os.environ["CFLAGS"] + ";" + os.environ["CXXFLAGS"])
"""
LLAMA_WITH_AMX = """
def llama_print_system_info():
    return b"CPU : AVX512 = 1 | AMX_INT8 = 1 | OPENMP = 1 | "
"""


def asked(tree: Path) -> list[str]:
    return (tree / "asked.txt").read_text(encoding="utf-8").splitlines()


def test_setup_installs_torch_then_llama_then_the_project_once(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare)
    first = setup(bare, CXX="true")
    assert (first.returncode, first.stderr) == (0, "")
    assert asked(bare) == ["torch==2.13.0", "llama-cpp-python", "-e ."]
    second = setup(bare)
    assert second.stdout == "==> Already installed: .venv\n"
    assert len(asked(bare)) == 3


def test_setup_takes_torch_alone_from_its_own_index(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare)
    setup(bare, CXX="true", TORCH_INDEX="file:///cpu")
    assert asked(bare) == [
        "--no-deps --index-url file:///cpu torch==2.13.0",
        "torch==2.13.0",  # already there: this adds what it needs
        "llama-cpp-python",
        "-e .",
    ]


def test_llama_is_compiled_without_amx_and_with_the_flags_that_are_set(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare, torch=PINS["torch"])
    setup(bare, CXX="true", CXXFLAGS="-O1")
    flags = (bare / "flags.txt").read_text(encoding="utf-8")
    assert flags == " -U__AMX_INT8__;-O1 -U__AMX_INT8__"


def test_a_llama_that_was_compiled_with_amx_is_compiled_again(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare, torch=PINS["torch"], llama_cpp_python=PINS["llama-cpp-python"])
    (site,) = (bare / ".venv").glob("lib/python*/site-packages")
    (site / "llama_cpp.py").write_text(LLAMA_WITH_AMX, encoding="utf-8")
    failed = setup(bare, CXX="true")
    assert failed.returncode == 1
    assert failed.stderr == (
        "setup: llama-cpp-python is still compiled with AMX, at which it crashes here; "
        "see CMAKE_ARGS, CFLAGS and CXXFLAGS, and empty pip's cache: pip cache purge\n"
    )
    (bare / "asked.txt").unlink()
    (bare / "mends").touch()
    assert setup(bare, CXX="true").returncode == 0
    assert asked(bare) == [
        "cache remove llama_cpp_python-*",
        "--force-reinstall --no-deps llama-cpp-python",
        "-e .",
    ]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "scripts/setup.sh"])
def test_setup_installs_again_when_a_requirement_changed(bare: Path, name: str) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare, torch=PINS["torch"], llama_cpp_python=PINS["llama-cpp-python"])
    setup(bare)
    with (bare / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    setup(bare)
    assert asked(bare) == ["-e .", "-e ."]


def test_setup_for_development_serves_the_chat_too(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare, torch=PINS["torch"], llama_cpp_python=PINS["llama-cpp-python"])
    setup(bare, "dev")
    assert setup(bare).stdout == "==> Already installed: .venv\n"
    assert asked(bare) == ["-e .[dev]"]


def test_a_setup_that_failed_is_tried_again(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare, torch=PINS["torch"], llama_cpp_python=PINS["llama-cpp-python"])
    (pip,) = (bare / ".venv").glob("lib/python*/site-packages/pip/__main__.py")
    pip.write_text("import sys; sys.exit('install' in sys.argv)", encoding="utf-8")
    failed = setup(bare)
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1] == (
        "setup: pip failed, for the reason above; mend it and run this again"
    )
    pip.write_text(PIP_THAT_LOGS, encoding="utf-8")
    assert setup(bare).returncode == 0
    assert asked(bare) == ["-e ."]


def test_a_tree_that_moved_gets_a_new_virtual_environment(bare: Path) -> None:
    plenty_of_disk(bare)
    pretend_installed(bare)
    setup(bare, CXX="true")
    moved = bare.rename(bare.with_name("moved"))
    program(moved, "python", 'case "$*" in *venv*--clear*) echo "$*" >made.txt; exit 1 ;; esac')
    assert setup(moved, PYTHON="python").returncode == 1
    assert (moved / "made.txt").read_text(encoding="utf-8") == "-m venv --clear .venv\n"
