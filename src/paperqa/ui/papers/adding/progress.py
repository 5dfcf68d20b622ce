"""What a build in the background tells those who look at it. Frozen: a look is a snapshot."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

FileState: TypeAlias = Literal["waiting", "added", "present", "other edition", "refused", "stopped"]
Phase: TypeAlias = Literal["starting", "importing", "fetching", "embedding", "opening"]
Outcome: TypeAlias = Literal["built", "unchanged", "cancelled", "failed", "crashed"]


@dataclass(frozen=True, slots=True)
class FileEnd:
    """What became of one file: ``title`` is its paper's, ``why`` the reason of a refusal."""

    name: str
    state: FileState = "waiting"
    title: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the work is: ``done`` of ``total`` (0: unknown); ``what`` is a title or a file.

    ``done_bytes`` of ``size`` are those of a download, None where the server does not say.
    """

    phase: Phase
    done: int = 0
    total: int = 0
    what: str = ""
    done_bytes: int = 0
    size: int | None = None
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How the work ended; counts are those of the whole index, ``why`` is one line."""

    outcome: Outcome
    papers: int = 0
    passages: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A paper that could not be had or read, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """One build, as far as it has come; ``end`` is None while it goes on."""

    stage: Stage
    files: tuple[FileEnd, ...] = ()
    fetched: int = 0
    troubles: tuple[Trouble, ...] = ()
    stopping: bool = False
    end: End | None = None

    @property
    def refused(self) -> int:
        """How many files were refused."""
        return sum(file.state == "refused" for file in self.files)
