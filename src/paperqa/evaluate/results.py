"""A run of the evaluation: what was asked, what each arm found, and under which circumstances.

Kept as JSON with a row for each question, so that two runs can be compared question by question.
Errors: RunFileError for a file that is none of ours.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from paperqa.durable import write_durably
from paperqa.errors import PaperQAError
from paperqa.evaluate.arms import Found
from paperqa.evaluate.measures import Answered
from paperqa.evaluate.questions import Question
from paperqa.types import Lang

FORMAT = 1


class RunFileError(PaperQAError):
    """The file holds no run, or one of another version."""


@dataclass(frozen=True, slots=True)
class About:
    """What was measured, on what; ``commit`` is empty outside a git checkout."""

    file: str
    kind: str
    k: int
    index: str
    embedder: str
    passages: int
    papers: int
    commit: str
    date: str
    cores: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a run remembers it: what groups it belongs to, and a fingerprint."""

    id: str
    lang: Lang
    answerable: bool | None
    kind: str
    script: str
    split: str
    names_paper: bool | None
    digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """``arms`` maps an arm to what it found, ``answers`` is empty where none were asked for.

    ``left_out`` names questions whose paper is not in the index; ``unmarked`` those of which
    nobody says where the answer stands, nor that there is none.
    """

    about: About
    asked: tuple[Asked, ...]
    arms: Mapping[str, tuple[Found, ...]]
    answers: tuple[Answered, ...] = ()
    left_out: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()


def asked_of(question: Question) -> Asked:
    """Return what a run remembers of ``question``."""
    return Asked(**{field.name: getattr(question, field.name) for field in fields(Asked)})


def run_to_json(run: Run) -> dict[str, Any]:
    """Return ``run`` as JSON has it."""
    return {"format": FORMAT, **asdict(run)}


def write_run(run: Run, extra: Mapping[str, object], file: Path) -> None:
    """Write ``run`` and what is to be read beside it; a file of that name is replaced."""
    text = json.dumps({**run_to_json(run), **extra}, ensure_ascii=False, indent=1)
    write_durably(file, (text + "\n").encode("utf-8", "replace"))


def read_run(file: Path) -> Run:
    """Return the run that ``write_run`` wrote."""
    try:
        row = json.loads(file.read_bytes())
    except OSError as error:
        raise RunFileError(
            f"{file} cannot be read ({error.strerror}); write one with: paperqa eval --json {file}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise RunFileError(f"{file} is not JSON ({error}); {_anew(file)}") from error
    if not isinstance(row, dict) or row.get("format") != FORMAT:
        raise RunFileError(f"{file} holds no run of format {FORMAT}; {_anew(file)}")
    try:
        return _run(row)
    except (KeyError, TypeError, AttributeError) as error:
        raise RunFileError(f"{file} is not a whole run ({error!r}); {_anew(file)}") from error


def _run(row: dict[str, Any]) -> Run:
    return Run(
        about=About(**row["about"]),
        asked=tuple(Asked(**one) for one in row["asked"]),
        arms={name: tuple(map(_found, found)) for name, found in row["arms"].items()},
        answers=tuple(Answered(**one) for one in row["answers"]),
        left_out=tuple(row["left_out"]),
        unmarked=tuple(row["unmarked"]),
    )


def _found(row: dict[str, Any]) -> Found:
    return Found(**{**row, "papers": tuple(row["papers"]), "pages": tuple(row["pages"])})


def _anew(file: Path) -> str:
    return f"write it anew with: paperqa eval --json {file}"
