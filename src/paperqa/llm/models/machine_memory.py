"""How much memory this machine has, and how much of it is free.

In a container it is the container's: a process that takes more is killed, whatever the machine
has. Memory that files fill counts as free, for the kernel gives it back.

Units:  bytes; None where it is not known (Windows; on a Mac, what is free).
Source: Linux, Documentation/filesystems/proc.rst (MemAvailable) and
        Documentation/admin-guide/cgroup-v2.rst (memory.max, memory.current, memory.stat);
        cgroup-v1/memory.rst; sysctl(3) of macOS (hw.memsize).
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SYSCTL = ("/usr/sbin/sysctl", "-n", "hw.memsize")
_SYSCTL_SECONDS = 5.0
_V2 = ("memory.max", "memory.current", "inactive_file")
_V1 = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")


@dataclass(frozen=True, slots=True)
class Memory:
    """What there is in all, and what is free; None: unknown."""

    total: int | None
    free: int | None

    @property
    def shown(self) -> str:
        """The memory as it is sold, such as ``16 GB``."""
        return "an unknown amount" if self.total is None else f"{round(self.total / 2**30)} GB"


def machine_memory(proc: Path = Path("/proc"), sys_: Path = Path("/sys")) -> Memory:
    """Return the memory that this process may use."""
    meminfo = _table(proc / "meminfo")
    if "MemTotal" in meminfo:
        limits = [_limit(folder, names) for folder, names in _groups(proc, sys_)]
        there = [Memory(meminfo["MemTotal"] * 1024, _free(meminfo)), *limits]
        return Memory(
            min(one.total for one in there if one.total is not None),
            min((one.free for one in there if one.free is not None), default=None),
        )
    return Memory(_mac_total() if sys.platform == "darwin" else None, None)


def _free(meminfo: dict[str, int]) -> int | None:
    kilobytes = meminfo.get("MemAvailable")
    return None if kilobytes is None else kilobytes * 1024


def _groups(proc: Path, sys_: Path) -> Iterator[tuple[Path, tuple[str, str, str]]]:
    """Yield the control groups that this process is in, each with its parents."""
    for line in _lines(proc / "self/cgroup"):
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            root, names = sys_ / "fs/cgroup", _V2
        elif "memory" in controllers.split(","):
            root, names = sys_ / "fs/cgroup/memory", _V1
        else:
            continue
        inside = path.strip("/").split("/") if path.strip("/") else []
        for depth in range(len(inside), -1, -1):
            yield root.joinpath(*inside[:depth]), names


def _limit(folder: Path, names: tuple[str, str, str]) -> Memory:
    """Return the limit of a control group; without one, nothing is known of it."""
    limit, used = (_number(folder / name) for name in names[:2])
    if limit is None or used is None:
        return Memory(limit, None)
    given_back = _table(folder / "memory.stat").get(names[2], 0)
    return Memory(limit, max(limit - used + given_back, 0))


def _number(path: Path) -> int | None:
    text = "".join(_lines(path))
    return int(text) if text.isdecimal() else None  # "max": no limit


def _table(path: Path) -> dict[str, int]:
    """Read lines such as ``MemTotal: 24683520 kB`` and ``inactive_file 4096``."""
    rows = (line.replace(":", " ").split() for line in _lines(path))
    return {row[0]: int(row[1]) for row in rows if len(row) > 1 and row[1].isdecimal()}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:  # another system, or one that does not let us look: nothing is known
        return []


def _mac_total() -> int | None:
    try:
        said = subprocess.run(  # noqa: S603 - a fixed command of the system
            _SYSCTL, capture_output=True, text=True, timeout=_SYSCTL_SECONDS, check=True
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):  # then it is not known, which is no error
        return None
    return int(said) if said.isdecimal() else None
