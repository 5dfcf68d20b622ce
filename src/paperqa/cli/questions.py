"""Questions from the command line: one as an argument, or many from a file of JSON lines."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from paperqa.errors import PaperQAError


class QuestionError(PaperQAError):
    """No question was given, or a line of the file holds none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the name under which its answer is printed."""

    id: str
    question: str


def questions_of(question: str | None, file: Path | None) -> list[Asked]:
    """Return what is asked; every line is checked before the first is answered."""
    if (question is None) == (file is None):
        raise QuestionError("give one question as an argument, or a file of them with --input")
    if file is not None:
        return list(_from_lines(file))
    if question is None or not question.strip():
        raise QuestionError("the question is empty; write one in Hebrew or English")
    return [Asked("1", question.strip())]


def _from_lines(file: Path) -> Iterator[Asked]:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{file} cannot be read ({error}); name a UTF-8 file") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _from_line(file, number, line)


def _from_line(file: Path, number: int, line: str) -> Asked:
    wanted = f"{file}:{number}: expected an object with a text 'question', and maybe an 'id'"
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionError(f"{wanted}; this is not JSON ({error.msg})") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise QuestionError(wanted)
    if not row["question"].strip():
        raise QuestionError(f"{file}:{number}: the question is empty")
    return Asked(str(row.get("id", number)), row["question"].strip())
