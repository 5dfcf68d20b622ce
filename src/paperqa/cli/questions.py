"""Questions from the command line: one as an argument, or many from a file of JSON lines."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from paperqa.cli.console import literal, out
from paperqa.errors import PaperQAError

_WANTED = 'a line is an object such as {"id": "q1", "question": "What is LoRA?"}'


class QuestionError(PaperQAError):
    """No question was given, or a line of the file holds none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the name under which its answer is printed, as the file spells it."""

    id: str | int
    question: str


def questions_of(question: str | None, file: Path | None) -> list[Asked]:
    """Return what is asked; every line is checked before the first is answered."""
    if (question is None) == (file is None):
        raise QuestionError("give one question as an argument, or a file of them with --input")
    if file is not None:
        asked = list(_from_lines(file))
        if not asked:
            raise QuestionError(f"{file} holds no question; {_WANTED}")
        return asked
    if question is None or not question.strip():
        raise QuestionError("the question is empty; write one in Hebrew or English")
    return [Asked("1", question.strip())]


def print_question(asked: Asked) -> None:
    """Print which question of many the lines below answer."""
    out.print(literal(f"\n{asked.id}: {asked.question}", "bold"))


def _from_lines(file: Path) -> Iterator[Asked]:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8-sig")  # Notepad writes a BOM
    except OSError as error:
        raise QuestionError(
            f"{file} cannot be read ({error.strerror}); name a file of JSON lines, or - for stdin"
        ) from error
    except UnicodeDecodeError as error:
        raise QuestionError(
            f"{file} is no UTF-8 text (byte {error.start}); save it as UTF-8"
        ) from error
    # Not splitlines(): JSON may hold U+2028 and its like within a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _from_line(file, number, line)


def _from_line(file: Path, number: int, line: str) -> Asked:
    where = f"{file}:{number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"{where}: this is not JSON ({error}); {_WANTED}") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise QuestionError(f"{where}: there is no text under 'question'; {_WANTED}")
    if not row["question"].strip():
        raise QuestionError(f"{where}: the question is empty; write one, or remove the line")
    name = row.get("id")
    if name is None:
        name = str(number)
    if not isinstance(name, (str, int)):
        raise QuestionError(f"{where}: id {name!r} is neither text nor a whole number")
    return Asked(name, row["question"].strip())
