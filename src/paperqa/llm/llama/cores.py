"""How many threads llama.cpp should run: one for each physical core that is ours.

llama-cpp-python would take half of the logical processors: one thread on a laptop with two
cores. Hyper-threads share the arithmetic units, so a second thread on a core slows decoding; and
threads beyond a container's CPU quota are stopped in turn while the others wait for them.

Of quotas only one is read: ``/sys/fs/cgroup/cpu.max``, where a container of cgroup v2 sees its own.
Those of cgroup v1, of groups further up, and of a service outside of containers are not seen.

Source: Linux, Documentation/ABI/stable/sysfs-devices-system-cpu (thread_siblings_list) and
        Documentation/admin-guide/cgroup-v2.rst (cpu.max).
"""

import os
from collections.abc import Iterable
from math import ceil
from pathlib import Path


def physical_cores(cpus: Iterable[int] | None = None, sys: Path = Path("/sys")) -> int:
    """Count the cores among ``cpus`` (default: those this process may run on), within the quota.

    Where ``sys`` does not say which processors share a core, each counts as one.
    """
    cpus = _allowed_cpus() if cpus is None else cpus
    cores = {_siblings(cpu, sys) for cpu in cpus}
    return max(1, min(len(cores), _quota(sys) or len(cores)))


def _allowed_cpus() -> Iterable[int]:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return range(os.cpu_count() or 1)


def _siblings(cpu: int, sys: Path) -> str:
    path = sys / f"devices/system/cpu/cpu{cpu}/topology/thread_siblings_list"
    return path.read_text().strip() if path.is_file() else str(cpu)


def _quota(sys: Path) -> int | None:
    """Return the processors that ``cpu.max`` lets a container keep busy; None: it sets no limit."""
    path = sys / "fs/cgroup/cpu.max"
    if not path.is_file():
        return None
    quota, period = path.read_text().split()
    return None if quota == "max" else ceil(int(quota) / int(period))
