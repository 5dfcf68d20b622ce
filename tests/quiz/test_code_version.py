"""The fingerprint of the code that makes items."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import paperqa

PRINT = "from paperqa.quiz.code_version import code_version; print(code_version())"


def version_of(source: Path) -> str:
    environ = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(
        [sys.executable, "-c", PRINT], env=environ, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_it_changes_with_what_makes_items_and_not_with_what_shows_them(tmp_path: Path) -> None:
    room = tmp_path / "paperqa"
    shutil.copytree(Path(paperqa.__file__).parent, room)
    first = version_of(tmp_path)
    assert len(first) == 64
    for shows in ("cli/quiz_table.py", "quiz/exports/gift.py", "ui/style.css"):
        with (room / shows).open("a") as file:
            file.write("\n")
    assert version_of(tmp_path) == first
    seen = {first}
    for makes in ("quiz/makers/numbers.py", "language/glossary.tsv", "answer/checking/verify.py"):
        with (room / makes).open("a") as file:
            file.write("\n")
        seen.add(version_of(tmp_path))
    (room / "quiz/makers/numbers.py").rename(room / "quiz/makers/figures.py")
    seen.add(version_of(tmp_path))
    assert len(seen) == 5
