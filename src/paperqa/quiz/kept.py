"""Keeps each paper's quiz as soon as it is made, so that a stopped run goes on where it was.

    OUT/.parts/<paper>-<wishes>.json    one finished paper; ``wishes`` is a fingerprint of all that
                                        shaped it: plan, index, model, code

A part made for other wishes is not read. ``sweep`` removes such parts once a run is through, and
leaves its own: a second run with the same wishes, in other formats say, makes nothing anew.
A paper with an error is not kept, for the next run may have better luck.

Errors: QuizError where another run writes into the same folder; OSError for a full disk.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain, count
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from paperqa.answer.desk import Desk
from paperqa.durable import write_durably
from paperqa.errors import QuizError
from paperqa.quiz.code_version import code_version
from paperqa.quiz.item_rows import paper_quiz_from_json, paper_quiz_to_json
from paperqa.quiz.plan import PaperQuiz, Plan
from paperqa.sources.catalog import file_stem

PARTS: Final = ".parts"
_DIGITS: Final = 16
"""Of the fingerprint in a file's name."""


class KeptQuizzes:
    """The parts in ``folder`` that were made for these wishes, all read at once.

    ``quizzes`` maps ids to what was made before. ``damaged`` are lines about parts that cannot be
    used: their papers are to be made anew.
    """

    def __init__(self, folder: Path, desk: Desk, plan: Plan) -> None:
        self._folder = folder
        self._desk = desk
        self._wishes = fingerprint_of(desk, plan)
        self._quizzes: dict[str, PaperQuiz] = {}
        self._damaged: list[str] = []
        for paper_id in plan.papers:
            self._look_for(paper_id)

    @property
    def quizzes(self) -> Mapping[str, PaperQuiz]:
        """What was made before, by paper."""
        return self._quizzes

    @property
    def damaged(self) -> tuple[str, ...]:
        """One line for each part that cannot be used."""
        return tuple(self._damaged)

    def keep(self, quiz: PaperQuiz) -> None:
        """Write the part of ``quiz`` in one step."""
        row = paper_quiz_to_json(quiz)
        part = {"sha256": _digest(row), "wishes": self._wishes, "quiz": row}
        # ASCII: what PDFs hold may be no valid Unicode, and comes back from \ud800 as it was.
        write_durably(self._path(quiz.paper.id), json.dumps(part).encode("ascii"))

    def sweep(self) -> None:
        """Remove parts that were made for other wishes, and what a killed run left half."""
        for path in (*self._folder.glob("*.json"), *self._folder.glob(".*.json.tmp")):
            if not path.name.endswith(self._ending):
                path.unlink(missing_ok=True)

    @property
    def _ending(self) -> str:
        return _ending_of(self._wishes)

    def _path(self, paper_id: str) -> Path:
        return self._folder / (file_stem(paper_id) + self._ending)

    def _look_for(self, paper_id: str) -> None:
        path = self._path(paper_id)
        try:
            if path.exists():
                self._quizzes[paper_id] = self._read(path, paper_id)
        except (QuizError, OSError, LookupError, TypeError, ValueError, RecursionError) as error:
            why = str(error) if isinstance(error, QuizError) else repr(error)
            self._damaged.append(f"{path} is damaged ({why}); {paper_id} is made anew")

    def _read(self, path: Path, paper_id: str) -> PaperQuiz:
        part: dict[str, Any] = json.loads(path.read_bytes())
        row = part["quiz"]
        if part["sha256"] != _digest(row):
            raise QuizError("its content differs from its sha256")
        if (part["wishes"], row["paper"]) != (self._wishes, paper_id):
            raise QuizError("it was made for something else")
        return paper_quiz_from_json(row, self._desk.index)


@contextmanager
def kept_quizzes(folder: Path, desk: Desk, plan: Plan) -> Iterator[KeptQuizzes]:
    """Open the parts in ``folder``, a quiz's folder, which is made; one run at a time."""
    parts = folder / PARTS
    try:
        parts.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuizError(
            f"{folder} cannot be a quiz's folder ({error.strerror}); name another with --out"
        ) from error
    lock = FileLock(parts / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise QuizError(
            f"another run makes a quiz in {folder}; wait for it, or name another folder with --out"
        ) from error
    try:
        yield KeptQuizzes(parts, desk, plan)
    finally:
        lock.release()


def own_folder(usual: Path, desk: Desk, plan: Plan) -> Path:
    """Return ``usual``, or ``usual-2`` and so on where that holds another quiz.

    A folder in which this very quiz was made, or begun, is its own.
    """
    ending = _ending_of(fingerprint_of(desk, plan))
    numbered = (usual.with_name(f"{usual.name}-{number}") for number in count(2))
    return next(
        folder
        for folder in chain((usual,), numbered)
        if any((folder / PARTS).glob(f"*{ending}")) or not _holds_a_quiz(folder)
    )


def fingerprint_of(desk: Desk, plan: Plan) -> str:
    """Return a fingerprint of what shapes a paper's quiz: the same gives the same items."""
    shaped_by = {
        "code": code_version(),
        "plan": asdict(plan),
        "generation": desk.index.name,
        "manifest": asdict(desk.index.manifest),
        "model": desk.model.name if desk.model and plan.with_model else "",
    }
    return _digest(shaped_by)


def _ending_of(wishes: str) -> str:
    return f"-{wishes[:_DIGITS]}.json"


def _holds_a_quiz(folder: Path) -> bool:
    """Tell whether there are files of a quiz, or parts of one that was begun."""
    return any(chain((folder / PARTS).glob("*.json"), folder.glob("quiz[.-]*")))


def _digest(row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(row).encode("ascii")).hexdigest()
